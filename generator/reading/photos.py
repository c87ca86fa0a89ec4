"""What images carry beside the picture: texts, and whether the place of the photo is in them.

JPEG, PNG and WebP; only what is needed to tell private data, so nothing is decoded.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GPS = 0x8825
"""The EXIF tag that points at the directory of the place."""
LATITUDE = 0x0002
ENTRY = 12
"""Bytes of one entry of an EXIF directory."""
MOST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """Texts in an image, joined by line breaks, and whether it holds coordinates."""

    text: str
    located: bool


def parse_metadata(data: bytes) -> Metadata:
    """Metadata of an image; none for what is no image or is cut short."""
    texts: list[str] = []
    located = False
    for kind, block in _blocks(data):
        if kind == "exif":
            located = located or _has_place(block)
        texts.append(_readable(block))
        located = located or b"GPSLatitude" in block
    return Metadata("\n".join(texts), located)


def _blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        if data.startswith(b"\xff\xd8"):
            yield from _jpeg_blocks(data)
        elif data.startswith(b"\x89PNG\r\n\x1a\n"):
            yield from _png_blocks(data)
        elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            yield from _webp_blocks(data)
    except (struct.error, zlib.error, IndexError):
        return


def _jpeg_blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """APP and comment segments, up to the picture itself."""
    position = 2
    while data[position] == 0xFF and data[position + 1] != 0xDA:  # noqa: PLR2004 - start of scan
        marker, (length,) = data[position + 1], struct.unpack_from(">H", data, position + 2)
        block = data[position + 4 : position + 2 + length]
        if block.startswith(b"Exif\0\0"):
            yield "exif", block[6:]
        elif marker == 0xFE or marker in range(0xE1, 0xF0):  # noqa: PLR2004 - comment; applications
            yield "text", block
        position += 2 + length


def _png_blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    position = 8
    while position < len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        block = data[position + 8 : position + 8 + length]
        if kind == b"eXIf":
            yield "exif", block
        elif kind == b"zTXt":
            name, _, packed = block.partition(b"\0")
            yield "text", name + b" " + zlib.decompressobj().decompress(packed[1:], MOST_TEXT)
        elif kind in {b"tEXt", b"iTXt"}:
            yield "text", block
        position += 12 + length


def _webp_blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    position = 12
    while position < len(data):
        kind, length = struct.unpack_from("<4sI", data, position)
        block = data[position + 8 : position + 8 + length]
        if kind == b"EXIF":
            yield "exif", block.removeprefix(b"Exif\0\0")
        elif kind == b"XMP ":
            yield "text", block
        position += 8 + length + length % 2


def _has_place(exif: bytes) -> bool:
    """Whether the first directory points at a directory of the place that holds a latitude."""
    order = "<" if exif.startswith(b"II") else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        place = dict(_directory(exif, start, order)).get(GPS)
        return place is not None and LATITUDE in dict(_directory(exif, place, order))
    except struct.error:
        return False


def _directory(exif: bytes, start: int, order: str) -> Iterator[tuple[int, int]]:
    """Tags of a directory with their values or where these stand."""
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for number in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", exif, start + 2 + ENTRY * number)
        yield tag, value


def _readable(block: bytes) -> str:
    """The block as text, in which numbers and Chinese words can be found."""
    text = block[:MOST_TEXT].decode("utf-8", "replace")
    return "".join(one if one.isprintable() and one != "\N{REPLACEMENT CHARACTER}" else "\n" for one in text)
