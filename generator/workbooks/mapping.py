"""How the columns of somebody else's list become fields: written in a file, guessed, put to use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from generator.diagnostics import OutputError, Severity
from generator.editing.values import is_plain, quote
from generator.model import KIND_BY_NAME, KINDS, Kind
from generator.model.phones import format_phones, parse_phones
from generator.reading.sources import parse_document
from generator.workbooks.book import Book, Table
from generator.workbooks.headings import Headings, find_headings, plain_title
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
_SAMPLES = 30
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
    """The columns of a foreign list by title, values that all rows have, the sheets to read (none: all).

    In a value {title} is the cell of that column.
    """

    kind: Kind
    columns: dict[str, Target] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    def reads(self, title: str) -> bool:
        """Whether a sheet is one that is read."""
        return not self.sheets or title in self.sheets

    def find_headings(self, table: Table) -> Headings:
        """The headings of a sheet, by the columns that are mapped, or by what they mean."""
        known = {part for title in self.columns for part in (title, *title.split("·"))}
        found = find_headings(table, known.__contains__)
        return found if found.titles else find_headings(table, lambda title: knows_title(self.kind, title))


@cache
def list_targets(kind: Kind) -> dict[str, tuple[Sheet, Column]]:
    """Every field that a column may fill, by its path; fields of groups inside of groups are left out."""
    sheets = [one for one in list_sheets(kind) if not one.levels]
    return {".".join((*one.names, *column.names)): (one, column) for one in sheets for column in one.columns}


def parse_mapping(name: str, data: bytes) -> ListMapping:
    """A mapping file. Raises OutputError for one that says nothing usable."""
    document, found = parse_document(name, data)
    if errors := [one for one in found if one.severity is Severity.ERROR]:
        line, why = document.locate(errors[0].place).line, errors[0].message
        raise OutputError(
            f"`{name}` 第 {line} 行：{why.zh}；改好它，或者删掉它再运行一次，会重新问一遍",
            f"`{name}`, line {line}: {why.en}; mend it, or delete it and run again to be asked anew",
        )
    value = document.value or {}
    kind = KIND_BY_NAME.get(str(value.get("kind")))
    columns, values = value.get("columns"), value.get("values") or {}
    if kind is None or not isinstance(columns, dict) or not isinstance(values, dict):
        raise OutputError(
            f"`{name}` 里要写 kind（种类）和 columns（列名: 字段）；删掉它再运行一次，会重新问一遍",
            f"`{name}` needs `kind` and `columns`; delete it and run again to be asked anew",
        )
    sheets = value.get("sheets")
    made = ListMapping(kind, values={str(key): str(text) for key, text in values.items()})
    made.sheets = tuple(map(str, sheets)) if isinstance(sheets, list) else ()
    for title, told in columns.items():
        parts = told if isinstance(told, dict) else {"field": told}
        split, new = str(parts.get("split") or "").replace("\\n", "\n"), parts.get("create")
        of_new = {str(key): str(text) for key, text in new.items()} if isinstance(new, dict) else {}
        made.columns[plain_title(title)] = Target(
            str(parts.get("field")), split, bool(of_new) or new == "true", of_new
        )
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
        "# 只读几张工作表就写 sheets: [工作表, …]，不写就都读。",
        f"kind: {mapping.kind.name}",
        *([f"sheets: [{', '.join(map(quote, mapping.sheets))}]"] if mapping.sheets else []),
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
    told: dict[str, int] = {}
    for table in book.tables:
        paths: set[str] = set()
        for title, cells in list_columns(table, kind).items():
            path = _guess_path(kind, title, cells[:_SAMPLES])
            if path and path not in paths and not (path == "id" and _are_numbers(cells)):
                paths.add(path)
                if path not in {one.path for one in made.columns.values()} or title in made.columns:
                    made.columns.setdefault(title, guess_target(kind, path, cells))
        told[table.title] = len(paths) if paths & {"name", "title"} else 0
    enough = max(told.values(), default=0) / 2
    sheets = tuple(title for title, count in told.items() if count and count >= enough)
    made.sheets = sheets if sheets and len(sheets) < len(told) else ()
    return made


def list_unsplit(book: Book, mapping: ListMapping) -> dict[str, str]:
    """Columns whose field takes several items and whose cells hold a mark that may part them, by title."""
    found = {}
    targets = list_targets(mapping.kind)
    columns = [list_columns(table, mapping.kind) for table in book.tables if mapping.reads(table.title)]
    for title, target in mapping.columns.items():
        sheet, column = targets.get(target.path, (None, None))
        if sheet and column and not target.split and (sheet.names or column.is_list):
            cells = "".join(text for one in columns for text in one.get(title, ()))
            if mark := next((one for one in _MARKS if one in cells), ""):
                found[title] = mark
    return found


def list_unread(book: Book, mapping: ListMapping) -> list[str]:
    """Columns that hold something and become nothing."""
    columns = [list_columns(table, mapping.kind) for table in book.tables if mapping.reads(table.title)]
    return [*dict.fromkeys(title for one in columns for title in one if title not in mapping.columns)]


def list_lacking(kind: Kind, given: Iterable[str]) -> dict[str, Column]:
    """Fields that an entry must have and that nothing gives, by path; its name is always given."""
    own = (column for sheet, column in list_targets(kind).values() if not sheet.names)
    known = {*given, "name", "title"}
    paths = ((".".join(column.names), column) for column in own if column.is_required)
    return {path: column for path, column in paths if path not in known}


def list_columns(table: Table, kind: Kind) -> dict[str, list[str]]:
    """What stands below each title of a sheet."""
    headings = find_headings(table, lambda title: knows_title(kind, title))
    below = table.rows[headings.last + 1 :]
    return {
        title: [row[column] for row in below if column < len(row) and row[column]]
        for column, title in headings.titles.items()
    }


def knows_title(kind: Kind, title: str) -> bool:
    """Whether a title means a field of a kind."""
    return _guess_path(kind, title, []) is not None


def _are_numbers(cells: list[str]) -> bool:
    """Whether a column counts its rows."""
    return bool(cells) and sum(one.isdecimal() and len(one) < 5 for one in cells) >= _ENOUGH * len(cells)  # noqa: PLR2004 - of no list that is kept by hand


def guess_target(kind: Kind, path: str, cells: list[str]) -> Target:
    """References to what is not there become new entries; several lines in a cell are several items."""
    if path == "id":
        return Target(path)
    column = list_targets(kind)[path][1]
    has_lines = is_repeated(kind, path) and any("\n" in one for one in cells)
    return Target(path, "\n" if has_lines else "", bool(column.refs))


def is_repeated(kind: Kind, path: str) -> bool:
    """Whether a field may hold several items."""
    sheet, column = list_targets(kind)[path]
    return bool(sheet.names) or column.is_list


def _guess_path(kind: Kind, title: str, cells: list[str]) -> str | None:
    """The field that a title means, or else what the cells below it look like."""
    targets = list_targets(kind)
    parts = dict.fromkeys((title, title.rpartition("·")[2], title.partition("·")[0]))
    found = next((path for part in parts if (path := _find_path(targets, part))), None)
    return found or next(iter(path for path in _guess_by_content(cells) if path in targets), None)


def _find_path(targets: Mapping[str, tuple[Sheet, Column]], title: str) -> str | None:
    """The field of a kind that a title means, by the words of real lists or its own."""
    plain = re.sub(r"[\s（(].*|[*：:]", "", title)
    if not plain:
        return None
    titled = [path for path, (_, column) in targets.items() if plain in {column.title, path}]
    synonyms = [path for words, paths in _WORDS.items() if plain in words.split() for path in paths]
    return next((path for path in (*synonyms, *titled) if path in targets or path == "id"), None)


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
