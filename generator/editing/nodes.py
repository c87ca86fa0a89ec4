"""Where things stand in the text of an entry: ends of values, dashes of lists, comments."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

import yaml

from generator.reading.documents import Value, compose, iter_scalars
from generator.reading.sources import build_value

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#[^\r\n]*")


class Nodes:
    """A text and its node tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = compose(text)

    @staticmethod
    def value(node: yaml.Node) -> Value:
        """The plain value of a node."""
        return build_value(node, "", [])

    def typed(self, node: yaml.Node) -> str:
        """A node as it is typed."""
        return self.text[node.start_mark.index : node.end_mark.index]

    def end(self, node: yaml.Node) -> int:
        """Where a value ends; libyaml lets a block go on to the next thing, over blanks and comments."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(node, yaml.MappingNode) else last
        start, end = node.start_mark.index, node.end_mark.index
        if getattr(node, "style", None) in {"|", ">"}:
            return self._block_end(start, end)
        return start + len(self.text[start:end].rstrip())

    def _block_end(self, start: int, end: int) -> int:
        """The end of the last line of a block; blank lines that `|+` counts are its own."""
        kept = self.text[start : self.line_end(start)].split("#")[0]
        shown = self.text[start:end]
        return end - shown.endswith("\n") if "+" in kept else start + len(shown.rstrip())

    def header(self, node: yaml.ScalarNode) -> str:
        """The comment behind the sign of a block, with the blanks before it."""
        if node.style not in {"|", ">"}:
            return ""
        found = re.search(
            r"[ \t]+#.*", self.text[node.start_mark.index : self.line_end(node.start_mark.index)]
        )
        return found[0].rstrip() if found else ""

    def line_end(self, index: int) -> int:
        """The end of the line at `index`, before its break."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[index:end].endswith("\r") else end

    def line_end_before(self, line: int) -> int:
        """The end of the line above the one that begins at `line`."""
        return line - 2 if self.text[:line].endswith("\r\n") else line - 1

    def has_no_line(self, node: yaml.Node) -> bool:
        """Whether a mapping begins behind the dash of a list, or the text: no line goes before it."""
        start = node.start_mark.index
        return start == 0 or bool(self.text[start - node.start_mark.column : start].strip())

    @cached_property
    def _dashes(self) -> list[int]:
        tokens = yaml.scan(self.text, Loader=yaml.CBaseLoader)
        return [one.start_mark.index for one in tokens if isinstance(one, yaml.BlockEntryToken)]

    def dash_at(self, item: yaml.Node) -> int:
        """Where the dash of an item of a block list stands."""
        return self._dashes[bisect_left(self._dashes, item.start_mark.index) - 1]

    def dash(self, item: yaml.Node) -> int:
        """The column of an item's dash."""
        place = self.dash_at(item)
        return place - self.text.rfind("\n", 0, place) - 1

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """Every comment with its place: what stands behind a # outside of all values."""
        spans = []
        for node in iter_scalars(self.root):
            start, end = node.start_mark.index, node.end_mark.index
            is_block = node.style in {"|", ">"}
            spans.append((self.line_end(start) if is_block else start, self.end(node) if is_block else end))
        spans.sort()
        starts = [start for start, _ in spans]
        found = []
        match = _COMMENT.search(self.text)
        while match:
            before = bisect_left(starts, match.start() + 1) - 1
            inside = before >= 0 and spans[before][1] > match.start()
            if not inside:
                found.append((match.start(), match[0].rstrip()))
            match = _COMMENT.search(self.text, spans[before][1] if inside else match.end())
        return found

    def comments_in(self, start: int, end: int) -> list[str]:
        """Comments that begin in a part of the text."""
        return [text for place, text in self.comments if start <= place < end]

    def count_comments(self) -> Counter[str]:
        """How often each comment stands in the text."""
        return Counter(text for _, text in self.comments)
