"""What a print says, without its looks: chapters of headings, paragraphs, lists and pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.views.prints.prose import Prose, Runs

ChapterName = Literal[
    "cover", "contacts", "news", "duty", "cards", "gathering", "services", "people", "area", "residents"
]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part; level 1 belongs to chapters, so these begin with 2."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list; where their order matters they are numbered."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what belongs to it: 费用, 免费."""

    name: str
    text: str


NO_PHONE = "没有公开的电话"
Part = Heading | Paragraph | Listing | Pair


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and what it says; the cover's has no title."""

    name: ChapterName
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person or place within a print: its words (王, 敏), its pinyin where an entry gives it."""

    words: tuple[str, ...]
    reading: str = ""

    @property
    def text(self) -> str:
        """As it stands in print."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Outline:
    """A print as chapters. `title` names the grid or service, `city` whose it is, `names` stand within."""

    grid_id: str
    title: str
    city: str
    path: str
    chapters: tuple[Chapter, ...]
    names: tuple[Name, ...] = ()


def join(*parts: str, by: str = "，") -> str:
    """Those that say something, in one line."""
    return by.join(filter(None, parts))


def pairs(*pairs: tuple[str, str]) -> Iterator[Pair]:
    """Those that say something."""
    yield from (Pair(name, text) for name, text in pairs if text)


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs).replace("\n", "，")


def prose_parts(blocks: Prose) -> Iterator[Part]:
    """Paragraphs and lists of an entry's Markdown."""
    for block in blocks:
        if block.kind == "p":
            yield Paragraph(_words(block.items[0]))
        else:
            yield Listing(tuple(map(_words, block.items)), block.kind == "ol")


def named_parts(name: str, blocks: Prose) -> Iterator[Part]:
    """A pair where one paragraph says it all, else a name before its blocks."""
    if blocks and blocks[0].kind == "p":
        yield Pair(name, _words(blocks[0].items[0]))
        yield from prose_parts(blocks[1:])
    elif blocks:
        yield Paragraph(f"{name}：")
        yield from prose_parts(blocks)


def several(name: str, items: tuple[str, ...]) -> Iterator[Part]:
    """A pair where there is one, else a name before a list."""
    if len(items) == 1:
        yield Pair(name, items[0])
    elif items:
        yield Paragraph(f"{name}：")
        yield Listing(items)
