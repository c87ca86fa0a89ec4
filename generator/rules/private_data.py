"""Private data in a text: what looks like it, and what proves it.

A cheap look tells whether a text may hold any; then it is folded into one writing, and check digits,
birth dates, number ranges and the words around decide, so that the codes of organisations, grids and
matters are left alone.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.memory import by_value, once
from generator.model.phones import parse_phones
from generator.privacy import Sort
from generator.privacy.glance import PRIVATE, look

BY_NAME: frozenset[Sort] = frozenset({"home", "birth", "plate", "account"})
"""Sorts of data that are somebody's by the name beside them."""


@dataclass(frozen=True, slots=True)
class Private:
    """A piece of private data: its sort, the text as written, its digits (or the name), where it begins."""

    sort: Sort
    text: str
    core: str
    start: int


@dataclass(frozen=True, slots=True)
class Public:
    """What a catalogue makes public, and its day: people's names, codes of divisions, consented phones."""

    names: frozenset[str]
    codes: frozenset[str]
    phones: frozenset[str]
    today: datetime.date

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Public":
        """All that the entries make public."""
        return cls(
            people_names(catalogue), public_codes(catalogue), public_phones(catalogue), catalogue.today
        )

    def find_private(self, text: str) -> Iterator[Private]:
        """Private data of a text, apart from mobiles that are public."""
        for one in find_private(text, self.names, self.codes, today=self.today):
            if one.sort != "mobile" or one.core not in self.phones:
                yield one


@by_value
@once
def people_names(catalogue: Catalogue) -> frozenset[str]:
    """Names of all people of the catalogue."""
    return frozenset(person.value.name for person in catalogue.people.values())


@by_value
@once
def public_codes(catalogue: Catalogue) -> frozenset[str]:
    """Codes of divisions, which grid codes begin with too."""
    return frozenset(division.value.code for division in catalogue.divisions.values())


@by_value
@once
def public_phones(catalogue: Catalogue) -> frozenset[str]:
    """Duty phones without area code that are public with their owner's consent."""
    people = (person.value for person in catalogue.people.values())
    phones = (person.duty_phone for person in people if person.duty_phone and person.consent_public)
    return frozenset(one.local for phone in phones for one in parse_phones(phone))


def find_private(
    text: str,
    names: Collection[str],
    codes: Collection[str],
    *,
    today: datetime.date | None = None,
    among: Collection[str] = PRIVATE,
) -> Iterator[Private]:
    """Private data of a text. `names` are people's names, `codes` division codes that are public.

    Nobody is born after `today`. `among` is what a look at more than this text has left possible.
    """
    text = text.replace('"', "'")  # quotes of JSON and CSV part nothing here
    may = look(text, among)
    if not may:
        return
    from generator.privacy.search import search  # noqa: PLC0415 - few texts need all its patterns

    for sort, core, first, last in search(text, may, names, codes, today):
        yield Private(sort, text[first:last], core, first)


def mask(found: Private) -> str:
    """The data with its middle hidden, for messages that end up in logs."""
    if found.sort in BY_NAME:
        return found.core[0] + "×" * (len(found.core) - 1)
    keep = 3 if found.sort in {"mobile", "paper"} else 4
    return found.core[:keep] + "*" * (len(found.core) - keep - 2) + found.core[-2:]
