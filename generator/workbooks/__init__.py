"""Entries as the sheets of a workbook, both ways; which sheets and columns there are, the models tell."""
