"""The main content of a stamped page written as Markdown, for engines that start from Markdown."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

BLOCKS = {"p", "div", "section", "article", "header", "footer", "nav", "figure", "ul", "ol", "dl", "address"}
HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
STARTS = {"li": "\n- ", "dd": "\n:   ", "dt": "\n\n", "tr": "\n", "br": "  \n"} | {
    tag: f"\n\n{mark}" for tag, mark in HEADINGS.items()
}
SKIPPED = {"svg", "script", "style", "template"}


def write_markdown(html: str) -> str:
    """Headings, lists, tables, definitions, links and text; drawings are kept as raw HTML."""
    parser = _Writer()
    parser.feed(html)
    text = "".join(parser.parts)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipped = 0
        self._links: list[str] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in SKIPPED or self._skipped:
            self._skipped += tag in SKIPPED
            self._raw()
            return
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.parts.append("[")
        elif tag in {"td", "th"}:
            self._cells += 1
            self.parts.append("| ")
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        else:
            self.parts.append(STARTS.get(tag, ""))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._raw()
        elif tag in STARTS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= tag in SKIPPED
            self.parts.append(f"</{tag}>" + ("" if self._skipped else "\n\n"))
        elif tag == "a" and self._links:
            self.parts.append(f"]({self._links.pop()})")
        elif tag == "tr":
            self.parts.append("|")
        elif tag == "thead":
            self.parts.append(f"\n{'|---' * max(1, self._cells)}|")
        elif tag == "table":
            self._cells = 0
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._skipped else re.sub(r"\s+", " ", data))

    def _raw(self) -> None:
        text = self.get_starttag_text() or ""
        self.parts.append(f"\n\n{text}" if self._skipped == 1 and text.startswith("<svg") else text)
