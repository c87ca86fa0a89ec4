"""Texts in documents of offices: Word, Excel and other zipped XML, and what can be read of a PDF."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from generator.reading.strings import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS = 2_000
MOST_UNPACKED = 50_000_000
"""Bytes that all parts may have; a small file can mean a terabyte."""
BROKEN = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
    ),
    *(UnicodeError, IndexError),
)
_ENDS = re.compile(r"</(?:w:p|a:p|text:p|text:h|si|row|table:table-row|w:tr)>|<w:br ?/>")
_CELLS = re.compile(r"</(?:c|w:tc|table:table-cell)>|<(?:w:tab|text:tab) ?/>")
_TAG = re.compile(r"<[^>]*>")
_SHARED = re.compile(r'<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>')
_POWER = re.compile(r"(?<![0-9.])(\d)\.(\d{8,17})E\+?(\d\d)(?![0-9])")


def read_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the parts of a zip, up to a limit. Raises one of BROKEN."""
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        members = whole.infolist()
        if len(members) > MOST_MEMBERS:
            raise ValueError(len(members))
        for member in members:
            with whole.open(member) as part:
                unpacked = part.read(left + 1)
            left -= len(unpacked)
            if left < 0:
                raise ValueError(member.filename)
            yield member.filename, unpacked


def is_office(names: list[str]) -> bool:
    """Whether the parts of a zip make a document of an office."""
    return "[Content_Types].xml" in names or "content.xml" in names


def parse_office(parts: dict[str, bytes]) -> str:
    """The texts of a document, paragraphs in lines, rows of sheets in lines with tabs between the cells."""
    shared = _shared(parts.get("xl/sharedStrings.xml", b"").decode("utf-8", "replace"))
    texts = []
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and not name.startswith("xl/sharedStrings"):
            text = _SHARED.sub(lambda match: shared.get(int(match[1]), ""), data.decode("utf-8", "replace"))
            texts.append(_plain(text))
    return "\n".join((*texts, *shared.values()))


def _shared(xml: str) -> dict[int, str]:
    """Texts that cells of a workbook point at by their number."""
    return {
        number: " ".join(_plain(one).split())
        for number, one in enumerate(re.findall(r"<si\b.*?</si>", xml, re.DOTALL))
    }


def _plain(xml: str) -> str:
    text = _TAG.sub("", _CELLS.sub("\t", _ENDS.sub("\n", xml)))
    return _POWER.sub(
        lambda match: f"{match[1]}{match[2]}"[: int(match[3]) + 1].ljust(int(match[3]) + 1, "0"),
        html.unescape(text),
    )


_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SHOWN = re.compile(rb"\[(?:[^\[\]\\]|\\.)*\]\s*TJ|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]{4,}>")
_PIECE = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{4,})>")
MOST_STREAMS = 5_000


def parse_pdf(data: bytes) -> str:
    """What can be read of a PDF without its fonts: properties, and text that is written in plain letters."""
    pieces = [data]
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= MOST_STREAMS:
            break
        try:
            pieces.append(zlib.decompressobj().decompress(match[1], MOST_UNPACKED // 10))
        except zlib.error:
            continue
    return "\n".join(_shown(piece) for piece in pieces)


def _shown(stream: bytes) -> str:
    lines = []
    for match in _SHOWN.finditer(stream[:MOST_UNPACKED]):
        pieces = (_piece(one[1], one[2]) for one in _PIECE.finditer(match[0]))
        lines.append(readable(b"".join(pieces)))
    return "\n".join(lines)


def _piece(letters: bytes | None, digits: bytes | None) -> bytes:
    if letters is not None:
        return re.sub(rb"\\(.)", rb"\1", letters)
    plain = re.sub(rb"\s", b"", digits or b"")
    return bytes.fromhex(plain[: len(plain) // 2 * 2].decode())
