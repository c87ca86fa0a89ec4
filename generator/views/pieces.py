"""The small pieces that pages are made of. Addresses are relative to the site's root."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from generator.model import fields
from generator.model.fields import Shape
from generator.model.phones import PhoneNumber, parse_phones
from generator.model.walking import find_values
from generator.views.live_hours import LiveHours
from generator.views.shown import ALWAYS, Shown, show_between

T = TypeVar("T")

Tone = Literal["ok", "due", "overdue", "temporary", "closed"]

_MARKS = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)|[*_`]+|^[ \t]*(?:[-+]|\d+[.)])[ \t]+", re.MULTILINE)
_NOT_PLAIN = re.compile(r"[\[*_`\s]")
"""What every mark and every blank holds one of; most texts have none."""
_BLANKS = re.compile(r"\s+")
_WIDE_BLANKS = re.compile(r"(?<=[\u3000-\uffef])\s+(?=[\u3000-\uffef])|(?<=[，。！？：；、）”])\s+")
"""Chinese lines join without a blank, and so does whatever follows a Chinese mark."""
DESCRIPTION_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Link:
    """Text and where it leads; an empty `url` is text only."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """What a telephone field holds, mostly one number; each is shown and dials by itself."""

    numbers: tuple[PhoneNumber, ...]

    @property
    def text(self) -> str:
        """All numbers on one line."""
        return "、".join(one.text for one in self.numbers)


@dataclass(frozen=True, slots=True)
class Call:
    """A big button that dials. `style` is "", "plain" or "urgent"."""

    label: str
    phone: Phone
    note: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words; the tone only adds colour. `then` is the badge that follows it on a later day."""

    text: str
    tone: Tone
    shown: Shown = ALWAYS
    then: "Badge | None" = None


Turn = tuple[str, Tone, datetime.date | None]
"""A badge's text and tone, and the last day on which it holds."""


def in_turn(today: datetime.date, *steps: Turn) -> Badge:
    """Badges that follow each other, each up to its last day; what is over is left out."""
    first, shown = None, []
    for text, tone, last in steps:
        shown.append((text, tone, show_between(today, first, last)))
        if last is None or last == datetime.date.max:
            break
        first = last + datetime.timedelta(days=1)
    left = [one for one in shown[:-1] if one[2].last and one[2].last >= today] + shown[-1:]
    badge = None
    for text, tone, days in reversed(left):
        badge = Badge(text, tone, days, badge)
    if badge is None:
        raise ValueError(steps)
    return badge


@dataclass(frozen=True, slots=True)
class Card:
    """One thing in a list, the whole of it a link."""

    title: str
    url: str
    official: str = ""
    text: str = ""
    chips: tuple[str, ...] = ()
    badge: Badge | None = None
    phone: Phone | None = None
    live: LiveHours | None = None
    shown: Shown = ALWAYS


@dataclass(frozen=True, slots=True)
class Tile:
    """A short name and how many it leads to, as a block to tap; `icon` or `symbol` is what to find it by."""

    name: str
    url: str
    count: int = 0
    unit: str = "项服务"
    symbol: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading; `id` is the heading's anchor."""

    title: str
    cards: tuple[Card, ...]
    id: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has: title, description (at most 120 characters), path, crumbs, edit address.

    The last crumb is the page itself. `indexed` is whether search engines may list the page. `area`
    holds the ids of all areas that the page is about, for the urgent notices on top of it; None is the
    whole city. `feed` is the path, without its ending, of the feed that the page has of its own.
    `english` is the path of the same in English.
    """

    title: str
    description: str
    path: str
    crumbs: tuple[Link, ...]
    edit_url: str = ""
    indexed: bool = True
    redirect: str = ""
    area: frozenset[str] | None = None
    feed: str = ""
    english: str = ""


@lru_cache(maxsize=16384)
def make_phone(text: str) -> Phone:
    """The numbers of a checked field."""
    return Phone(parse_phones(text))


def maybe_phone(text: str | None) -> Phone | None:
    """The same for a field that may be empty."""
    return make_phone(text) if text else None


def phone_words(*phones: str | None) -> str:
    """What the numbers of telephone fields are found by: digits only, with and without area code."""
    numbers = (number for phone in phones if phone for number in parse_phones(phone))
    return " ".join(dict.fromkeys(word for number in numbers for word in number.words))


def english_names(english: fields.English | None) -> tuple[str, ...]:
    """By which English name an entry is found, if it has one."""
    return (english.name,) if english else ()


def own_phone_words(value: Shape) -> str:
    """The same for all telephone fields of an entry."""
    return phone_words(*(one.value for one in find_values(value, fields.Phone)))


@lru_cache(maxsize=16384)
def plain_text(prose: str | None) -> str:
    """Markdown as one line of plain text."""
    if not prose:
        return ""
    if not _NOT_PLAIN.search(prose):
        return prose
    return _BLANKS.sub(" ", _WIDE_BLANKS.sub("", _MARKS.sub(r"\1", prose))).strip()


def cut_text(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Text of at most `length` characters, an ellipsis for what is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip(",，、。;；:： ") + "…"


def describe(*parts: str | None) -> str:
    """A page's description from its parts, empty ones left out."""
    # Marks are shorter than the text around them: four times the length is enough to cut from.
    texts = (plain_text(part[: 4 * DESCRIPTION_LENGTH]).rstrip("。") for part in parts if part)
    return cut_text("。".join(text for text in texts if text))


def join_sentences(*parts: str) -> str:
    """Parts as sentences of one text, empty ones left out."""
    return "。".join(part.rstrip("。") for part in parts if part)


def join_names(names: Iterable[str], most: int = 5) -> str:
    """`甲、乙、丙等 8 个`."""
    listed = list(names)
    shown = "、".join(listed[:most])
    return f"{shown}等 {len(listed)} 个" if len(listed) > most else shown


def split_pages(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut items into pages; there is always a first one."""
    for start in range(0, max(len(items), 1), size):
        yield tuple(items[start : start + size])
