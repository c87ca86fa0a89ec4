"""What can be read of a PDF: pages with the fonts it carries, notes, fields, properties, files inside."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 500
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:|/g(?:id)?\d+")
"""What is left of letters that a PDF does not tell."""
_NO_LETTERS = re.compile(rb"[^ -~]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])[ \n](?=[\u3400-\u9fff])")
"""Blanks and ends of lines that setting has made; names and tables are read with them, too."""


@dataclass(slots=True)
class Pdf:
    """Texts, files inside, and whether that is all that a reader sees: no page is a picture or a secret."""

    texts: list[str] = field(default_factory=list)
    attached: list[bytes] = field(default_factory=list)
    whole: bool = True


@lru_cache(maxsize=16)
def parse_pdf(data: bytes) -> Pdf:
    """Texts of a PDF; of one that is broken or locked what its bytes tell."""
    import pypdf  # noqa: PLC0415 - takes 0.2 s, for the few workspaces with a PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found = Pdf()
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        found.texts += map(str, (reader.metadata or {}).values())
        found.texts += (str(one.get("/V", "")) for one in (reader.get_fields() or {}).values())
        found.attached += (one for files in reader.attachments.values() for one in files)
        for page in reader.pages[:MOST_PAGES]:
            found.texts += _texts(page)
            found.whole = found.whole and _is_text(page, found.texts[-1])
        found.whole = found.whole and len(reader.pages) <= MOST_PAGES
    except Exception:  # noqa: BLE001 - any bytes may come; what a library raises for them is not told
        found.whole = False
        found.texts.append(_NO_LETTERS.sub(b"\n", data).decode())
    found.texts += [_BETWEEN_HAN.sub("", text) for text in found.texts if _BETWEEN_HAN.search(text)]
    return found


def _texts(page: "PageObject") -> Iterator[str]:
    """Notes and links on a page, then what stands on it."""
    for one in page.annotations or ():
        note = one.get_object()
        yield "\n".join(str(note.get(key, "")) for key in ("/Contents", "/T", "/RC"))
        yield str(note.get("/A", {}).get_object().get("/URI", "")) if "/A" in note else ""
    yield page.extract_text()


def _is_text(page: "PageObject", text: str) -> bool:
    """Whether letters that can be read are all that a page shows."""
    resources = page.get("/Resources", {})
    pictures = resources.get_object().get("/XObject") if resources else None
    shown = pictures.get_object().values() if pictures is not None else ()
    is_scan = any(one.get_object().get("/Subtype") == "/Image" for one in shown)
    return not is_scan and text.strip() != "" and not _UNKNOWN.search(text)
