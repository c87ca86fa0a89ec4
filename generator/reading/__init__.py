"""From the files of menus/ to values, models and a catalogue, with positions, tables and repairs."""

import os

MENUS = "menus"
"""The folder of a workspace that holds its entries."""
BUILT = ".cache/built.zip"
"""Where a workspace keeps the entries that its site was last built from."""
PRINTED = ".cache/printed.zip"
"""Where it keeps those that were last printed."""
StrPath = str | os.PathLike[str]
"""Where a file lies."""
