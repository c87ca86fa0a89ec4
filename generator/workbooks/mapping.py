"""How the columns of somebody else's list become fields: written in a file, guessed, put to use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import OutputError
from generator.editing.values import is_plain, quote
from generator.model import KIND_BY_NAME, KINDS, Kind
from generator.model.phones import format_phones, parse_phones
from generator.reading.sources import parse_document
from generator.workbooks.book import Book, Table
from generator.workbooks.layout import Column, Sheet, list_sheets

_WORDS = {
    "事项名称 服务名称 项目名称 服务事项 办理事项 名称 姓名 标题 单位名称 机构名称": ("name", "title"),
    "部门 实施部门 实施主体 主管部门 承办单位 责任单位 提供单位 办理机构 受理单位": ("provider",),
    "受理条件 申请条件 办理条件 适用对象 服务对象条件 条件": ("eligibility",),
    "材料 申请材料 所需材料 办理材料 提交材料 材料清单": ("documents.type",),
    "地点 办理地点 受理地点 办公地点 办理地址 受理地址": ("locations.name", "address"),
    "时限 办理时限 承诺时限 办结时限 承诺办结时限": ("time_limit",),
    "费用 收费 收费标准 是否收费": ("fee",),
    "电话 咨询电话 联系电话 联系方式 咨询方式 热线": ("phone", "duty_phone"),
    "投诉电话 监督电话 投诉方式 监督投诉电话": ("complaint_phone", "supervision_phone"),
    "网址 链接 办事指南 指南网址 网上办理": ("guide", "link"),
    "服务对象 面向对象 办理对象 适用人群": ("audiences",),
    "服务分类 事项分类 主题 主题分类": ("categories",),
    "依据 设定依据 法律依据 办理依据": ("legal_basis",),
    "流程 办理流程 步骤 办理步骤": ("steps.do",),
    "说明 简介 内容 服务内容 介绍 备注": ("summary", "intro", "body"),
    "编号 编码 事项编码 代码 实施编码": ("id",),
}
"""Words of real lists, and the field that they mean, the first that a kind has."""
CELL = re.compile(r"\{([^{}]+)\}")
"""In a value for all rows: the cell of the column of that title."""
_DATES = re.compile(r"20\d\d[-/.年]\d{1,2}|4[0-9]{4}")
_LINKS = re.compile(r"https?://")
_MARKS = "、；;"
_SUM = re.compile(r"[合总小共]\s*计\s*[：:]?")
"""What the first cell of a row says that adds up the rows above it and is none itself."""
_SAMPLES = 30
_MOST_HEADS = 15
"""Rows above the heading, of merged titles and remarks."""
_ENOUGH = 0.6


@dataclass(frozen=True)
class Target:
    """Where a column goes (`name`, `documents.type`, `id`), how a cell is parted, whether names are new.

    What is new has also the `values`, by path.
    """

    path: str
    split: str = ""
    creates: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ListMapping:
    """The columns of a foreign list by their title, and values that all rows have; {title} is its cell."""

    kind: Kind
    columns: dict[str, Target] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def list_targets(kind: Kind) -> dict[str, tuple[Sheet, Column]]:
    """Every field that a column may fill, by its path; fields of groups inside of groups are left out."""
    sheets = [one for one in list_sheets(kind) if not one.levels]
    return {".".join((*one.names, *column.names)): (one, column) for one in sheets for column in one.columns}


def parse_mapping(name: str, data: bytes) -> ListMapping:
    """A mapping file. Raises OutputError for one that says nothing usable."""
    value = parse_document(name, data)[0].value or {}
    kind = KIND_BY_NAME.get(str(value.get("kind")))
    columns, values = value.get("columns"), value.get("values") or {}
    if kind is None or not isinstance(columns, dict) or not isinstance(values, dict):
        raise OutputError(
            f"`{name}` 里要写 kind（种类）和 columns（列名: 字段）；删掉它再运行一次，会重新问一遍",
            f"`{name}` needs `kind` and `columns`; delete it and run again to be asked anew",
        )
    made = ListMapping(kind, values={str(key): str(text) for key, text in values.items()})
    for title, told in columns.items():
        parts = told if isinstance(told, dict) else {"field": told}
        split, new = str(parts.get("split") or "").replace("\\n", "\n"), parts.get("create")
        of_new = {str(key): str(text) for key, text in new.items()} if isinstance(new, dict) else {}
        made.columns[title] = Target(str(parts.get("field")), split, bool(of_new) or new == "true", of_new)
    _check_mapping(name, made)
    return made


def _check_mapping(name: str, made: ListMapping) -> None:
    """Raise OutputError for fields and columns that are named and not there."""
    known = list_targets(made.kind)
    for path in (*made.values, *(one.path for one in made.columns.values())):
        if path not in known and path != "id":
            raise _unknown(name, "字段", "field", path, known)
    for one in made.columns.values():
        targets = list_targets(KIND_BY_NAME[known[one.path][1].refs[0]]) if one.values else {}
        for path in one.values:
            if path not in targets:
                raise _unknown(name, "字段", "field", path, targets)
    for title in (title for text in made.values.values() for title in CELL.findall(text)):
        if title not in made.columns:
            raise _unknown(name, "列", "column", title, made.columns)


def _unknown(name: str, zh: str, en: str, word: str, known: Iterable[str]) -> OutputError:
    return OutputError(
        f"`{name}` 里的{zh} `{word}` 不认识；可用：{'、'.join(known)}",
        f"`{name}` names an unknown {en} `{word}`; known: {', '.join(known)}",
    )


def render_mapping(mapping: ListMapping) -> str:
    """The file of a mapping, to keep and to change."""
    lines = [
        "# 别人的表怎样变成条目：列名: 字段。可以手改，下次导入照这里办。",
        "# split 是一格里几项之间的分隔（例如 \\n、；），不写就不拆；create: true 是没有的名称就建一条新的，",
        "# 新的一条还有要写的，写成 create: {字段: 值}。",
        "# 最后可以加 values:，下面写每一行都一样的：字段: 值；值里的 {列名} 换成那一列的内容。",
        f"kind: {mapping.kind.name}",
        "columns:",
    ]
    for title, one in mapping.columns.items():
        more = [f"split: {quote(one.split)}"] if one.split else []
        new = ", ".join(f"{key}: {_word(text)}" for key, text in one.values.items())
        more += [f"create: {f'{{{new}}}' if new else 'true'}"] if one.creates else []
        told = f"{{{', '.join([f'field: {one.path}', *more])}}}" if more else one.path
        lines.append(f"  {_word(title)}: {told}")
    lines += ["values:"] if mapping.values else []
    return "\n".join([*lines, *(f"  {key}: {_word(text)}" for key, text in mapping.values.items())]) + "\n"


def _word(text: str) -> str:
    return text if is_plain(text) else quote(text)


def guess_mapping(book: Book, kind: Kind | None) -> ListMapping:
    """The mapping that titles and contents suggest, of the kind that they suit best."""
    guesses = [_guess(book, one) for one in ([kind] if kind else KINDS)]
    return max(guesses, key=lambda one: len({target.path for target in one.columns.values()}))


def _guess(book: Book, kind: Kind) -> ListMapping:
    made = ListMapping(kind)
    for table in book.tables:
        heading = find_heading(table, kind)
        for index, title in enumerate(table.rows[heading] if table.rows else ()):
            cells = [row[index] for row in table.rows[heading + 1 :] if index < len(row) and row[index]]
            path = _guess_path(kind, title, cells[:_SAMPLES])
            if title and path and title not in made.columns and path not in _taken(made):
                made.columns[title] = _guess_target(kind, path, cells)
    return made


def list_unsplit(book: Book, mapping: ListMapping) -> dict[str, str]:
    """Columns whose field takes several items and whose cells hold a mark that may part them, by title."""
    found = {}
    targets = list_targets(mapping.kind)
    rows = [cells for table in book.tables for _, cells in rows_of(table, mapping)]
    for title, target in mapping.columns.items():
        sheet, column = targets.get(target.path, (None, None))
        if sheet and column and not target.split and (sheet.names or column.is_list):
            cells = "".join(row[title][1] for row in rows if title in row)
            if mark := next((one for one in _MARKS if one in cells), ""):
                found[title] = mark
    return found


def list_lacking(kind: Kind, given: Iterable[str]) -> dict[str, Column]:
    """Fields that an entry must have and that nothing gives, by path; its name is always given."""
    own = (column for sheet, column in list_targets(kind).values() if not sheet.names)
    known = {*given, "name", "title"}
    paths = ((".".join(column.names), column) for column in own if column.is_required)
    return {path: column for path, column in paths if path not in known}


def _taken(made: ListMapping) -> set[str]:
    return {one.path for one in made.columns.values()}


def _guess_target(kind: Kind, path: str, cells: list[str]) -> Target:
    """References to what is not there become new entries; several lines in a cell are several items."""
    if path == "id":
        return Target(path)
    sheet, column = list_targets(kind)[path]
    repeated = bool(sheet.names) or column.is_list
    return Target(path, "\n" if repeated and any("\n" in one for one in cells) else "", bool(column.refs))


def find_heading(table: Table, kind: Kind) -> int:
    """The row that names most fields, below merged titles and empty lines."""
    rows = table.rows[:_MOST_HEADS]
    named = [sum(_guess_path(kind, title, []) is not None for title in row) for row in rows]
    return named.index(max(named)) if named else 0


def _guess_path(kind: Kind, title: str, cells: list[str]) -> str | None:
    """The field that a title means, or else what the cells below it look like."""
    targets = list_targets(kind)
    plain = re.sub(r"[\s（(].*|[*：:]", "", title.replace("\n", ""))
    if not plain:
        return None
    titled = [path for path, (_, column) in targets.items() if plain in {column.title, path}]
    synonyms = [path for words, paths in _WORDS.items() if plain in words.split() for path in paths]
    found = next((path for path in (*synonyms, *titled) if path in targets or path == "id"), None)
    return found or next(iter(path for path in _guess_by_content(cells) if path in targets), None)


def _guess_by_content(cells: list[str]) -> Iterator[str]:
    if not cells:
        return
    for looks, paths in ((_LINKS, ("guide", "link")), (_DATES, ("assured_on", "issued_on"))):
        if sum(looks.match(one) is not None for one in cells) >= _ENOUGH * len(cells):
            yield from paths
    if sum(restore_zero(one) != "" and _is_phone(restore_zero(one)) for one in cells) >= _ENOUGH * len(cells):
        yield from ("phone", "duty_phone")


def _is_phone(text: str) -> bool:
    try:
        return bool(parse_phones(text))
    except ValueError:
        return False


def restore_zero(text: str) -> str:
    """A telephone that a spreadsheet took for a number: with the zero that it lost."""
    if re.fullmatch(r"[2-9]\d{8,10}|10\d{8}", text) and not _is_phone(text) and _is_phone(f"0{text}"):
        return format_phones(f"0{text}")
    return text


def rows_of(table: Table, mapping: ListMapping) -> Iterator[tuple[int, Mapping[str, tuple[int, str]]]]:
    """Each row of a list that has something for us: its number, by title the column and the text."""
    heading = find_heading(table, mapping.kind)
    titles = table.rows[heading] if table.rows else []
    wanted = [(at, title) for at, title in enumerate(titles) if title in mapping.columns]
    for number, row in enumerate(table.rows[heading + 1 :], heading + 1):
        cells = {title: (at, row[at]) for at, title in wanted if at < len(row) and row[at]}
        if _SUM.fullmatch(next(filter(None, row), "")):
            continue
        if cells and [row[at] for at, _ in wanted if at < len(row)] != [title for _, title in wanted]:
            yield number, cells
