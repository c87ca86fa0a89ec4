"""Lists of divisions as offices have them: a CSV file or a workbook, codes and names in whatever columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import OutputError, Text, explain_refusal
from generator.workbooks.parse import parse_book

_CODE = re.compile(r"\d{12}|\d{9}|\d{6}")
_CODES = re.compile(r"代码|编码|区划码|code", re.IGNORECASE)
_OTHER = re.compile(r"上级|父|所属|parent|邮|post|分类|电话|phone|信用", re.IGNORECASE)
"""Headings of columns of codes, and of columns whose numbers are no codes of the row itself."""
_TITLED = re.compile(r"名|name", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


@dataclass(frozen=True, slots=True)
class Named:
    """A code of 12 digits with its name, and where it stands."""

    code: str
    name: str
    place: Text


def load_names(path: Path) -> tuple[list[Named], list[Text]]:
    """Codes and names of a list in its order, and what of it could not be used, a sentence each.

    Raises OutputError for a file that cannot be read or holds no code.
    """
    try:
        book = parse_book(path.name, path.read_bytes())
    except OSError as error:
        why = explain_refusal(error)
        raise OutputError(f"{path} 读不出来（{why.zh}）", f"cannot read {path}: {why.en}") from error
    named: list[Named] = []
    refused = [*book.notes]
    for table in book.tables:
        columns = list(_find_columns(table.rows))
        for number, row in enumerate(table.rows, 1):
            place = Text(f"“{table.title}”第 {number} 行", f"`{table.title}`, row {number}")
            named += _read_row(row, columns, place)
            refused += _refuse_row(row, columns, place)
    if not named:
        raise OutputError(
            f"{path} 里没有找到 6 到 12 位的区划代码和名称；要有一列代码、一列名称",
            f"{path} holds no division codes with names: give it a column of codes and a column of names",
        )
    return named, refused


def _code(cell: str) -> str:
    """The 12 digits that a cell means; "" for none. Shorter codes are of higher levels."""
    digits = re.sub(r"[\s'`‘’]", "", cell).removesuffix(".0")
    return digits.ljust(12, "0") if _CODE.fullmatch(digits) else ""


def _find_columns(table: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Columns of codes, each with the column of names that belongs to it."""
    width = max(map(len, table), default=0)
    columns = [[row[at] if at < len(row) else "" for row in table] for at in range(width)]
    heads = [_head(column) for column in columns]
    counts = {at: len({cell for cell in column if _code(cell)}) for at, column in enumerate(columns)}
    whole = {at for at, column in enumerate(columns) if any(len(_digits(cell)) == 12 for cell in column)}  # noqa: PLR2004 - a division's code
    fit = [
        at
        for at, count in counts.items()
        if count and not _OTHER.search(heads[at]) and (at in whole or _CODES.search(heads[at]))
    ]
    names = [at for at, column in enumerate(columns) if at not in fit and _is_names(column, heads[at])]
    if len(fit) == 1 and names:
        yield fit[0], max(names, key=lambda at: (bool(_TITLED.search(heads[at])), _variety(columns[at])))
        return
    for at in fit:
        near = sorted(names, key=lambda other: (abs(other - at), other < at))
        if near:
            names.remove(near[0])
            yield at, near[0]


def _digits(cell: str) -> str:
    return re.sub(r"\D", "", cell) if _code(cell) else ""


def _head(column: list[str]) -> str:
    """What stands above the first code or, in a column without any, at its top."""
    first = next((at for at, cell in enumerate(column) if _code(cell)), 1)
    return next((cell for cell in reversed(column[:first]) if cell), "")


def _is_names(column: list[str], head: str) -> bool:
    return not _OTHER.search(head) and any(_HAN.search(cell) for cell in column[1:])


def _variety(column: list[str]) -> int:
    return len({cell for cell in column if _HAN.search(cell)})


def _read_row(row: list[str], columns: Iterable[tuple[int, int]], place: Text) -> Iterator[Named]:
    for at, name_at in columns:
        if max(at, name_at) < len(row) and (code := _code(row[at])) and row[name_at]:
            yield Named(code, re.sub(r"\s+", "", row[name_at]), place)


def _refuse_row(row: list[str], columns: Iterable[tuple[int, int]], place: Text) -> Iterator[Text]:
    """Why a row with digits where codes stand, or with a code and no name, is left out."""
    for at, name_at in columns:
        cell = row[at] if at < len(row) else ""
        name = row[name_at] if name_at < len(row) else ""
        where = Text(f"{place.zh}：", f"{place.en}: ")
        if _ROUNDED.fullmatch(cell):
            yield Text(
                f"{where.zh}`{cell}` 被 Excel 改成了科学计数，后面的数字丢了；把这一列设成文本，重新填代码",
                f"{where.en}`{cell}` was rounded by Excel: make the column text and fill in the codes again",
            )
        elif _code(cell) and not name:
            yield Text(f"{where.zh}代码 `{cell}` 没有名称", f"{where.en}the code `{cell}` has no name")
        elif re.search(r"\d", cell) and not _code(cell):
            yield Text(f"{where.zh}`{cell}` 不是区划代码", f"{where.en}`{cell}` is no division code")
