"""Assessments of departments, quarter by quarter."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.assessment import (
    METHOD_PATH,
    AssessmentView,
    published_assessments,
    view_assessment,
    view_assessments,
    view_method,
)
from generator.views.open_records import FIRST_EDITION, AssessmentRecord
from generator.views.pieces import Link, plain_text
from generator.views.projections import (
    DataSet,
    Detail,
    Extra,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Thing,
)
from generator.views.rates import COUNTS, Scored, quarter_figures

METHOD = "部门考核的公式、权重，为什么有的不排名"


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    yield SearchDocument(
        "page", "考核怎么算", METHOD_PATH, ("部门打分", "满意率怎么算", "评分", "打分"), METHOD, METHOD
    )
    for one in reversed(published_assessments(catalogue)):
        quarter = quarter_figures(catalogue, one.id)
        names = "、".join(sorted(department.name.text for department in quarter.departments))
        text = f"考核 打分 名次 响应率 解决率 满意率 {names} {plain_text(one.value.intro)}"
        note = f"交办 {quarter.total.cases} 件，满意率 {quarter.total.results[-1].text}"
        title = f"{one.value.period}部门考核"
        yield SearchDocument("page", title, page_path("assessment", one.id), (), text, note)


def _records(catalogue: Catalogue) -> Iterator[AssessmentRecord]:
    for entry in published_assessments(catalogue):
        for one in quarter_figures(catalogue, entry.id).departments:
            yield AssessmentRecord(
                entry.value.period,
                entry.value.formula_version,
                one.id,
                one.name.text,
                **_counts(one),
                score=round(one.score, 1) if one.score is not None else None,
                rank=one.rank,
            )


def _counts(one: Scored) -> dict[str, int | None]:
    """Counts by column; what the pages hide is hidden here."""
    texts = {"cases": one.cases, "surveyed": one.surveyed}
    pairs = zip(
        ("accepted", "communicated", "handled", "contacted", "resolved", "satisfied"), one.rates, strict=True
    )
    texts |= {field: rate.numerator for field, rate in pairs}
    return {field: int(texts[field]) if texts[field].isdigit() else None for field in COUNTS}


PUBLICATION = Publication(
    kind="assessment",
    pages=Pages(
        Link("部门考核", "assessments/index.html"),
        (
            Listing("assessments.html.j2", view_assessments),
            Detail("assessment.html.j2", view_assessment),
            Extra(
                "assessment_method.html.j2",
                view_method,
                lambda _: ((METHOD_PATH, ""),),
            ),
        ),
        lambda catalogue, one: one in published_assessments(catalogue),
    ),
    search=Findable("页面", _documents),
    open_data=DataSet(
        "assessments",
        Text("部门考核", "Assessment of departments"),
        Text(
            "各部门每季度的件数、总分和名次。件数太小、不便公开的，留空。",
            "Counts, score and rank of each department in each quarter; numbers too small to tell are empty.",
        ),
        FIRST_EDITION,
        AssessmentRecord,
        _records,
    ),
    changes=NotShown("a quarter is published by its own date and does not change"),
    dated=NotShown("a quarter is no change of what residents can use; its page is dated"),
    feed=NotShown("figures of a quarter call nobody to act today"),
    structured_data=Thing(AssessmentView, "Dataset"),
    handbook=NotShown("figures of departments are read on the site; a handbook lasts longer than a quarter"),
)
