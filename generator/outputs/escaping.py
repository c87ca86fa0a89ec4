"""Escaping: for templates, remembered, as pages print the same names again; for scripts; for cells."""

import json
import re
from functools import lru_cache

from markupsafe import escape

REMEMBERED = 1 << 16
_MARKS = re.compile("[&<>'\"]").search
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""How a cell begins that a spreadsheet would reckon with; an Excel in Chinese takes wide signs as well."""
_DAY = r"[+-]?\d{1,2}(?:[A-Z]{2})?"
_NUMBERS = re.compile(rf"\+\d{{2,3}}[ -]\d[\d ,+转、-]*|\+\d{{8,15}}|{_DAY}(?:,{_DAY})*")
"""Telephones, and days as -1FR, which begin with a sign and are no formula."""
_GUARDED = tuple(f"'{one}" for one in (*FORMULA, "'"))


@lru_cache(maxsize=REMEMBERED, typed=True)
def remember_escaped(value: object) -> str:
    """A value as HTML. Kept by type as well: finished HTML equals its text but is not it."""
    return value if type(value) is str and not _MARKS(value) else escape(value)


def dump_script(value: object) -> str:
    """A value as JSON that may stand in a script."""
    return escape_script(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def escape_script(text: str) -> str:
    """JSON that may stand in a script.

    U+2028 and U+2029 end a line inside a string literal of old browsers; `<` could end a script element.
    """
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def guard_cell(text: str) -> str:
    """A cell of CSV that Excel opens as text: what it would reckon with gets a `'` before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def guard_data_cell(text: str) -> str:
    """The same for data that programs read: telephones like +86 988 5550101 stay as they are."""
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBERS.fullmatch(text) else text


def unguard_cell(text: str) -> str:
    """A cell without the `'` that guards it."""
    return text[1:] if text.startswith(_GUARDED) else text
