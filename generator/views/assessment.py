"""Reverse assessment: the page of a quarter, the index with trends, the page on how it is computed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.figures import RESULTS
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.facts.suppression import is_small
from generator.locale.collation import name_order
from generator.locale.zh import format_date
from generator.model import Assessment
from generator.model.assessment import StageDeadlines
from generator.views.addresses import HOME, entry_head, index_link, link_entry, link_or_id, page_path
from generator.views.chart import Chart, Figures, Value, view_lines
from generator.views.formula import Formula, view_formula
from generator.views.listing import index_head
from generator.views.open_data import INDEX as OPEN_DATA
from generator.views.pieces import Head, Link
from generator.views.rates import Quarter, Scored, effective_weights, quarter_figures

METHOD_PATH = "assessments/how_it_works.html"
"""No id holds an underscore, so no entry can take this address."""
DRAWN = 6
"""Quarters that a trend shows: more do not fit a phone."""


@dataclass(frozen=True, slots=True)
class ExclusionView:
    """Cases left out: whose, how many, why."""

    department: Link
    cases: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One quarter. `intro` is Markdown, `interval` as ISO 8601 says it."""

    head: Head
    period: str
    since: str
    until: str
    interval: str
    published: str
    assessor: Link | None
    intro: str
    quarter: Quarter
    formula: Formula
    exclusions: tuple[ExclusionView, ...]
    ranking_cases: int
    smallest: int
    earlier: Link | None
    later: Link | None
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class QuarterItem:
    """A quarter in the index: its address, how many cases, the three rates of all departments."""

    link: Link
    days: str
    cases: str
    total: Scored


@dataclass(frozen=True, slots=True)
class Trend:
    """One department over the quarters: satisfaction with its interval."""

    name: Link
    chart: Chart | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class AssessmentsView:
    """The index of quarters, the latest first, and the trends."""

    head: Head
    quarters: tuple[QuarterItem, ...]
    chart: Chart | None
    trends: tuple[Trend, ...]
    method: Link


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the assessment is computed."""

    head: Head
    formula: Formula
    latest: Link | None
    ranking_cases: int
    smallest: int


@once
def published_assessments(catalogue: Catalogue) -> tuple[Entry[Assessment], ...]:
    """Assessments that are public today, the earliest period first."""
    found = (one for one in catalogue.assessments.values() if one.value.published_on <= catalogue.today)
    return tuple(sorted(found, key=lambda one: (one.value.since, rank_of(catalogue, "assessment", one.id))))


def link_assessment(entry: Entry[Assessment]) -> Link:
    """A link to a quarter."""
    return Link(entry.value.period, page_path("assessment", entry.id))


def view_assessment(catalogue: Catalogue, name: str) -> AssessmentView:
    """One quarter with the figures of all departments."""
    entry = catalogue.assessments[name]
    value = entry.value
    settings = catalogue.profile.assessment
    published = published_assessments(catalogue)
    place = published.index(entry)
    return AssessmentView(
        head=entry_head(
            catalogue,
            entry,
            f"{value.period}部门考核",
            f"{value.period}各部门接单、沟通、处置的件数，响应率、解决率、满意率和总分",
            value.intro,
            crumb=value.period,
        ),
        period=value.period,
        since=format_date(value.since),
        until=format_date(value.until),
        interval=f"{value.since}/{value.until}",
        published=format_date(value.published_on),
        assessor=link_entry(catalogue, "organization", value.assessor),
        intro=value.intro or "",
        quarter=quarter_figures(catalogue, name),
        formula=view_formula(effective_weights(catalogue, value), value.deadlines, value.formula_version),
        exclusions=tuple(_view_exclusions(catalogue, value)),
        ranking_cases=settings.ranking_cases,
        smallest=settings.smallest_cell,
        earlier=link_assessment(published[place - 1]) if place else None,
        later=link_assessment(published[place + 1]) if place + 1 < len(published) else None,
        files=(OPEN_DATA,),
    )


def _view_exclusions(catalogue: Catalogue, value: Assessment) -> Iterator[ExclusionView]:
    smallest = catalogue.profile.assessment.smallest_cell
    for one in value.exclusions:
        link = link_or_id(catalogue, "organization", one.department)
        few = is_small(one.cases, smallest)
        yield ExclusionView(link, f"少于{smallest} 件" if few else f"{one.cases} 件", one.reason)


def view_assessments(catalogue: Catalogue) -> AssessmentsView:
    """All quarters, with trends over the last of them."""
    published = published_assessments(catalogue)
    recent = published[-DRAWN:]
    return AssessmentsView(
        head=index_head(
            "assessment", "部门考核", "各部门每季度办居民反映的事，办得怎样：件数、比率、公式和走势"
        ),
        quarters=tuple(_view_item(catalogue, one) for one in reversed(published)),
        chart=_view_city(catalogue, recent),
        trends=tuple(_view_trends(catalogue, recent)),
        method=Link("考核怎么算", METHOD_PATH),
    )


def _view_item(catalogue: Catalogue, entry: Entry[Assessment]) -> QuarterItem:
    total = quarter_figures(catalogue, entry.id).total
    days = f"{format_date(entry.value.since)}至{format_date(entry.value.until)}"
    return QuarterItem(link_assessment(entry), days, total.cases, total)


def short_period(entry: Entry[Assessment]) -> str:
    """A quarter as it fits below a chart: `26年3季`."""
    since = entry.value.since
    return f"{since.year % 100:02d}年{(since.month + 2) // 3}季"


def _view_city(catalogue: Catalogue, quarters: Sequence[Entry[Assessment]]) -> Chart | None:
    totals = [quarter_figures(catalogue, one.id).total for one in quarters]
    series = [
        (name, [_value(one, number) for one in totals]) for number, (_, name, _, _) in enumerate(RESULTS)
    ]
    figures = Figures(
        "全部部门各季度的三个率",
        ("季度", *(name for _, name, _, _ in RESULTS)),
        tuple(
            (one.value.period, *(rate.text for rate in total.results))
            for one, total in zip(quarters, totals, strict=True)
        ),
    )
    title = "全部部门的响应率、解决率和满意率"
    return view_lines(title, [short_period(one) for one in quarters], series, figures)


def _value(one: Scored | None, number: int) -> Value:
    return one.results[number].value if one else None


def _view_trends(catalogue: Catalogue, quarters: Sequence[Entry[Assessment]]) -> Iterator[Trend]:
    """Each department's satisfaction, in the order of pinyin: a trend is not a ranking."""
    found: dict[str, dict[str, Scored]] = {}
    for quarter in quarters:
        for one in quarter_figures(catalogue, quarter.id).departments:
            found.setdefault(one.id, {})[quarter.id] = one
    names = {name: next(iter(by_quarter.values())).name for name, by_quarter in found.items()}
    for name in sorted(found, key=lambda one: name_order(names[one].text)):
        rows = [found[name].get(one.id) for one in quarters]
        figures = Figures(
            f"{names[name].text}各季度的满意率",
            ("季度", "满意率", "95%区间", "满意/回访"),
            tuple(
                (quarter.value.period, *_trend_row(row)) for quarter, row in zip(quarters, rows, strict=True)
            ),
        )
        periods = [short_period(one) for one in quarters]
        values = [_value(row, len(RESULTS) - 1) for row in rows]
        chart = view_lines(f"{names[name].text}的满意率", periods, [("", values)], figures)
        yield Trend(names[name], chart, figures)


def _trend_row(row: Scored | None) -> tuple[str, str, str]:
    if row is None:
        return "没有交办", "", ""
    rate = row.results[-1]
    counts = f"{rate.numerator}/{rate.denominator}" if rate.value else ""
    return rate.text, rate.interval, counts


def view_method(catalogue: Catalogue, _: str) -> MethodView:
    """The method in words, with the weights of the latest quarter, else of the profile."""
    published = published_assessments(catalogue)
    settings = catalogue.profile.assessment
    if published:
        value = published[-1].value
        formula = view_formula(effective_weights(catalogue, value), value.deadlines, value.formula_version)
    else:
        formula = view_formula(settings.weights, StageDeadlines(), "")
    return MethodView(
        Head(
            "考核怎么算",
            "部门考核看什么、件数从哪里来、总分怎么算、为什么有的不排名、有的数不公布",
            METHOD_PATH,
            (HOME, index_link("assessment"), Link("考核怎么算")),
        ),
        formula,
        link_assessment(published[-1]) if published else None,
        settings.ranking_cases,
        settings.smallest_cell,
    )
