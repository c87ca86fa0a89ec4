"""Open data: the page that lists the files."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from generator.catalogue import Catalogue
from generator.views.listing import index_head
from generator.views.pieces import Head
from generator.views.projections import DataSet

VERSION = "v1"
FOLDER = f"data/{VERSION}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the files and what it means."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class DataSetView:
    """One set on the page: how many records, its files, its columns."""

    name: str
    title: str
    note: str
    records: int
    csv: str
    json: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class OpenDataView:
    """The page of open data."""

    head: Head
    publisher: str
    updated: str
    sets: tuple[DataSetView, ...]


def view_open_data(catalogue: Catalogue, sets: Iterable[DataSet]) -> OpenDataView:
    """The list of files with their columns."""
    return OpenDataView(
        head=index_head("open_data", "开放数据", "服务、网格、部门考核和诉求统计的数据文件，可以下载使用"),
        publisher=catalogue.profile.publisher,
        updated=catalogue.today.isoformat(),
        sets=tuple(
            DataSetView(
                one.name,
                one.title,
                one.note,
                sum(1 for _ in one.records(catalogue)),
                f"{FOLDER}/{one.name}.csv",
                f"{FOLDER}/{one.name}.json",
                tuple(
                    Column(field.name, title)
                    for field, title in zip(fields(one.record), one.record.TITLES, strict=True)
                ),
            )
            for one in sets
        ),
    )
