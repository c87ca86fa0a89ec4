"""Weekly statistics of what residents report."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.case_figures import case_figures
from generator.views.cases import CaseSeriesView, published_series, view_series, view_series_index
from generator.views.open_records import FIRST_EDITION, StatisticsRecord
from generator.views.pieces import Link, cut_text
from generator.views.projections import (
    NOTE,
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Thing,
)


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_series(catalogue):
        note, path = cut_text(one.value.method or "", NOTE), page_path("case_series", one.id)
        text = f"诉求 投诉 反映 集中 倾向 预警 {one.value.method or ''}"
        yield SearchDocument("page", one.value.name, path, ("诉求统计",), text, note)


def _records(catalogue: Catalogue) -> Iterator[StatisticsRecord]:
    for entry in published_series(catalogue):
        figures = case_figures(catalogue, entry.id)
        for number, week in enumerate(figures.weeks):
            for category, counts in zip(figures.categories, figures.by_category, strict=True):
                yield StatisticsRecord(entry.id, week.isoformat(), category, counts[number])


PUBLICATION = Publication(
    kind="case_series",
    pages=Pages(
        Link("诉求统计", "cases/index.html"),
        (Listing("listing.html.j2", view_series_index), Detail("case_series.html.j2", view_series)),
        lambda catalogue, one: one in published_series(catalogue),
    ),
    search=Findable("页面", _documents),
    open_data=DataSet(
        "statistics",
        Text("诉求统计", "Statistics of reports"),
        Text(
            "全市每周各类诉求的件数。件数太小、不便公开的，留空。",
            "Reports of each category in each week in the whole city; numbers too small to tell are empty.",
        ),
        FIRST_EDITION,
        StatisticsRecord,
        _records,
    ),
    changes=NotShown("figures grow every week; the page itself shows what is new in them"),
    dated=NotShown("figures grow every week; the page itself shows what is new in them"),
    feed=NotShown("an alert that calls for action is a notice"),
    structured_data=Thing(CaseSeriesView, "Dataset"),
    handbook=NotShown("figures are read on the site"),
)
