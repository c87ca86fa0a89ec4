"""What to print again since the last printing: views compared, copies and pages counted."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact
from generator.catalogue import Catalogue, Entry
from generator.changes.handbooks import NEW, tell_differences
from generator.changes.renames import follow_renames
from generator.diagnostics import OutputError, Text
from generator.locale.zh import format_date
from generator.model import Grid
from generator.model.prints import Copies
from generator.outputs.prints.edition import BOOKS, Edition
from generator.outputs.prints.editions import read_path
from generator.outputs.prints.finishing import require_paper, set_for, tell_finish
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.imposition import ONE_BOOKLET, plan_sheets
from generator.outputs.prints.papers import PAPERS, find_paper
from generator.outputs.prints.rendering import render_prints
from generator.publishing.exporting import require_workbook, write_file
from generator.publishing.kept_prints import CountedPrints
from generator.publishing.print_choices import find_editions
from generator.publishing.printing import USUAL
from generator.reading.revisions import Edition as Revision
from generator.reading.revisions import load_edition, load_printed
from generator.reporting.changes import FAULTS
from generator.views.prints.handbook import HandbookView
from generator.workbooks.print_order import BOTH, ONE, OrderLine, render_print_order
from generator.writing.archive import keep_printed

FIRST = Text("全部印", "all are printed")
CONTENT = Text("内容", "its content")
NONE = Text(
    "和{base}相比，没有要重印的，没有写印刷单", "nothing to print again since {base}: no order was written"
)
DONE = Text("已写好 {out}：{lines} 行，{copies} 份", "wrote {out}: {lines} lines, {copies} copies")
NOTHING = Text("没有要印的：没有网格，或者 prints.copies 都是 0", "nothing to print: no copies are wanted")
KEPT = Text("记下了：下一次和这一版比", "noted: the next order compares with this")


@dataclass(frozen=True, slots=True)
class Job:
    """An edition of a grid to print, how often and why."""

    grid: Entry[Grid]
    edition: Edition
    copies: int
    why: Text


def write_print_order(  # noqa: PLR0913 - what the command asks
    root: Path, base: str | None, out: Path, *, every: bool, done: bool, today: datetime.date | None = None
) -> Iterator[Text]:
    """Write the order of what has changed since `base`, a git revision or a folder; None: the last printing.

    `every` orders all, `done` keeps the entries of today as printed. Yields what to say. Raises
    RevisionError for an unknown base, OutputError for editions that the profile names wrongly.
    """
    require_workbook(out)
    new = load_edition(root, None, today=today)
    old = None if every else _load_old(root, base, new.catalogue.today)
    yield from (FAULTS.format(name=one.name, count=one.errors) for one in (old, new) if one and one.errors)
    before = follow_renames(old.catalogue, new.catalogue) if old else None
    jobs = list(_plan(before, new.catalogue))
    if jobs:
        lines = list(_price(root, new.catalogue, jobs))
        since = f"{old.name}以来变了的" if old else "全部"
        title = f"{new.catalogue.profile.site_name}印刷单 {format_date(new.catalogue.today)}：{since}"
        write_file(out, render_print_order(lines, title))
        yield DONE.format(out=out, lines=len(lines), copies=sum(one.copies for one in lines))
    else:
        yield NONE.format(base=old.name) if old else NOTHING
    if done:
        keep_printed(root)
        yield KEPT


def _load_old(root: Path, base: str | None, today: datetime.date) -> Revision:
    return load_printed(root, today=today) if base is None else load_edition(root, base, today=today)


def _plan(before: Catalogue | None, after: Catalogue) -> Iterator[Job]:
    """What has changed, grid by grid in the order of communities, as the profile says how many."""
    known = {one.id for one in before.live_grids} if before else set()
    wanted = [(one, _find_edition(one)) for one in after.profile.prints.copies]
    for grid in sorted(after.live_grids, key=lambda one: one.value.code):
        told: dict[object, list[Text]] = {}  # editions of one view differ for one reason
        for copies, edition in wanted:
            count = count_copies(after, grid, copies)
            look = edition.view, edition.shows
            if count and look not in told:
                told[look] = _tell_why(before, after, edition, grid.id, new=grid.id not in known)
            if count and (why := told[look]):
                joined = Text("、".join(one.zh for one in why), ", ".join(one.en for one in why))
                yield Job(grid, edition, count, joined)


def _tell_why(
    before: Catalogue | None, after: Catalogue, edition: Edition, grid_id: str, *, new: bool
) -> list[Text]:
    if before is None:
        return [FIRST]
    return [NEW] if new else list(_compare(before, after, edition, grid_id))


def _find_edition(copies: Copies) -> Edition:
    try:
        (edition,) = find_editions([copies.edition])
        require_paper(edition)
    except OutputError as error:
        where = Text(
            "menus/profile.yaml 的 prints.copies：{text}", "menus/profile.yaml, prints.copies: {text}"
        )
        told = where.format(text=error.text)
        raise OutputError(told.zh, told.en) from error
    return edition


def _compare(before: Catalogue, after: Catalogue, edition: Edition, grid_id: str) -> Iterator[Text]:
    """Why the sheets of an edition differ: chapters of the handbook, or just their content."""
    was, now = ({one.subject: one.view for one in edition.view(side, grid_id)} for side in (before, after))
    for subject in {**was, **now}:
        old, new = was.get(subject), now.get(subject)
        if isinstance(old, HandbookView) and isinstance(new, HandbookView):
            yield from tell_differences(old, new, edition.shows)
        elif old != new:
            yield CONTENT
            return


def count_copies(catalogue: Catalogue, grid: Entry[Grid], copies: Copies) -> int:
    """How many copies a grid gets: by its workers, places and households, and some to spare."""
    workers = {one.person.id for one in catalogue.members_by_grid.get(grid.id, ())}
    each = copies.households_per_copy
    homes = -(-(grid.value.households or 0) // each) if each else 0
    places = copies.per_place * len(grid.value.covers)
    return copies.per_worker * len(workers) + places + homes + copies.spare


def _price(root: Path, catalogue: Catalogue, jobs: list[Job]) -> Iterator[OrderLine]:
    """The lines of the order; pages are those of the files as they would be printed today."""
    settings, fonts = catalogue.profile.prints, find_fonts(root)
    counted = CountedPrints(root, fonts, tell_finish(USUAL, settings))
    grids = defaultdict[Edition, dict[str, None]](dict)  # by what is set; some editions share that
    for job in jobs:
        grids[set_for(job.edition, USUAL, settings)][job.grid.id] = None
    together = defaultdict[tuple[str, ...], list[Edition]](list)
    for source, some in grids.items():
        together[tuple(some)].append(source)
    for each, sources in together.items():
        for made in render_prints(catalogue, each, catalogue.profile.address, fonts, sources, counted):
            if isinstance(made, Artifact):
                counted.count(made.path, made.data)
    files = defaultdict[tuple[str, str], list[int]](list)
    for path, pages in counted.pages.items():
        edition, grid_id, _ = read_path(path)
        files[edition.name, grid_id].append(pages)
    for job in jobs:
        counts = files[(job.edition.source or job.edition).name, job.grid.id]
        yield _line(catalogue, job, sum(map(_count_sides, counts) if job.edition.folded else counts))


def _count_sides(pages: int) -> int:
    """Sides of the sheets that a book is folded of."""
    return 2 * sum(1 for _ in plan_sheets(pages))


def _line(catalogue: Catalogue, job: Job, pages: int) -> OrderLine:
    paper = USUAL.choose_paper(job.edition, catalogue.profile.prints)
    return OrderLine(
        grid=job.grid.value.name,
        community=catalogue.name_of("division", job.grid.value.community),
        edition=job.edition.title.zh,
        why=job.why.zh,
        pages=pages,
        copies=job.copies,
        paper=PAPERS[find_paper(paper)].title.zh,
        sides=BOTH if pages > 1 else ONE,
        binding=_bind(job.edition, pages, paper),
    )


def _bind(edition: Edition, pages: int, paper: str) -> str:
    """How the pages are held together; conventions of printers' shops."""
    if edition.group != BOOKS:
        return "不装订"
    if edition.folded:
        return "对折，骑缝订两针" if 2 * pages <= ONE_BOOKLET else "每两张一帖，锁线或胶装"
    if paper in {"a5", "half-letter", "32k"}:
        return "骑马订" if pages <= ONE_BOOKLET else "胶装"
    return "左边圈装或夹子"
