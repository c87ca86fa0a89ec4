"""What pictures carry beside the picture: texts, whether the place of the photo is in them, and their size.

JPEG, PNG, WebP, GIF and BMP; only what is needed to tell private data, so nothing is decoded.
"""

import re
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from generator.reading.strings import readable

GPS = 0x8825
"""The EXIF tag that points at the directory of the place."""
LATITUDE = 0x0002
ENTRY = 12
"""Bytes of one entry of an EXIF directory."""
MOST_TEXT = 200_000
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame, which tells the size."""
_SCAN, _COMMENT, _APPLICATIONS = 0xDA, 0xFE, range(0xE1, 0xF0)
_PROFILE = re.compile(rb"Raw profile type [^\0]*\0\s*\S+\s+\d+\s+([0-9a-fA-F\s]+)")
_PLACES = (b"GPSLatitude", b"\xa9xyz", b"com.apple.quicktime.location")
"""How XMP and films name the place; a film can follow a photo in its file."""


@dataclass(slots=True)
class Metadata:
    """Texts in a picture, whether it holds coordinates, its size (0: unknown), whether it is whole."""

    text: str = ""
    located: bool = False
    width: int = 0
    height: int = 0
    whole: bool = False
    texts: list[str] = field(default_factory=list)

    def add(self, block: bytes) -> None:
        """Take in a block of text, or of EXIF."""
        self.texts += [readable(block[:MOST_TEXT])] if block else []
        self.located = self.located or any(place in block for place in _PLACES)
        for start in (0, block.find(b"Exif\0\0") + 6):
            self.located = self.located or _has_place(block[start:])


def is_picture(data: bytes) -> bool:
    """Whether bytes begin like a picture that is looked into here."""
    return _reader(data) is not None


def parse_metadata(data: bytes) -> Metadata:
    """Metadata of a picture; none for what is no picture, and what there is of one that is cut short."""
    found = Metadata()
    read = _reader(data)
    if read is not None:
        with suppress(struct.error, zlib.error, IndexError, ValueError):
            read(data, found)
        found.located = found.located or any(place in data for place in _PLACES)
    found.text = "\n".join(found.texts)
    return found


def _reader(data: bytes) -> Callable[[bytes, Metadata], None] | None:
    if data.startswith(b"RIFF") and data[8:12] != b"WEBP":
        return None
    return next((read for start, read in _READERS.items() if data.startswith(start)), None)


def _read_jpeg(data: bytes, found: Metadata) -> None:
    """Application and comment segments up to the picture itself; then only other pictures' EXIF."""
    position = 2
    while data[position] == 0xFF:  # noqa: PLR2004 - a marker
        marker = data[position + 1]
        if marker == 0xFF:  # noqa: PLR2004 - filling
            position += 1
            continue
        if marker == _SCAN:
            found.whole = True
            break
        (length,) = struct.unpack_from(">H", data, position + 2)
        block = data[position + 4 : position + 2 + length]
        if marker in _SIZES:
            found.height, found.width = struct.unpack_from(">HH", block, 1)
        elif (marker == _COMMENT or marker in _APPLICATIONS) and not block.startswith(b"ICC_PROFILE"):
            found.add(block)
        position += 2 + length
    if (end := data.rfind(b"\xff\xd9", position)) >= 0:
        found.add(data[end + 2 :])  # what stands behind the picture is published with it
    while (position := data.find(b"Exif\0\0", position + 1)) >= 0:
        found.located = found.located or _has_place(data[position + 6 : position + 6 + 0x10000])


def _read_png(data: bytes, found: Metadata) -> None:
    found.width, found.height = struct.unpack_from(">II", data, 16)
    position = 8
    while not found.whole:
        length, kind = struct.unpack_from(">I4s", data, position)
        block = data[position + 8 : position + 8 + length]
        if kind == b"eXIf":
            found.add(block)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            found.add(_unpacked(kind, block))
        found.whole = kind == b"IEND"
        position += 12 + length
    found.add(data[position:])


def _unpacked(kind: bytes, block: bytes) -> bytes:
    """The text of a chunk with its keyword; what ImageMagick wrote in hexadecimals as bytes."""
    name, _, rest = block.partition(b"\0")
    if kind == b"zTXt":
        block = name + b"\0" + zlib.decompressobj().decompress(rest[1:], MOST_TEXT)
    elif kind == b"iTXt" and rest[:1] == b"\1":
        _language, _, rest = rest[2:].partition(b"\0")
        block = name + b"\0" + zlib.decompressobj().decompress(rest.partition(b"\0")[2], MOST_TEXT)
    profile = _PROFILE.match(block)
    return bytes.fromhex(re.sub(rb"\s", b"", profile[1]).decode()) if profile else block


def _read_webp(data: bytes, found: Metadata) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    position = 12
    while position < min(size + 8, len(data) - 7):
        kind, length = struct.unpack_from("<4sI", data, position)
        block = data[position + 8 : position + 8 + length]
        if kind in {b"EXIF", b"XMP "}:
            found.add(block)
        elif kind == b"VP8X":
            found.width, found.height = (int.from_bytes(block[at : at + 3], "little") + 1 for at in (4, 7))
        elif kind == b"VP8 ":
            found.width, found.height = (one & 0x3FFF for one in struct.unpack_from("<HH", block, 6))
        elif kind == b"VP8L":
            (bits,) = struct.unpack_from("<I", block, 1)
            found.width, found.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        position += 8 + length + length % 2
    found.whole = len(data) >= min(size + 8, 12) and len(data) + 1 >= size + 8
    found.add(data[position:])


def _read_gif(data: bytes, found: Metadata) -> None:
    found.width, found.height = struct.unpack_from("<HH", data, 6)
    found.whole = True
    for match in re.finditer(rb"\x21[\xfe\xff]", data):  # comments and applications
        position = match.end()
        pieces: list[bytes] = []
        while (length := data[position]) and len(pieces) * 255 < MOST_TEXT:
            pieces.append(data[position + 1 : position + 1 + length])
            position += 1 + length
        found.add(b"".join(pieces))


def _read_bmp(data: bytes, found: Metadata) -> None:
    found.width, found.height = map(abs, struct.unpack_from("<ii", data, 18))
    found.whole = True


_READERS: dict[bytes, Callable[[bytes, Metadata], None]] = {
    b"\xff\xd8": _read_jpeg,
    b"\x89PNG\r\n\x1a\n": _read_png,
    b"RIFF": _read_webp,
    b"GIF8": _read_gif,
    b"BM": _read_bmp,
}


def _has_place(exif: bytes) -> bool:
    """Whether the first directory points at a directory of the place that holds a latitude."""
    if exif[:2] not in {b"II", b"MM"}:
        return False
    order = "<" if exif.startswith(b"II") else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        place = _directory(exif, start, order).get(GPS)
        return place is not None and LATITUDE in _directory(exif, place, order)
    except struct.error:
        return False


def _directory(exif: bytes, start: int, order: str) -> dict[int, int]:
    """Tags of a directory with their values or where these stand."""
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    entries = (struct.unpack_from(f"{order}HHII", exif, start + 2 + ENTRY * one) for one in range(count))
    return {tag: value for tag, _, _, value in entries}
