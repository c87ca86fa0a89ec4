"""Pages of case statistics: weekly charts, what stands out (集中), what lasts (倾向性), each area."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.figures import Lasting
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.locale.zh import format_date
from generator.model import CaseSeries
from generator.views.addresses import entry_head, link_entry, link_or_id, page_path
from generator.views.case_figures import RECENT, ROUNDED_TO, CaseFigures, Spike, case_figures
from generator.views.chart import Chart, Figures, view_columns
from generator.views.listing import ListingView, index_head
from generator.views.pieces import Card, Group, Head, Link, cut_text
from generator.views.rates import ALSO_HIDDEN

OPEN = 4
"""Recent spikes that stand open, the strongest."""
EARLIER = 12
"""Earlier spikes that the page keeps, the strongest."""
MOSTLY = 0.5
"""Share of weeks that must be public for a chart to say anything."""
MARKED_MONTHS = (1, 7)


@dataclass(frozen=True, slots=True)
class SpikeView:
    """A spike in words. `methods` are the figures over their thresholds."""

    title: str
    weeks: str
    count: int
    expected: str
    methods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LastingView:
    """A lasting share in words, with shares of 1 for its bars."""

    category: str
    recent: str
    before: str
    ratio: str
    interval: str
    recent_share: float
    before_share: float


@dataclass(frozen=True, slots=True)
class AreaCard:
    """Recent counts of one area by category, as text."""

    area: Link
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One category of the whole city over the weeks; no chart where most weeks are hidden."""

    name: str
    id: str
    chart: Chart | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Limits:
    """What the detection is set to."""

    c1: float
    c2: float
    c3: float
    lasting_weeks: int
    lasting_ratio: float


@dataclass(frozen=True, slots=True)
class CaseSeriesView:
    """One series, of an `interval` as ISO 8601 says it."""

    head: Head
    name: str
    publisher: Link | None
    published: str
    since: str
    until: str
    interval: str
    method: str
    spikes: tuple[SpikeView, ...]
    weaker: tuple[SpikeView, ...]
    earlier: tuple[SpikeView, ...]
    earlier_total: int
    lasting: tuple[LastingView, ...]
    total: CategoryView
    categories: tuple[CategoryView, ...]
    areas: tuple[AreaCard, ...]
    recent_weeks: int
    rounded_to: int
    smallest: int
    limits: Limits


@once
def published_series(catalogue: Catalogue) -> tuple[Entry[CaseSeries], ...]:
    """Series that are public today, the latest first."""
    found = [one for one in catalogue.case_series.values() if one.value.published_on <= catalogue.today]
    found.sort(key=lambda one: rank_of(catalogue, "case_series", one.id))
    found.sort(key=lambda one: one.value.until, reverse=True)
    return tuple(found)


def view_series(catalogue: Catalogue, name: str) -> CaseSeriesView:
    """One series with charts, alerts and recent counts."""
    entry = catalogue.case_series[name]
    value, figures = entry.value, case_figures(catalogue, name)
    detection = catalogue.profile.detection
    smallest = catalogue.profile.assessment.smallest_cell
    earlier = sorted((one for one in figures.spikes if not one.recent), key=_strength, reverse=True)
    kept = sorted(earlier[:EARLIER], key=lambda one: one.last, reverse=True)
    recent = sorted((one for one in figures.spikes if one.recent), key=_strength, reverse=True)
    return CaseSeriesView(
        head=entry_head(
            catalogue,
            entry,
            value.name,
            value.name,
            f"{format_date(value.since)}至{format_date(value.until)}",
            value.method,
        ),
        name=value.name,
        publisher=link_entry(catalogue, "organization", value.publisher),
        published=format_date(value.published_on),
        since=format_date(value.since),
        until=format_date(value.until),
        interval=f"{value.since}/{value.until}",
        method=value.method or "",
        spikes=tuple(_view_spike(catalogue, one, smallest) for one in recent[:OPEN]),
        weaker=tuple(_view_spike(catalogue, one, smallest) for one in recent[OPEN:]),
        earlier=tuple(_view_spike(catalogue, one, smallest) for one in kept),
        earlier_total=len(earlier),
        lasting=tuple(_view_lasting(one) for one in figures.lasting),
        total=_view_category("全部类别", "all-categories", figures.weeks, figures.totals, smallest),
        categories=tuple(_view_categories(figures, smallest)),
        areas=tuple(_view_areas(catalogue, figures, smallest)),
        recent_weeks=RECENT,
        rounded_to=ROUNDED_TO,
        smallest=smallest,
        limits=Limits(
            detection.c1, detection.c2, detection.c3, detection.lasting_weeks, detection.lasting_ratio
        ),
    )


def _strength(one: Spike) -> tuple[float, datetime.date]:
    return max(one.alert.c1 or 0, one.alert.c2 or 0, (one.alert.c3 or 0) / 3), one.last


def _view_spike(catalogue: Catalogue, one: Spike, smallest: int) -> SpikeView:
    alert = one.alert
    expected = round(alert.expected)
    methods = (("C1", alert.c1), ("C2", alert.c2), ("C3", alert.c3))
    return SpikeView(
        f"{link_or_id(catalogue, 'division', one.area).text}，{one.category}",
        _format_weeks(one),
        alert.count,
        f"不到 {smallest} 件" if expected < smallest else f"约 {expected} 件",
        tuple((name, f"{figure:.1f}") for name, figure in methods if figure is not None),
    )


def _format_weeks(one: Spike) -> str:
    peak = f"{format_date(one.peak)}那一周"
    if one.first == one.last:
        return peak
    return f"{format_date(one.first)}到{format_date(one.last)}这几周，最多的是{peak}"


def _view_lasting(one: Lasting) -> LastingView:
    """Whole percents only: exact shares of few weeks would give hidden weeks away."""
    recent = one.recent / one.recent_total if one.recent_total else 0.0
    before = one.before / one.before_total if one.before_total else 0.0
    low, high = one.interval
    ratio = f"{one.ratio:.1f} 倍" if before else "以前没有"
    return LastingView(
        one.category,
        f"{recent:.0%}",
        f"{before:.0%}",
        ratio,
        f"{low:.0%}至{high:.0%}",
        round(recent, 2),
        round(before, 2),
    )


def _view_categories(figures: CaseFigures, smallest: int) -> Iterator[CategoryView]:
    for number, (name, counts) in enumerate(zip(figures.categories, figures.by_category, strict=True), 1):
        flagged = frozenset(
            week
            for week, day in enumerate(figures.weeks)
            if any(one.category == name and one.recent and one.peak == day for one in figures.spikes)
        )
        yield _view_category(name, f"category-{number}", figures.weeks, counts, smallest, flagged)


def _view_category(  # noqa: PLR0913, PLR0917 - the parts of one chart
    name: str,
    anchor: str,
    weeks: Sequence[datetime.date],
    counts: Sequence[int | None],
    smallest: int,
    flagged: frozenset[int] = frozenset(),
) -> CategoryView:
    rows = tuple(
        (day.isoformat(), f"少于{smallest}或{ALSO_HIDDEN}" if count is None else str(count))
        for day, count in zip(reversed(weeks), reversed(counts), strict=True)
    )
    figures = Figures(f"{name}，全市每周件数", ("周一的日期", "件数"), rows)
    shown = sum(count is not None for count in counts)
    if not counts or shown < MOSTLY * len(counts):
        return CategoryView(name, anchor, None, figures)
    chart = view_columns(f"{name}，全市每周件数", _week_labels(weeks), counts, figures, flagged)
    return CategoryView(name, anchor, chart, figures)


def _week_labels(weeks: Sequence[datetime.date]) -> list[str]:
    """A label at the first week of each half year."""
    labels = []
    seen: set[tuple[int, int]] = set()
    for day in weeks:
        half = (day.year, day.month)
        first = day.month in MARKED_MONTHS and half not in seen
        seen.add(half)
        labels.append(f"{day.year % 100:02d}年{day.month}月" if first else "")
    return labels


def _view_areas(catalogue: Catalogue, figures: CaseFigures, smallest: int) -> Iterator[AreaCard]:
    for area in figures.areas:
        texts = (f"少于{smallest}" if one is None else str(one) for one in figures.recent[area])
        yield AreaCard(
            link_or_id(catalogue, "division", area), tuple(zip(figures.categories, texts, strict=True))
        )


def view_series_index(catalogue: Catalogue) -> ListingView:
    """All series."""
    cards = tuple(_view_card(catalogue, one) for one in published_series(catalogue))
    return ListingView(
        head=index_head("case_series", "诉求统计", "居民每周反映多少件事、哪类多了、哪里要留意"),
        title="诉求统计",
        lead="居民反映的事，每周数一次。只有总数，没有谁家的事。",
        groups=(Group("统计", cards, id="series"),) if cards else (),
        empty="" if cards else "还没有公布过统计。",
    )


def _view_card(catalogue: Catalogue, entry: Entry[CaseSeries]) -> Card:
    figures = case_figures(catalogue, entry.id)
    recent = sum(one.recent for one in figures.spikes)
    chips = (
        f"到{format_date(entry.value.until)}",
        f"{recent} 处集中" if recent else "",
        f"{len(figures.lasting)} 类倾向" if figures.lasting else "",
    )
    return Card(
        entry.value.name,
        page_path("case_series", entry.id),
        text=cut_text(entry.value.method or "", 60),
        chips=tuple(one for one in chips if one),
    )
