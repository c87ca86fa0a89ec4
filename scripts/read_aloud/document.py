"""A tagged PDF as a screen reader has it: the tree of its parts and the text of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from scripts.read_aloud.pages import Held, Page, Piece


@dataclass(slots=True)
class Node:
    """One element of the structure tree; `content` are its pieces, elements and annotations in order."""

    role: str
    entry: Held
    content: list[Held] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """The element and all within it, in reading order."""
        yield self
        for one in self.content:
            if isinstance(one, Node):
                yield from one.walk()

    def marks(self) -> Iterator["Mark"]:
        """All marked content within, in reading order."""
        for one in self.content:
            if isinstance(one, Node):
                yield from one.marks()
            elif isinstance(one, Mark):
                yield one


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: page (from 0) and number on it."""

    page: int
    number: int


class Document:
    """A tagged PDF: its tree and what stands in each marked piece of its pages."""

    def __init__(self, file: Path | BytesIO) -> None:
        self.reader = PdfReader(file)
        self.root = self.reader.trailer["/Root"]
        self.pages = [Page(page) for page in self.reader.pages]
        references = (page.indirect_reference for page in self.reader.pages)
        self._numbers = {one.idnum: number for number, one in enumerate(references) if one}
        self.tree = Node("/Root", {})
        if "/StructTreeRoot" in self.root:
            self._read_tree(self.root["/StructTreeRoot"].get("/K", []), self.tree, None)

    def read(self, node: Node | None = None) -> Iterator[tuple[str, str]]:
        """All that is said, piece by piece in order: the role of the element that holds it, its words."""
        node = node or self.tree
        if "/Alt" in node.entry:
            yield node.role, str(node.entry["/Alt"])
            return
        for one in node.content:
            if isinstance(one, Node):
                yield from self.read(one)
            elif isinstance(one, Mark):
                yield node.role, self.piece(one).text

    def text_of(self, node: Node) -> str:
        """The words of an element, its replacement text first."""
        for instead in ("/ActualText", "/Alt"):
            if instead in node.entry:
                return str(node.entry[instead])
        found = []
        for one in node.content:
            if isinstance(one, Node):
                found.append(self.text_of(one))
            elif isinstance(one, Mark):
                found.append(self.piece(one).text)
        return "".join(found)

    def piece(self, mark: Mark) -> Piece:
        """What a mark of the tree shows; nothing when the page lacks it."""
        return self.pages[mark.page].pieces.get(mark.number, Piece())

    def page_of(self, node: Node) -> int:
        """The page on which an element begins, from 1; 0 when it has no content."""
        return next((mark.page + 1 for mark in node.marks()), 0)

    def _read_tree(self, kids: Held, parent: Node, page: int | None) -> None:
        for kid in kids if isinstance(kids, list) else [kids]:
            entry = kid.get_object()
            if isinstance(entry, int):
                parent.content.append(Mark(page or 0, entry))
                continue
            own = self._numbers[entry.raw_get("/Pg").idnum] if "/Pg" in entry else page
            if entry.get("/Type") == "/MCR":
                parent.content.append(Mark(own or 0, entry["/MCID"]))
            elif entry.get("/Type") == "/OBJR":
                parent.content.append(entry["/Obj"])
            else:
                node = Node(self._role(entry["/S"]), entry)
                parent.content.append(node)
                self._read_tree(entry.get("/K", []), node, own)

    def _role(self, role: str) -> str:
        return str(self.root["/StructTreeRoot"].get("/RoleMap", {}).get(role, role))
