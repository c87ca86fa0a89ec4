"""Evaluations by third parties."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.evaluation import published_evaluations, view_evaluation, view_evaluations
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
)
from generator.views.reference_records import SECOND_EDITION, EvaluationRecord
from generator.views.reference_rows import evaluation_rows


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_evaluations(catalogue):
        text = "。".join((*one.value.findings, one.value.method or "", one.value.sample or ""))
        note, path = cut_text(one.value.findings[0], NOTE), page_path("evaluation", one.id)
        yield SearchDocument("page", one.value.name, path, ("第三方评估",), text, note)


PUBLICATION = Publication(
    kind="evaluation",
    pages=Pages(
        Link("第三方评估", "evaluations/index.html"),
        (Listing("listing.html.j2", view_evaluations), Detail("evaluation.html.j2", view_evaluation)),
        lambda catalogue, one: one in published_evaluations(catalogue),
    ),
    search=Findable("页面", _documents),
    open_data=DataSet(
        "evaluations",
        Text("第三方评估", "Evaluations"),
        Text("已公布的第三方评估。", "Published evaluations by third parties."),
        SECOND_EDITION,
        EvaluationRecord,
        evaluation_rows,
    ),
    changes=NotShown("a report is published by its own date and does not change"),
    dated=NotShown("a report is no change of what residents can use; its page is dated"),
    feed=NotShown("a report calls nobody to act today"),
    structured_data=NotShown("the report that the page sums up stands elsewhere"),
    handbook=NotShown("reports are read on the site"),
)
