"""Bytes of a workbook or of CSV to tables of text, and what is no workbook named for what it is."""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum, ZipError

from generator.diagnostics import OutputError, Text
from generator.outputs.escaping import unguard_cell
from generator.reading.cells import parse_cells
from generator.reading.decoding import decode_text
from generator.workbooks.book import BASE, OPTIONS, Book, Table, parse_base

MOST_BYTES = 50_000_000
MOST_UNPACKED = 400_000_000
MOST_CELLS = 4_000_000
MOST_ROWS = 50_000
"""Rows with something in them; the longest real list had 2,262."""
_OLE = b"\xd0\xcf\x11\xe0"
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<(?:html|table|\?xml|!doctype|meta|style|head)|MIME-Version:)", re.IGNORECASE
)
_A_PAGE = (
    "其实是网页，不是工作簿：在 Excel 里打开，另存为 .xlsx",
    "is a web page: save it as .xlsx in Excel",
)
_UNRECKONED = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
"""A cell with a formula and no value: what wrote the file does not reckon, and nobody has opened it since."""
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def parse_book(name: str, data: bytes) -> Book:
    """The tables of a file. Raises OutputError for what is no workbook, is locked or too large."""
    if name.startswith("~$"):
        raise _refuse(
            name,
            (
                "是 Excel 打开表格时自己放的临时文件：导入名称里没有 ~$ 的那一个",
                "is what Excel keeps beside an open workbook: import the one without ~$",
            ),
        )
    if name.lower().endswith((".csv", ".txt")):
        return parse_csv({name: data})
    _refuse_strange(name, data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _read(name, workbook, has_macros=b"vbaProject.bin" in data)
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise _refuse(
            name, ("打不开，文件可能坏了", f"cannot be opened ({error}); it may be damaged")
        ) from error


def parse_csv(files: Mapping[str, bytes]) -> Book:
    """CSV files as the sheets of one book; a ' before what looks like a formula is taken off again."""
    tables, base = [], None
    for name, data in files.items():
        if _PAGE.match(data[:1000]):
            raise _refuse(name, _A_PAGE)
        if data[:4] == b"PK\x03\x04" or data[:4] == _OLE:
            raise _refuse(
                name,
                (
                    "是改了名字的 Excel 工作簿，不是 CSV：把文件名改回 .xlsx",
                    "is an Excel workbook: name it .xlsx",
                ),
            )
        text, _ = decode_text(name, data)
        rows = [[unguard_cell(cell.text) for cell in row] for row in parse_cells(text)]
        title = name.rpartition(".")[0]
        if title == BASE:
            base = parse_base(rows)
        else:
            tables.append(Table(title, rows))
    return Book(tables, base)


def _refuse(name: str, why: tuple[str, str]) -> OutputError:
    return OutputError(f"`{name}` {why[0]}。", f"`{name}` {why[1]}.")


def _refuse_strange(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _refuse(name, ("太大了（超过 50 MB）：拆成几份", "is larger than 50 MB: split it"))
    if _PAGE.match(data[:1000]):
        raise _refuse(name, _A_PAGE)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _refuse(
                name,
                ("设了密码：在 Excel 里去掉密码再存一次", "is locked with a password: save it without one"),
            )
        return  # a workbook of Excel 97 to 2003
    if not data.startswith(b"PK"):
        raise _refuse(
            name, ("不是工作簿；是 CSV 就把文件名改成 .csv", "is no workbook; name it .csv if it is CSV")
        )
    _refuse_bomb(name, data)


def _refuse_bomb(name: str, data: bytes) -> None:
    """A small file that unpacks to gigabytes, and a cell so far out that no memory holds the sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                raise _refuse(
                    name,
                    (
                        "解开后太大：删掉用不着的行、图片和工作表再存",
                        "unpacks to too much: remove what is not needed",
                    ),
                )
            for one in archive.infolist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", one.filename):
                    with archive.open(one) as stream:
                        _measure(name, stream.read(MOST_UNPACKED))
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, zipfile.error) as error:
        raise _refuse(
            name, ("打不开，文件可能坏了", f"cannot be opened ({error}); it may be damaged")
        ) from error


def _measure(name: str, sheet: bytes) -> None:
    if cells := [one.decode() for one in _UNRECKONED.findall(sheet)[:3]]:
        raise _refuse(
            name,
            (
                f"里公式还没有结果（{'、'.join(cells)}）：在 Excel 或 WPS 里打开、保存一次，或者把公式换成字",
                f"has formulas without a result ({', '.join(cells)}): open and save it in Excel",
            ),
        )
    rows, columns = 0, 0
    for letters, number in _CELL.findall(sheet):
        rows = max(rows, int(number))
        columns = max(columns, int.from_bytes(letters.rjust(3, b"\0")))
    width = sum((byte - 64) * 26**power for power, byte in enumerate(reversed(columns.to_bytes(3))) if byte)
    if rows * max(width, 1) > MOST_CELLS * 10:
        raise _refuse(
            name,
            (
                f"有一格远在第 {rows} 行、第 {width} 列：删掉表格右边和下面的空行空列再存",
                f"has a cell at row {rows}, column {width}: remove empty rows and columns",
            ),
        )


def _read(name: str, workbook: CalamineWorkbook, *, has_macros: bool) -> Book:
    book = Book([])
    if has_macros:
        book.notes.append(
            Text("文件里有宏，没有运行，只读了格子里的字", "its macros were not run; only cells were read")
        )
    for meta in workbook.sheets_metadata:
        if meta.name == OPTIONS:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = _read_rows(name, sheet)
        if meta.name == BASE:
            book.base = parse_base(rows)
        elif meta.visible is not SheetVisibleEnum.Visible:
            told = Text("隐藏的工作表“{title}”没有读", "the hidden sheet `{title}` was not read")
            book.notes.append(told.format(title=meta.name))
        else:
            book.tables.append(Table(meta.name, rows, merged=tuple(sheet.merged_cell_ranges or ())))
    return book


def _read_rows(name: str, sheet: CalamineSheet) -> list[list[str]]:
    """All rows as text, each from the first column on; rows with nothing in them are empty."""
    blank, rows, filled = [""] * (sheet.start[1] if sheet.start else 0), [], 0
    for cells in sheet.iter_rows():
        row = [_show(cell) for cell in cells]
        filled += any(row)
        rows.append([*blank, *row] if any(row) else [])
        if filled > MOST_ROWS:
            raise _refuse(
                name,
                (
                    f"的工作表“{sheet.name}”超过 {MOST_ROWS} 行：拆成几份",
                    f"has more than {MOST_ROWS} rows in `{sheet.name}`; at most that many are read: split it",
                ),
            )
    return rows


def _show(cell: _Cell) -> str:
    """A cell as text, as an editor would have typed it; formulas are what Excel had last reckoned."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, datetime.time):
        return f"{cell.hour}:{cell.minute:02}"
    if isinstance(cell, str):
        return (
            _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell)
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .strip()
        )
    return str(cell)
