"""Characters that no font has: from the typesetter's words to the fields that hold them.

The typesetter names single characters, also those of a letter that it lacks together with its marks only: of
`h` with a tie above it names the tie and `h`. So what is marked and named is what a reader takes for one
character, a cluster. https://www.unicode.org/reports/tr29/
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel

from generator.catalogue import Catalogue
from generator.diagnostics import PLACES_NAMED, Diagnostic, KeyPath, Place, Text, cap, cap_diagnostics
from generator.reading import faults

MARK = "〓"
"""What is printed in place of a character that no font has: printers' own sign for a missing type."""
MOST_OF_ALL = 200
"""Findings that are listed; the last of them counts the rest."""
_REPORTED = re.compile(
    r'(?:the text `"(?=[^`]+` could not be displayed)'
    r'|(?:the PDF contains the|the text contains the disallowed) codepoint `")((?:\\.|[^"\\])+)"`'
)
"""Some codepoints must not stand in a PDF that lasts (PDF/A), even if a font has a sign for them."""
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_SEPARATORS = r"\s!-/:-@\[-`{-~·—‘’“”…\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_SYLLABLE = "[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*"
_JOINER, _SKIN, _TAGS = "\u200d", "\U0001f3fb-\U0001f3ff", "\U000e0020-\U000e007f"
_SELECTORS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Choose a form or join, and show nothing: the typesetter may name them or not."""
_MARKS = ("Mn", "Mc", "Me")


@dataclass(frozen=True, slots=True)
class Missing:
    """A cluster that no font has, and the piece of text between blanks and punctuation that holds it."""

    cluster: str
    piece: str


def parse_missing(report: str) -> tuple[str, ...]:
    """Characters (or several of them) that the typesetter's report says it cannot show, in its order."""
    return tuple(dict.fromkeys(_unescape(text) for text in _REPORTED.findall(report)))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _LETTERS.get(match[2], match[2]), text
    )


def list_clusters(data: str, reported: Iterable[str]) -> set[str]:
    """The clusters in JSON that reported characters make up.

    A letter that was reported for its marks is left out: it is reported again if it is missing by itself.
    """
    wanted = {character for text in reported for character in text}
    suspected = (one for one in _texts_of(json.loads(data)) if not wanted.isdisjoint(one))
    together = {
        cluster
        for text in suspected
        for cluster in _clusters().findall(text)
        if len(cluster) > 1
        and not wanted.isdisjoint(cluster)
        and wanted.issuperset(_SELECTORS.sub("", cluster))
    }
    rest = wanted.difference(*together)
    return together | {one for one in rest if not one.isascii() or not one.isprintable()}


def mark_missing(data: str, clusters: Iterable[str]) -> str:
    """JSON with `MARK` in place of these clusters."""
    marked = _mark(json.loads(data), re.compile(_any_of(clusters)))
    return json.dumps(marked, ensure_ascii=False, separators=(",", ":"))


def find_missing(data: str, clusters: Collection[str]) -> frozenset[Missing]:
    """Where these clusters stand in JSON."""
    if not clusters:
        return frozenset()
    search = _searcher(clusters)
    return frozenset(one for text in _texts_of(json.loads(data)) for one in search(text))


def _searcher(clusters: Collection[str]) -> Callable[[str], Iterable[Missing]]:
    """What finds these clusters in a text, each with the piece around it."""
    letters = {cluster[0] for cluster in clusters}
    any_ = re.compile(_any_of(clusters))
    around = re.compile(f"(?:{_any_of(clusters)}|[^{_SEPARATORS}])+")

    def search(text: str) -> Iterator[Missing]:
        for piece in () if letters.isdisjoint(text) else around.findall(text):
            for cluster in any_.findall(piece):
                yield Missing(cluster, piece)

    return search


def _any_of(clusters: Iterable[str]) -> str:
    """A pattern; the longest first, since one may begin with another."""
    return "|".join(map(re.escape, sorted(clusters, key=lambda one: (-len(one), one))))


@cache
def _clusters() -> re.Pattern[str]:
    """What readers take for one character: a letter with its marks, a flag, joined pictures."""
    codes = (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    marks = "".join(chr(one) for one in codes if unicodedata.category(chr(one)) in _MARKS)
    more = f"[{marks}\u200c{_SKIN}{_TAGS}]"
    return re.compile(f"(?:{_FLAG}{{2}}|{_SYLLABLE}|.)(?:{more}|{_JOINER}[^{marks}]?)*", re.DOTALL)


def _texts_of(value: object) -> Iterator[str]:
    """Every text in plain values, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts_of(key)
            yield from _texts_of(item)


def _mark(value: object, missing: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return missing.sub(MARK, value)
    if isinstance(value, list):
        return [_mark(item, missing) for item in value]
    if isinstance(value, dict):
        return {missing.sub(MARK, key): _mark(item, missing) for key, item in value.items()}
    return value


def check_missing(catalogue: Catalogue, printed: Mapping[Missing, str]) -> list[Diagnostic]:
    """One finding for each field that brings missing characters into print.

    `printed` names a grid for each. At most `MOST` findings are listed of one file and of the same
    characters, and `MOST_OF_ALL` of all; the last one of each counts those left out.
    """
    found = [
        _tell(place, list(dict.fromkeys(clusters)))
        for place, clusters in _list_places(catalogue, printed).items()
    ]
    listed = _shorten(cap_diagnostics(found), lambda one: one.message)
    rest = listed[MOST_OF_ALL:]
    if rest:
        last, left = listed[MOST_OF_ALL - 1], sum(1 + one.more for one in rest)
        listed[MOST_OF_ALL - 1 :] = [replace(last, more=last.more + left)]
    return listed


def _shorten(found: list[Diagnostic], cause: Callable[[Diagnostic], Text]) -> list[Diagnostic]:
    return [replace(one, more=one.more + left) for one, left in cap(found, cause)]


def _list_places(catalogue: Catalogue, printed: Mapping[Missing, str]) -> dict[Place, list[str]]:
    """Fields of which a piece is printed; failing that, all that hold the cluster; failing that, the grid."""
    fields: dict[str, list[tuple[Place, Missing]]] = defaultdict(list)
    search = _searcher({one.cluster for one in printed})
    for place, value in _fields_of(catalogue) if printed else ():
        for one in search(value):
            fields[one.cluster].append((place, one))
    places: dict[Place, list[str]] = defaultdict(list)
    for cluster, pieces in _group(printed).items():
        joined = "\n".join(pieces.difference(one.piece for _, one in fields[cluster]))
        shown = [place for place, one in fields[cluster] if one.piece in pieces or one.piece in joined]
        grids = (catalogue.grids[printed[Missing(cluster, piece)]].at() for piece in sorted(pieces)[:1])
        for place in shown or [place for place, _ in fields[cluster]] or grids:
            places[place].append(cluster)
    return places


def _group(printed: Iterable[Missing]) -> dict[str, set[str]]:
    """The pieces of each cluster."""
    pieces = defaultdict(set)
    for one in sorted(printed, key=lambda one: (one.cluster, one.piece)):
        pieces[one.cluster].add(one.piece)
    return pieces


def _tell(place: Place, clusters: list[str]) -> Diagnostic:
    named = [_name(one) for one in clusters[:PLACES_NAMED]]
    zh, en = "、".join(one.zh for one in named), ", ".join(one.en for one in named)
    if len(clusters) > PLACES_NAMED:
        zh, en = f"{zh}等 {len(clusters)} 个字", f"{en} and others, {len(clusters)} in all,"
    characters = Text(zh, en)
    advice = faults.GLYPH_ADVICE[_sort(clusters[0])]
    return faults.MISSING_GLYPH.at(replace(place, part=clusters[0]), hint=advice, characters=characters)


def _name(cluster: str) -> Text:
    codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
    shows = _SELECTORS.sub("", cluster).isprintable()
    return Text(f"`{cluster}`（{codes}）", f"`{cluster}` ({codes})") if shows else Text(codes, codes)


def _sort(cluster: str) -> str:
    """What kind of character it is, as far as the advice differs."""
    first = unicodedata.category(cluster[0])
    if first == "Co":
        return "private"
    if unicodedata.name(cluster[0], "").startswith("CJK "):
        return "rare"
    if first.startswith("S"):
        return "picture"
    return "marks" if any(unicodedata.category(one) in _MARKS for one in cluster) else "other"


def _fields_of(catalogue: Catalogue) -> Iterator[tuple[Place, str]]:
    for path, value in _values_of(catalogue.profile, ()):
        yield Place(catalogue.profile_file, path), value
    for entries in catalogue.entries.values():
        for entry in entries.values():
            for path, value in _values_of(entry.value, ()):
                yield entry.at(*path), value


def _values_of(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _values_of(item, (*path, number))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _values_of(getattr(value, name), (*path, name))
