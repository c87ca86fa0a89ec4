"""What sounds wrong in a tagged PDF."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from scripts.read_aloud.document import Document, Mark, Node
from scripts.read_aloud.pages import Held, Spot

_HEADING = re.compile(r"/H([1-6])$")
_NEEDS_WORDS = frozenset(
    (
        "/P",
        "/Span",
        "/Lbl",
        "/LBody",
        "/LI",
        "/TH",
        "/Link",
        "/Caption",
        *(f"/H{level}" for level in range(1, 7)),
    )
)
_APART = frozenset(("/Table", "/TOC", "/TOCI", "/Figure"))
_INLINE = frozenset(("/Span", "/Link", "/Reference", "/Lbl", "/LBody"))
_LINE = 0.8
"""Going up by more than this many letters is going to another line."""
_NEAR = 1.5
"""Points by which the edges of aligned lines may differ."""
_GAP = 1.2
"""Blank between two runs, in widths of a letter, that stands for something a listener doesn't hear."""
_CLOSE = 4
"""Runs that may be read between two cells of a row; those of newspaper columns lie farther apart."""
_FEW_ROWS = 3
"""Rows from which aligned columns look like a table."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that sounds wrong: its sort, the page (from 1, 0 for the whole file), what it is about."""

    sort: str
    page: int
    about: str = ""


def check_document(document: Document) -> Iterator[Finding]:
    """All that sounds wrong in a document."""
    if "/Lang" not in document.root:
        yield Finding("no language", 0)
    if not document.tree.content:
        yield Finding("no tags", 0)
        return
    yield from _check_marks(document)
    nodes = list(document.tree.walk())
    yield from _check_words(document, nodes)
    yield from _check_headings(document, nodes)
    yield from _check_pictures(document, nodes)
    for node in nodes:
        if node.role == "/Table":
            yield from _check_table(document, node)
        elif node.role == "/LI" and "/LBody" not in [
            one.role for one in node.content if isinstance(one, Node)
        ]:
            yield Finding("list item without a body", document.page_of(node), document.text_of(node)[:20])
        elif node.role == "/Link":
            yield from _check_link(document, node)
    yield from _check_order(document)
    yield from _check_places(document)


def _check_marks(document: Document) -> Iterator[Finding]:
    for number, page in enumerate(document.pages, 1):
        if page.unmarked:
            yield Finding("content outside of the tree", number, " ".join(page.unmarked))


def _check_words(document: Document, nodes: list[Node]) -> Iterator[Finding]:
    last = 1
    for node in nodes:
        last = document.page_of(node) or last
        text = document.text_of(node)
        if (
            node.role in _NEEDS_WORDS
            and not text.strip()
            and not any(one.role == "/Figure" for one in node.walk())
        ):
            yield Finding(f"{node.role[1:]} without words", last)
        if node.role in _NEEDS_WORDS and any(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text):
            yield Finding("signs that have no sound", last, text[:20])


def _check_headings(document: Document, nodes: list[Node]) -> Iterator[Finding]:
    heads = [(int(match[1]), node) for node in nodes if (match := _HEADING.match(node.role))]
    for before, (level, node) in pairwise([0, *heads]):
        if level > (before[0] if before else 0) + 1:
            yield Finding("heading skips a level", document.page_of(node), document.text_of(node)[:30])


def _check_pictures(document: Document, nodes: list[Node]) -> Iterator[Finding]:
    alts = Counter(str(node.entry.get("/Alt", "")).strip() for node in nodes if node.role == "/Figure")
    for node in nodes:
        alt = str(node.entry.get("/Alt", "")).strip()
        if node.role == "/Figure" and not alt:
            yield Finding("picture without words", document.page_of(node))
        elif node.role == "/Figure" and alts.pop(alt, 0) > 1:
            yield Finding("pictures with the same words", document.page_of(node), alt)


def _check_table(document: Document, table: Node) -> Iterator[Finding]:
    page, name = document.page_of(table), document.text_of(table)[:20]
    cells = [node for node in table.walk() if node.role in {"/TH", "/TD"}]
    heads = [node for node in cells if node.role == "/TH"]
    if not heads:
        yield Finding("table without headings", page, name)
    if any(not _attribute(node, "/Scope") for node in heads):
        yield Finding("table heading without scope", page, name)
    rows = [
        sum(int(_attribute(cell, "/ColSpan") or 1) for cell in row.content if isinstance(cell, Node))
        for row in table.walk()
        if row.role == "/TR"
    ]
    spans = any(_attribute(cell, "/RowSpan") for cell in cells)
    if len(set(rows)) > 1 and not spans:
        yield Finding("rows of different length", page, name)
    if rows and max(rows) == 1:
        yield Finding("table of one column", page, name)


def _attribute(node: Node, name: str) -> Held:
    given = node.entry.get("/A", [])
    for one in given if isinstance(given, list) else [given]:
        found = one.get_object()
        if isinstance(found, dict) and name in found:
            return found[name]
    return None


def _check_link(document: Document, link: Node) -> Iterator[Finding]:
    notes = [one for one in link.content if not isinstance(one, Node | Mark)]
    if not notes:
        yield Finding("link without a target", document.page_of(link), document.text_of(link)[:30])
    if not any(note.get("/Contents") for note in notes) and "/Alt" not in link.entry:
        yield Finding(
            "link that does not say where it leads", document.page_of(link), document.text_of(link)[:30]
        )


def _check_order(document: Document) -> Iterator[Finding]:
    """Pages whose pieces are painted in another order than they are read, and pieces that only one knows."""
    read: dict[int, list[int]] = {number: [] for number in range(len(document.pages))}
    for mark in document.tree.marks():
        read[mark.page].append(mark.number)
    for page, pieces in enumerate(one.pieces for one in document.pages):
        painted = [number for number, piece in pieces.items() if piece.painted]
        if missing := set(painted) - set(read[page]):
            yield Finding("content outside of the tree", page + 1, pieces[min(missing)].text[:20])
        order = [number for number in read[page] if number in pieces and pieces[number].painted]
        for before, after in pairwise(map(painted.index, order)):
            if after < before:
                yield Finding(
                    "painted in another order than read", page + 1, pieces[painted[after]].text[:20]
                )
                break


def _check_places(document: Document) -> Iterator[Finding]:
    """Lines in columns that are no table, words that only a blank parts, and jumps up the page."""
    for page, lines in enumerate(_lines_of(document), 1):
        columns: Counter[tuple[int, ...]] = Counter()
        for row in _rows_of(lines):
            parted = [pair for pair in pairwise(row) if _is_parted(*pair)]
            if any(one.block is not other.block for one, other in parted):
                columns[tuple(round(one.spot.x / _NEAR / 2) for one in row)] += 1
            for one, other in parted:
                if one.block is other.block and other.place == one.place + 1 and one.spot.text[-1:].isalnum():
                    yield Finding("words that only a blank parts", page, one.spot.text[-20:])
        if columns and max(columns.values()) >= _FEW_ROWS:
            yield Finding("columns without a table", page, f"{max(columns.values())} rows")
        for before, after in pairwise(one.spot for one in lines):
            if after.y - before.y > _LINE * before.size and after.x < before.x + _NEAR:
                yield Finding("read from below to above", page, after.text[:20])


@dataclass(slots=True)
class _Line:
    """A run of letters outside of tables: where it stands, in which block, the how manieth read."""

    spot: Spot
    block: Node
    place: int


def _is_parted(one: _Line, other: _Line) -> bool:
    """Whether a wide blank stands between two runs of a row that are read one after the other."""
    return other.spot.x - one.spot.end > _GAP * one.spot.size and 0 < other.place - one.place <= _CLOSE


def _lines_of(document: Document) -> list[list[_Line]]:
    """What is read on each page outside of tables, in order; a blank belongs to the run before it."""
    pages: list[list[_Line]] = [[] for _ in document.pages]
    for mark, block in _outside_tables(document.tree, document.tree):
        lines = pages[mark.page]
        for spot in document.piece(mark).spots:
            if spot.text.strip():
                lines.append(_Line(spot, block, len(lines)))
            elif lines:
                last = lines[-1]
                last.spot = replace(last.spot, text=last.spot.text + spot.text)
    return pages


def _outside_tables(node: Node, block: Node) -> Iterator[tuple[Mark, Node]]:
    for one in node.content:
        if isinstance(one, Mark):
            yield one, block
        elif isinstance(one, Node) and one.role not in _APART:
            yield from _outside_tables(one, block if one.role in _INLINE else one)


def _rows_of(lines: list[_Line]) -> list[list[_Line]]:
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: -one.spot.y):
        if rows and rows[-1][-1].spot.y - line.spot.y <= _NEAR:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.spot.x) for row in rows]
