"""Check, build, preview and serve: the table of contents of the program."""

CONTENT, OVERRIDES, SETTINGS = "content", "site_overrides", "mkdocs.yml"
"""What is written by hand: pages, their look, the settings of the engines."""
ENGINES = ("mkdocs", "zensical")
"""The theme engines, as programs of Python; named here, where naming one costs the command nothing."""
