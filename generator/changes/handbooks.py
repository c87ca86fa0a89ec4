"""Which handbooks to print again, and why: the printed views of both sides, compared chapter by chapter."""

from collections.abc import Container, Iterator
from dataclasses import fields

from generator.catalogue import Catalogue
from generator.changes.wording import quote
from generator.diagnostics import Text
from generator.views.pieces import join_names
from generator.views.prints.handbook import HandbookView, view_handbook
from generator.views.projections import Change
from generator.views.register import CHAPTERS

UNPRINTED = frozenset({"grid_id", "path", "menu", "audiences", "index"})
"""The menu is told service by service, and the indexes follow what they lead to."""
COVER = Text("封面", "cover")
NAMED = 3
NEW = Text("新网格", "a new grid")


def compare_handbooks(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """One change for each set of reasons, with all grids that share it; new grids first."""
    stayed = {one.id for one in before.live_grids}
    fresh = [one for one in after.live_grids if one.id not in stayed]
    if fresh:
        names = join_names((one.value.name for one in fresh), 8)
        sentence = Text(f"新网格要印新手册：{names}。", f"new grids need handbooks: {names}.")
        yield Change("handbook-new", tuple(f"grid/{one.id}" for one in fresh), sentence)
    reasons: dict[tuple[Text, ...], list[str]] = {}
    for grid in after.live_grids:
        if grid.id in stayed:
            why = tuple(tell_differences(view_handbook(before, grid.id), view_handbook(after, grid.id)))
            if why:
                reasons.setdefault(why, []).append(grid.id)
    total = len(after.live_grids)
    for why, ids in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[1])):
        yield _reprint(after, why, ids, everywhere=len(ids) == total)


def tell_differences(
    old: HandbookView, new: HandbookView, shown: Container[str] | None = None
) -> Iterator[Text]:
    """Chapters that differ, in the order of print, then the services that differ.

    `shown` are the fields of the view that an edition prints; None: all.
    """
    told = dict.fromkeys(
        CHAPTERS.get(field.name, COVER)
        for field in fields(HandbookView)
        if field.name not in UNPRINTED
        and (shown is None or field.name in shown)
        and getattr(old, field.name) != getattr(new, field.name)
    )
    yield from told
    if shown is None:
        menu = tuple(_tell_menu(old, new))
        yield from menu
        if not (told or menu) and old.index != new.index:
            yield CHAPTERS["index"]


def _tell_menu(old: HandbookView, new: HandbookView) -> Iterator[Text]:
    was = {card.id: card for group in old.menu for card in group.services}
    now = {card.id: card for group in new.menu for card in group.services}
    changed = [card.name for name, card in {**was, **now}.items() if was.get(name) != now.get(name)]
    if changed:
        yield Text("{menu}（{names}）", "{menu} ({names})").format(
            menu=CHAPTERS["menu"], names=join_names(map(quote, changed), NAMED)
        )
    elif old.menu != new.menu or old.audiences != new.audiences:
        yield CHAPTERS["menu"]


def _reprint(after: Catalogue, why: tuple[Text, ...], ids: list[str], *, everywhere: bool) -> Change:
    names = join_names((after.grids[name].value.name for name in ids), 8)
    who = Text(f"全部 {len(ids)} 本手册", f"all {len(ids)} handbooks") if everywhere else Text(names, names)
    sentence = Text("{who}：{why}变了。", "{who}: {why}.")
    reasons = Text("、".join(one.zh for one in why), ", ".join(one.en for one in why))
    filled = sentence.format(who=who, why=reasons)
    return Change("handbook-reprint", tuple(f"grid/{name}" for name in ids), filled)
