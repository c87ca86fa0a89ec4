"""Bytes of a file to text: UTF-8, and what Windows programs save instead of it."""

from __future__ import annotations

import codecs

from generator.diagnostics import Diagnostic, Edit, Place
from generator.reading import faults

_REWRITE = (Edit(0, 0, ""),)
"""Nothing to change in the text: repaired files are always written as UTF-8."""
FEWEST = 3
"""NULs in every other byte from which a file without a mark is taken for UTF-16."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """UTF-8 text; UTF-16 and GBK, as Windows saves it, are read too, so that all faults show at once."""
    wide = _wide_encoding(data)
    if wide is not None:
        try:
            text = data.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return _undecodable(file, data)
        return text, [faults.UTF_16.at(Place(file, offsets=(0, 1)), edits=_REWRITE)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gbk(file, data, error.start)
    if text.startswith("\ufeff"):  # dropped here, because neither libyaml nor editors count it as a column
        return text[1:], [faults.BOM.at(Place(file, offsets=(0, 1)), edits=_REWRITE)]
    return text, []


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark, or by a NUL in every other byte of what is ASCII."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" not in data or len(data) % 2:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < max(FEWEST, len(data) // 16) or min(even, odd):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _decode_gbk(file: str, data: bytes, start: int) -> tuple[str, list[Diagnostic]]:
    """GBK, unless most of it is good UTF-8: then a few bytes are broken, and GBK would garble the rest."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _undecodable(file, data)
    if _mostly_utf8(data):
        return _undecodable(file, data)
    spot = len(data[:start].decode("gb18030", "ignore"))
    place = Place(file, offsets=(spot, spot + 1))
    return text, [faults.GBK.at(place, edits=_REWRITE, line=data[:start].count(b"\n") + 1)]


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken > broken


def _undecodable(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    text = data.decode("utf-8", "replace")
    start = text.find("\ufffd")
    line = text.count("\n", 0, start) + 1
    return text, [faults.NOT_UTF8.at(Place(file, offsets=(start, start + 1)), line=line)]
