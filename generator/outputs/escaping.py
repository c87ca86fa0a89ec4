"""Escaping: for templates, remembered, as pages print the same names again and again; and for scripts."""

import json
from functools import lru_cache

from markupsafe import Markup, escape

REMEMBERED = 1 << 16


@lru_cache(maxsize=REMEMBERED, typed=True)
def remember_escaped(value: object) -> Markup:
    """What markupsafe makes of a value. Kept by type as well: finished HTML equals its text but is not it."""
    return escape(value)


def dump_script(value: object) -> str:
    """A value as JSON that may stand in a script.

    U+2028 and U+2029 end a line inside a string literal of old browsers; `<` could end a script element.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
