"""One source file: its text, its value, and where the parts of the value stand in the text."""

import gc
import operator
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import yaml
from yaml._yaml import CParser

from generator.diagnostics import Edit, Place, Span

Value = str | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class Document:
    """One source file: its text, its value (None when it has none), and where things stand in it."""

    file: str
    text: str
    value: dict[str, Value] | None = field(default=None)

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return compose(self.text)
        except yaml.YAMLError:
            return None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, number: int) -> str:
        """The text of 1-based line `number`, without its end; "" past the end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def locate(self, place: Place) -> Span:
        """Lines and columns of a place; unknown segments fall back to the deepest known node."""
        start, end = self.offsets(place)
        first, column = self._position(start)
        last, end_column = self._position(max(end, start))
        return Span(place.file, first, column, last, end_column)

    def offsets(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends, in code points from the start of the text."""
        return place.offsets or self._offsets(place)

    def rewrite(self, place: Place, text: str | tuple[str, ...]) -> Edit:
        """The edit that writes YAML in place of what stands at `place`; several texts are several items."""
        start, end = self.offsets(place)
        if " #" in self.text[start:end]:
            return Edit(start, start, "")  # a comment would be lost
        if isinstance(text, str):
            return Edit(start, end, text)
        owner = _walk(self._root, place.path[:-1])[0] if self._root and place.path else None
        if not isinstance(owner, yaml.SequenceNode):
            return Edit(start, end, f"[{', '.join(text)}]")
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        flow = owner.flow_style or not before.rstrip().endswith("-")
        dash = " " * before.rstrip().rfind("-") + "- "
        return Edit(start, end, (", " if flow else f"\n{dash}").join(text))

    def _position(self, offset: int) -> tuple[int, int]:
        offset = min(offset, len(self.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _offsets(self, place: Place) -> tuple[int, int]:
        if self._root is None:
            return 0, 0
        node, key, whole = _walk(self._root, place.path)
        if place.on_key and key is not None and whole:
            node = key
        start, end = node.start_mark.index, node.end_mark.index
        if not whole or not place.path:
            return _head(self.text, key or node, place.path)
        if place.part and (found := self.text.find(place.part, start, end)) >= 0:
            return found, found + len(place.part)
        return start, start + len(self.text[start:end].rstrip())


def _head(text: str, node: yaml.Node, path: tuple[str | int, ...]) -> tuple[int, int]:
    """What to underline for something that is not there: the first line of the parent."""
    start = node.start_mark.index if path or isinstance(node, yaml.ScalarNode) else 0
    stop = text.find("\n", start)
    end = (
        min(node.end_mark.index, len(text) if stop < 0 else stop)
        if path
        else (len(text) if stop < 0 else stop)
    )
    return start, start + len(text[start:end].rstrip())


def _walk(node: yaml.Node, path: tuple[str | int, ...]) -> tuple[yaml.Node, yaml.Node | None, bool]:
    """Follow a key path; returns (node, key node of the last mapping step, whether all was found)."""
    key: yaml.Node | None = None
    whole = True
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in reversed(node.value) if pair[0].value == part), None)
            if pair is None:
                whole = False
                continue
            key, node = pair
            whole = True
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            key, node = None, node.value[part]
            whole = True
        elif isinstance(node, yaml.ScalarNode) and part == 0:
            continue  # a single text stands for a list of one
        else:
            whole = False
    return node, key, whole


class _Composer(CParser):
    """libyaml's composer without guesses at tags, which would cost a third of its time.

    It calls these three for every node. Two need do nothing, in which what is built in is quickest.
    """

    descend_resolver = operator.is_
    ascend_resolver = gc.isenabled
    resolve = staticmethod(lambda _kind, _value, _implicit: "")


def compose(text: str) -> yaml.Node | None:
    """The node tree of a text; raises yaml.YAMLError."""
    node: yaml.Node | None = _Composer(text).get_single_node()
    return node


def iter_nodes(node: yaml.Node | None, *, keys: bool = True) -> Iterator[yaml.Node]:
    """A node and all below it in the order of the text; keys of mappings too, unless left out.

    Each node comes once, however often aliases name it, even inside itself.
    """
    waiting, seen = [node], set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting += reversed([item for pair in node.value for item in (pair if keys else pair[1:])])


def iter_scalars(node: yaml.Node | None, *, keys: bool = True) -> Iterator[yaml.ScalarNode]:
    """The scalars among `iter_nodes`."""
    return (one for one in iter_nodes(node, keys=keys) if isinstance(one, yaml.ScalarNode))
