"""Commented entries for `gridpress new`: every field with its title, choices and advice.

Required fields stand ready to be filled in, the others are comments, so that the entry passes the
check once the blanks are filled.
"""

import types
import typing
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import Ref
from generator.model.written import Written


def render_sample(kind: Kind) -> str:
    """YAML text of a new entry of this kind."""
    depth = "../../" if kind.folder else "../"
    head = [
        f"# yaml-language-server: $schema={depth}schemas/{kind.name}.json",
        f"# {kind.title.zh}。带“必填”的要填；其余用得上就去掉行首的 # 再填。",
        "# 冒号用半角，后面空一格；电话和时间段加双引号；几个号码用“、”隔开，分机写 转801。",
        "",
    ]
    return "\n".join([*head, *_render_model(kind.model)]) + "\n"


def _render_model(model: type[BaseModel]) -> list[str]:
    """Each field below a comment of its own; optional ones commented out."""
    lines: list[str] = []
    for name, info in model.model_fields.items():
        mark = "" if info.is_required() else "# "
        lines += [f"# {describe_field(info)}", *(mark + line for line in _render_field(name, info))]
    return lines


def _render_field(name: str, info: FieldInfo) -> list[str]:
    nested, listed = nested_model(info)
    if nested is None:
        return [f"{name}: []" if listed else f"{name}:"]
    return [f"{name}:", *_render_nested(nested, "  - " if listed else "  ")]


def _render_nested(model: type[BaseModel], lead: str) -> list[str]:
    """Fields one below the other with their notes behind them, so that uncommenting takes one step."""
    lines: list[str] = []
    for name, info in model.model_fields.items():
        nested, listed = nested_model(info)
        value = " []" if listed and (nested is None or not info.is_required()) else ""
        lines.append(f"{lead}{name}:{value}  # {describe_field(info)}")
        lead = " " * len(lead)
        if nested is not None and info.is_required():
            lines += [lead + line for line in _render_nested(nested, "  - " if listed else "  ")]
    return lines


def describe_field(info: FieldInfo) -> str:
    """Title, whether it is required, advice, choices and where ids come from, in one line."""
    parts = [info.title or ""]
    if info.is_required():
        parts.append("（必填）")
    choices = find_choices(info.annotation)
    refs = find_refs(info)
    advice = [info.description or ""]
    if choices:
        advice.append("可选：" + "、".join(choices))
    if refs:
        advice.append("填编号，见 " + "、".join(f"menus/{KIND_BY_NAME[kind].folder}/" for kind in refs))
    told = "；".join(one for one in advice if one)
    return "".join(parts) + (f"：{told}" if told else "")


def find_choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type annotation of any form
    """The words that a field of this type may hold, none where it may hold any."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    for argument in get_args(annotation):
        if found := find_choices(argument):
            return found
    return ()


def find_refs(info: FieldInfo) -> tuple[str, ...]:
    """The kinds whose ids a field holds."""
    marks = [*info.metadata, *_marks(info.annotation)]
    return next((mark.kinds for mark in marks if isinstance(mark, Ref)), ())


def _marks(annotation: Any, *, items: bool = True) -> list[Any]:  # noqa: ANN401 - a type annotation of any form
    """What a type is annotated with, and the items of a list, unless they do not matter."""
    own = list(getattr(annotation, "__metadata__", ()))
    below = get_args(annotation) if items or get_origin(annotation) is not tuple else ()
    return own + [mark for argument in below for mark in _marks(argument, items=items)]


def nested_model(info: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """The model inside a field, if any, and whether the field is written as a list."""
    if any(isinstance(mark, Written) for mark in [*info.metadata, *_marks(info.annotation, items=False)]):
        return None, False
    return _nested_type(info.annotation)


def _nested_type(annotation: Any) -> tuple[type[BaseModel] | None, bool]:  # noqa: ANN401 - a type annotation of any form
    origin = get_origin(annotation)
    if origin is tuple:
        return _nested_type(get_args(annotation)[0])[0], True
    if origin in {Union, types.UnionType, typing.Annotated}:
        found = [_nested_type(argument) for argument in get_args(annotation) if argument is not type(None)]
        return next((one for one in found if one[0] is not None), found[0] if found else (None, False))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    return None, False
