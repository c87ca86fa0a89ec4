"""Joins are computed once for a catalogue: it never changes, so what was joined from it stays true."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from generator.catalogue import Catalogue

R = TypeVar("R")
Ts = TypeVarTuple("Ts")


def once(function: Callable[[Catalogue, *Ts], R]) -> Callable[[Catalogue, *Ts], R]:
    """Remember results by their positional arguments, inside the catalogue they come from.

    A catalogue cannot be hashed, so the usual caches do not serve; like `cached_property`, this
    keeps the result in the instance's own dictionary, and it goes when the catalogue goes.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(catalogue: Catalogue, *key: *Ts) -> R:
        known: dict[tuple[object, ...], R] = vars(catalogue).setdefault(name, {})
        if key not in known:
            known[key] = function(catalogue, *key)
        return known[key]

    return remembered
