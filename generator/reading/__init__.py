"""From the files of menus/ to values, models and a catalogue, with positions, tables and repairs."""

MENUS = "menus"
"""The folder of a workspace that holds its entries."""
