"""Which handbooks to print again, and why: the printed views of both sides, compared chapter by chapter."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from generator.changes.wording import Change, join_names, quote
from generator.diagnostics import Text
from generator.views.handbook import HandbookView, view_handbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue

UNPRINTED = frozenset({"date", "grid_id", "path", "menu", "audiences"})
"""The date is no content; the menu is told service by service, and the index by audience follows it."""
CHAPTERS = {
    "duty": "值班电话",
    "emergencies": "紧急电话",
    "contacts": "联系电话",
    "supervision_phone": "监督电话",
    "night": "24小时电话",
    "office": "办公时间",
    "teams": "人员",
    "groups": "组团",
    "channels": "反映渠道",
    "partners": "联系的单位",
    "cards": "应急卡",
    "matters": "事项清单",
    "duties": "常态职责",
    "collected": "可以采集的信息",
    "charter": "居民公约",
    "honours": "荣誉",
    "grounds": "包括哪些地方",
    "map": "网格图",
    "notices": "公告",
}
ENGLISH = {
    "值班电话": "duty phone",
    "紧急电话": "emergency numbers",
    "联系电话": "contacts",
    "监督电话": "supervision phone",
    "24小时电话": "24-hour phone",
    "办公时间": "office hours",
    "人员": "people",
    "组团": "team",
    "反映渠道": "channels",
    "联系的单位": "organisations",
    "应急卡": "incident cards",
    "事项清单": "matters",
    "常态职责": "standing duties",
    "可以采集的信息": "what may be collected",
    "居民公约": "charter",
    "荣誉": "honours",
    "包括哪些地方": "ground",
    "网格图": "map",
    "公告": "notices",
    "封面": "cover",
    "服务菜单": "menu of services",
}
COVER = "封面"
MENU = "服务菜单"
NAMED = 3


def compare_handbooks(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """One change for each set of reasons, with all grids that share it; new grids first."""
    stayed = {one.id for one in before.live_grids}
    fresh = [one for one in after.live_grids if one.id not in stayed]
    if fresh:
        names = join_names((one.value.name for one in fresh), 8)
        sentence = Text(f"新网格要印新手册：{names}。", f"new grids need handbooks: {names}.")
        yield Change("handbook-new", tuple(f"grid/{one.id}" for one in fresh), sentence)
    reasons: dict[tuple[str, ...], list[str]] = {}
    for grid in after.live_grids:
        if grid.id in stayed:
            why = tuple(_differences(view_handbook(before, grid.id), view_handbook(after, grid.id)))
            if why:
                reasons.setdefault(why, []).append(grid.id)
    total = len(after.live_grids)
    for why, ids in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[1])):
        yield _reprint(after, why, ids, everywhere=len(ids) == total)


def _differences(old: HandbookView, new: HandbookView) -> Iterator[str]:
    """Chapters that differ, in the order of print, then the services that differ."""
    told = dict.fromkeys(
        CHAPTERS.get(field.name, COVER)
        for field in fields(HandbookView)
        if field.name not in UNPRINTED and getattr(old, field.name) != getattr(new, field.name)
    )
    yield from told
    was = {card.id: card for group in old.menu for card in group.services}
    now = {card.id: card for group in new.menu for card in group.services}
    changed = [card.name for name, card in {**was, **now}.items() if was.get(name) != now.get(name)]
    if changed:
        yield f"{MENU}（{join_names(map(quote, changed), NAMED)}）"
    elif old.menu != new.menu or old.audiences != new.audiences:
        yield MENU


def _reprint(after: Catalogue, why: tuple[str, ...], ids: list[str], *, everywhere: bool) -> Change:
    names = join_names((after.grids[name].value.name for name in ids), 8)
    who = Text(f"全部 {len(ids)} 本手册", f"all {len(ids)} handbooks") if everywhere else Text(names, names)
    english = ", ".join(_translate(one) for one in why)
    sentence = Text("{who}：{why}变了。", "{who}: {why_en}.")
    filled = sentence.format(who=who, why="、".join(why), why_en=english)
    return Change("handbook-reprint", tuple(f"grid/{name}" for name in ids), filled)


def _translate(reason: str) -> str:
    name, mark, rest = reason.partition("（")
    return f"{ENGLISH.get(name, name)}{' (' + rest.removesuffix('）') + ')' if mark else ''}"
