"""The figures as Markdown, for the terminal and for their places in docs/benchmarks.md."""

import datetime
import os
import re
from collections.abc import Sequence
from pathlib import Path

from scripts.bench.cases import Row
from scripts.bench.machine import ABSENT
from scripts.bench.measuring import run

MEMORY_LIMIT = 400
HEAD = """\
| What | Gridpress | Beside it | Takes | Ratio | Target |
|---|---:|---|---:|---:|---|
"""


def write_section(page: Path, name: str, text: str, rounds: int = 1) -> None:
    """Put what was measured into its place, with the day, the tree and how busy the machine was.

    Raises ValueError for a page that has no such place.
    """
    place = re.compile(f"(?<=<!-- measured: {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    before = page.read_text("utf-8")
    if not place.search(before):
        raise ValueError(f"no place for {name}")
    after = place.sub(lambda _: f"*{_stamp(rounds)}*\n\n{text}\n", before, count=1)
    page.write_text(after, "utf-8", newline="\n")


def _stamp(rounds: int) -> str:
    tree = run("git", "describe", "--always", "--dirty=, changed since", "--exclude=*").output.strip()
    said = [f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}", f"tree {tree}"]
    if rounds > 1:
        said.append(f"rounds {rounds}")
    if hasattr(os, "getloadavg"):
        said.append(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors")
    return ", ".join(said)


def render_rows(rows: Sequence[Row]) -> str:
    """A Markdown table, and what is behind its figures."""
    notes = "\n".join(dict.fromkeys(f"- {row.what}: {row.note}." for row in rows if row.note))
    return render_table(rows) + (f"\n\n{notes}" if notes else "")


def render_table(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    return HEAD + "\n".join(map(_render_row, rows))


def _render_row(row: Row) -> str:
    ratio = row.other / row.ours if row.other else None
    cells = (
        row.what,
        show_time(row.ours),
        row.against,
        show_time(row.other) if row.other else "-" if row.against == "-" else ABSENT,
        f"{ratio:.1f} ×" if ratio else "",
        _judge(ratio, row.target, row.most),
    )
    return f"| {' | '.join(cells)} |"


def _judge(ratio: float | None, target: float | None, most: float | None) -> str:
    if ratio is not None and most is not None:
        return f"≤ {most:g} ×: {'met' if ratio <= most else 'missed'}"
    if target is None or ratio is None:
        return ""
    return f"≥ {target:g} ×: {'met' if ratio >= target else 'missed'}"


def show_time(seconds: float) -> str:
    """Seconds with the unit that reads best."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.3f} ms"  # noqa: PLR2004


def render_memory(megabytes: float) -> str:
    """What any one process of a build held at most."""
    state = "met" if megabytes <= MEMORY_LIMIT else "missed"
    return f"Peak memory of a build, of its largest process: {megabytes:.0f} MB (target <= 400 MB: {state})."
