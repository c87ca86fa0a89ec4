"""Files that are published as they are: what can be read in them, whatever they are called."""

import base64
import email
import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Place, Text
from generator.reading import faults
from generator.reading.decoding import decode_text, is_pointer
from generator.reading.drawings import check_drawing
from generator.reading.office import BROKEN, is_office, parse_office, read_zip
from generator.reading.pdf import parse_pdf
from generator.reading.photos import is_picture, parse_metadata
from generator.reading.strings import readable

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 30_000
MOST_READ = 2_000_000
"""Bytes of a file of unknown sort in which texts are looked for."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
TEXTS = (
    ".md",
    ".csv",
    ".html",
    ".htm",
    ".txt",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".geojson",
    ".xml",
    ".svg",
    ".yml",
    ".yaml",
    ".ics",
    ".vcf",
)
MAILS = (".eml", ".mht", ".mhtml")
NAMED = (*PICTURES, *TEXTS, ".pdf", ".docx", ".xlsx", ".heic")
"""Endings that only files have: a folder called so is a slip."""
_NOT_SHOWN = (
    (re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "AVIF"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (re.compile(rb"\xff\x0a|\x00\x00\x00\x0cJXL "), "JPEG XL"),
    (re.compile(rb"8BPS"), "PSD"),
)
_NOTHING_INSIDE = re.compile(rb"wOFF|wOF2|OTTO|\x00\x01\x00\x00|true|ttcf|\x00\x00\x01\x00")
"""Fonts and icons, which hold nothing about anybody."""
_SORTS = (
    (re.compile(rb"%PDF"), Text("PDF", "PDF")),
    (re.compile(rb"PK\x03\x04"), Text("压缩包", "zip")),
    (re.compile(rb"\xd0\xcf\x11\xe0"), Text("旧版 Office 文件", "old Office file")),
    (re.compile(rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", re.DOTALL), Text("视频或录音", "film or sound")),
    (re.compile(rb"ID3|\xff[\xfb\xf3\xf2]|OggS|fLaC|RIFF.{4}WAVE|#!AMR", re.DOTALL), Text("录音", "sound")),
)
_EMBEDDED = re.compile(r"data:[^,\s\"'<>)]{0,100};base64,((?:[A-Za-z0-9+/_\-]|%2[BbFf]){12,})")
_SAFE_LETTERS = str.maketrans("-_", "+/")
_OTHER = Text("二进制文件", "binary file")


@dataclass(slots=True)
class Contents:
    """What a file holds: a text with lines (if it is one), texts found inside, whether it tells a place.

    `found` are faults of the file itself.
    """

    text: str | None = None
    inside: list[str] = field(default_factory=list)
    located: bool = False
    found: list[Diagnostic] = field(default_factory=list)


def parse_contents(file: str, data: bytes, *, embedded: bool = False) -> Contents:
    """What a published file, or with `embedded` one inside it, holds; its first bytes tell its sort."""
    start = Place(file, offsets=(0, 0))
    if is_picture(data):
        return _parse_picture(start, data)
    if is_pointer(data):
        return Contents(found=[faults.POINTER.at(start)])
    not_shown = next((sort for pattern, sort in _NOT_SHOWN if pattern.match(data)), None)
    ending = "" if embedded else file[file.rfind(".") :].lower()
    if not_shown or ending in PICTURES:
        reason = Text("扩展名说是图片，内容不是", "it is called a picture, and is none")
        fault = (
            faults.PICTURE_NOT_SHOWN.at(start, sort=not_shown)
            if not_shown
            else faults.UNREADABLE.at(start, reason=reason)
        )
        return Contents(None, [readable(data[:MOST_READ])], found=[fault])
    known = any(pattern.match(data) for pattern, _ in _SORTS)
    if ending in TEXTS or not (known or b"\0" in data[:8000]):
        text, found = decode_text(file, data)
        harmless = {faults.BOM.code, faults.DECOMPOSED.code}  # they harm no page
        faulty = [one for one in found if one.code not in harmless]
        if ending in TEXTS or not faulty:
            contents = _parse_text(file, text, faulty)
            if ending in MAILS:
                _add_mail(contents, file, data)
            return contents
    return Contents() if _NOTHING_INSIDE.match(data) else _parse_document(start, data)


def _parse_text(file: str, text: str, found: list[Diagnostic]) -> Contents:
    if file.lower().endswith(".svg") or "<svg" in text[:2000]:
        found += check_drawing(file, text)
    contents = Contents(text, found=found)
    _add_embedded(contents, file, text)
    return contents


def _add_embedded(contents: Contents, file: str, text: str) -> None:
    """Files inside a text: data: addresses in base64."""
    for match in _EMBEDDED.finditer(text) if ";base64," in text else ():
        packed = unquote(match[1]).translate(_SAFE_LETTERS)
        data = base64.b64decode(f"{packed[: len(packed) - (len(packed) % 4 == 1)]}===")
        _add(contents, parse_contents(file, data, embedded=True))


def _add_mail(contents: Contents, file: str, data: bytes) -> None:
    """Parts of a mail or of a page saved with its pictures, whatever they are packed in."""
    for part in email.message_from_bytes(data).walk():
        packed = part.get_payload(decode=True)
        if isinstance(packed, bytes):
            _add(contents, parse_contents(file, packed, embedded=True))


def _add(contents: Contents, inner: Contents) -> None:
    contents.inside += [inner.text or "", *inner.inside]
    contents.located = contents.located or inner.located
    contents.found += (one for one in inner.found if one.code == faults.NOT_LOOKED_INTO.code)


def _parse_picture(start: Place, data: bytes) -> Contents:
    found = parse_metadata(data)
    problems = []
    if not found.whole:
        reason = Text("图片不完整，看不全它带的信息", "the picture is cut short")
        problems.append(faults.UNREADABLE.at(start, reason=reason))
    if found.width * found.height > MOST_PIXELS or max(found.width, found.height) > LONGEST_SIDE:
        limit = f"{MOST_PIXELS:,}"
        problems.append(
            faults.PICTURE_TOO_LARGE.at(start, width=found.width, height=found.height, limit=limit)
        )
    return Contents(None, [found.text], found.located, problems)


def _parse_document(start: Place, data: bytes) -> Contents:
    """A document, or anything else: what can be read of it, and a word about what cannot."""
    sort = next((sort for pattern, sort in _SORTS if pattern.match(data)), _OTHER)
    name = start.file.rpartition("/")[2]
    contents = Contents(found=[faults.NOT_LOOKED_INTO.at(start, name=name, sort=sort)])
    if sort.en == "PDF":
        _add_pdf(contents, start.file, data)
    elif sort.en == "zip":
        _add_parts(contents, start, data)
    else:
        contents.inside.append(readable(data[:MOST_READ]))
        contents.located = any(place in data for place in (b"\xa9xyz", b"com.apple.quicktime.location"))
    return contents


def _add_pdf(contents: Contents, file: str, data: bytes) -> None:
    """Texts of a PDF and the files in it; nothing is left to say of one that was read to its end."""
    pdf = parse_pdf(data)
    contents.inside += pdf.texts
    if pdf.whole:
        contents.found.clear()
    for inner in pdf.attached:
        _add(contents, parse_contents(file, inner, embedded=True))


def _add_parts(contents: Contents, start: Place, data: bytes) -> None:
    """The parts of a zip; nothing is left to say about a document of which all was read."""
    parts: dict[str, bytes] = {}
    try:
        parts.update(read_zip(data))
    except BROKEN:
        return
    contents.inside.append("\n".join(parts))
    office = is_office(list(parts))
    if office:
        contents.inside.append(parse_office(parts))
    unread = []
    for name, part in parts.items():
        if not (office and name.endswith((".xml", ".rels"))) and not part.startswith(b"PK"):
            inner = parse_contents(f"{start.file}/{name}", part)
            unread += [one for one in inner.found if one.code == faults.NOT_LOOKED_INTO.code]
            _add(contents, replace(inner, found=[]))
        elif part.startswith(b"PK"):
            unread.append(contents.found[0])
    if not unread:
        contents.found.clear()
