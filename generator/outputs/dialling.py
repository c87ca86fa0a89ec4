"""Every telephone number of a page dials: those that templates and texts leave plain become links.

One pass over finished HTML, so that no template, field or table can forget it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.model.phone_mentions import find_phones, may_mention
from generator.outputs.escaping import REMEMBERED

_TEXT = re.compile(r">([^<]*\d{3}[^<]*)(?=<)")
_CLOSED = (
    "a ",
    "button",
    "summary",
    "svg",
    "script",
    "style",
    "code",
    "pre",
    "textarea",
    "option",
    "title",
    "label",
)
"""Elements whose text stays text: controls may not lie in each other, and code is copied."""
_OPEN = tuple(f"<{name}" for name in _CLOSED)
_BREAK = re.compile(r"<(?:br|/?(?:p|li|ul|ol|tr|td|th|table|div|section|h[1-6]|dl|figcaption))\b[^>]*>|</dd>")
_TAG = re.compile(r"^[^<>]*>|<[^>]*>|<[^>]*$")
_CELL = re.compile(r"<t[dh]\b")
_NEAR = 240
"""Characters of HTML beside a number that may hold the words that tell what it is."""


def link_phones(html: str) -> str:
    """The same HTML in which every telephone number dials; links and controls are left alone."""
    pieces, position = [], 0
    for start, end, href in _find_mentions(html):
        pieces += [html[position:start], f'<a href="{href}">', html[start:end], "</a>"]
        position = end
    return "".join((*pieces, html[position:])) if pieces else html


def _find_mentions(html: str) -> Iterator[tuple[int, int, str]]:
    for match in _TEXT.finditer(html):
        start = match.start(1)
        if html.startswith(
            _OPEN, html.rfind("<", 0, start)
        ):  # the tag beside it is asked first, as the cheapest
            continue
        if not _may_mention(match[1]) or any(_is_within(html, start, name) for name in _CLOSED):
            continue
        head = _head_of_column(html, start, match[1])
        before = _read(html[max(0, start - _NEAR) : start])[-1] if head is None else head
        after = _read(html[match.end() : match.end() + _NEAR])[0]
        beside = html[match.end() : match.end() + _NEAR]
        for first, last, number in find_phones(match[1], before, after, in_table=head is not None):
            if f'href="{number.href}"' not in beside:  # a label does not repeat the link beside it
                yield start + first, start + last, number.href


_may_mention = lru_cache(maxsize=REMEMBERED)(may_mention)
"""Hours, dates and numbers come again on many pages."""


def _is_within(html: str, position: int, name: str) -> bool:
    return html.rfind(f"<{name}", 0, position) > html.rfind(f"</{name.strip()}>", 0, position)


def _read(html: str) -> list[str]:
    """What is read in a piece of HTML, block by block; a term stands in one with its description."""
    return _TAG.sub("", _BREAK.sub("\n", html)).split("\n")


def _head_of_column(html: str, position: int, text: str) -> str | None:
    """The head above a cell that holds a number alone; None elsewhere."""
    cell = html.rfind("<td", 0, position)
    if (
        cell <= html.rfind("</td>", 0, position)
        or re.search(r"[^\W\d]", text)
        or _TAG.sub("", html[cell:position]).strip()
    ):
        return None
    table, row = html.rfind("<table", 0, position), html.rfind("<tr", 0, position)
    number = len(_CELL.findall(html, row, cell))
    heads = _CELL.split(html[table : html.find("</tr>", table)])[1:]
    return _TAG.sub("", "<th" + heads[number]) if number < len(heads) else ""
