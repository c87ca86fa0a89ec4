"""Which fields hold what, read from their types: references, phones, hours, areas."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo

from generator.diagnostics import KeyPath
from generator.model.fields import Shape


class Found(NamedTuple):
    """A value in an entry: where it stands, what it is, and the mark or model of its field's type."""

    path: KeyPath
    value: Any
    mark: Any


def find_values(value: Shape, wanted: Any, path: KeyPath = ()) -> list[Found]:  # noqa: ANN401 - see below
    """Every value of a type in an entry, in the order of its fields; what is not filled in is left out.

    `wanted` is a model (`OpeningHours`), the class of a mark (`Ref`) or an annotated type (`Phone`); `path`
    is where the value stands. A list, since thousands of entries are walked at every check.
    """
    found: list[Found] = []
    routes = _KNOWN.get(id(wanted)) or _KNOWN.setdefault(id(wanted), _Routes(wanted))
    _gather(value, routes, path, found)
    return found


def _gather(value: Shape, routes: "_Routes", path: KeyPath, found: list[Found]) -> None:
    fields = value.__dict__
    for name, mark in routes[value.__class__]:
        item = fields[name]
        if item.__class__ is tuple:
            for step, one in enumerate(item):
                if mark is None:
                    _gather(one, routes, (*path, name, step), found)
                else:
                    found.append(Found((*path, name, step), one, mark))
        elif item is not None:
            if mark is None:
                _gather(item, routes, (*path, name), found)
            else:
                found.append(Found((*path, name), item, mark))


class _Routes(dict[type[Shape], tuple[tuple[str, Any], ...]]):
    """For each model its fields that hold what is wanted, with its mark, or a model that does, with None."""

    def __init__(self, wanted: Any) -> None:  # noqa: ANN401 - as above
        self._wanted = wanted

    def __missing__(self, model: type[Shape]) -> tuple[tuple[str, Any], ...]:
        found: list[tuple[str, Any]] = []
        for name, info in model.model_fields.items():
            mark = find_mark(info.annotation, tuple(info.metadata), self._wanted)
            if mark is not None:
                found.append((name, mark))
            elif any(self[inner] for inner in shapes_in(info.annotation)):
                found.append((name, None))
        self[model] = tuple(found)
        return self[model]


_KNOWN: dict[int, _Routes] = {}
"""By what is wanted itself: to hash an annotated type takes longer than to walk an entry."""


def find_mark(annotation: Any, marks: tuple[Any, ...], wanted: Any) -> Any:  # noqa: ANN401 - as above
    """The mark in a field's type, its items included; for a model the model; None where there is none."""
    if isinstance(wanted, type) and issubclass(wanted, Shape):
        return next((one for one in shapes_in(annotation) if issubclass(one, wanted)), None)
    marks += getattr(annotation, "__metadata__", ())
    if isinstance(wanted, type):
        mark = next((one for one in marks if isinstance(one, wanted)), None)
    else:
        mark = wanted if all(one in marks for one in wanted.__metadata__) else None
    inner = (find_mark(one, (), wanted) for one in get_args(annotation))
    return mark if mark is not None else next((one for one in inner if one is not None), None)


def shapes_in(annotation: Any) -> Iterator[type[Shape]]:  # noqa: ANN401 - a type annotation of any form
    """The models that a field of this type holds: itself, of a tuple, or of `| None`."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for inner in get_args(annotation):
        yield from shapes_in(inner)


def walk_fields(
    model: type[Shape], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """Each field of a model, with the names that lead to it; those of models inside follow their field."""
    for name, info in model.model_fields.items():
        yield (*path, name), info
        for inner in shapes_in(info.annotation):
            yield from walk_fields(inner, (*path, name))


def holds_text(annotation: Any) -> bool:  # noqa: ANN401 - a type annotation of any form
    """Whether a field of this type is written as words: nothing in it is a number, a date or a yes or no."""
    if isinstance(annotation, type) and issubclass(annotation, int | float | datetime.date):
        return False
    return all(holds_text(inner) for inner in get_args(annotation) if not isinstance(inner, str))
