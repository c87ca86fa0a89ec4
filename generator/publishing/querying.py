"""Questions to the entries in SQL: read only, answered as a table, CSV, a workbook or JSON."""

import csv
import io
import json
import math
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.diagnostics import OutputError, Text
from generator.outputs.escaping import guard_cell
from generator.outputs.exports.database import NO_TRIGRAMS, SEARCH, has_trigrams, make_database
from generator.outputs.exports.entry_tables import entry_tables
from generator.outputs.exports.workbook import new_workbook
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue
from generator.reporting.findings import display_width

MOST_BYTES = 100_000_000
"""Bytes of an answer's texts together."""
MOST_ROWS = 100_000
"""Rows of an answer: more is most often a join that lacks its condition."""
_STEPS = 20_000
"""Instructions of SQLite between two looks at the clock and at Ctrl-C."""
_WIDEST = 40
_NUMBER = 8
"""Bytes of a number."""
_LONGEST = 1_000_000
"""Bytes of one value, which nobody's entry has."""
_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_PRAGMAS = {"data_version", "table_info", "table_list", "table_xinfo", "foreign_key_list"}
_UNSAFE = {"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"}
UNREAD = Text(
    "{count} 个文件有错误，没有算进来：先运行 gridpress check",
    "{count} files have errors and are left out: run gridpress check first",
)
CUT = Text(
    "只列出前 {count} 行；把问题问得窄一点，例如加上 WHERE",
    "the first {count} rows only; narrow the question, with WHERE for example",
)
CUT_BYTES = Text(
    "结果太大，只列出前 {count} 行；少选几列，或把问题问得窄一点",
    "the answer is too large, the first {count} rows only; choose fewer columns, or narrow the question",
)
_MOST_COLUMNS = 200
_MOST_DIGITS, _LONGEST_CELL = 10**15, 32_767
"""What a cell of Excel holds: a number's digits, a text's characters."""
_LOOK, _GRACE = 0.1, 0.5
"""Seconds between two looks for an answer, and until one that does not look at the clock is left alone."""
NONE = Text("没有符合的", "no rows")
_NOT_UNDERSTOOD = sqlite3.Error, sqlite3.Warning, ValueError
"""What a question may raise; the last for signs that SQL cannot hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave; `said` is what whoever asked should know beside it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    said: tuple[Text, ...] = ()


def open_entries(root: Path) -> tuple[sqlite3.Connection, tuple[Text, ...]]:
    """All entries of a workspace as a database that takes no change, and what is not in it.

    Raises OutputError without a usable profile.
    """
    loaded = load_catalogue(root)
    whole = loaded.whole or loaded.catalogue
    if whole is None:
        raise OutputError(
            "menus/profile.yaml 还不能用，先运行 gridpress check 改好",
            "menus/profile.yaml cannot be used yet: run gridpress check first",
        )
    return make_database(list(entry_tables(whole))), tuple(_left_out(loaded))


def _left_out(loaded: Loaded) -> Iterator[Text]:
    unread = sum(one.entry is None for one in loaded.files.values())
    if unread:
        yield UNREAD.format(count=str(unread))
    if not has_trigrams():
        yield NO_TRIGRAMS.format(version=sqlite3.sqlite_version)


def ask(root: Path, sql: str, seconds: float) -> Answer:
    """The answer to one question. Raises OutputError for what is no question, or takes too long."""
    connection, said = open_entries(root)
    return answer(connection, sql, seconds, said)


def answer(connection: sqlite3.Connection, sql: str, seconds: float, said: tuple[Text, ...] = ()) -> Answer:
    """The answer of a database, which is closed then. Raises OutputError."""
    found: list[Answer | Exception] = []

    def run() -> None:
        try:
            found.append(_run(connection, sql, seconds))
        except Exception as error:  # noqa: BLE001 - raised again by whoever waits
            found.append(error)
        finally:
            connection.close()

    # One function of SQLite over long texts may take hours and hears no one: it is waited for no longer.
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    end = time.monotonic() + seconds + _GRACE
    while worker.is_alive() and time.monotonic() < end:
        worker.join(_LOOK)  # so that Ctrl-C is heard on Windows, too
    result = found[0] if found else _refusal("interrupted", sql)
    if isinstance(result, Answer):
        return Answer(result.heads, result.rows, (*said, *result.said))
    if isinstance(result, _NOT_UNDERSTOOD):
        raise _refusal(str(result), sql) from result
    raise result


def _run(connection: sqlite3.Connection, sql: str, seconds: float) -> Answer:
    _guard(connection, seconds)
    cursor = connection.execute(sql)
    if cursor.description is None:
        raise _refusal("", sql)
    heads = _number(one[0] for one in cursor.description)
    rows: list[tuple[object, ...]] = []
    size = 0
    for row in cursor:
        size += sum(map(_size_of, row))
        if size > MOST_BYTES:
            return Answer(heads, tuple(rows), (CUT_BYTES.format(count=str(len(rows))),))
        if len(rows) == MOST_ROWS:
            return Answer(heads, tuple(rows), (CUT.format(count=str(MOST_ROWS)),))
        rows.append(row)
    return Answer(heads, tuple(rows))


def _size_of(value: object) -> int:
    """Bytes of a value."""
    if isinstance(value, str):
        return len(value.encode())
    return len(value) if isinstance(value, bytes) else _NUMBER


def _number(names: Iterable[str]) -> tuple[str, ...]:
    """Names of columns, those that come again with a number."""
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(numbered)


def _guard(connection: sqlite3.Connection, seconds: float) -> None:
    """Let nothing but reading through, and stop when the time is over or Ctrl-C is pressed."""

    def allow(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_PRAGMA:
            return sqlite3.SQLITE_OK if first in _PRAGMAS else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _UNSAFE:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY

    if has_trigrams():
        connection.execute(f"SELECT 1 FROM {SEARCH} LIMIT 0")  # noqa: S608 - opens it, which reads and defines
    end = time.monotonic() + seconds
    connection.set_authorizer(allow)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _MOST_COLUMNS)
    connection.set_progress_handler(lambda: time.monotonic() >= end, _STEPS)


def _refusal(why: str, sql: str) -> OutputError:
    """The fault in words of whoever asked."""
    if why == "interrupted":
        return OutputError(
            "太久了，已经停下：多半是 JOIN 没有写 ON；确实要算久，用 --seconds 给多一点时间",
            "it took too long and was stopped: most often a JOIN lacks its ON; --seconds gives more time",
        )
    if not why or "authoriz" in why or "prohibited" in why:
        return OutputError(
            "这里只能查，不能改，也不能打开别的文件；要改条目用 gridpress set 或直接改文件",
            "this only reads, and opens no other file; to change entries use gridpress set or the files",
        )
    if "one statement" in why:
        return OutputError("一次只能问一句：去掉多余的分号后面的话", "ask one statement at a time")
    missing = why.partition("no such table: ")[2] or why.partition("no such column: ")[2]
    hint = f"：没有“{missing}”这张表或这一列；单独运行 gridpress query 看有哪些" if missing else f"：{why}"
    return OutputError(f"看不懂这句 SQL{hint}（{sql[:60]}）", f"this SQL does not run: {why} ({sql[:60]})")


def list_tables(root: Path) -> Answer:
    """All tables with their names in Chinese, rows and columns."""
    connection, said = open_entries(root)
    with connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master"
                " WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY rowid"
            )
        ]
        rows = tuple(_describe(connection, *pair) for pair in zip(tables, views, strict=True))
    connection.close()
    return Answer(("表", "中文名", "行数", "列"), rows, said)


def _describe(connection: sqlite3.Connection, table: str, view: str) -> tuple[object, ...]:
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - the name is ours
    names = [one[1] for one in connection.execute(f'PRAGMA table_info("{table}")')]
    return (table, view, count, " ".join(names))


def render_table(answer: Answer, widest: int = _WIDEST) -> str:
    """Columns below each other, Chinese characters two wide; numbers to the right, long cells cut."""
    cells = [[_cut(_text(one), widest) for one in row] for row in (answer.heads, *answer.rows)]
    if not answer.rows:
        return NONE.zh + "\n"
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    right = [isinstance(one, int | float) for one in answer.rows[0]]
    lines = ["  ".join(_pad(*one) for one in zip(row, widths, right, strict=True)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _pad(text: str, width: int, right: bool) -> str:  # noqa: FBT001 - one of a row of three
    blank = " " * (width - display_width(text))
    return blank + text if right else text + blank


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _cut(text: str, widest: int) -> str:
    if display_width(text) <= widest:
        return text
    while display_width(text) > widest - 1:
        text = text[:-1]
    return f"{text}…"


def render_csv(answer: Answer) -> bytes:
    """CSV that Excel opens; text that it would compute gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [guard_cell(one) if isinstance(one, str) else "" if one is None else one for one in row]
        for row in (answer.heads, *answer.rows)
    )
    return ("\ufeff" + text.getvalue()).encode()


def render_xlsx(answer: Answer) -> bytes:
    """A workbook of one sheet: text stays text."""
    stream = io.BytesIO()
    with new_workbook(stream) as workbook:
        sheet, heading = workbook.add_worksheet("结果"), workbook.add_format({"bold": True})
        plain = workbook.add_format({"num_format": "@"})
        for line, row in enumerate((answer.heads, *answer.rows)):
            _write_row(sheet, line, row, plain if line else heading)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _write_row(sheet: Worksheet, line: int, row: Sequence[object], form: Format) -> None:
    for number, value in enumerate(row):
        if isinstance(value, int | float) and math.isfinite(value) and abs(value) < _MOST_DIGITS:
            sheet.write_number(line, number, value)
        elif value is not None:
            sheet.write_string(line, number, str(value)[:_LONGEST_CELL], form)


def render_json(answer: Answer) -> str:
    """A list of objects."""
    plain = [[_finite(one) for one in row] for row in answer.rows]
    rows = [dict(zip(answer.heads, row, strict=True)) for row in plain]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _finite(value: object) -> object:
    """A value that JSON has a word for: it has none for 1e999."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
