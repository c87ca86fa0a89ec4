"""Where in a handbook to look: by what has happened, and by the words that people say, in pinyin order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.locale.collation import sound_order
from generator.model.site import Saying
from generator.views.addresses import service_name
from generator.views.menu import ordered_life_events
from generator.views.pieces import cut_text
from generator.views.prints.cards import IncidentCard
from generator.views.prints.matters import MatterGroup
from generator.views.prints.services import ServiceGroup

LONGEST = 24
"""Characters of a line: two rows of a column."""
NUMERALS, REST = "0-9", "其他"
"""What stands before A and behind Z."""
TO_TELL = frozenset({"发现", "报告", "先期处置", "劝导"})
"""What a grid worker does about things that residents see: these are problems, other matters are work."""
URGENT, SEEN = "人有危险、来得急", "看见这些，告诉网格员"
_BEFORE = re.compile(r"^[\W_]+")

Line = tuple[str, tuple[str, ...]]
"""What stands in a line, and the labels of the places that it leads to."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that happens, what else people call it, and what helps; `label` is its own place."""

    name: str
    also: tuple[str, ...]
    lines: tuple[Line, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Words whose pinyin begins with a letter, in the order of pinyin."""

    letter: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Both ways to look; each service, matter and card stands in `letters` at least once."""

    problems: tuple[Problem, ...]
    letters: tuple[Letter, ...]


def view_index(
    catalogue: Catalogue,
    cards: Iterable[IncidentCard],
    menu: Iterable[ServiceGroup],
    matters: Iterable[MatterGroup],
) -> Index:
    """The index of what a handbook prints."""
    incidents = [(one.incident, (f"card-{one.path}",)) for one in cards]
    tasks = [one for group in matters for one in group.matters]
    seen = [(one.name, (f"matter-{one.id}",)) for one in tasks if one.verb in TO_TELL]
    by_event = tuple(_by_event(catalogue, menu))
    problems = (Problem(URGENT, (), tuple(incidents)), *by_event, Problem(SEEN, (), tuple(seen)))
    words = (
        *((one.incident, f"card-{one.path}") for one in cards),
        *(word for group in menu for one in group.services for word in _words_of_service(catalogue, one.id)),
        *((one.name, f"matter-{one.id}") for one in tasks),
        *((word, one.label) for one in by_event if one.label for word in (one.name, *one.also)),
    )
    return Index(tuple(one for one in problems if one.lines), tuple(_letters(catalogue, words)))


def _by_event(catalogue: Catalogue, menu: Iterable[ServiceGroup]) -> Iterator[Problem]:
    """Events of life with their services, then subjects with those that belong to no event."""
    lines = {one.id: (one.name, (f"service-{one.id}",)) for group in menu for one in group.services}
    events = {name: catalogue.services[name].value.life_events for name in lines}
    for event in ordered_life_events(catalogue):
        found = tuple(line for name, line in lines.items() if event.id in events[name])
        if found:
            yield Problem(event.value.name, event.value.aliases, found, f"event-{event.id}")
    for group in menu:
        yield Problem(group.title, (), tuple(lines[one.id] for one in group.services if not events[one.id]))


def _words_of_service(catalogue: Catalogue, name: str) -> Iterator[tuple[str, str]]:
    service = catalogue.services[name].value
    for word in (service_name(service), service.name, *service.aliases):
        yield word, f"service-{name}"


def _letters(catalogue: Catalogue, words: Iterable[tuple[str, str]]) -> Iterator[Letter]:
    """Words by their first letter, those in the profile's dialect with them; each word once."""
    labels = gather((cut_text(word, LONGEST), label) for word, label in words)
    dialect = {
        one.said: tuple(label for word, found in labels.items() if _means(one, word) for label in found)
        for one in catalogue.profile.dialect
    }
    lines = {word: tuple(dict.fromkeys(found)) for word, found in (dialect | labels).items() if found}
    order = sorted(lines, key=lambda word: (_letter(word)[0], sound_order(_BEFORE.sub("", word)), word))
    for (_, letter), found in gather((_letter(word), (word, lines[word])) for word in order).items():
        yield Letter(letter, found)


def _means(saying: Saying, word: str) -> bool:
    return any(one in word for one in saying.means)


def _letter(word: str) -> tuple[int, str]:
    """The letter of a word, and its place: numbers before A, what has no reading behind Z."""
    is_word, _, sound, _ = next(iter(sound_order(_BEFORE.sub("", word))), (1, 0, "", ""))
    first = unicodedata.normalize("NFD", sound)[:1].upper()
    if not is_word:
        return 0, NUMERALS
    return (1, first) if "A" <= first <= "Z" else (2, REST)
