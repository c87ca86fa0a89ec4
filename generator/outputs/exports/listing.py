"""The register as the page of open data shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.catalogue import Catalogue, gather
from generator.outputs.exports.export import Export
from generator.outputs.exports.register import EXPORTS
from generator.outputs.exports.tables import ALL_SETS, name_group
from generator.views.columns import columns_of
from generator.views.listing import list_head
from generator.views.open_data import INDEX, LICENCES, NOTE, FileView, GroupView, OpenDataView, format_size


def view_open_data(catalogue: Catalogue) -> OpenDataView:
    """The list of files with their columns; how large they are is known after they are made."""
    return OpenDataView(
        head=list_head(INDEX, "开放数据", NOTE),
        publisher=catalogue.profile.publisher,
        licence=LICENCES.get(catalogue.profile.licence or ""),
        updated=catalogue.today.isoformat(),
        groups=tuple(_view_groups(catalogue)),
    )


def weigh(view: OpenDataView, sizes: Mapping[str, int]) -> OpenDataView:
    """The page with the sizes of files, which are in bytes by path."""
    return replace(
        view,
        groups=tuple(
            replace(
                group,
                files=tuple(
                    replace(one, size=format_size(sizes[one.path])) if one.path in sizes else one
                    for one in group.files
                ),
            )
            for group in view.groups
        ),
    )


def _view_groups(catalogue: Catalogue) -> Iterator[GroupView]:
    tables = {one.title: one for one in ALL_SETS}
    for about, exports in gather((one.about, one) for one in EXPORTS).items():
        data, files = tables.get(about), tuple(_view_file(catalogue, one) for one in exports)
        name, note = name_group(about, exports), data.note.zh if data else ""
        yield GroupView(name, about.zh, note, files, columns_of(data.record) if data else ())


def _view_file(catalogue: Catalogue, one: Export) -> FileView:
    return FileView(
        one.name,
        one.title.zh,
        one.says.zh,
        one.format,
        one.media_type,
        "" if one.is_family else one.path,
        one.since.isoformat(),
        one.version,
        one.rows(catalogue) if one.rows else None,
    )
