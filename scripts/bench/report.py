"""The figures as Markdown, for the terminal and for docs/benchmarks.md."""

from collections.abc import Sequence

from scripts.bench.cases import Row
from scripts.bench.machine import describe_machine

MEMORY_LIMIT = 1024
HEAD = """\
| What | Gridpress | Beside it | Takes | Ratio | Target |
|---|---:|---|---:|---:|---|
"""
TEXT = """\
# Benchmarks

Written by `make bench ARGS=--write`; do not edit. Ratios carry over to other machines, times do not:
compare lines of one run only.

{table}

{remarks}

## Machine

{machine}

{rounds}

## What is measured

The content is an invented city, the same for the same seed: {entries:,} entries, of which 2,430 grids
in force that tile 428 communities, 2,262 services of 2 KB, some 5,000 people, 60 matters, 10 plans of
20 steps, 240 teams, 400 honours, 4 assessments and two years of weekly counts.
`python -m scripts.bench.city FOLDER` writes it; every rule passes on it.

All files lie in memory (tmpfs) where there is such a place: on a disk, making a file takes every
contestant the same 0.2 ms and more, and hides what differs. `--folder` measures a disk.

- **Check.** `gridpress check` as a whole command, start of Python included, with every rule and nothing kept
  from before; a second process parses ahead, and on Linux both processors run the rules. Beside it, on the
  same files: `check-jsonschema` with the schema `{{}}`, which only reads them, and `yamllint` with its
  default rules less `line-length` and `document-start`; both know one process only. Once more: every byte is
  read and compared, and the answer of before told again. After an edit of one service all is read anew.
- **Linear.** All rules on loaded entries, without reading: a tenth of the city and the whole, in turns in
  one process, the best of 3, in seconds of the processor. Ten times the entries may take at most 12
  times as long.
- **One page.** Ours: from the catalogue in memory to the file on the disk; reading the entries is in
  the whole build below. Theirs: the main content of the same pages as Markdown; in MkDocs Material and
  Zensical outside the navigation in the same theme, overrides and extensions, in Hugo in a layout made
  from the built shell. The second line of Hugo gives it finished HTML, so that it has neither Markdown
  to read nor data to join. All are marginal: the time for 2,000 pages less that for 20, over 1,980.
  Nothing is cached between builds. Hugo works on all processors, the others on one.
- **Handbook.** The PDF of one grid in a process that has set one before, data joined and QR codes drawn
  anew. Ours: Typst, PDF/UA-1 and PDF/A-2a. Beside it: the same chapters, words, drawings and QR codes as
  HTML at the same type sizes, with contents, page numbers and running heads, PDF/UA-1, in WeasyPrint.
- **One edit.** A service changes; until its page stands in memory all rules run again. Beside it:
  `gridpress build --no-handbooks` into an empty folder.
- **Memory.** The most that any one process of that build held.

Each figure is the median of the rounds after one that does not count; contestants take turns.

## Search and first visits

{printed}

MRR@10 and shares of questions; one half was never tuned on. Bytes are those sent (gzip) with an empty cache.
Waits are the best of several, since other processes only add to them.
Material is asked through its own worker, its words parted by jieba where that is installed. Marks of
Lighthouse belong to a quiet machine: they fall with every other process.

## Again

```
python3 scripts/setup.py --bench
make bench                      # prints the table
make bench ARGS=--quick         # a fiftieth of the city: does it run?
make bench ARGS=--write         # and writes this page
make bench ARGS="--only checking --rounds 5"    # the check lines alone
make bench ARGS="--only search weight answers"    # Lighthouse and Pagefind where they are on the path
make bench ARGS="--divisions FILE.csv --services FILE.jsonl"    # with real lists
```
"""


def render_table(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    return HEAD + "\n".join(map(_render_row, rows))


def _render_row(row: Row) -> str:
    ratio = row.other / row.ours if row.other else None
    cells = (
        row.what,
        show_time(row.ours),
        row.against,
        show_time(row.other) if row.other else "-" if row.against == "-" else "not installed",
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


def render_remarks(rows: Sequence[Row], memory: float | None) -> str:
    """Sizes behind the figures, and the memory."""
    notes = [f"- {row.what}: {row.note}." for row in rows if row.note]
    if memory:
        state = "met" if memory < MEMORY_LIMIT else "missed"
        notes.append(f"- Peak memory of a build: {memory:.0f} MB (target < 1 GB: {state}).")
    return "\n".join(dict.fromkeys(notes))


def render_page(rows: Sequence[Row], memory: float | None, rounds: int, entries: int, printed: str) -> str:
    """The page of the documentation; `printed` is what the measurements of the site printed."""
    return TEXT.format(
        table=render_table(rows),
        remarks=render_remarks(rows, memory),
        machine="\n".join(describe_machine()),
        rounds=f"Rounds that count: {rounds}.",
        entries=entries,
        printed=printed.strip(),
    )
