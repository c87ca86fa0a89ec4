"""Slips that leave YAML unreadable, found by undoing them: what makes libyaml come further was the cause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import yaml

from generator.diagnostics import Diagnostic, Edit, Place
from generator.reading import faults
from generator.reading.lines import Slip, find_indentations, find_slips

LARGEST = 60_000
"""Characters of a text in which slips are looked for: each try reads it once."""
MOST_TRIES = 150
_NO_SLIPS = ("#", "---", "...")


@dataclass(frozen=True, slots=True)
class _Reading:
    """How far libyaml came: the last thing it understood (line, column), and the lines of the trouble.

    `trouble` is None when all was understood; `begun` holds the lines on which something begins.
    """

    understood: tuple[int, int]
    trouble: int | None
    given_up: int
    begun: frozenset[int]


class _Trial(NamedTuple):
    """A slip in a line, the lines without it, and how far libyaml comes then."""

    number: int
    slip: Slip
    lines: list[str]
    after: _Reading


def undo_slips(file: str, text: str, *, mapping: bool = False) -> Iterator[Diagnostic]:
    """Slips that, undone one after the other, make the text readable; each where it was made.

    With `mapping` a text counts as readable only when it has fields at its top.
    """
    if len(text) > LARGEST:
        return
    lines = original = text.split("\n")
    reading = _read(text, mapping=mapping)
    undone: set[int] = set()
    while reading.trouble is not None:
        good = _try_all(lines, reading, undone, mapping=mapping)
        if not good:
            return
        number, slip, lines, reading = good[0]
        start = sum(len(line) + 1 for line in original[:number])
        yield _explain(file, slip, start, certain=len(good) == 1)
        if "\n" in lines[number]:
            return  # lines below have other numbers now
        undone.add(number)


def _try_all(lines: list[str], reading: _Reading, undone: set[int], *, mapping: bool) -> list[_Trial]:
    """The first slip whose undoing helps; of indentations all that help in that line."""
    good: list[_Trial] = []
    for tries, (number, slip) in enumerate(_suspects(lines, reading, undone)):
        if tries > MOST_TRIES or (good and number != good[0].number):
            break
        trial = [*lines]
        trial[number] = _undo(lines[number], slip)
        after = _read("\n".join(trial), mapping=mapping)
        if _is_better(reading, after, number, slip):
            good.append(_Trial(number, slip, trial, after))
            if slip.fault is not faults.INDENTATION:
                break
    return good


def _read(text: str, *, mapping: bool) -> _Reading:
    understood, first, trouble, given_up = (-1, 0), None, None, 0
    begun: set[int] = set()
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.NodeEvent):
                first = first or event
                understood = _spot(event.start_mark)
                begun.add(understood[0])
            elif isinstance(event, yaml.DocumentStartEvent) and first is not None:
                trouble = given_up = _spot(event.start_mark)[0]
                break
    except yaml.YAMLError as error:
        trouble, given_up = _trouble(error)
    except (RecursionError, UnicodeError):
        trouble = understood[0]
    if trouble is None and mapping and not isinstance(first, yaml.MappingStartEvent):
        return _Reading((-1, 0), 0, text.count("\n"), frozenset())
    return _Reading(understood, trouble, max(given_up, understood[0]), frozenset(begun))


def _trouble(error: yaml.YAMLError) -> tuple[int, int]:
    """The lines on which the trouble begins and ends."""
    context, problem = (_spot(getattr(error, name, None))[0] for name in ("context_mark", "problem_mark"))
    scanning = (getattr(error, "context", None) or "").startswith("while scanning")
    return context if scanning else problem, max(context, problem)


def _spot(mark: Any) -> tuple[int, int]:  # noqa: ANN401 - one of libyaml's or of PyYAML's
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _is_better(before: _Reading, after: _Reading, number: int, slip: Slip) -> bool:
    """Whether libyaml comes further, past the line that was changed, and takes it for a line of its own."""
    if slip.fault is faults.INDENTATION and number not in after.begun:
        return False
    if after.trouble is None:
        return True
    further = after.understood > before.understood or after.trouble > (before.trouble or 0)
    return further and after.trouble > number


def _suspects(lines: list[str], reading: _Reading, undone: set[int]) -> Iterator[tuple[int, Slip]]:
    """Slips in the lines libyaml stumbled over, from above; then indentations, from where it gave up."""
    numbers = [
        number
        for number in range(max(reading.understood[0], 0), min(reading.given_up + 1, len(lines)))
        if number not in undone and lines[number].strip() and not lines[number].lstrip().startswith(_NO_SLIPS)
    ]
    for number in numbers:
        for slip in find_slips(lines[number].rstrip("\r")):
            yield number, slip
    for number in reversed(numbers):
        for slip in find_indentations(lines[number].rstrip("\r"), _levels(lines[:number])):
            yield number, slip


def _levels(above: list[str]) -> tuple[int, ...]:
    """Indentations at which a line may stand below these."""
    levels = set()
    for line in above:
        match = re.match(r"[ ]*(?:-[ ]+)*", line)
        if match is not None and line.strip():
            levels |= {match.end(), len(line) - len(line.lstrip(" "))}
    return tuple(levels)


def _undo(line: str, slip: Slip) -> str:
    for edit in reversed(slip.edits):
        line = line[: edit.start] + edit.text + line[edit.end :]
    return line


def _explain(file: str, slip: Slip, start: int, *, certain: bool) -> Diagnostic:
    place = Place(file, offsets=(start + slip.start, start + slip.end))
    edits = tuple(Edit(start + edit.start, start + edit.end, edit.text) for edit in slip.edits)
    found = slip.fault.at(place, edits=edits, **slip.values)
    return found if certain else replace(found, edits=())
