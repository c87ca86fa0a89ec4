"""A print order 印刷单: what to print again for which grid and why, how many, on what; totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.workbooks.sheets import Cell, Column, ReportSheet, render_report_sheets

TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One edition of one grid. `pages` are those of its file, two sides of a folded sheet count as two."""

    grid: str
    community: str
    edition: str
    why: str
    pages: int
    copies: int
    paper: str
    sides: str
    binding: str

    @property
    def sheets(self) -> int:
        """Sheets of paper for all copies."""
        return (-(-self.pages // 2) if self.sides == BOTH else self.pages) * self.copies


BOTH, ONE = "双面", "单面"


def render_print_order(lines: Sequence[OrderLine], title: str) -> bytes:
    """The workbook: every line, then the sums of each community, then those of each kind of job."""
    return render_report_sheets([_list_lines(lines, title), _sum_communities(lines), _sum_jobs(lines)], title)


def _list_lines(lines: Sequence[OrderLine], title: str) -> ReportSheet:
    rows: list[Sequence[Cell]] = [
        (
            *(one.grid, one.community, one.edition, one.why, one.pages, one.copies, one.sheets),
            *(one.paper, one.sides, one.binding),
        )
        for one in lines
    ]
    sums = (TOTAL, "", "", "", "", sum(one.copies for one in lines), sum(one.sheets for one in lines))
    return ReportSheet("印刷单", title, _LINES, rows, sums)


def _sum_communities(lines: Sequence[OrderLine]) -> ReportSheet:
    keys = dict.fromkeys((one.community, one.edition) for one in lines)
    rows = [(*key, *_sum([one for one in lines if (one.community, one.edition) == key])) for key in keys]
    return ReportSheet("按社区", "每个社区领多少", _COMMUNITIES, rows, (TOTAL, "", *_sum(lines)))


def _sum_jobs(lines: Sequence[OrderLine]) -> ReportSheet:
    keys = dict.fromkeys(_job(one) for one in lines)
    rows = [(*key, *_sum([one for one in lines if _job(one) == key])) for key in keys]
    return ReportSheet("给印刷厂", "每种印多少", _JOBS, rows, (TOTAL, "", "", "", *_sum(lines)))


def _job(one: OrderLine) -> tuple[str, str, str, str]:
    return one.edition, one.paper, one.sides, one.binding


def _sum(lines: Sequence[OrderLine]) -> tuple[int, int, int]:
    """Different files, copies, sheets of paper."""
    return len(lines), sum(one.copies for one in lines), sum(one.sheets for one in lines)


def _columns(*named: tuple[str, float]) -> Iterator[Column]:
    for title, width in named:
        yield Column(title, width)


_SUMS = (("几个文件", 10), ("份数", 9), ("用纸张数", 11))
_WHAT = (("纸张", 12), ("单双面", 9), ("装订", 22))
_LINES = (
    *_columns(("网格", 22), ("社区", 18), ("印刷品", 20), ("为什么印", 40), ("页数", 8), *_SUMS[1:]),
    *_columns(*_WHAT),
)
_COMMUNITIES = tuple(_columns(("社区", 22), ("印刷品", 24), *_SUMS))
_JOBS = tuple(_columns(("印刷品", 24), *_WHAT, *_SUMS))
