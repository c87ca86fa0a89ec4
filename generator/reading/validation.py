"""Plain values to models, and pydantic's errors to diagnostics that an editor understands."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from generator.diagnostics import Diagnostic, KeyPath, Place, Text, cap
from generator.reading import faults
from generator.reading.respelling import respell_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from generator.model.fields import Shape
    from generator.reading.sources import Value

CLOSE_ENOUGH = 60
"""Similarity out of 100 from which a suggestion helps more than it misleads."""

_SHAPES = {
    "tuple_type": Text("一个列表（每行以 - 开头）", "a list (lines starting with -)"),
    "list_type": Text("一个列表（每行以 - 开头）", "a list (lines starting with -)"),
    "model_type": Text("一组“字段: 值”", "a mapping of fields"),
    "model_attributes_type": Text("一组“字段: 值”", "a mapping of fields"),
    "dict_type": Text("一组“字段: 值”", "a mapping of fields"),
    "string_type": Text("一段文字", "a text"),
}


def check_shape(
    model: type[Shape], value: Mapping[str, Value], file: str
) -> tuple[Shape | None, list[Diagnostic]]:
    """The model of a value, or None with a diagnostic for each problem; forms with one meaning are notes."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    plain, notes = respell_values(value, found, file)
    if notes:
        made, others = check_shape(model, plain, file)
        return made, notes + others
    causes = [one for one in found if not _is_echo(one, found)]
    listed = cap(causes, _cause)
    return None, [replace(_explain(model, one, value, file), more=more) for one, more in listed]


def _cause(error: ErrorDetails) -> tuple[str, int]:
    """Errors of one type at one depth are one slip made many times."""
    return error["type"], len(error["loc"])


def _is_echo(error: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """A list is called too short when all its items are faulty; they are reported themselves."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in found
    )


def _explain(  # noqa: PLR0911 - one answer for each of pydantic's error types
    model: type[Shape], error: ErrorDetails, value: Mapping[str, Value], file: str
) -> Diagnostic:
    path = _real_path(error["loc"], value)
    place = Place(file, path)
    kind = error["type"]
    context = error.get("ctx", {})
    if kind == "missing":
        field = str(error["loc"][-1])
        place = Place(file, (*path, field))  # the field may stand there empty
        return faults.MISSING.at(place, field=field, title=_title(model, error["loc"]))
    if kind == "extra_forbidden":
        return _unknown_field(model, error["loc"], Place(file, path, on_key=True))
    if kind in {"literal_error", "enum"}:
        return _not_a_choice(error, place)
    if kind == "bad_value":
        problem, advice = Text(*context["problem"]), Text(*context["advice"])
        return faults.BAD_VALUE.at(place, value=_shorten(error["input"]), problem=problem, advice=advice)
    if kind in _SHAPES:
        return faults.WRONG_SHAPE.at(place, expected=_SHAPES[kind], actual=_describe(error["input"]))
    if kind in {"string_too_long", "string_too_short", "too_short", "too_long"}:
        return _wrong_length(error, place)
    return _other_value(error, place)


def _other_value(error: ErrorDetails, place: Place) -> Diagnostic:
    problem = Text("写法不对", "is not acceptable")
    advice = Text("对照 `gridpress new` 写出的样本", "compare with the sample of `gridpress new`")
    if error["type"] == "string_pattern_mismatch":
        problem = Text("里有换行", "contains a line break")
        advice = Text("写成一行；长的内容放进可以多行的字段", "keep it on one line")
    elif error["type"] in {"greater_than_equal", "less_than_equal"}:
        bound = next(iter(error.get("ctx", {}).values()), "")
        more = error["type"] == "greater_than_equal"
        problem = Text(f"{'小于' if more else '大于'} {bound}", f"is {'below' if more else 'above'} {bound}")
    return faults.BAD_VALUE.at(place, value=_shorten(error["input"]), problem=problem, advice=advice)


def _wrong_length(error: ErrorDetails, place: Place) -> Diagnostic:
    context = error.get("ctx", {})
    least, most = context.get("min_length"), context.get("max_length")
    bound = (
        Text(f"不超过 {most}", f"at most {most}")
        if "long" in error["type"]
        else Text(f"至少 {least}", f"at least {least}")
    )
    given = error["input"]
    return faults.TOO_LONG.at(
        place, actual=len(given) if isinstance(given, str | list | tuple) else 0, bound=bound
    )


def _real_path(loc: tuple[int | str, ...], value: Any) -> KeyPath:  # noqa: ANN401
    """The part of pydantic's `loc` that exists in the value: union tags and member names are skipped."""
    path: list[int | str] = []
    for part in loc:
        listed = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if listed or (isinstance(value, dict) and part in value):
            value = value[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _unknown_field(model: type[Shape], loc: tuple[int | str, ...], place: Place) -> Diagnostic:
    owner = _model_at(model, loc[:-1]) or model
    field = str(loc[-1])
    known = tuple(owner.model_fields)
    best = process.extractOne(field, known, score_cutoff=CLOSE_ENOUGH)
    titled = next((name for name, info in owner.model_fields.items() if info.title == field), None)
    meant = titled or (best[0] if best else None)
    hint = Text(f"是不是想写 `{meant}`？", f"did you mean `{meant}`?") if meant else None
    return faults.UNKNOWN_FIELD.at(
        place, field=field, known=Text("、".join(known), ", ".join(known)), hint=hint
    )


def _not_a_choice(error: ErrorDetails, place: Place) -> Diagnostic:
    expected = str(error.get("ctx", {}).get("expected", ""))
    choices = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    given = _shorten(error["input"])
    best = process.extractOne(given, choices, score_cutoff=CLOSE_ENOUGH)
    listed = Text("、".join(choices), ", ".join(choices))
    hint = (
        Text(f"是不是“{best[0]}”？可选：{listed.zh}", f"did you mean `{best[0]}`? Choose from: {listed.en}")
        if best
        else None
    )
    return faults.NOT_A_CHOICE.at(place, value=given, choices=listed, hint=hint)


def _title(model: type[Shape], loc: tuple[int | str, ...]) -> str:
    owner = _model_at(model, loc[:-1])
    info = owner.model_fields.get(str(loc[-1])) if owner else None
    return (info.title if info else None) or str(loc[-1])


@cache
def _model_at(model: type[Shape], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The nested model that a path of field names leads to."""
    current: type[BaseModel] | None = model
    for part in loc:
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


def _describe(value: object) -> Text:
    if isinstance(value, dict):
        return Text("一组“字段: 值”", "a mapping")
    if isinstance(value, list | tuple):
        return Text("一个列表", "a list")
    return Text(f"文字 `{_shorten(value)}`", f"the text `{_shorten(value)}`")


def _shorten(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits beside the sentence
