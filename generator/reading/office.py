"""Texts in documents of offices: Word, Excel and other zipped XML."""

import html
import io
import re
import zipfile
import zlib
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
_CELLS = re.compile(
    r"(?:</(?:w:p|a:p|text:p)>\s*)?</(?:c|w:tc|a:tc|table:table-cell)>|<(?:w:tab|text:tab) ?/>"
)
_SAID = re.compile(r"\b(?:descr|title|Target|author|xlink:href|text:name)=\"([^\"]+)\"")
"""Attributes that say something: texts behind pictures, links, who wrote a comment."""
_TAG = re.compile(r"<[^>]*>")
_SHARED = re.compile(r'<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>')


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
    text = _TAG.sub("", _ENDS.sub("\n", _CELLS.sub("\t", xml)))
    return html.unescape("\n".join((text, *_SAID.findall(xml))))
