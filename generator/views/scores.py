"""How residents scored each department last, for its own page and for the page of complaints."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.memory import once
from generator.views.addresses import page_path
from generator.views.assessment import published_assessments
from generator.views.pieces import Link
from generator.views.rates import quarter_figures


@dataclass(frozen=True, slots=True)
class Score:
    """A department's last score: the quarter with its place there, points and rank, or why it has none."""

    quarter: Link
    points: str
    rank: int | None
    why: str


@once
def scores_by_department(catalogue: Catalogue) -> Mapping[str, Score]:
    """The last published score of each department."""
    found: dict[str, Score] = {}
    for entry in published_assessments(catalogue):
        for one in quarter_figures(catalogue, entry.id).departments:
            quarter = Link(entry.value.period, f"{page_path('assessment', entry.id)}#department-{one.id}")
            points = f"{one.score:.1f}" if one.rank and one.score is not None else ""
            found[one.id] = Score(quarter, points, one.rank, one.why)
    return found
