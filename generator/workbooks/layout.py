"""The sheets of a kind: one for its entries, one for each list of groups in them, as the model has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model import Kind
from generator.reporting.samples import describe_field, find_choices, find_refs, nested_model

ID, NUMBER = "编号", "序号"
ID_NOTE = (
    "文件名，不带 .yaml：小写字母、数字和连字符。新的一行可以不写，会按名称取一个；换编号用 gridpress rename"
)
OWNER_NOTE = "属于哪一条：{title}（编号）"
NUMBER_NOTE = "第几项。插在中间可以写 1.5，不写就接着上一行；整组一项也没有（不用带材料等）写“无”"
LEVEL_NOTE = "属于第几个“{title}”"
_LONGEST = 31
"""Characters of the name of a sheet, which Excel sets."""

Names = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: the names that lead to its field from the group of its sheet, and what may stand in it."""

    title: str
    names: Names
    note: str
    choices: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    is_list: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: the names that lead to its list of groups, none for the entries themselves.

    `levels` are the titles of the lists around its own: a row names its place in each of them.
    """

    title: str
    kind: Kind
    names: Names
    levels: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Titles and notes of the columns that say which group a row is."""
        if not self.names:
            return ((ID, ID_NOTE),)
        above = ((f"第几个{title}", LEVEL_NOTE.format(title=title)) for title in self.levels)
        return ((ID, OWNER_NOTE.format(title=self.kind.title.zh)), *above, (NUMBER, NUMBER_NOTE))

    @property
    def headings(self) -> tuple[str, ...]:
        """All titles, keys first."""
        return (*(title for title, _ in self.keys), *(column.title for column in self.columns))


@cache
def list_sheets(kind: Kind) -> tuple[Sheet, ...]:
    """The sheets of a kind, its entries first, groups inside of groups behind them."""
    return tuple(_list_groups(kind, kind.model, (), (kind.title.zh,), ()))


def _list_groups(
    kind: Kind, model: type[BaseModel], names: Names, titles: tuple[str, ...], levels: tuple[str, ...]
) -> Iterator[Sheet]:
    yield Sheet("·".join(titles)[:_LONGEST], kind, names, levels, tuple(_list_columns(model, (), ())))
    inner = (*levels, titles[-1]) if names else ()
    for below, info, path, inner_model in _list_lists(model, (), ()):
        title = (*titles, *path, info.title or below[-1])
        yield from _list_groups(kind, inner_model, (*names, *below), title, inner)


def _list_columns(model: type[BaseModel], names: Names, titles: tuple[str, ...]) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        inner, listed = nested_model(info)
        title = (*titles, info.title or name)
        if inner is None:
            yield Column(
                "·".join(title),
                (*names, name),
                describe_field(info),
                find_choices(info.annotation),
                find_refs(info),
                _is_list(info.annotation),
                info.is_required() and not names,
            )
        elif not listed:
            yield from _list_columns(inner, (*names, name), title)


def _list_lists(
    model: type[BaseModel], names: Names, titles: tuple[str, ...]
) -> Iterator[tuple[Names, FieldInfo, tuple[str, ...], type[BaseModel]]]:
    """Lists of groups in a model and in groups of it that come once: their names, titles and model."""
    for name, info in model.model_fields.items():
        inner, listed = nested_model(info)
        if inner is not None and listed:
            yield (*names, name), info, titles, inner
        elif inner is not None:
            yield from _list_lists(inner, (*names, name), (*titles, info.title or name))


def _is_list(annotation: Any) -> bool:  # noqa: ANN401 - a type annotation of any form
    if get_origin(annotation) is tuple:
        return get_args(annotation)[-1] is Ellipsis
    return any(_is_list(inner) for inner in get_args(annotation) if not isinstance(inner, str))


def sheets_below(sheets: tuple[Sheet, ...], names: Names) -> Iterator[Names]:
    """The lists that stand in the groups of a list, without those in groups of theirs."""
    lists = [one.names for one in sheets if len(one.names) > len(names) and one.names[: len(names)] == names]
    for one in lists:
        if not any(other != one and one[: len(other)] == other for other in lists):
            yield one
