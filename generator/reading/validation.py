"""Plain values to models, and pydantic's errors to diagnostics that an editor understands."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from generator.catalogue import gather
from generator.diagnostics import Diagnostic, KeyPath, Place, Text, cap
from generator.model.fields import Shape
from generator.reading import faults
from generator.reading.documents import Value
from generator.reading.faults.fault import FIX, FIXED
from generator.reading.keys import CLOSE_ENOUGH, find_field, suggest_field
from generator.reading.meanings import Meaning, find_meaning, format_yaml
from generator.reading.respelling import respell_values
from generator.reading.shapes import format_pattern, nested_model

Loc = tuple[int | str, ...]
MOST_TRIED = 200
"""Unknown fields of one file for which the meant ones are looked for."""

_SHAPES = {
    "tuple_type": Text("一个列表（每行以 - 开头）", "a list (lines starting with -)"),
    "list_type": Text("一个列表（每行以 - 开头）", "a list (lines starting with -)"),
    "model_type": Text("一组“字段: 值”", "a mapping of fields"),
    "model_attributes_type": Text("一组“字段: 值”", "a mapping of fields"),
    "dict_type": Text("一组“字段: 值”", "a mapping of fields"),
    "string_type": Text("一段文字", "a text"),
}
_LENGTHS = {"string_too_long", "string_too_short", "too_short", "too_long"}
_ONE = Text("一个值", "a single value")
_EMPTY = Text("空的一项", "an empty item")
_FILL = Text("在“-”后面补上内容，或删掉这一项", "write something behind the `-`, or remove the item")
_LISTS = {"tuple_type", "list_type"}


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
    meant = _meant_keys(model, value, found)
    lacking = _match_missing(found, meant)
    gone = {*meant.values(), *lacking.values()}
    causes = [one for one in found if not _is_echo(one, found) and one["loc"] not in gone]
    listed = cap(causes, _cause)
    known = {loc: (meant.get(loc), lacking.get(loc)) for loc in (*meant, *lacking)}
    explained = [(_explain(model, one, value, file, known), more) for one, more in listed]
    return None, [replace(one, more=more) for one, more in explained]


def _cause(error: ErrorDetails) -> tuple[str, int]:
    """Errors of one type at one depth are one slip made many times."""
    return error["type"], len(error["loc"])


def _is_echo(error: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """A list is called too short when all its items are faulty; they are reported themselves."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in found
    )


def _meant_keys(model: type[Shape], value: Mapping[str, Value], found: list[ErrorDetails]) -> dict[Loc, Loc]:
    """For each unknown field that can only have meant another one: where that one is missing."""
    meant: dict[Loc, Loc] = {}
    for error in found[:MOST_TRIED]:
        if error["type"] != "extra_forbidden":
            continue
        *above, key = error["loc"]
        owner = nested_model(model, tuple(above)) or model
        present = _get_fields(value, tuple(above))
        field = find_field(owner, str(key), present)
        if field is not None and (*above, field) not in meant.values():
            meant[error["loc"]] = (*above, field)
    return meant


def _match_missing(found: list[ErrorDetails], meant: Mapping[Loc, Loc]) -> dict[Loc, Loc]:
    """For the one field of a shape that nobody knows: the one that it lacks, which must be meant."""
    unknown, missing = (
        _find_lone(
            one["loc"] for one in found[:MOST_TRIED] if one["type"] == kind and one["loc"] not in known
        )
        for kind, known in (("extra_forbidden", meant.keys()), ("missing", meant.values()))
    )
    return {loc: missing[owner] for owner, loc in unknown.items() if owner in missing}


def _find_lone(locs: Iterable[Loc]) -> dict[Loc, Loc]:
    """By their owner, fields that are the only one there."""
    by_owner = gather((loc[:-1], loc) for loc in locs)
    return {owner: own[0] for owner, own in by_owner.items() if len(own) == 1}


def _get_fields(value: Any, path: Loc) -> Mapping[str, Value]:  # noqa: ANN401 - plain values of any form
    for part in _real_path(path, value):
        value = value[part]
    return value if isinstance(value, dict) else {}


def _explain(
    model: type[Shape],
    error: ErrorDetails,
    value: Mapping[str, Value],
    file: str,
    known: Mapping[Loc, tuple[Loc | None, Loc | None]],
) -> Diagnostic:
    path = _real_path(error["loc"], value)
    kind = error["type"]
    if kind == "missing":
        field = str(error["loc"][-1])
        place = Place(file, (*path, field))  # the field may stand there empty
        title = _title(model, error["loc"])
        found = faults.MISSING.at(place, field=field, title=title)
        return replace(found, lacks=(Text(title, field),))
    if kind == "extra_forbidden":
        place = Place(file, path, on_key=True)
        return _unknown_field(model, error["loc"], place, *known.get(error["loc"], (None, None)))
    found = _wrong_value(model, error, Place(file, path))
    stated = error.get("ctx", {}).get("meant")
    meaning = (
        Meaning(stated, format_yaml(stated))
        if stated
        else find_meaning(model, value, path, kind, in_list=isinstance(error["loc"][-1], int))
    )
    return _repair(found, meaning) if meaning is not None else found


def _repair(found: Diagnostic, meaning: Meaning) -> Diagnostic:
    """The finding with the repair, which takes the place of more general advice."""
    shown = _shorten(meaning.shown)
    hint = Text(f"写成 `{shown}`；{FIX}", f"write `{shown}`; {FIXED}")
    return replace(found, rewrite=meaning.rewrite, hint=hint)


def _wrong_value(model: type[Shape], error: ErrorDetails, place: Place) -> Diagnostic:
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None:  # an item of a list: fields that stand empty are not there
        return faults.WRONG_SHAPE.at(place, expected=_SHAPES.get(kind, _ONE), actual=_EMPTY, hint=_FILL)
    if kind in _LENGTHS:
        return _wrong_length(model, error, place)
    if kind in _SHAPES or isinstance(error["input"], list | dict):
        return _wrong_shape(model, error, place)
    if kind in {"literal_error", "enum"}:
        return _not_a_choice(error, place)
    if kind == "bad_value":
        problem, advice = Text(*context["problem"]), Text(*context["advice"])
        return faults.BAD_VALUE.at(place, value=_shorten(error["input"]), problem=problem, advice=advice)
    return _other_value(error, place)


def _wrong_shape(model: type[Shape], error: ErrorDetails, place: Place) -> Diagnostic:
    """What is there and what is wanted; where fields are wanted, as a pattern to fill in."""
    kind, given = error["type"], error["input"]
    hint = None
    below = nested_model(model, error["loc"])
    if kind == "string_type" or kind not in _SHAPES:
        hint = Text(
            "写成一段文字；以 [ 或 { 开头、里面有“: ”的文字要加双引号",
            "quote a text that begins with [ or {, or holds `: `",
        )
    elif below is not None:
        pattern = format_pattern(below)
        if kind in _LISTS:
            pattern = f"[{pattern}]"
        hint = Text(
            f"写成 `{pattern}` 这样，可以分行写；能填哪些见 `gridpress new` 的样本",
            f"write it like `{pattern}`; `gridpress new` shows all fields",
        )
    elif isinstance(given, dict):
        hint = Text("每一项前面加“- ”", "begin each item with `- `")
    return faults.WRONG_SHAPE.at(place, expected=_SHAPES.get(kind, _ONE), actual=_describe(given), hint=hint)


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


def _wrong_length(model: type[Shape], error: ErrorDetails, place: Place) -> Diagnostic:
    """Too much, or what is to be written where nothing is."""
    given, context = error["input"], error.get("ctx", {})
    actual, most = len(given) if isinstance(given, str | list | tuple) else 0, context.get("max_length")
    if "long" in error["type"]:
        return faults.TOO_LONG.at(place, actual=actual, most=most)
    title, below = _title(model, error["loc"]), nested_model(model, error["loc"])
    pattern = (
        title if error["type"] == "string_too_short" else f"[{format_pattern(below) if below else title}]"
    )
    return faults.TOO_SHORT.at(place, title=title, pattern=pattern)


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


def _unknown_field(
    model: type[Shape], loc: Loc, place: Place, meant: Loc | None, instead: Loc | None
) -> Diagnostic:
    owner = nested_model(model, loc[:-1]) or model
    field, known = str(loc[-1]), tuple(owner.model_fields)
    listed = Text("、".join(known), ", ".join(known))
    if meant is not None:
        written = Text(f"写成 `{meant[-1]}`；{FIX}", f"write `{meant[-1]}`; {FIXED}")
        found = faults.UNKNOWN_FIELD.at(place, field=field, known=listed, hint=written)
        return replace(found, rewrite=str(meant[-1]))
    if instead is not None:
        name, title = instead[-1], _title(model, instead)
        zh, en = (
            f"这里还缺 `{name}`（{title}），是不是它？可用的字段：",
            f"`{name}` is missing: is it meant? Known: ",
        )
        return faults.UNKNOWN_FIELD.at(
            place, field=field, known=listed, hint=Text(zh + listed.zh, en + listed.en)
        )
    close = suggest_field(owner, field)
    hint = Text(f"是不是想写 `{close}`？", f"did you mean `{close}`?") if close else None
    return faults.UNKNOWN_FIELD.at(place, field=field, known=listed, hint=hint)


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
    owner = nested_model(model, loc[:-1])
    info = owner.model_fields.get(str(loc[-1])) if owner else None
    if info is None and len(loc) > 1 and isinstance(loc[-1], int):  # 别名里的第 2 项
        return f"{_title(model, loc[:-1])} {loc[-1] + 1}"
    return (info.title if info else None) or str(loc[-1])


def _describe(value: object) -> Text:
    if isinstance(value, dict):
        return Text("一组“字段: 值”", "a mapping")
    if isinstance(value, list | tuple):
        return Text("一个列表", "a list")
    return Text(f"文字 `{_shorten(value)}`", f"the text `{_shorten(value)}`")


def _shorten(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits beside the sentence
