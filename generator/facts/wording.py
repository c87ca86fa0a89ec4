"""What residents read that could be said more plainly: words, long sentences, double negatives, numbers.

Names, titles and quotations are as they are and stay out. How long a sentence may be and how many numbers it
may hold are conventions.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.facts.plain_words import PLAIN, PLAIN_WORDS
from generator.model.fields import Shape
from generator.model.site import PlainWord
from generator.signs import any_of

Sort = Literal["word", "sentence", "negatives", "numbers"]
LONGEST_SENTENCE = 60
"""Characters from one full stop to the next, titles of laws not counted."""
MOST_NUMBERS = 6
"""Numbers in one sentence that a reader can keep apart."""
READ_BY_RESIDENTS: dict[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "service": "plain_name summary eligibility ineligible instead fee alert steps.do steps.note "
        "documents.note channels.note",
        "notice": "title body restriction.what",
        "grid": "intro channels.hours channels.rules channels.join duties.what",
        "division": "intro",
        "plan": "summary residents restrictions.what",
        "matter": "summary",
        "information_item": "content purpose retention",
        "audience": "intro",
        "category": "intro",
        "life_event": "intro",
        "document_type": "description where",
        "team": "intro",
        "organization": "intro",
        "profile": "intro hotline.note",
    }.items()
}
"""Fields by kind that are written for residents; a dot leads into a group or a list of them.

What grid workers must not do (`cannot`) is left in the words of the regulation.
"""
_ENDS = re.compile(r"[。！？!?；;\n]+")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|「[^」]*」|‘[^’]*’|`[^`]*`|https?://\S+|（[^（）]*号）")
_NUMBER = re.compile(r"[0-9]+(?:[.:：,/-][0-9]+)*")
_SPELT = re.compile("(?<![第初])[一二两三四五六七八九][零一二两三四五六七八九十百千万亿]{3,}")
_DOUBLE = re.compile(
    r"[不非][得能可会](?:以)?不(?!同|过|便|良)|并非不|无不(?![良当利法适])|莫不|非[^，。；、\s]{1,8}不可"
    r"|(?:未(?![满成来])|没有?)[^，。；、\s的]{1,12}(?:不得|不予|不能|不可以?)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What could be said more plainly in a field: `said` as it stands in `text`, for a word `instead` of it.

    `count` is how often the word stands there, how many characters a sentence has, or how many numbers.
    """

    entry: Entry[Shape]
    path: KeyPath
    text: str
    at: int
    sort: Sort
    said: str
    count: int
    instead: str = ""


def find_wordings(catalogue: Catalogue) -> Iterator[Wording]:
    """All there is, entry by entry in the order of their fields."""
    words = _choose_words(catalogue.profile.plain_words)
    search, names = _searcher(words), _name_pattern(catalogue, words)
    for entry in catalogue.iter_entries():
        fields = READ_BY_RESIDENTS.get(entry.kind)
        for path, text in _texts_at(entry.value, fields, "", ()) if fields else ():
            masked = _mask(text, names)
            for said, at, count, instead in search(masked):
                yield Wording(entry, path, text, at, "word", said, count, instead)
            yield from _judge_sentences(entry, path, text, masked)


def _choose_words(own: tuple[PlainWord, ...]) -> dict[str, str]:
    """Ours and the profile's; a word that the profile gives for itself is plain there."""
    chosen = PLAIN_WORDS | {one.official: one.plain for one in own}
    return {official: plain for official, plain in chosen.items() if official != plain}


def _searcher(words: Mapping[str, str]) -> Callable[[str], Iterator[tuple[str, int, int, str]]]:
    """What finds official words in a text, each once with its first place, count and plain form."""
    known = sorted({*words, *PLAIN}, key=lambda word: (-len(word), word))
    quick, pattern = any_of(words), re.compile("|".join(map(re.escape, known)))

    def search(text: str) -> Iterator[tuple[str, int, int, str]]:
        if not quick.search(text):
            return
        found = [match for match in pattern.finditer(text) if match[0] in words]
        counts = Counter(match[0] for match in found)
        for match in found:
            if count := counts.pop(match[0], 0):
                yield match[0], match.start(), count, words[match[0]]

    return search


def _name_pattern(catalogue: Catalogue, words: Mapping[str, str]) -> re.Pattern[str]:
    """Names of entries that hold such a word, the longest first."""
    quick = any_of(words)
    names = {
        name
        for entry in catalogue.iter_entries()
        if len(name := getattr(entry.value, "name", "")) > 3 and quick.search(name)  # noqa: PLR2004 - a name
    }
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or r"(?!)")


def _mask(text: str, names: re.Pattern[str]) -> str:
    """The text with blanks in place of what is only cited, so that places stay."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    return names.sub(blank, _QUOTED.sub(blank, text))


def _texts_at(
    value: object, fields: frozenset[str], name: str, path: KeyPath
) -> Iterator[tuple[KeyPath, str]]:
    """Texts of a model below some of its fields."""
    if isinstance(value, str):
        if name in fields:
            yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts_at(item, fields, name, (*path, number))
    elif isinstance(value, BaseModel):
        for field, item in value.__dict__.items():
            yield from _texts_at(item, fields, f"{name}.{field}" if name else field, (*path, field))


def _judge_sentences(entry: Entry[Shape], path: KeyPath, text: str, masked: str) -> Iterator[Wording]:
    start = 0
    for end in [*(match.end() for match in _ENDS.finditer(masked)), len(masked)]:
        yield from (
            Wording(entry, path, text, start + first, sort, text[start + first : start + last], count)
            for sort, first, last, count in _judge(masked[start:end])
        )
        start = end


def _judge(sentence: str) -> Iterator[tuple[Sort, int, int, int]]:
    """What makes a sentence hard: sort, beginning, end, number."""
    bare = _ENDS.sub("", sentence).strip()
    length = len("".join(bare.split()))
    if length > LONGEST_SENTENCE:
        first = len(sentence) - len(sentence.lstrip())
        yield "sentence", first, first + len(bare), length
    for match in _DOUBLE.finditer(sentence):
        yield "negatives", *match.span(), 1
    for match in _SPELT.finditer(sentence):
        yield "numbers", *match.span(), 1
    numbers = list(_NUMBER.finditer(sentence))
    if len(numbers) > MOST_NUMBERS:
        yield "numbers", numbers[0].start(), numbers[-1].end(), len(numbers)
