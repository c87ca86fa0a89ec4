"""Findings in a workbook as text: the sheet and the cell, then what is wrong."""

from collections.abc import Sequence

from generator.catalogue import gather
from generator.diagnostics import Text
from generator.workbooks.book import CellFinding

_FEW = 3
"""Cells that are named of many that lack the same."""
_MORE = Text(" 等 {count} 处", " and others, {count} in all")


def render_cell_findings(found: Sequence[CellFinding], lang: str) -> str:
    """A line for each finding, in the order of the book; what is said of many cells is said once."""
    order = {title: rank for rank, title in enumerate(dict.fromkeys(one.title for one in found))}
    listed = sorted(found, key=lambda one: (order[one.title], one.row, one.column or 0))
    lines = []
    for (severity, text), same in gather(((one.severity, one.text), one) for one in listed).items():
        names = "、".join(one.name for one in same[:_FEW])
        more = _MORE.format(count=len(same)).pick(lang) if len(same) > _FEW else ""
        lines.append(f"{names}{more}: {severity.label} {text.pick(lang)}\n")
    return "".join(lines)
