"""Tables as a SQLite database: keys, views in Chinese, full text. The same rows give the same bytes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.exports.tables import ALL_SETS, rows_of
from generator.outputs.exports.workbook import join_values
from generator.views.columns import Column, columns_of
from generator.views.projections import DataSet

PATH = "data/gridpress.sqlite"
SEARCH = "search"
"""The table of full text: three characters or more, by the trigram tokenizer (SQLite 3.34)."""
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
NO_TRIGRAMS = Text(
    "这台电脑的 SQLite 太旧（{version}），没有全文检索表 search；其余照常",
    "SQLite {version} is too old for full text; the table search is left out, all else is there",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its name, what it is called in Chinese, its type, the table whose id it holds."""

    name: str
    title: str
    type: str = "TEXT"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows; `key` names the fields that tell them apart, none where only their order does.

    `searched` says whether full text is looked for in it.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    searched: bool = False


def has_trigrams() -> bool:
    """Whether this SQLite can index Chinese for full text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='trigram')")
        except sqlite3.OperationalError:
            return False
    return True


def make_database(tables: Sequence[Table]) -> sqlite3.Connection:
    """A database in memory; foreign keys are declared, not enforced: what is written may be wrong."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    known, texts = {one.name for one in tables}, list[tuple[str, str, str, str]]()
    for table in tables:
        rows = [tuple(map(_plain, row)) for row in table.rows]
        connection.execute(_define(table, known))
        marks = ",".join("?" * len(table.fields))
        connection.executemany(f"INSERT INTO {_quote(table.name)} VALUES ({marks})", rows)  # noqa: S608 - names are ours
        for statement in _define_rest(table, known):
            connection.execute(statement)
        if table.searched:
            texts += (_search_row(table, row) for row in rows)
    if has_trigrams():
        connection.execute(
            f"CREATE VIRTUAL TABLE {SEARCH} USING"
            " fts5(kind UNINDEXED, id UNINDEXED, name, text, tokenize='trigram')"
        )
        connection.executemany(f"INSERT INTO {SEARCH} VALUES (?,?,?,?)", texts)  # noqa: S608 - the name is ours
    connection.commit()
    connection.execute("VACUUM")
    return connection


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _define(table: Table, known: set[str]) -> str:
    rows = [f"{_quote(one.name)} {one.type}" for one in table.fields]
    if table.key:
        rows.append(f"PRIMARY KEY ({', '.join(map(_quote, table.key))})")
    rows += (
        f"FOREIGN KEY ({_quote(one.name)}) REFERENCES {_quote(one.to)} (id)"
        for one in table.fields
        if one.to in known
    )
    return f"CREATE TABLE {_quote(table.name)} ({', '.join(rows)})"


def _define_rest(table: Table, known: set[str]) -> Iterator[str]:
    """Indexes of what leads to other tables, and the view with names in Chinese."""
    for one in table.fields:
        if one.to in known:
            index = _quote(f"{table.name}_by_{one.name}")
            yield f"CREATE INDEX {index} ON {_quote(table.name)} ({_quote(one.name)})"
    named = ", ".join(f"{_quote(one.name)} AS {_quote(one.title)}" for one in table.fields)
    yield f"CREATE VIEW {_quote(table.title)} AS SELECT {named} FROM {_quote(table.name)}"  # noqa: S608 - names are ours


def _plain(value: object) -> object:
    """A value as SQLite keeps it: nothing is NULL, lists are text."""
    if value is None or value in {"", ()}:
        return None
    return join_values(value) if isinstance(value, tuple) else value


def _search_row(table: Table, row: Sequence[object]) -> tuple[str, str, str, str]:
    found = dict(zip((one.name for one in table.fields), row, strict=True))
    name = next((str(found[one]) for one in ("name", "title", "id") if found.get(one)), "")
    text = "\n".join(str(one) for one in row if isinstance(one, str))
    return table.name, str(found["id"]), name, text


def open_data_tables(catalogue: Catalogue, site_url: str) -> Iterator[Table]:
    """Every table of open data, and beside it one for each list of identifiers, which joins two tables."""
    for data in ALL_SETS:
        columns, rows = columns_of(data.record), rows_of(catalogue, data, site_url)
        fields = tuple(_field(one) for one in columns)
        values = [tuple(row.values()) for row in rows]
        yield Table(data.name, data.title.zh, fields, data.record.KEY, values, data.record.KEY == ("id",))
        for one in columns:
            if one.to and one.many:
                yield _join(data, one, rows)


def _field(column: Column) -> Field:
    to = "" if column.many else column.to
    return Field(column.name, column.title.zh, _TYPES.get(column.datatype, "TEXT"), to)


def _join(data: DataSet, column: Column, rows: Iterable[dict[str, object]]) -> Table:
    own = Field(f"{data.name}_id", f"{data.title.zh}编号", to=data.name)
    found = (
        ((row["id"], one) for one in values) for row in rows if isinstance(values := row[column.name], tuple)
    )
    return Table(
        f"{data.name}_{column.name.removesuffix('_ids')}",
        f"{data.title.zh}的{column.title.zh}",
        (own, Field(column.name.removesuffix("s"), column.title.zh, to=column.to)),
        (),
        chain.from_iterable(found),
    )


def render_database(catalogue: Catalogue, site_url: str) -> Iterator[Artifact]:
    """Open data in one file for Datasette and the like."""
    with closing(make_database(list(open_data_tables(catalogue, site_url)))) as connection:
        yield Artifact(PATH, connection.serialize())
