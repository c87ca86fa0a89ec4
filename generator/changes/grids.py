"""Grids that were merged, split, redrawn, set up or ended, and what changed in the others."""

from collections.abc import Iterable, Iterator

from generator.catalogue import Catalogue
from generator.changes.wording import came, quote, tell_values
from generator.diagnostics import Text
from generator.locale.zh import GRID_FUNCTIONS
from generator.model import Grid
from generator.views.addresses import page_path
from generator.views.pieces import join_names
from generator.views.projections import Change

FACTS: tuple[tuple[str, Text], ...] = (
    ("function", Text("功能", "function")),
    ("supervision", Text("监督电话", "supervision phone")),
    ("night", Text("24小时电话", "24-hour phone")),
)


def compare_grids(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Redrawn grids first, each with all that it came from; then what changed in grids that stayed."""
    old = {one.id: one.value for one in before.live_grids}
    new = {one.id: one.value for one in after.live_grids}
    fresh = came("grid", before, new, old.__contains__)
    gone = came("grid", after, old, new.__contains__)
    for olds, news in _families(fresh, gone, new):
        yield _redrawn([old[name].name for name in olds], olds, news, new)
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield from _facts(name, old[name], new[name])


def _families(
    fresh: list[str], gone: list[str], new: dict[str, Grid]
) -> Iterator[tuple[list[str], list[str]]]:
    """Old and new grids that hang together by `replaces`; those without kin stand alone."""
    above = {name: [one for one in new[name].replaces if one in gone] for name in fresh}
    waiting = list(fresh)
    claimed: set[str] = set()
    while waiting:
        news, olds = {waiting[0]}, set(above[waiting[0]])
        while True:  # grows until no other new grid shares an old one
            kin = {name for name in waiting if olds & set(above[name])} | news
            wider = {one for name in kin for one in above[name]}
            if (kin, wider) == (news, olds):
                break
            news, olds = kin, wider
        waiting = [name for name in waiting if name not in news]
        claimed |= olds
        yield sorted(olds), sorted(news)
    for name in gone:
        if name not in claimed:
            yield [name], []


def _redrawn(old_names: list[str], olds: list[str], news: list[str], new: dict[str, Grid]) -> Change:
    new_names = [new[name].name for name in news]
    kind, template = _happening(len(olds), len(news))
    sentence = template.format(old=join_names(old_names), new=join_names(new_names), count=len(news))
    url = page_path("grid", (news or olds)[0]) if news else ""
    return Change(f"grid-{kind}", tuple(f"grid/{name}" for name in (*olds, *news)), sentence, url)


def _happening(olds: int, news: int) -> tuple[str, Text]:
    if not olds:
        return "new", Text("新设网格{new}。", "new grid: {new}.")
    if not news:
        return "ended", Text("网格{old}撤销了。", "grid {old} has ended.")
    if news == 1 and olds > 1:
        return "merged", Text(
            "{old}合并成{new}，旧网址会自动转到新网格。",
            "{old} were merged into {new}; old addresses redirect.",
        )
    if olds == 1 and news > 1:
        return "split", Text("{old}分成 {count} 个网格：{new}。", "{old} was split into {count}: {new}.")
    return "redrawn", Text("{old}调整为{new}。", "{old} became {new}.")


def _facts(name: str, old: Grid, new: Grid) -> Iterator[Change]:
    subject, url = (f"grid/{name}",), page_path("grid", name)
    was, now = _describe(old), _describe(new)
    for key, label in FACTS:
        if was[key] != now[key]:
            yield Change(f"grid-{key}", subject, tell_values(new.name, label, was[key], now[key]), url)
    yield from _lists(subject, url, old, new)


def _describe(grid: Grid) -> dict[str, str]:
    return {
        "function": GRID_FUNCTIONS[grid.function],
        "supervision": grid.supervision_phone or "",
        "night": grid.night_phone or "",
    }


def _lists(subject: tuple[str, ...], url: str, old: Grid, new: Grid) -> Iterator[Change]:
    grounds = [one.name for one in old.covers], [one.name for one in new.covers]
    channels = (
        [f"{one.kind}{quote(one.name)}" for one in old.channels],
        [f"{one.kind}{quote(one.name)}" for one in new.channels],
    )
    added, gone = _difference(*grounds)
    if added:
        yield Change(
            "grid-ground",
            subject,
            Text(f"{added}现在归{new.name}。", f"{added} now belongs to {new.name}."),
            url,
        )
    if gone:
        yield Change(
            "grid-ground", subject, Text(f"{gone}不再归{new.name}。", f"{gone} left {new.name}."), url
        )
    added, gone = _difference(*channels)
    if added:
        sentence = Text(f"{new.name}新开了{added}。", f"{new.name} opened {added}.")
        yield Change("grid-channel", subject, sentence, url)
    if gone:
        sentence = Text(f"{new.name}停用了{gone}。", f"{new.name} closed {gone}.")
        yield Change("grid-channel", subject, sentence, url)


def _difference(old: Iterable[str], new: Iterable[str]) -> tuple[str, str]:
    """What came and what went, each joined."""
    was, now = dict.fromkeys(old), dict.fromkeys(new)
    return (
        join_names(one for one in now if one not in was),
        join_names(one for one in was if one not in now),
    )
