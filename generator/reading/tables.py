"""Tables in CSV files beside an entry: cells to checked rows, and cells back to lines and columns.

Excel writes these files, so its habits are met one by one: titles above the heading, empty columns and rows
at the end, totals below, numbers and dates in any dress. What has one meaning is read and told once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.catalogue import Entry
from generator.diagnostics import Diagnostic, Edit, Place, Severity, Text, gather, has_errors
from generator.locale.spelling import fold
from generator.model import Kind
from generator.model.dates import days_of
from generator.model.fields import Shape
from generator.reading import faults
from generator.reading.cells import Cell, parse_cells
from generator.reading.documents import Document
from generator.reading.respelling import locate_rewrite
from generator.reading.sources import load_source
from generator.reading.validation import check_shape

_WORKBOOK = re.compile("PK\x03\x04|.{1,2}\x11[^\n]|\\s*<(?:html|table|\\?xml|!doctype|meta)", re.IGNORECASE)
"""How a workbook begins, whatever its file is named; older ones are OLE (D0 CF 11 E0) or web pages."""
_MOST_TITLES = 10
"""Lines above the heading."""
_VALUES = re.compile(r"`[^`]*`|\d+")
_REMARK = re.compile(r"(?:\(.*\)|\[.*\]|/.{1,3})\Z")
"""A unit or a remark behind a heading."""
_NOT_READ = {"序号", "no.", "no", "备注"}
"""Headings of columns that people add for themselves."""
_NO_DATA = re.compile(
    r"合计|总计|小计|共计|总数|平均|注[:：]?|备注|说明|填报|填表|制表|审核|统计人|数据来源|total|sum\b|note"
)
"""How lines begin that are sums of others, or words about the table."""


@dataclass(frozen=True)
class TableDocument(Document):
    """A CSV file: its rows of cells, those above the heading too; empty lines are left out.

    A place's path is (row, column): row from 0 below the heading, column by field name.
    """

    cells: tuple[list[Cell], ...] = ()
    columns: tuple[str, ...] = ()
    heading: int = 0

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text))]

    def _offsets(self, place: Place) -> tuple[int, int]:
        if not self.cells:
            return 0, 0
        row, column = (*place.path, None, None)[:2]
        number = self.heading + 1 + row if isinstance(row, int) else self.heading
        line = self.cells[min(number, len(self.cells) - 1)]
        if isinstance(column, str) and column in self.columns:
            index = self.columns.index(column)
            if index < len(line):
                return line[index].start, line[index].end
        return line[0].start, line[-1].end


def load_table(path: Path, entry: Entry[Shape], kind: Kind) -> tuple[tuple[Shape, ...], list[Diagnostic]]:
    """Rows of the table beside an entry; none when anything in it is an error, so that counts are whole."""
    if kind.row is None or (kind.may_lack_rows and not path.exists()):
        return (), []
    if not path.is_file():
        return (), [faults.TABLE_MISSING.at(Place(entry.file, offsets=(0, 0)), table=path.name)]
    document, found = load_source(path, entry.table, parse=False)
    if document is None:
        return (), found
    if _WORKBOOK.match(document.text):
        return (), [faults.WORKBOOK.at(Place(entry.table, offsets=(0, 1)))]
    with days_of(getattr(entry.value, "since", None), getattr(entry.value, "until", None)):
        _, rows, problems = parse_table(document, kind.row, kind.row_key)
    if not has_errors(problems):  # its headings are known words: it was decoded rightly
        found = [_as_saved(document, one) for one in found]
    found += problems
    return (() if has_errors(found) else rows), found


def _as_saved(document: Document, one: Diagnostic) -> Diagnostic:
    """How Excel saves a file leaves no doubt about what stands in it: a warning, which `--fix` takes away."""
    start, _ = one.place.offsets or (0, 0)
    line_ends = one.code == faults.BAD_CHARACTER.code and document.text[start : start + 1] == "\r"
    harmless = line_ends or one.code in {faults.GBK.code, faults.UTF_16.code}
    return replace(one, severity=Severity.WARNING) if harmless else one


def locate_table(document: Document, row_model: type[Shape]) -> TableDocument:
    """The same document with its heading and columns known, so that cells can be located."""
    cells = tuple(parse_cells(document.text))
    names = [_name_columns(row, row_model) for row in cells[:_MOST_TITLES]]
    known = [len(row_model.model_fields.keys() & set(columns)) for columns in names]
    heading = known.index(max(known)) if max(known, default=0) > 1 else 0
    columns = names[heading] if names else ()
    return TableDocument(document.file, document.text, cells=cells, columns=columns, heading=heading)


def parse_table(
    source: Document, row_model: type[Shape], key: tuple[str, ...]
) -> tuple[TableDocument, tuple[Shape, ...], list[Diagnostic]]:
    """Rows of a CSV file as models; faulty rows are left out, and each cause is reported once.

    `key` names the columns that no two rows may share.
    """
    document = locate_table(source, row_model)
    if not document.cells:
        return document, (), [faults.EMPTY.at(Place(document.file, offsets=(0, 0)))]
    found = gather([*_check_lines_above(document), *_check_heading(document, row_model)], _cause)
    if not has_errors(found) and len(document.cells) == document.heading + 1:
        found.append(faults.EMPTY.at(Place(document.file, offsets=(0, 0))))
    if has_errors(found):
        return document, (), found
    reader = _Rows(document, row_model, key)
    rows = tuple(reader.read())
    return document, rows, found + gather(reader.found, _cause)


def _cause(one: Diagnostic) -> tuple[object, ...]:
    """What findings of one column have in common: the sentence without its values."""
    return one.code, one.place.path[1:], _VALUES.sub("", one.message.zh)


def _name_columns(heading: list[Cell], model: type[Shape]) -> tuple[str, ...]:
    """Field names of the columns; headings may be field names or Chinese titles, also with a unit behind.

    Columns without a heading at the end are none: Excel keeps those that once held something.
    """
    titles = {_plain(str(info.title)): name for name, info in model.model_fields.items()}
    known = titles | {name: name for name in model.model_fields}
    names = [(_plain(cell.text), cell.text) for cell in heading]
    while names and not names[-1][1]:
        names.pop()
    return tuple(known.get(plain) or known.get(_REMARK.sub("", plain), text) for plain, text in names)


def _plain(title: str) -> str:
    return fold(title).replace(" ", "").strip("*:“”\"'").lower()


def _check_lines_above(document: TableDocument) -> Iterator[Diagnostic]:
    for row in document.cells[: document.heading]:
        place = Place(document.file, offsets=(row[0].start, row[-1].end))
        yield faults.NO_DATA.at(place, text=next(cell.text for cell in row if cell.text))


def _check_heading(document: TableDocument, model: type[Shape]) -> Iterator[Diagnostic]:
    heading, columns = document.cells[document.heading], document.columns
    titles = [str(info.title) for info in model.model_fields.values()]
    known = Text("、".join(titles), ", ".join(titles))
    whole = Place(document.file, offsets=(heading[0].start, heading[-1].end))
    if not model.model_fields.keys() & set(columns):
        yield faults.NO_HEADING.at(whole, known=known)
        return
    required = (name for name, info in model.model_fields.items() if info.is_required())
    missing = [str(model.model_fields[name].title) for name in required if name not in columns]
    lacks = "、".join(missing)
    hint = (
        Text(f"还缺 {lacks}，是不是其中一列？", f"still missing: {lacks}; is it one of them?")
        if missing
        else None
    )
    for index, (name, cell) in enumerate(zip(columns, heading, strict=False)):
        place = Place(document.file, offsets=(cell.start, cell.end))
        if cell.open:
            yield faults.OPEN_QUOTE.at(place)
        elif name in model.model_fields and name in columns[:index]:
            yield faults.DUPLICATE_COLUMN.at(place, column=cell.text)
        elif _plain(name) in _NOT_READ:
            yield faults.COLUMN_NOT_READ.at(place, column=cell.text)
        elif name not in model.model_fields and (name or _is_filled(document, index)):
            nameless = Text(f"第 {index + 1} 列（没有列名）", f"column {index + 1}, without a name")
            yield faults.UNKNOWN_COLUMN.at(place, column=cell.text or nameless, known=known, hint=hint)
            missing = []  # that is why
    for title in missing:
        yield faults.MISSING_COLUMN.at(whole, column=title)


def _is_filled(document: TableDocument, column: int) -> bool:
    below = document.cells[document.heading + 1 :]
    return any(row[column].text for row in below if column < len(row))


class _Rows:
    """The rows below a heading, one after the other, with what is found on the way."""

    def __init__(self, document: TableDocument, model: type[Shape], key: tuple[str, ...]) -> None:
        self._document, self._model, self._key = document, model, key
        self._above: list[Cell] = []
        self._seen: dict[tuple[object, ...], int] = {}
        self.found: list[Diagnostic] = []

    def read(self) -> Iterator[Shape]:
        """The models of rows without an error."""
        for number, row in enumerate(self._document.cells[self._document.heading + 1 :]):
            made, found = self._make(number, row)
            if made is not None and not has_errors(found):
                found += self._check_repeated(number, made)
                yield made
            self.found += found

    def _make(self, number: int, row: list[Cell]) -> tuple[Shape | None, list[Diagnostic]]:
        file, columns = self._document.file, self._document.columns
        whole = Place(file, (number,))
        if row[-1].open:
            return None, [faults.OPEN_QUOTE.at(Place(file, offsets=(row[-1].start, row[-1].start + 1)))]
        made, problems = self._check(row)
        if has_errors(problems) and self._holds_no_data(row, problems):
            return None, [faults.NO_DATA.at(whole, text=next(cell.text for cell in row if cell.text))]
        if edits := self._fill_down(row, problems):
            made, problems = self._check(row)
            problems.append(faults.MERGED_CELLS.at(whole, edits=edits))
        filled = max(index for index, cell in enumerate(row, 1) if cell.text)
        short = len(row) < len(columns) and any(one.code == faults.MISSING.code for one in problems)
        if filled > len(columns) or short:
            return None, [faults.ROW_LENGTH.at(whole, actual=filled, expected=len(columns))]
        self._above = row
        return made, [self._at_cell(number, one) for one in problems]

    def _check(self, row: list[Cell]) -> tuple[Shape | None, list[Diagnostic]]:
        pairs = zip(self._document.columns, row, strict=False)
        value = {name: cell.text for name, cell in pairs if name in self._model.model_fields and cell.text}
        return check_shape(self._model, value, self._document.file)

    def _holds_no_data(self, row: list[Cell], problems: list[Diagnostic]) -> bool:
        """Whether a faulty row is a sum, words about the table, or the heading once more."""
        columns, heading = self._document.columns, self._document.cells[self._document.heading]
        filled = [index for index, cell in enumerate(row) if cell.text]
        wrong = {one.place.path for one in problems if one.code != faults.MISSING.code}
        alone = len(filled) == 1 < len(columns) and (columns[filled[0]],) in wrong
        repeated = [cell.text for cell in row] == [cell.text for cell in heading]
        return alone or repeated or bool(_NO_DATA.match(_plain(row[filled[0]].text)))

    def _fill_down(self, row: list[Cell], problems: list[Diagnostic]) -> tuple[Edit, ...]:
        """Fill cells at the row's beginning that are empty because Excel had merged them with those above."""
        start = next(index for index, cell in enumerate(row) if cell.text)
        lacking = {one.place.path[-1] for one in problems if one.code == faults.MISSING.code}
        above = self._above[:start]
        known = len(above) == start and all(cell.text for cell in above)
        if not known or not lacking or not lacking <= {*self._document.columns[:start]}:
            return ()
        pairs = list(zip(row, above, strict=False))
        row[:start] = [replace(cell, text=one.text) for cell, one in pairs]
        return tuple(
            Edit(cell.start, cell.end, self._document.text[one.start : one.end]) for cell, one in pairs
        )

    def _at_cell(self, number: int, one: Diagnostic) -> Diagnostic:
        path = one.place.path if number in one.place.path else (number, *one.place.path)
        if one.code == faults.MISSING.code:
            one = replace(one, hint=Text("填上这一格", "fill in this cell"))
        return locate_rewrite(self._document, replace(one, place=Place(one.place.file, path)))

    def _check_repeated(self, number: int, made: Shape) -> Iterator[Diagnostic]:
        identity = tuple(getattr(made, name) for name in self._key)
        first = self._seen.setdefault(identity, number)
        if first != number:
            place = Place(self._document.file, (number,))
            line = self._document.locate(replace(place, path=(first,))).line
            shown = " ".join(str(one) for one in identity if one is not None)
            yield faults.DUPLICATE_ROW.at(place, key=shown, line=line)
