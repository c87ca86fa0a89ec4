"""How the score of an assessment is made, in words: weights in percent, deadlines in hours or days."""

from dataclasses import dataclass

from generator.facts.figures import RESULTS, STAGES
from generator.model.assessment import StageDeadlines, Weights


@dataclass(frozen=True, slots=True)
class Weighted:
    """A rate or stage, its weight in percent, its deadline if it has one."""

    name: str
    weight: str
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """How a score is made, in words; `process` and `result` are shares of the whole, in percent."""

    version: str
    stages: tuple[Weighted, ...]
    results: tuple[Weighted, ...]
    process: str
    result: str


def view_formula(weights: Weights, deadlines: StageDeadlines, version: str) -> Formula:
    hours = {"accept": deadlines.accept, "communicate": deadlines.contact, "handle": deadlines.handle}
    return Formula(
        version,
        tuple(
            Weighted(name, _share(getattr(weights, key)), _format_hours(hours[key]))
            for key, name, _, _ in STAGES
        ),
        tuple(Weighted(name, _share(getattr(weights, key))) for key, name, _, _ in RESULTS),
        _share(weights.process),
        _share(weights.result),
    )


def _share(weight: float) -> str:
    return f"{round(weight * 100, 1):g}%"


def _format_hours(hours: int) -> str:
    days, rest = divmod(hours, 24)
    return f"{days} 天" if days > 1 and not rest else f"{hours} 小时"
