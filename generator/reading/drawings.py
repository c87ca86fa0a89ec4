"""SVG: what makes a drawing do something or fetch something, where it should only be looked at."""

import html
import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place, Text
from generator.reading import faults

_NAME = r"<\s*(?:[\w.\-]+:)?"
_ACTIVE: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(rf"{_NAME}(?:script|handler|listener)\b", re.IGNORECASE), Text("脚本", "a script")),
    (
        re.compile(rf"{_NAME}foreignObject\b", re.IGNORECASE),
        Text("嵌入的网页（foreignObject）", "foreignObject"),
    ),
    (
        re.compile(rf"{_NAME}(?:iframe|embed|object|audio|video)\b", re.IGNORECASE),
        Text("嵌入的网页", "an embedded page"),
    ),
    (re.compile(r"<[^>]*[\s\"'/](on[a-z]{3,})\s*=", re.IGNORECASE), Text("事件脚本", "an event handler")),
    (re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE), Text("实体定义", "an entity")),
    (re.compile(r"<\?xml-stylesheet|@import", re.IGNORECASE), Text("外部样式", "a style sheet from outside")),
)
_REFERENCE = re.compile(
    r"[\s\"'](?:[\w.\-]+:)?(?:href|src|to|values|from)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)
_STYLED = re.compile(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_HARMLESS = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_LEADS_OUT = re.compile(r"[a-z][a-z0-9+.\-]*:|//", re.IGNORECASE)


def check_drawing(file: str, text: str) -> Iterator[Diagnostic]:
    """Scripts, event handlers, embedded pages and references out of an SVG; at most one of each sort."""
    for pattern, what in _ACTIVE:
        match = pattern.search(text)
        if match:
            yield faults.ACTIVE_DRAWING.at(Place(file, offsets=match.span()), what=what)
    for match in (*_REFERENCE.finditer(text), *_STYLED.finditer(text)):
        written = next((group for group in match.groups() if group), "")
        target = re.sub(r"[\x00-\x20]+", "", html.unescape(written))
        if _LEADS_OUT.match(target) and not _HARMLESS.match(target):
            what = Text(f"外部引用 `{target[:60]}`", f"a reference to outside, `{target[:60]}`")
            yield faults.ACTIVE_DRAWING.at(Place(file, offsets=match.span()), what=what)
            return
