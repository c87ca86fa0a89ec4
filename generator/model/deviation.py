"""Where a city's entry lies over its province's, and what it says otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deviation:
    """A field of which a city says something else than its province: both as they are written."""

    field: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a city has written over an entry of its province: the province's file, the city's own fields."""

    file: str
    own: frozenset[str]
    deviations: tuple[Deviation, ...]
