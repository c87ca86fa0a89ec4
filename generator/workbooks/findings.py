"""Findings in a workbook as text: the sheet and the cell, then what is wrong."""

from collections.abc import Sequence

from generator.catalogue import gather
from generator.diagnostics import Severity, Text
from generator.workbooks.book import CellFinding

_FEW = 3
"""Cells that are named of many that lack the same."""
_MORE = Text(" 等 {count} 处", " and others, {count} in all")
_MOST = 20
"""Lines that are listed; real lists lack something in each row, and the marked copy has all."""
_LEFT = Text("另有 {count} 种，都在标好的一份里\n", "{count} more kinds, all of them in the marked copy\n")


def render_cell_findings(found: Sequence[CellFinding], lang: str) -> str:
    """A line for each finding: errors first, what is said of most cells first, else in the book's order."""
    order = {title: rank for rank, title in enumerate(dict.fromkeys(one.title for one in found))}
    listed = sorted(found, key=lambda one: (order[one.title], one.row, one.column or 0))
    groups = gather(((one.severity, one.text), one) for one in listed).items()
    lines = []
    for (severity, text), same in sorted(
        groups, key=lambda group: (-(group[0][0] is Severity.ERROR), -len(group[1]))
    ):
        names = "、".join(one.name for one in same[:_FEW])
        more = _MORE.format(count=len(same)).pick(lang) if len(same) > _FEW else ""
        lines.append(f"{names}{more}: {severity.label} {text.pick(lang)}\n")
    left = _LEFT.format(count=len(lines) - _MOST).pick(lang) if len(lines) > _MOST else ""
    return "".join([*lines[:_MOST], left])


def _rank(group: tuple[tuple[Severity, Text], list[CellFinding]]) -> tuple[bool, int]:
    (severity, _), same = group
    return severity is not Severity.ERROR, -len(same)
