"""Figures with their uncertainty: rates, early warning, lasting shares, suppression of small numbers.

Pure functions over counts. What they find is a hint for people to look at, never a verdict.

Not named `statistics`: MkDocs puts the folder of its hook, this one, before the standard library.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import fmean, stdev

from generator.model.profile import Detection

STAGES = (
    ("accept", "按时接单", "accepted", "cases"),
    ("communicate", "按时沟通", "communicated", "cases"),
    ("handle", "按时处置", "handled", "cases"),
)
"""Stages of an assessment: their key among the weights, name, numerator, denominator."""
RESULTS = (
    ("response", "响应率", "contacted", "surveyed"),
    ("resolution", "解决率", "resolved", "surveyed"),
    ("satisfaction", "满意率", "satisfied", "surveyed"),
)
"""Rates of an assessment, in the same form."""
BASELINE = 7
"""Periods that EARS compares a count with (Hutwagner et al. 2003)."""
LAG = 2
"""Periods that C2 leaves out between baseline and count, so that an outbreak's start is not in it."""
C3_PERIODS = 3
YEAR = 52
"""Weeks that a lasting share is compared with."""
MOST_WEEKS = 0.75
"""Share of recent weeks that must lie above the year before: one outbreak alone is nothing lasting."""
Z95 = 1.96


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson's interval of 95 % (low, high) of a rate, each from 0 to 1; (0, 1) when nothing was counted.

    ValueError when `successes` is not between 0 and `n`.
    """
    if not 0 <= successes <= n:
        raise ValueError((successes, n))
    if n == 0:
        return 0.0, 1.0
    rate, spread = successes / n, Z95 * Z95 / n
    middle = (rate + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * sqrt(rate * (1 - rate) / n + spread / (4 * n))
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return max(low, 0.0), min(high, 1.0)


def ears_c1(counts: Sequence[float], t: int, least_sigma: float = 0.5) -> float | None:
    """C1 at period `t`: standard deviations above the 7 periods before; None without a whole baseline."""
    return _deviation(counts, t, 0, least_sigma)


def ears_c2(counts: Sequence[float], t: int, least_sigma: float = 0.5) -> float | None:
    """C2 at period `t`: as C1, with a lag of 2 periods."""
    return _deviation(counts, t, LAG, least_sigma)


def ears_c3(counts: Sequence[float], t: int, least_sigma: float = 0.5) -> float | None:
    """C3 at period `t`: the sum of max(0, C2 - 1) over it and the 2 periods before.

    Periods too early for a C2 add nothing; None when `t` itself has none.
    """
    if ears_c2(counts, t, least_sigma) is None:
        return None
    recent = (ears_c2(counts, one, least_sigma) for one in range(t - C3_PERIODS + 1, t + 1))
    return sum(max(0.0, c2 - 1) for c2 in recent if c2 is not None)


def _deviation(counts: Sequence[float], t: int, lag: int, least_sigma: float) -> float | None:
    start = t - lag - BASELINE
    if start < 0 or t >= len(counts):
        return None
    mean, sigma = _describe(tuple(counts[start : t - lag]))
    return (counts[t] - mean) / max(sigma, least_sigma)


@lru_cache(maxsize=16_384)  # each method asks for the same weeks, and most weeks have few cases
def _describe(baseline: tuple[float, ...]) -> tuple[float, float]:
    """Mean and standard deviation; the exact sums of `stdev` take long."""
    return fmean(baseline), stdev(baseline)


@dataclass(frozen=True, slots=True)
class Alert:
    """A count far above what came before (集中): its period, and each method's figure over its threshold."""

    period: int
    count: int
    expected: float
    """Mean of C2's baseline, or of C1's where only that is there."""
    c1: float | None = None
    c2: float | None = None
    c3: float | None = None


def find_alerts(series: Sequence[int], settings: Detection, smallest: int = 5) -> tuple[Alert, ...]:
    """Periods of one series whose C1, C2 or C3 is over its threshold, in order.

    Counts under `smallest` are never reported; below-threshold figures of an alert are None. C3 looks
    back, so a period counts by C3 only while it is above what is expected itself.
    """
    found = []
    for t, count in enumerate(series):
        sigma = settings.least_sigma
        figures = (ears_c1(series, t, sigma), ears_c2(series, t, sigma), ears_c3(series, t, sigma))
        limits = (settings.c1, settings.c2, settings.c3)
        over = [
            figure if figure is not None and figure > limit else None
            for figure, limit in zip(figures, limits, strict=True)
        ]
        lag = LAG if t >= BASELINE + LAG else 0
        expected = fmean(series[t - lag - BASELINE : t - lag]) if t >= BASELINE else 0.0
        if count >= smallest and count > expected and any(figure is not None for figure in over):
            found.append(Alert(t, count, expected, *over))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A category whose share of all cases has been higher for weeks (倾向性)."""

    category: str
    recent: int
    recent_total: int
    before: int
    before_total: int
    ratio: float
    interval: tuple[float, float]
    """Wilson's interval of the recent share."""


def find_lasting(
    series: Mapping[str, Sequence[int]], settings: Detection, smallest: int = 5
) -> tuple[Lasting, ...]:
    """Categories whose share in the last weeks is lastingly above the year before, highest ratio first.

    `series` holds each category's weekly counts over the same weeks. A share counts when it is
    `lasting_ratio` times the earlier one, the Wilson intervals of both do not touch, and most of the
    weeks lie above the earlier share: a single outbreak raises the mean of a few weeks only. A
    category new in these weeks has the ratio infinity.
    """
    weeks = settings.lasting_weeks
    length = min((len(counts) for counts in series.values()), default=0)
    if weeks == 0 or length <= weeks:
        return ()
    totals = [sum(counts[week] for counts in series.values()) for week in range(length)]
    found = []
    for category, counts in series.items():
        one = _compare(category, counts[:length], totals, weeks)
        high = wilson(one.before, one.before_total)[1]
        lasting = one.ratio >= settings.lasting_ratio and one.interval[0] > high
        if one.recent >= smallest and lasting and _in_most_weeks(one, counts[:length], totals, weeks):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (-one.ratio, one.category)))


def _compare(category: str, counts: Sequence[int], totals: Sequence[int], weeks: int) -> Lasting:
    year = slice(-weeks - YEAR if len(counts) > weeks + YEAR else 0, -weeks)
    recent, recent_total = sum(counts[-weeks:]), sum(totals[-weeks:])
    before, before_total = sum(counts[year]), sum(totals[year])
    share = recent / recent_total if recent_total else 0.0
    earlier = before / before_total if before_total else 0.0
    ratio = share / earlier if earlier else (float("inf") if share else 0.0)
    interval = wilson(recent, recent_total)
    return Lasting(category, recent, recent_total, before, before_total, ratio, interval)


def _in_most_weeks(one: Lasting, counts: Sequence[int], totals: Sequence[int], weeks: int) -> bool:
    above = sum(
        count * one.before_total > one.before * total
        for count, total in zip(counts[-weeks:], totals[-weeks:], strict=True)
    )
    return above >= MOST_WEEKS * weeks
