"""Check, build, preview and serve: the table of contents of the program."""
