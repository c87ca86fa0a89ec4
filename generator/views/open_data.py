"""Open data: which sets of records there are, where their records come from, the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from generator.facts.presence import supervision_phone
from generator.facts.publication import listed_services
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS
from generator.views.addresses import link_area, page_path, service_name
from generator.views.assessment import published_assessments
from generator.views.case_figures import case_figures
from generator.views.cases import published_series
from generator.views.listing import index_head
from generator.views.open_records import (
    AssessmentRecord,
    GridRecord,
    Record,
    ServiceRecord,
    StatisticsRecord,
)
from generator.views.pieces import plain_text
from generator.views.rates import COUNTS, quarter_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalogue import Catalogue
    from generator.views.pieces import Head
    from generator.views.rates import Scored

VERSION = "v1"
FOLDER = f"data/{VERSION}"


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of records: the name of its files, what it is, its type and where its records come from."""

    name: str
    title: str
    note: str
    record: type[Record]
    records: Callable[[Catalogue], Iterator[Record]]


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


def _services(catalogue: Catalogue) -> Iterator[ServiceRecord]:
    for one in listed_services(catalogue):
        value = one.value
        yield ServiceRecord(
            one.id,
            service_name(value),
            value.name,
            value.type,
            catalogue.name_of("organization", value.provider),
            plain_text(value.summary),
            tuple(catalogue.name_of("audience", name) for name in value.audiences),
            tuple(catalogue.name_of("category", name) for name in value.categories),
            tuple(link.text for name in value.area if (link := link_area(catalogue, name))),
            value.fee or "",
            value.time_limit.text if value.time_limit else "",
            value.phone or "",
            value.assured_on.isoformat(),
            value.status,
            page_path("service", one.id),
        )


def _grids(catalogue: Catalogue) -> Iterator[GridRecord]:
    for one in catalogue.live_grids:
        value = one.value
        community = catalogue.divisions.get(value.community)
        yield GridRecord(
            one.id,
            value.code,
            value.name,
            GRID_KINDS[value.kind],
            GRID_FUNCTIONS[value.function],
            community.value.name if community else "",
            community.value.code if community else "",
            value.households,
            tuple(place.name for place in value.covers),
            supervision_phone(catalogue, value),
            value.night_phone or "",
            value.valid_from.isoformat() if value.valid_from else "",
            page_path("grid", one.id),
        )


def _assessments(catalogue: Catalogue) -> Iterator[AssessmentRecord]:
    for entry in published_assessments(catalogue):
        for one in quarter_figures(catalogue, entry.id).departments:
            yield AssessmentRecord(
                entry.value.period,
                entry.value.formula_version,
                one.id,
                one.name.text,
                **_counts(one),
                score=round(one.score, 1) if one.score is not None else None,
                rank=one.rank,
            )


def _counts(one: Scored) -> dict[str, int | None]:
    """Counts by column; what the pages hide is hidden here."""
    texts = {"cases": one.cases, "surveyed": one.surveyed}
    pairs = zip(
        ("accepted", "communicated", "handled", "contacted", "resolved", "satisfied"), one.rates, strict=True
    )
    texts |= {field: rate.numerator for field, rate in pairs}
    return {field: int(texts[field]) if texts[field].isdigit() else None for field in COUNTS}


def _statistics(catalogue: Catalogue) -> Iterator[StatisticsRecord]:
    for entry in published_series(catalogue):
        figures = case_figures(catalogue, entry.id)
        for number, week in enumerate(figures.weeks):
            for category, counts in zip(figures.categories, figures.by_category, strict=True):
                yield StatisticsRecord(entry.id, week.isoformat(), category, counts[number])


SETS: tuple[DataSet, ...] = (
    DataSet("services", "服务", "现在能办的全部服务。", ServiceRecord, _services),
    DataSet("grids", "网格", "现在启用的全部网格，不含人员姓名。", GridRecord, _grids),
    DataSet(
        "assessments",
        "部门考核",
        "各部门每季度的件数、总分和名次。隐去的小数是空格。",
        AssessmentRecord,
        _assessments,
    ),
    DataSet(
        "statistics",
        "诉求统计",
        "全市每周各类诉求的件数。隐去的小数是空格。",
        StatisticsRecord,
        _statistics,
    ),
)


def view_open_data(catalogue: Catalogue) -> OpenDataView:
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
            for one in SETS
        ),
    )
