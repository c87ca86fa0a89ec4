"""What a profile of RDF asks: of each class, which properties, how often, and what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT = "@"
"""What a property holds that is text with its language."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a class: how often it must and may stand (None: any number), what it holds."""

    of: str
    name: str
    least: int
    most: int | None
    holds: str


@dataclass(frozen=True, slots=True)
class RdfProfile:
    """A profile by its address, in our words; names are shortened by `prefixes`."""

    standard: str
    prefixes: Mapping[str, str]
    properties: tuple[Property, ...]


def parse_properties(lines: str) -> tuple[Property, ...]:
    """A line each: class, property, how many (`1..1`, `0..`), what it holds.

    That is a class, a type of literal, `@` for text with its language, nothing where anything will do.
    """
    return tuple(map(_parse, lines.strip().splitlines()))


def _parse(line: str) -> Property:
    of, name, count, *holds = line.split()
    least, _, most = count.partition("..")
    return Property(of, name, int(least), int(most) if most else None, holds[0] if holds else "")
