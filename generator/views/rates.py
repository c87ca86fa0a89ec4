"""The figures of one quarter's assessment: counts, rates with intervals, scores, ranks.

Small numbers are hidden first; a rate or a score that would give a hidden number away is hidden too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.figures import RESULTS, STAGES, wilson
from generator.facts.memory import once
from generator.facts.suppression import suppress
from generator.locale.collation import name_order
from generator.model import Assessment, AssessmentRow
from generator.model.assessment import Weights
from generator.views.addresses import link_or_id
from generator.views.chart import percent
from generator.views.pieces import Link

COUNTS = tuple(name for name in AssessmentRow.model_fields if name not in {"department", "post"})
ALL = ""
ALSO_HIDDEN = "一并不公布"
"""What stands in place of a number that is not small, but would give a small one away."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it is published: None when hidden, and then `text` says why."""

    count: int | None
    text: str


Counts = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with what it comes from, as text; `value` is the share with its interval, None when hidden.

    `numerator` and `denominator` say “少于5” where a number is hidden.
    """

    key: str
    name: str
    numerator: str
    denominator: str
    text: str
    interval: str = ""
    value: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """One department's figures, a post's, or all departments' (id `ALL`)."""

    id: str
    name: Link
    cases: str
    surveyed: str
    stages: tuple[Rate, ...]
    results: tuple[Rate, ...]
    process: float | None
    result: float | None
    score: float | None
    rank: int | None = None
    why: str = ""
    posts: tuple["Scored", ...] = ()

    @property
    def rates(self) -> tuple[Rate, ...]:
        return (*self.stages, *self.results)


@dataclass(frozen=True, slots=True)
class Quarter:
    """All figures of one assessment: those ranked by score, those too few to rank, all together."""

    ranked: tuple[Scored, ...]
    unranked: tuple[Scored, ...]
    total: Scored

    @property
    def departments(self) -> tuple[Scored, ...]:
        return (*self.ranked, *self.unranked)


def effective_weights(catalogue: Catalogue, assessment: Assessment) -> Weights:
    """The entry's weights where it states them, else the profile's."""
    stated = "weights" in assessment.model_fields_set
    return assessment.weights if stated else catalogue.profile.assessment.weights


@once
def quarter_figures(catalogue: Catalogue, assessment_id: str) -> Quarter:
    """The figures of one assessment."""
    entry = catalogue.assessments[assessment_id]
    smallest = catalogue.profile.assessment.smallest_cell
    groups = _group(entry)
    wholes = {name: _whole(rows) for name, rows in groups.items()}
    shown, total = _hide(list(wholes.values()), smallest)
    maker = _Maker(catalogue, effective_weights(catalogue, entry.value), smallest)
    made = []
    for (name, whole), counts in zip(wholes.items(), shown, strict=True):
        posts = maker.posts(groups[name], whole, counts)
        made.append(maker.score(name, link_or_id(catalogue, "organization", name), counts, posts))
    ranked, unranked = _rank(catalogue, made, wholes)
    return Quarter(ranked, unranked, maker.score(ALL, Link("全部部门"), total, ()))


def _group(entry: Entry[Assessment]) -> dict[str, tuple[AssessmentRow, ...]]:
    return gather((row.department, row) for row in cast("tuple[AssessmentRow, ...]", entry.rows))


def _whole(rows: Sequence[AssessmentRow]) -> dict[str, int]:
    """A department's own row, or the sum of its posts."""
    own = [row for row in rows if not row.post] or rows
    return {field: sum(getattr(row, field) for row in own) for field in COUNTS}


def _hide(table: Sequence[Mapping[str, int]], smallest: int) -> tuple[list[Counts], Counts]:
    """Each column with its total is a table of its own: the counts of one row do not add up."""
    shown: list[Counts] = [{} for _ in table]
    total: Counts = {}
    for field in COUNTS:
        hidden = suppress([[row[field]] for row in table], smallest)
        for row, counts, cells in zip(table, shown, hidden.cells, strict=True):
            counts[field] = _make_cell(cells[0], row[field], smallest)
        everything = sum(row[field] for row in table)
        left = hidden.column_totals[0] if hidden.column_totals else 0
        total[field] = _make_cell(left, everything, smallest)
    return shown, total


def _make_cell(shown: int | None, count: int, smallest: int) -> Cell:
    if shown is not None:
        return Cell(shown, str(shown))
    return Cell(None, f"少于{smallest}" if count < smallest else ALSO_HIDDEN)


def _rank(
    catalogue: Catalogue, made: Sequence[Scored], wholes: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[Scored, ...], tuple[Scored, ...]]:
    least = catalogue.profile.assessment.ranking_cases
    able, others = [], []
    for one in made:
        if wholes[one.id]["cases"] < least:
            others.append(_set_aside(one, f"不到 {least} 件，件数太少，不排名"))
        elif one.score is None:
            why = "没有回访，不算总分，不排名" if one.surveyed == "0" else "有的数太小，不公布，所以不排名"
            others.append(_set_aside(one, why))
        else:
            able.append(one)
    able.sort(key=lambda one: (-round(one.score or 0, 1), name_order(one.name.text)))
    others.sort(key=lambda one: name_order(one.name.text))
    scores = [round(one.score or 0, 1) for one in able]
    ranked = (replace(one, rank=scores.index(score) + 1) for one, score in zip(able, scores, strict=True))
    return tuple(ranked), tuple(others)


def _set_aside(one: Scored, why: str) -> Scored:
    """Without scores: who reads two scores ranks them."""
    return replace(one, process=None, result=None, score=None, why=why)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes figures of counts in which small ones are hidden."""

    catalogue: Catalogue
    weights: Weights
    smallest: int

    def score(self, name: str, link: Link, counts: Counts, posts: tuple[Scored, ...]) -> Scored:
        stages = tuple(self._rate(key, title, counts[up], counts[down]) for key, title, up, down in STAGES)
        results = tuple(self._rate(key, title, counts[up], counts[down]) for key, title, up, down in RESULTS)
        process, result = self._weigh(stages), self._weigh(results)
        both = None
        if process is not None and result is not None:
            both = self.weights.process * process + self.weights.result * result
        cases, surveyed = counts["cases"].text, counts["surveyed"].text
        # A part of a score with a hidden rate would give it away, so both parts go together.
        if both is None:
            process = result = None
        return Scored(name, link, cases, surveyed, stages, results, process, result, both, posts=posts)

    def posts(
        self, rows: Sequence[AssessmentRow], whole: Mapping[str, int], shown: Counts
    ) -> tuple[Scored, ...]:
        """Posts of a department, never people; a rest that no post holds counts as one more row."""
        posts = [row for row in rows if row.post]
        if not posts:
            return ()
        table = [{field: getattr(row, field) for field in COUNTS} for row in posts]
        table.append({field: max(whole[field] - sum(row[field] for row in table), 0) for field in COUNTS})
        hidden, _ = _hide(table, self.smallest)
        for counts in hidden:
            counts.update({field: Cell(None, ALSO_HIDDEN) for field in COUNTS if shown[field].count is None})
        made = zip(posts, hidden, strict=False)
        return tuple(
            _set_aside(self.score(f"{row.department}-{number}", Link(row.post or ""), counts, ()), "")
            for number, (row, counts) in enumerate(made, 1)
        )

    @staticmethod
    def _rate(key: str, name: str, up: Cell, down: Cell) -> Rate:
        if up.count is None or down.count is None:
            return Rate(key, name, up.text, down.text, "不公布")
        if down.count == 0:
            return Rate(key, name, up.text, down.text, "没有")
        low, high = wilson(min(up.count, down.count), down.count)
        share = up.count / down.count
        interval = f"{percent(low)}至{percent(high)}"
        return Rate(key, name, up.text, down.text, percent(share), interval, (share, low, high))

    def _weigh(self, rates: Sequence[Rate]) -> float | None:
        """100 times the weighted sum of rates, in points; None when one of them is hidden or missing."""
        shares = {rate.key: rate.value[0] for rate in rates if rate.value}
        if len(shares) < len(rates):
            return None
        weights: dict[str, float] = self.weights.model_dump()
        return 100 * sum(weights[key] * share for key, share in shares.items())
