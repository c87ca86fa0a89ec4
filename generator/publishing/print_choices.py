"""What words of `gridpress print` name: editions, grids, areas, subjects; unknown ones get near matches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import process

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import OutputError, Text
from generator.outputs.prints.edition import Edition, Sheet
from generator.outputs.prints.editions import BY_NAME
from generator.reading.references import did_you_mean

NAMED = 3
"""Examples that a refusal gives."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which grids to print, by id, code or name; all of an area; only some services, audiences or people."""

    grids: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


def find_editions(names: Iterable[str]) -> list[Edition]:
    """Editions by name or title, each once. Raises OutputError for an unknown one."""
    return list(dict.fromkeys(_find_edition(name.strip()) for name in names if name.strip()))


def _find_edition(name: str) -> Edition:
    plain = name.lower().replace("_", "-")
    same = [one for one in BY_NAME.values() if plain == one.name or name in {one.title.zh, one.title.en}]
    if same:
        return same[0]
    close = process.extract(plain, list(BY_NAME), score_cutoff=70, limit=NAMED)
    near = "、".join(f"`{one}`" for one, *_ in close)
    zh, en = (f"；是不是想写 {near}？", f"; did you mean {near}?") if near else ("；", ";")
    some = "、".join(BY_NAME)
    raise OutputError(
        f"没有叫 `{name}` 的印刷品{zh}有这些：{some}", f"no edition `{name}`{en} there are {some}"
    )


def find_grids(catalogue: Catalogue, choice: Choice) -> list[str]:
    """Ids of the live grids chosen, in the order of the words, or of all. Raises OutputError."""
    if not choice.grids and not choice.areas:
        return [one.id for one in catalogue.live_grids]
    live = {one.id: one for one in catalogue.live_grids}
    chosen = [_find_entry(word, live, _GRID) for word in choice.grids]
    for word in choice.areas:
        chosen += _grids_of(catalogue, word)
    return list(dict.fromkeys(chosen))


def _grids_of(catalogue: Catalogue, word: str) -> Iterator[str]:
    area = _find_entry(word, catalogue.divisions, _AREA)
    found = [one.id for one in catalogue.live_grids if area in catalogue.area_of(one)]
    if not found:
        raise OutputError(f"`{word}` 没有在用的网格", f"`{word}` has no live grid")
    yield from found


def keep_subjects(
    catalogue: Catalogue, editions: Sequence[Edition], grid_ids: Sequence[str], choice: Choice
) -> list[Edition]:
    """The editions with only the sheets of the chosen subjects. Raises OutputError for what none has."""
    if not choice.subjects:
        return list(editions)
    entries: Mapping[str, Entry[Any]] = {**catalogue.people, **catalogue.services, **catalogue.audiences}
    for one in editions:
        found = {sheet.subject for grid_id in grid_ids for sheet in one.view(catalogue, grid_id)} - {""}
        if not found:
            raise OutputError(
                f"`{one.name}` 每个网格只有一份，不用 --for",
                f"`{one.name}` is one for each grid: leave out --for",
            )
        known = {name: entries[name] for name in sorted(found) if name in entries}
        for word in choice.subjects:
            _find_entry(word, known, _SUBJECT)
    wanted = frozenset(_find_entry(word, entries, _SUBJECT) for word in choice.subjects)
    views = {one.view: _only(one.view, wanted) for one in editions}
    return [replace(one, view=views[one.view]) for one in editions]


def _only(
    view: Callable[[Catalogue, str], Iterable[Sheet]], wanted: frozenset[str]
) -> Callable[[Catalogue, str], Iterable[Sheet]]:
    return lambda catalogue, grid_id: [one for one in view(catalogue, grid_id) if one.subject in wanted]


_GRID = Text("在用的网格", "live grid"), "menus/grids/"
_AREA = Text("社区、街道或区县", "area"), "menus/divisions/"
_SUBJECT = Text("能单独印的服务、人群或人", "service, audience or person"), "menus/"
_EXAMPLES = Text(
    "写名字或编号，编号是 {folder} 里的文件名，例如 {some}",
    "write a name or an id, ids are the names of the files in {folder}, like {some}",
)


def _find_entry(word: str, known: Mapping[str, Entry[Any]], kind: tuple[Text, str]) -> str:
    """The id of what a word names by its id, code or name. Raises OutputError for none or for several."""
    if word in known:
        return word
    same = [name for name, one in known.items() if word in {one.name, getattr(one.value, "code", "")}]
    if len(same) == 1:
        return same[0]
    what, folder = kind
    if same:
        listed = "、".join(f"`{one}`" for one in same)
        raise OutputError(
            f"叫“{word}”的{what.zh}有几个，写编号：{listed}", f"several are called `{word}`: {listed}"
        )
    some = "、".join(f"`{one}`（{known[one].name}）" for one in sorted(known)[:NAMED])
    hint = did_you_mean(word, known) or _EXAMPLES.format(folder=folder, some=some)
    raise OutputError(f"没有{what.zh} `{word}`；{hint.zh}", f"no {what.en} `{word}`; {hint.en}")
