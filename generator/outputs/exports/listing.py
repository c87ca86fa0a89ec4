"""The register as the page of open data shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.artifact import Artifact
from generator.catalogue import Catalogue, gather
from generator.outputs.exports.export import Export
from generator.outputs.exports.register import EXPORTS
from generator.outputs.exports.tables import ALL_SETS, name_group
from generator.views.columns import columns_of
from generator.views.listing import list_head
from generator.views.open_data import INDEX, LICENCES, NOTE, FileView, GroupView, OpenDataView, format_size


@dataclass
class Measures:
    """How large exports are: bytes of each file by path, rows by the name of the export."""

    sizes: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def measure_exports(catalogue: Catalogue, made: Iterable[Artifact]) -> Measures:
    """How large all exports are, given the files."""
    measures = Measures({one.path: len(one.data) for one in made})
    for one in EXPORTS:
        measures.rows |= count_rows(catalogue, one)
    return measures


def count_rows(catalogue: Catalogue, export: Export) -> dict[str, int]:
    """The rows of an export and of those that are made with it, by name, where they are counted."""
    together = (one for one in EXPORTS if export.name in {one.name, one.made_with})
    return {one.name: one.rows(catalogue) for one in together if one.rows}


def view_open_data(catalogue: Catalogue) -> OpenDataView:
    """The list of files with their columns; how large they are is known after they are made."""
    return OpenDataView(
        head=list_head(INDEX, "开放数据", NOTE),
        publisher=catalogue.profile.publisher,
        licence=LICENCES.get(catalogue.profile.licence or ""),
        updated=catalogue.today.isoformat(),
        groups=tuple(_view_groups()),
    )


def weigh(view: OpenDataView, measures: Measures) -> OpenDataView:
    """The page with how large files are."""
    groups = (
        replace(group, files=tuple(_weigh_file(one, measures) for one in group.files))
        for group in view.groups
    )
    return replace(view, groups=tuple(groups))


def _weigh_file(file: FileView, measures: Measures) -> FileView:
    size = measures.sizes.get(file.path)
    return replace(file, rows=measures.rows.get(file.name), size="" if size is None else format_size(size))


def _view_groups() -> Iterator[GroupView]:
    tables = {one.title: one for one in ALL_SETS}
    for about, exports in gather((one.about, one) for one in EXPORTS).items():
        data, files = tables.get(about), tuple(map(_view_file, exports))
        name, note = name_group(about, exports), data.note.zh if data else ""
        yield GroupView(name, about.zh, note, files, columns_of(data.record) if data else ())


def _view_file(one: Export) -> FileView:
    return FileView(
        one.name,
        one.title.zh,
        one.says.zh,
        one.format,
        one.media_type,
        "" if one.is_family else one.path,
        one.since.isoformat(),
        one.version,
    )
