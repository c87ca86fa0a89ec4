"""The chrome around a page: built HTML, cut at its markers, stamped with new content.

The boundary to the theme engine is this HTML and nothing else. Everything between two slots is kept as
bytes, so that stamping a page is one join.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from generator.diagnostics import OutputError

REQUIRED = ("title", "description", "head", "main", "banner", "section", "footer")
_ELEMENTS = {
    "title": re.compile(r"<title>(.*?)</title>", re.DOTALL),
    "description": re.compile(r'<meta name="description" content="([^"]*)"'),
    "canonical": re.compile(r'<link rel="canonical" href="([^"]*)"'),
}
_MARKERS = {
    name: re.compile(f"<!--gridpress:{name}-->(.*?)<!--/gridpress:{name}-->", re.DOTALL)
    for name in ("head", "main", "banner", "footer", "home", "section")
}

_IDLE = re.compile(
    r'\s*(?:<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*(?:<a [^>]*class="md-skip">[^<]*</a>)?\s*</div>'
    r'|<div class="md-dialog".*?</div>\s*</div>)',
    re.DOTALL,
)
"""What stands in the theme's base page, outside of its blocks, for scripts that do not run here."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that can be replaced: its name, where it starts and ends, in characters of the HTML."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shell:
    """One built page. `pieces` alternate: fixed, content of the first slot, fixed, and so on."""

    names: tuple[str, ...]
    pieces: tuple[bytes, ...]

    def content(self, name: str) -> str:
        """What stands in a slot before it is stamped."""
        return self.pieces[2 * self.names.index(name) + 1].decode()

    def stamp(  # noqa: PLR0913 - one argument for each slot
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        canonical: str | None = None,
        head: str | None = None,
        main: str | None = None,
        banner: str | None = None,
        footer: str | None = None,
        section: str | None = None,
    ) -> bytes:
        """The page with slots replaced; None keeps what is there.

        Title, description and canonical are plain text, the others finished HTML. On the home page
        `main` is what stands below the search box. `section` are the tabs of an
        index page: "" takes them away.
        """
        new = {
            "title": None if title is None else escape(title, quote=False),
            "description": None if description is None else escape(description),
            "canonical": None if canonical is None else escape(canonical),
            "head": head,
            "main": main,
            "banner": banner,
            "footer": footer,
            "section": section,
        }
        pieces = list(self.pieces)
        for number, name in enumerate(self.names):
            content = new[name]
            if content is not None:
                pieces[2 * number + 1] = content.encode()
        return b"".join(pieces)


def strip_idle(html: str) -> str:
    """A built page without what only the theme's own scripts would use."""
    return _IDLE.sub("", html)


def parse_shell(html: str, file: str = "") -> Shell:
    """Cut a built page at its slots; `file` is named in the error when a marker is missing.

    Raises OutputError. The canonical address may be missing: a site without an address has none.
    """
    slots = sorted(_find_slots(html), key=lambda slot: slot.start)
    missing = [name for name in REQUIRED if all(slot.name != name for slot in slots)]
    if missing:
        raise _missing(missing[0], file)
    pieces, position = [], 0
    for slot in slots:
        if slot.start < position:
            raise _missing(slot.name, file)
        pieces += [html[position : slot.start], html[slot.start : slot.end]]
        position = slot.end
    pieces.append(html[position:])
    return Shell(tuple(slot.name for slot in slots), tuple(piece.encode() for piece in pieces))


def _find_slots(html: str) -> Iterator[Slot]:
    """The slots of a page; home's own markers stand for `main`, whose heading is the theme's."""
    for name, pattern in _ELEMENTS.items():
        match = pattern.search(html)
        if match:
            yield Slot(name, *match.span(1))
    home = _MARKERS["home"].search(html)
    for name, pattern in _MARKERS.items():
        match = home if name == "main" and home else pattern.search(html)
        if match and name != "home":
            yield Slot(name, *match.span(1))


def _missing(name: str, file: str) -> OutputError:
    shown = f"<{name}>" if name in _ELEMENTS else f"<!--gridpress:{name}-->"
    return OutputError(
        f"页面外壳 {file} 里没有 {shown}：检查 site_overrides/main.html",
        f"the shell {file} lacks {shown}: look at site_overrides/main.html",
    )
