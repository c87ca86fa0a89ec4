"""What a badly written value can only have meant, and how to write that in YAML.

Nothing is guessed: a candidate is tried in place of the value, and counts only when the model then
accepts it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import KeyPath
from generator.model.fields import Shape
from generator.reading.characters import unquote
from generator.reading.documents import Value
from generator.reading.shapes import nested_model

SEPARATOR = re.compile(r"[ \u3000]*[、，,；;/|][ \u3000]*")
NOTHING = frozenset(
    {"无", "没有", "不用", "不需要", "无需", "无需材料", "无需提供", "不用带", "none", "None", "N/A", "-"}
)
"""What people write for an empty list."""
_PLAIN = re.compile(r"[^\W\d_][^\s:#,\[\]{}&*!|>'\"%@`？?、，；-]*(?:-[a-z0-9]+)*")
_BRACKETS = re.compile(
    r"\s*(?:[（(](?P<round>[^()（）]*)[)）]|[\[【［]?(?P<square>[^\[\]【】［］]*)[\]】］]?)\s*"
)
"""Around all of a list; of square ones the other may be missing."""
TRAILING = ",，。；;、.！"
_NUMBER = re.compile(r"[1-9][0-9]{0,5}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NULLS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_LIST_ERRORS = frozenset({"tuple_type", "list_type"})
_SHAPE_ERRORS = frozenset({"model_type", "model_attributes_type"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """The value that was meant, and the YAML for it: several texts take the place of one item of a list."""

    value: Value
    rewrite: str | tuple[str, ...]

    @property
    def shown(self) -> str:
        """The YAML on one line."""
        return self.rewrite if isinstance(self.rewrite, str) else f"[{', '.join(self.rewrite)}]"


def format_yaml(value: Value) -> str:
    """A value as YAML on one line; a text is quoted wherever a reader could take it for something else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {format_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(format_yaml, value)) + "]"
    text = value or ""
    plain = (_PLAIN.fullmatch(text) and text.lower() not in _NULLS) or _NUMBER.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def split_list(text: str) -> list[str]:
    """The items of a text that lists several, by whatever separates them; brackets around all are dropped."""
    inner = _BRACKETS.fullmatch(text)
    parts = SEPARATOR.split((inner["round"] or inner["square"] or "") if inner else text)
    return [part for part in map(unquote, parts) if part]


def find_meaning(
    model: type[Shape], whole: Mapping[str, Value], path: KeyPath, error: str, *, in_list: bool = False
) -> Meaning | None:
    """What the value at `path` of an entry must have meant, or None when that is not certain.

    `in_list` tells that it is one item of a list, also where a single text stands for the list.
    """
    given = _get(whole, path)
    for candidate in _candidates(model, path, given, error, in_list=in_list):
        if _accepts(model, whole, path, candidate.value):
            return candidate
    return None


def _candidates(
    model: type[Shape],
    path: KeyPath,
    given: Any,  # noqa: ANN401 - plain values of any form
    error: str,
    *,
    in_list: bool,
) -> Iterator[Meaning]:
    if isinstance(given, dict) and error in _LIST_ERRORS:
        yield Meaning([given], format_yaml([given]))
    if isinstance(given, dict) and error == "string_type" and len(given) == 1:
        ((key, item),) = given.items()
        if isinstance(item, str):
            text = f"{key}: {item}"
            yield Meaning(text, format_yaml(text))
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        yield Meaning(given[0], format_yaml(given[0]))
    if not isinstance(given, str):
        return
    if error in _LIST_ERRORS:
        yield from _lists(model, path, given)
    elif error in _SHAPE_ERRORS:
        wrapped = _wrap(model, path, given)
        if wrapped is not None:
            yield Meaning(wrapped, format_yaml(wrapped))
    else:
        yield from _texts(given, in_list=in_list)


def _texts(given: str, *, in_list: bool) -> Iterator[Meaning]:
    folded = unquote(given)
    if folded != given:
        yield Meaning(folded, format_yaml(folded))
    if (bare := folded.rstrip(TRAILING)) != folded:
        yield Meaning(bare, format_yaml(bare))
    items = split_list(given)
    if in_list and len(items) > 1:
        yield Meaning([*items], tuple(map(format_yaml, items)))


def _lists(model: type[Shape], path: KeyPath, given: str) -> Iterator[Meaning]:
    if given.strip() in NOTHING:
        yield Meaning([], "[]")
    items: list[Any] = [*split_list(given)]
    if nested_model(model, path) is not None:
        items = [wrapped for item in items if (wrapped := _wrap(model, path, item))]
    if items:
        yield Meaning(items, tuple(map(format_yaml, items)))


def _wrap(model: type[Shape], path: KeyPath, given: str) -> dict[str, Value] | None:
    """A bare word as the only field that a shape cannot do without."""
    owner = nested_model(model, path)
    required = [name for name, info in owner.model_fields.items() if info.is_required()] if owner else []
    return {required[0]: given} if len(required) == 1 else None


def _accepts(model: type[Shape], whole: Mapping[str, Value], path: KeyPath, value: Value) -> bool:
    """Whether the model finds nothing wrong at `path` and below once `value` stands there."""
    try:
        model.model_validate(_put(whole, path, value))
    except ValidationError as error:
        known = tuple(map(str, path))
        errors = [one for one in error.errors(include_url=False) if one["type"] != "respelled"]
        return not any(tuple(map(str, one["loc"]))[: len(known)] == known for one in errors)
    return True


def _get(value: Any, path: KeyPath) -> Any:  # noqa: ANN401 - plain values of any form
    for part in path:
        if isinstance(value, str | None):
            return value  # a single text stands for a list of one
        value = value[part]
    return value


def _put(value: Any, path: KeyPath, new: Value) -> Any:  # noqa: ANN401 - plain values of any form
    """A copy of a value with `new` at a path; a list takes the place of one item as its items."""
    if not path:
        return new
    part, below = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, part: _put(value[part], below, new)}
    if isinstance(value, list) and isinstance(part, int):
        made = _put(value[part], below, new)
        spliced = made if isinstance(new, list) and not below else [made]
        return [*value[:part], *spliced, *value[part + 1 :]]
    return new
