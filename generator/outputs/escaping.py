"""Escaping for templates, remembered: a page prints the same names, phones and paths again and again."""

from functools import lru_cache

from markupsafe import Markup, escape

REMEMBERED = 1 << 16


@lru_cache(maxsize=REMEMBERED, typed=True)
def remember_escaped(value: object) -> Markup:
    """What markupsafe makes of a value. Kept by type as well: finished HTML equals its text but is not it."""
    return escape(value)
