"""Waivers of the profile: a rule set aside for one entry, with a reason and an end date."""

import datetime
from collections.abc import Iterable, Iterator

from rapidfuzz import distance, process

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Lapse, Place, Text, sort_diagnostics
from generator.model import KIND_BY_FOLDER, KIND_BY_NAME
from generator.model.profile import Waiver
from generator.reading import faults
from generator.rules import CODES

MEANWHILE = Text("宽限期内照旧当作已经豁免", "in the days of grace the entry counts as waived")
CLOSE_ENOUGH = 0.72
"""Similarity (Jaro-Winkler, 0 to 1) from which another name is worth suggesting."""


def apply_waivers(catalogue: Catalogue, found: list[Diagnostic]) -> list[Diagnostic]:
    """What rules found, less what is waived today, and the faults of the waivers themselves.

    A waiver covers the findings of its rule whose primary place is in the entry's file or table. One that
    has ended is a lapse: while that is a warning it covers them still, afterwards they are lapses with it.
    """
    if not catalogue.profile.waivers:
        return found
    covering: dict[tuple[str, str], int] = {}
    lapses: dict[int, Lapse] = {}
    faulty: list[Diagnostic] = []
    for index, waiver in enumerate(catalogue.profile.waivers):
        problems = list(_check_waiver(catalogue, index, waiver))
        faulty += problems
        lapses.update((index, one.lapse) for one in problems if one.lapse)
        if not any(one.stops_publishing for one in problems):
            key = waiver.rule, waiver.entry
            if key not in covering or (covering[key] in lapses and index not in lapses):
                covering[key] = index
    kept: list[Diagnostic] = []
    used: set[int] = set()
    for one in found:
        index = covering.get((one.code, _entry_of(one.place.file, catalogue)), -1)
        used.add(index)
        kept += _left(one, index, lapses.get(index), catalogue.today)
    return sort_diagnostics([*kept, *faulty, *_check_use(catalogue, faulty, used)])


def _left(found: Diagnostic, waiver: int, ended: Lapse | None, today: datetime.date) -> list[Diagnostic]:
    """What is left of a finding when its waiver is respected: nothing, or a lapse when that is long over."""
    if waiver < 0:
        return [found]
    if ended is None or today <= ended.due:
        return []
    return [found.lapsed(ended, today) if found.stops_publishing else found]


def _check_waiver(catalogue: Catalogue, index: int, waiver: Waiver) -> Iterator[Diagnostic]:
    codes = CODES.split()
    if waiver.rule not in codes:
        place = _place(catalogue, index, "rule")
        hint = _suggest(waiver.rule.upper(), codes)
        yield faults.WAIVER_OF_NOTHING.at(place, what=Text("规则", "rule"), name=waiver.rule, hint=hint)
    if not _is_known(catalogue, waiver.entry):
        place = _place(catalogue, index, "entry")
        hint = _suggest_entry(catalogue, waiver.entry)
        yield faults.WAIVER_OF_NOTHING.at(place, what=Text("条目", "entry"), name=waiver.entry, hint=hint)
    elif waiver.until < catalogue.today:
        place = _place(catalogue, index, "until")
        found = faults.WAIVER_ENDED.at(place, rule=waiver.rule, entry=waiver.entry, until=waiver.until)
        lapse = Lapse.after(waiver.until, catalogue.profile.grace_days, MEANWHILE)
        yield found.lapsed(lapse, catalogue.today)


def _check_use(catalogue: Catalogue, faulty: list[Diagnostic], used: set[int]) -> Iterator[Diagnostic]:
    """Waivers in order that waived nothing; a broken entry was not looked at, so it proves nothing."""
    reported = {one.place.path[1] for one in faulty}
    for index, waiver in enumerate(catalogue.profile.waivers):
        kind, _, name = waiver.entry.partition("/")
        if index in used or index in reported or (kind, name) in catalogue.broken:
            continue
        yield faults.WAIVER_UNUSED.at(_place(catalogue, index, "rule"), rule=waiver.rule, entry=waiver.entry)


def _place(catalogue: Catalogue, index: int, field: str) -> Place:
    return Place(catalogue.profile_file, ("waivers", index, field))


def _entry_of(file: str, catalogue: Catalogue) -> str:
    """kind/id of the entry that a file or table belongs to; the profile is `profile`."""
    if file == catalogue.profile_file:
        return "profile"
    _, _, rest = file.partition("/")
    folder, _, name = rest.partition("/")
    kind = KIND_BY_FOLDER.get(folder)
    return f"{kind.name}/{name.rpartition('.')[0]}" if kind is not None else file


def _is_known(catalogue: Catalogue, entry: str) -> bool:
    kind, _, name = entry.partition("/")
    known = name in catalogue.entries.get(kind, {}) or (kind, name) in catalogue.broken
    return entry == "profile" or known


def _suggest_entry(catalogue: Catalogue, entry: str) -> Text | None:
    """An entry of the same kind with a similar id; the folder's name may stand for the kind."""
    kind, _, name = entry.removeprefix("menus/").removesuffix(".yaml").partition("/")
    kind = KIND_BY_FOLDER[kind].name if kind in KIND_BY_FOLDER else kind
    kinds = [kind] if kind in KIND_BY_NAME else []
    return _suggest(
        f"{kind}/{name}", [f"{one}/{key}" for one in kinds for key in catalogue.entries.get(one, {})]
    )


def _suggest(wanted: str, known: Iterable[str]) -> Text | None:
    best = process.extractOne(
        wanted, list(known), scorer=distance.JaroWinkler.similarity, score_cutoff=CLOSE_ENOUGH
    )
    return Text(f"是不是想写 `{best[0]}`？", f"did you mean `{best[0]}`?") if best else None
