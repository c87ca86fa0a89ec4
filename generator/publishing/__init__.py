"""Check, build, preview and serve: the table of contents of the program."""

ENGINES = ("mkdocs", "zensical")
"""The theme engines, as programs of Python; named here, where naming one costs the command nothing."""
