"""The text of an entry with other values in some of its fields; all else stays as it was typed.

Edits of characters, found by libyaml's positions, rather than a round trip through a YAML writer: ruamel.yaml
hangs each comment on what stands above it, and loses it when that goes.
"""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import cast

import yaml

from generator.diagnostics import Edit, apply_edits
from generator.editing.nodes import Nodes
from generator.editing.values import Names, Style, quote
from generator.model.fields import Shape
from generator.reading.documents import Value
from generator.reading.sources import parse_document


class NotInPlaceError(Exception):
    """A change that cannot be written without losing something else of the file."""


def edit_entry(text: str, new: Mapping[str, Value], model: type[Shape]) -> str:
    """The text of an entry with the values of `new` and every comment, quote and order that it had.

    Fields are added in the order of the model. Raises NotInPlaceError for a text that is no sound entry, and
    rather than lose anything.
    """
    document, _ = parse_document("", text.encode("utf-8", "surrogatepass"))
    wanted = cast("dict[str, Value]", without_nothing({**new}))
    if document.value is None:
        raise NotInPlaceError
    if document.value == wanted:
        return text
    comments = Nodes(text).count_comments()
    plain, quoted = Style(model, has_blocks=False), Style(model, has_blocks=False, has_bare=False)
    for style in (Style(model), plain, quoted):  # a comment behind an open bracket is read as its text
        changed = apply_edits(text, _Changes(text, style).find(wanted))
        after, _ = parse_document("", changed.encode("utf-8", "surrogatepass"))
        if after.value == wanted and not comments - Nodes(changed).count_comments():
            return changed
    raise NotInPlaceError


def render_entry(value: Mapping[str, Value], model: type[Shape]) -> str:
    """The text of a new entry."""
    return Style(model).render_mapping(cast("dict[str, Value]", without_nothing({**value})), 0, ()) + "\n"


def without_nothing(value: Value) -> Value:
    """The value as reading gives it: fields without a value are not there."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return [*map(without_nothing, value)] if isinstance(value, list) else value


class _Changes:
    """Finds the edits between a text and the values that it shall have."""

    def __init__(self, text: str, style: Style) -> None:
        self._text, self._style, self._nodes = text, style, Nodes(text)
        self._edits: list[Edit] = []

    def find(self, new: dict[str, Value]) -> list[Edit]:
        """All edits, none of them within another."""
        root = self._nodes.root
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise NotInPlaceError
        self._change_mapping(root, new, ())
        return self._edits

    def _edit(self, start: int, end: int, text: str) -> None:
        self._edits.append(Edit(start, end, text))

    def _change_mapping(self, node: yaml.MappingNode, new: dict[str, Value], names: Names) -> None:
        """Changed fields, then those that go, then new ones behind what the model has before them."""
        nodes, gone = self._nodes, [pair for pair in node.value if self._goes(pair, new)]
        kept = [pair for pair in node.value if pair not in gone]
        for key, item in kept:
            if key.value in new and nodes.value(item) != new[key.value]:
                self._change_pair(key, item, new[key.value], names)
        if node.value[0] in gone and nodes.has_no_line(node):
            self._move_up(node, kept[0][0])
            gone = [pair for pair in gone if pair[0].start_mark.index > kept[0][0].start_mark.index]
        for key, item in gone:
            self._remove_lines(key.start_mark.index, nodes.end(item))
        self._add(new, names, kept)

    def _goes(self, pair: tuple[yaml.Node, yaml.Node], new: dict[str, Value]) -> bool:
        return new.get(pair[0].value) is None and self._nodes.value(pair[1]) is not None

    def _move_up(self, node: yaml.MappingNode, first: yaml.Node) -> None:
        """What stands at the beginning goes; the first field that stays takes its place."""
        start, end = node.start_mark.index, first.start_mark.index
        lead = "\n" + " " * node.start_mark.column
        self._edit(start, end, "".join(one + lead for one in self._nodes.comments_in(start, end)))

    def _add(
        self, new: dict[str, Value], names: Names, kept: list[tuple[yaml.ScalarNode, yaml.Node]]
    ) -> None:
        ends = {key.value: self._nodes.line_end(self._nodes.end(item)) for key, item in kept}
        first = kept[0][0].start_mark
        lead = "\n" + " " * first.column
        ordered = self._style.sort_fields(names, [*ends, *(key for key in new if key not in ends)])
        for rank, key in enumerate(ordered):
            if key in ends:
                continue
            pair = self._style.render_pair(key, new[key], first.column, names)
            before = [ends[one] for one in ordered[:rank] if one in ends]
            if before:
                self._edit(before[-1], before[-1], lead + pair)
            else:
                self._edit(first.index, first.index, pair + lead)

    def _remove_lines(self, start: int, end: int) -> None:
        """Lines from one place to another go; comments in them and behind them stay."""
        nodes = self._nodes
        line = self._text.rfind("\n", 0, start) + 1
        stop = nodes.line_end(end)
        shown = [" " * (start - line) + one for one in nodes.comments_in(line, stop)]
        self._edit(nodes.line_end_before(line), stop, "".join(f"\n{one}" for one in shown))

    def _change_pair(self, key: yaml.ScalarNode, item: yaml.Node, new: Value, names: Names) -> None:
        below = (*names, key.value)
        column = key.start_mark.column
        if isinstance(item, yaml.ScalarNode) and isinstance(new, str):
            self._change_scalar(item, new, column, below)
        elif self._is_block(item, yaml.MappingNode) and isinstance(new, dict) and self._keeps_any(item, new):
            self._change_mapping(cast("yaml.MappingNode", item), new, below)
        elif self._is_block(item, yaml.SequenceNode) and isinstance(new, list) and new:
            self._change_items(cast("yaml.SequenceNode", item), new, below)
        elif self._fits_flow(item, new):
            self._edit(item.start_mark.index, item.end_mark.index, self._rewrite_flow(item, new, below))
        else:
            self._rewrite_pair(key, item, new, names)

    @staticmethod
    def _is_block(item: yaml.Node, sort: type[yaml.CollectionNode]) -> bool:
        return isinstance(item, sort) and not item.flow_style

    def _keeps_any(self, item: yaml.Node, new: dict[str, Value]) -> bool:
        return any(new.get(key.value) is not None for key, _ in item.value)

    def _fits_flow(self, item: yaml.Node, new: Value) -> bool:
        """Whether a value in brackets stays so: nothing is lost, and no empty list becomes one of groups."""
        if not isinstance(item, yaml.CollectionNode) or not item.flow_style or type(new) not in (list, dict):
            return False
        of_groups = any(isinstance(one, dict) for one in cast("list[Value]", new))
        return not self._nodes.comments_in(item.start_mark.index, item.end_mark.index) and (
            not of_groups or bool(item.value)
        )

    def _change_scalar(self, item: yaml.ScalarNode, new: str, column: int, names: Names) -> None:
        """Another text in the quotes, or below the sign, of the one that stands there."""
        nodes = self._nodes
        start, end = item.start_mark.index, nodes.end(item)
        header, line_end = nodes.header(item), nodes.line_end(end)
        is_block = item.style in {"|", ">"}
        if not is_block and "#" in self._text[end:line_end]:
            header = self._text[end:line_end].rstrip()
        written = self._style.render_block(new, column, header=header) if is_block or "\n" in new else None
        if written is not None:
            self._edit(start, end if is_block else line_end, _spaced(start == end, written))
        elif is_block:
            self._edit(start, end, self._style.render_scalar(new, column, names) + header)
        elif item.style in {'"', "'"} and "\n" not in new:
            self._edit(start, end, _requote(item.style, new))
        else:
            self._edit(start, end, _spaced(start == end, self._style.render_scalar(new, column, names)))

    def _rewrite_flow(self, item: yaml.Node, new: Value, names: Names) -> str:
        """The value in brackets once more; what stays in it is copied as it was typed."""
        nodes = self._nodes
        if isinstance(item, yaml.SequenceNode) and isinstance(new, list):
            typed = {repr(nodes.value(one)): nodes.typed(one) for one in item.value}
            shown = (typed.get(repr(one)) or self._style.render_flow(one, names) for one in new)
            return "[" + ", ".join(shown) + "]"
        return self._style.render_flow(new, names)

    def _rewrite_pair(self, key: yaml.ScalarNode, item: yaml.Node, new: Value, names: Names) -> None:
        """A field anew, the comments of its old value above it."""
        nodes, column = self._nodes, key.start_mark.column
        start, end = key.start_mark.index, nodes.end(item)
        lead = "".join(f"{one}\n{' ' * column}" for one in nodes.comments_in(start, end))
        self._edit(start, end, lead + self._style.render_pair(key.value, new, column, names))

    def _change_items(self, node: yaml.SequenceNode, new: list[Value], names: Names) -> None:
        """Items that stay are left alone; of the others each is changed into the one in its place."""
        old = [repr(self._nodes.value(item)) for item in node.value]
        matcher = SequenceMatcher(None, old, [*map(repr, new)], autojunk=False)
        for sort, first, last, start, stop in matcher.get_opcodes():
            if sort == "equal":
                continue
            for offset in range(min(last - first, stop - start)):
                self._change_item(node.value[first + offset], new[start + offset], names)
            if last - first > stop - start:
                for item in node.value[first + stop - start : last]:
                    self._remove_lines(self._nodes.dash_at(item), self._nodes.end(item))
            else:
                self._insert_items(node, last, new[start + last - first : stop], names)

    def _change_item(self, item: yaml.Node, new: Value, names: Names) -> None:
        nodes = self._nodes
        dash = nodes.dash(item)
        if isinstance(item, yaml.ScalarNode) and isinstance(new, str):
            self._change_scalar(item, new, dash, names)
        elif self._is_block(item, yaml.MappingNode) and isinstance(new, dict) and self._keeps_any(item, new):
            self._change_mapping(cast("yaml.MappingNode", item), new, names)
        elif self._fits_flow(item, new):
            self._edit(item.start_mark.index, item.end_mark.index, self._rewrite_flow(item, new, names))
        else:
            start, end = item.start_mark.index, nodes.end(item)
            column = item.start_mark.column
            lead = "".join(f"{one}\n{' ' * column}" for one in nodes.comments_in(start, end))
            self._edit(start, end, lead + self._style.render_item(new, column, names))

    def _insert_items(self, node: yaml.SequenceNode, index: int, new: list[Value], names: Names) -> None:
        """New items behind the one before `index`, or on top of all."""
        nodes, dash = self._nodes, self._nodes.dash(node.value[0])
        written = [f"- {self._style.render_item(item, dash + 2, names)}" for item in new]
        if index:
            place = nodes.line_end(nodes.end(node.value[index - 1]))
            self._edit(place, place, "".join(f"\n{' ' * dash}{one}" for one in written))
        else:
            place = nodes.dash_at(node.value[0])
            self._edit(place, place, "".join(f"{one}\n{' ' * dash}" for one in written))


def _spaced(is_new: bool, text: str) -> str:  # noqa: FBT001 - says what the text lacks
    """A blank parts a value from the colon behind which nothing stood."""
    return f" {text}" if is_new else text


def _requote(style: str, text: str) -> str:
    return quote(text) if style == '"' else "'" + text.replace("'", "''") + "'"
