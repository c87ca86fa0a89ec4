"""What the models ask for, in words and as a pattern to fill in."""

from collections.abc import Container
from functools import cache
from typing import Any

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from generator.diagnostics import KeyPath
from generator.model import KINDS, PROFILE
from generator.model.walking import find_mark, walk_fields


@cache
def nested_model(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that a path of field names leads to; numbers of items are passed over."""
    current: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int) or current is None or part not in current.model_fields:
            continue
        current = _nested(current.model_fields[part].annotation)
    return current


def _nested(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type annotation of any form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (model := _nested(argument)) is not None:
            return model
    return None


def format_pattern(model: type[BaseModel]) -> str:
    """A shape with all that it cannot do without, to fill in: `{weekly: [{days: 星期几, open: 时间段}]}`."""
    return (
        "{"
        + ", ".join(_format_field(*pair) for pair in model.model_fields.items() if pair[1].is_required())
        + "}"
    )


def _format_field(name: str, info: FieldInfo) -> str:
    below = _nested(info.annotation)
    if below is None:
        return f"{name}: {info.title}"
    pattern = format_pattern(below)
    return f"{name}: [{pattern}]" if "tuple" in str(info.annotation) else f"{name}: {pattern}"


def known_words() -> Container[str]:
    """Names and Chinese titles of all fields of all kinds."""
    return _fields_by_word().keys()


def fields_titled(title: str) -> frozenset[str]:
    """Names of the fields that have this Chinese title in any kind."""
    return _fields_by_word().get(title, frozenset())


@cache
def prose_fields() -> frozenset[str]:
    """Names of the fields that hold words for people, in any kind."""
    fields = (pair for kind in (*KINDS, PROFILE) for pair in walk_fields(kind.model))
    return frozenset(
        path[-1]
        for path, info in fields
        if find_mark(info.annotation, tuple(info.metadata), StringConstraints)
    )


@cache
def _fields_by_word() -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    todo: list[type[BaseModel]] = [kind.model for kind in (*KINDS, PROFILE)]
    seen: set[type[BaseModel]] = set()
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            for word in (name, info.title or name):
                words[word] = words.get(word, frozenset()) | {name}
            todo += [below] if (below := _nested(info.annotation)) else []
    return words
