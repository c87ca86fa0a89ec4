"""Characters that no font has: from the typesetter's words to the entry that holds them."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from pydantic import BaseModel

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, KeyPath, Place
from generator.reading import faults
from generator.views.prints.handbook import HandbookView

MARK = "〓"
"""What is printed in place of a character that no font has: printers' own sign for a missing type."""
_REPORTED = re.compile(
    r'(?:the text `"(?=[^`]+` could not be displayed)|the PDF contains the codepoint `")((?:\\.|[^"\\])+)"`'
)
"""The second is of private use: a font may have a sign for it, but a PDF that lasts (PDF/A) must not."""
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def parse_missing(report: str) -> tuple[str, ...]:
    """Characters (or clusters of them) that the typesetter's report says it cannot show, in its order."""
    return tuple(dict.fromkeys(_unescape(text) for text in _REPORTED.findall(report)))


def mark_missing(data: str, missing: tuple[str, ...]) -> str:
    """JSON with `MARK` in place of each of these texts."""
    for text in missing:
        data = data.replace(json.dumps(text, ensure_ascii=False)[1:-1], MARK)
    return data


def _unescape(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _LETTERS.get(match[2], match[2]), text
    )


def check_missing(catalogue: Catalogue, view: HandbookView, missing: tuple[str, ...]) -> Iterator[Diagnostic]:
    """One finding for each field that brings a missing character into the handbook."""
    shown = list(_texts_of(view))
    for text in missing:
        code = " ".join(f"U+{ord(character):04X}" for character in text)
        for place in _places_of(catalogue, view.grid_id, text, [one for one in shown if text in one]):
            yield faults.MISSING_GLYPH.at(
                replace(place, part=text), character=text if text.isprintable() else code, code=code
            )


def _texts_of(value: object) -> Iterator[str]:
    """Every text in a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts_of(getattr(value, field.name))


def _places_of(catalogue: Catalogue, grid_id: str, text: str, shown: list[str]) -> list[Place]:
    """Fields whose text is printed; failing that, all that hold the character; failing that, the grid."""
    holding = [(place, value) for place, value in _fields_of(catalogue) if text in value]
    printed = [place for place, value in holding if any(one in value or value in one for one in shown)]
    return printed or [place for place, _ in holding] or [catalogue.grids[grid_id].at()]


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
