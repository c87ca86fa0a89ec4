"""Findings in a workbook as text: the sheet and the cell, then what is wrong."""

from collections.abc import Sequence

from generator.workbooks.book import CellFinding


def render_cell_findings(found: Sequence[CellFinding], lang: str) -> str:
    """A line for each finding, in the order of the book."""
    order = {title: rank for rank, title in enumerate(dict.fromkeys(one.title for one in found))}
    listed = sorted(found, key=lambda one: (order[one.title], one.row, one.column or 0))
    return "".join(f"{one.name}: {one.severity.label} {one.text.pick(lang)}\n" for one in listed)
