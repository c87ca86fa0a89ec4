"""Values with one meaning in a form that is not the plain one: taken as they are meant, and noted."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, KeyPath, Place, gather
from generator.reading import faults
from generator.reading.documents import Document


def respell_values(
    value: Any,  # noqa: ANN401 - plain values of any form
    errors: Sequence[ErrorDetails],
    file: str,
) -> tuple[Any, list[Diagnostic]]:
    """The value with what models want in place of what is only written differently, and a note on each."""
    notes = []
    wanted = [error for error in errors if error["type"] == "respelled"]
    value = deepcopy(value) if wanted else value
    for error in wanted:
        plain, path = error["ctx"]["plain"], _put(value, error["loc"], error["ctx"]["plain"])
        note = faults.RESPELLED.at(Place(file, path), value=_write(error["input"]), plain=plain)
        notes.append(replace(note, rewrite=plain))
    return value, notes


def _write(given: object) -> str:
    return "、".join(map(str, given)) if isinstance(given, list) else str(given)


def _put(value: Any, loc: tuple[int | str, ...], text: str) -> KeyPath:  # noqa: ANN401 - plain values of any form
    """Write a text where pydantic's `loc` leads, and return the way, without the members of unions in it."""
    path: list[int | str] = []
    owner = value
    for part in loc:
        keys = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
        if part in keys:
            owner, value = value, value[part]
            path.append(part)
    owner[path[-1]] = text
    return tuple(path)


def locate_rewrite(document: Document, one: Diagnostic) -> Diagnostic:
    """The finding with its repair as an edit of characters."""
    if one.rewrite is None:
        return one
    return replace(one, edits=(*one.edits, document.rewrite(one.place, one.rewrite)), rewrite=None)


def gather_notes(found: Sequence[Diagnostic], document: Document) -> list[Diagnostic]:
    """All notes on forms in one file as one finding; other findings as they are."""
    notes = [locate_rewrite(document, one) for one in found if one.code == faults.RESPELLED.code]
    return gather(notes, lambda one: one.code) + [one for one in found if one.code != faults.RESPELLED.code]
