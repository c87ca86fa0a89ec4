"""Bytes of a file to text: UTF-8, and what Windows programs save instead of it."""

import codecs
import re
import unicodedata
from contextlib import suppress

from generator.diagnostics import Diagnostic, Edit, Place
from generator.reading import faults

_REWRITE = (Edit(0, 0, ""),)
"""Nothing to change in the text: repaired files are always written as UTF-8."""
_KEY = re.compile(r"^[ -]*\w[\w -]*[:：,\t]", re.MULTILINE | re.ASCII)
"""A field, or the heading of a table."""
FEWEST = 4
"""Characters from which their sort tells something about the encoding."""
_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def is_pointer(data: bytes) -> bool:
    """Whether this only says where Git LFS keeps a file that was not fetched."""
    return data.startswith(b"version https://git-lfs.github.com/spec/")


def decode_text(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """UTF-8 text; UTF-16 and GBK, as Windows saves it, are read too, so that all faults show at once.

    A letter and its accent are read as the one character that they make (NFC), as fonts and search know it.
    """
    text, found = _decode(file, data)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        pairs = enumerate(zip(text, composed, strict=False))
        spot = next((index for index, (one, other) in pairs if one != other), 0)
        place = Place(file, offsets=(spot, spot + 1))
        found.append(faults.DECOMPOSED.at(place, edits=_REWRITE, character=composed[spot : spot + 1]))
    return composed, found


def _decode(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    wide = _wide_encoding(data)
    if wide is not None:
        try:
            text = data.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return _undecodable(file, data)
        name = wide.upper().removesuffix("-LE").removesuffix("-BE")
        return text, [faults.UTF_16.at(Place(file, offsets=(0, 1)), edits=_REWRITE, encoding=name)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gbk(file, data, error.start)
    if text.startswith("\ufeff"):  # dropped here, because neither libyaml nor editors count it as a column
        return text[1:], [faults.BOM.at(Place(file, offsets=(0, 1)), edits=_REWRITE)]
    return text, []


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32: by its mark, or because it then reads as a text, which holds line ends and no NUL."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
            with suppress(UnicodeDecodeError):
                text = data.decode(encoding)
                if "\0" not in text and _KEY.search(text):
                    return encoding
    return None


def _decode_gbk(file: str, data: bytes, start: int) -> tuple[str, list[Diagnostic]]:
    """GBK, unless most of it is good UTF-8: then a few bytes are broken, and GBK would garble the rest."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _undecodable(file, data)
    if _mostly_utf8(data) or _is_garbled(text):
        return _undecodable(file, data)
    spot = len(data[:start].decode("gb18030", "ignore"))
    place = Place(file, offsets=(spot, spot + 1))
    return text, [faults.GBK.at(place, edits=_REWRITE, line=data[:start].count(b"\n") + 1)]


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken > broken


def _is_garbled(text: str) -> bool:
    """Whether most of its characters are rare ones, as when Big5 or Shift JIS is read as GBK."""
    known = [one.encode("gb2312", "ignore") for one in _LETTER.findall(text)]
    return len(known) >= FEWEST and sum(b"\xb0" <= one[:1] <= b"\xd7" for one in known) * 2 < len(known)


def _undecodable(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    text = data.decode("utf-8", "replace")
    start = text.find("\ufffd")
    line = text.count("\n", 0, start) + 1
    return text, [faults.NOT_UTF8.at(Place(file, offsets=(start, start + 1)), line=line)]
