"""A value as YAML in the style of the entries: steps of two, short lists on one line, quotes where needed."""

import json
import re

import yaml
import yaml.resolver

from generator.model.fields import Shape
from generator.model.walking import holds_text
from generator.reading.characters import CONTROLS
from generator.reading.documents import Value
from generator.reading.shapes import nested_model
from generator.reading.sources import parse_document

_TEXT = "tag:yaml.org,2002:str"
_WIDTH = 100
"""Columns up to which a list stands on one line."""
_TYPED = re.compile(r"-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false")
_FIGURES = re.compile(r"[-+.]?[0-9][0-9 .,:;/_eExXoO+-]*")
_UNSEEN = re.compile(f"[\ufeff{CONTROLS}]")
_NO_BLOCK = re.compile(f"[\t\r\ufeff{CONTROLS}]")
"""What only an escape can hold."""
_RESOLVER = yaml.resolver.Resolver()

Names = tuple[str, ...]
"""Names of fields from the entry down to a value; items of lists have none."""


class Style:
    """How values of one kind are written: its model tells the order of fields and which are no text."""

    def __init__(self, model: type[Shape], *, has_blocks: bool = True, has_bare: bool = True) -> None:
        self._model, self._has_blocks, self._has_bare = model, has_blocks, has_bare

    def sort_fields(self, names: Names, keys: list[str]) -> list[str]:
        """Keys of the mapping at `names` in the order of the model; unknown ones stay behind, `id` leads."""
        owner = nested_model(self._model, names)
        order = {
            name: rank for rank, name in enumerate(["id", "schema", *(owner.model_fields if owner else ())])
        }
        return sorted(keys, key=lambda key: order.get(key, len(order)))

    def is_text(self, names: Names) -> bool:
        """Whether the field at `names` holds words, so that another reader must not take it for a number."""
        owner = nested_model(self._model, names[:-1]) if names else None
        info = owner.model_fields.get(names[-1]) if owner else None
        return names != ("schema",) and (info is None or holds_text(info.annotation))

    def render_pair(self, key: str, value: Value, column: int, names: Names) -> str:
        """A field with its value, its first line without indentation."""
        below = (*names, key)
        label = key if is_plain(key) else quote(key)
        if value is None:
            return f"{label}:"
        if isinstance(value, str):
            return f"{label}: {self.render_scalar(value, column, below)}"
        flow = self.render_flow(value, below)
        if not value or (self._is_short(value) and column + len(label) + len(flow) < _WIDTH):
            return f"{label}: {flow}"
        lead = " " * (column + 2)
        if isinstance(value, dict):
            return f"{label}:\n{lead}{self.render_mapping(value, column + 2, below)}"
        items = (f"{lead}- {self.render_item(item, column + 4, below)}" for item in value)
        return "\n".join([f"{label}:", *items])

    def render_mapping(self, value: dict[str, Value], column: int, names: Names) -> str:
        """Fields below each other, the first without indentation."""
        keys = self.sort_fields(names, [*value])
        lead = "\n" + " " * column
        return lead.join(self.render_pair(key, value[key], column, names) for key in keys)

    def render_item(self, item: Value, column: int, names: Names) -> str:
        """What stands behind the dash of a list; `column` is where it begins."""
        if isinstance(item, dict) and item:
            return self.render_mapping(item, column, names)
        return (
            self.render_scalar(item, column - 2, names)
            if isinstance(item, str)
            else self.render_flow(item, names)
        )

    def render_flow(self, value: Value, names: Names) -> str:
        """A value on one line, in brackets."""
        if isinstance(value, dict):
            pairs = (
                f"{key if is_plain(key) else quote(key)}: {self.render_flow(value[key], (*names, key))}"
                for key in self.sort_fields(names, [*value])
            )
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.render_flow(item, names) for item in value) + "]"
        if value is None:
            return "~"
        return value if self._may_be_bare(value, names, in_flow=True) else quote(value)

    def render_scalar(self, text: str, column: int, names: Names) -> str:
        """A text outside of brackets; `column` is that of its key."""
        if "\n" in text and (block := self.render_block(text, column)):
            return block
        return text if self._may_be_bare(text, names, in_flow=False) else quote(text)

    def render_block(self, text: str, column: int, *, header: str = "") -> str | None:
        """Several lines below `|`, with a comment behind that; None for a text that cannot stand so.

        Where an indented comment follows, it would be read as a part of the block: then there are none.
        """
        body = text.rstrip("\n")
        ends = len(text) - len(body)
        if not self._has_blocks or not body or body[0] in " \n" or _NO_BLOCK.search(text):
            return None
        sign = "|-" if ends == 0 else "|" if ends == 1 else "|+"
        lead = " " * (column + 2)
        lines = [lead + line if line else "" for line in body.split("\n")]
        return "\n".join([sign + header, *lines]) + "\n" * max(ends - 1, 0)

    def _may_be_bare(self, text: str, names: Names, *, in_flow: bool) -> bool:
        if not self._has_bare:
            return False
        return is_plain(text, in_flow=in_flow) or (is_typed(text) and not self.is_text(names))

    @staticmethod
    def _is_short(value: Value) -> bool:
        return isinstance(value, list) and all(isinstance(item, str) and "\n" not in item for item in value)


def is_typed(text: str) -> bool:
    """Whether a text is a number, a date or a yes or no in the plain form."""
    return _TYPED.fullmatch(text) is not None


def reads_otherwise(text: str) -> bool:
    """Whether some reader of YAML takes a text without quotes for a number, a time or a date."""
    tag: object = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML
    return _FIGURES.fullmatch(text) is not None or tag != _TEXT


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether all readers of YAML take a text without quotes for just that, and we find nothing odd."""
    if reads_otherwise(text):
        return False
    written = f"k: [{text}]\n" if in_flow else f"k: {text}\n"
    document, found = parse_document("", written.encode("utf-8", "surrogatepass"))
    return not found and document.value == {"k": [text] if in_flow else text}


def is_readable(text: str) -> bool:
    """Whether an entry can hold a text: no control characters, no blanks that are none."""
    document, _ = parse_document("", f"k: {quote(text)}\n".encode("utf-8", "surrogatepass"))
    return document.value == {"k": text}


def quote(text: str) -> str:
    """A text in double quotes, on one line."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
