"""What the register of exports says is what is written, and what it promises stays."""

import pytest
from sample_site import make_catalogue

from generator.outputs.exports.listing import view_open_data, weigh
from generator.outputs.exports.register import EXPORTS, render_exports
from generator.views.open_data import format_size

SITE = "https://yunyu.example/"
FOLDERS = ("data/", "feeds/", ".well-known/")
ENDINGS = (".ics", ".vcf")


def test_names_and_paths_of_exports_are_their_own():
    """Two lines of one name or path would write over each other."""
    for one in ("name", "path"):
        said = [getattr(export, one) for export in EXPORTS]
        assert len(said) == len(set(said))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.name)
def test_an_export_writes_what_its_line_says(export):
    """Each file that it renders is under its path, and the only one if its path has no part in braces."""
    if export.render is None:
        return
    paths = [one.path for one in export.render(make_catalogue(), SITE)]
    assert paths
    own = [one for one in EXPORTS if one is export or one.name == f"{export.name}-package"]
    assert all(any(one.covers(path) for one in own) for path in paths)
    assert export.is_family or paths == [export.path]


def test_every_file_for_programs_belongs_to_one_line(bare_site):
    """Of a built site: no line without its files, no file of these folders and endings without its line."""
    files = [path.relative_to(bare_site).as_posix() for path in bare_site.rglob("*") if path.is_file()]
    files = [path for path in files if not path.endswith(".html")]
    handed = [path for path in files if path.startswith(FOLDERS) or path.endswith(ENDINGS)]
    lines = {path: [one.name for one in EXPORTS if one.covers(path)] for path in handed}
    assert {path: names for path, names in lines.items() if len(names) != 1} == {}
    assert {one.name for one in EXPORTS} == {names[0] for names in lines.values()}


def test_the_page_says_rows_size_day_and_version_of_each_file():
    """Sizes are those of the files themselves."""
    catalogue = make_catalogue()
    sizes = {one.path: len(one.data) for one in render_exports(catalogue, SITE)}
    view = weigh(view_open_data(catalogue), sizes)
    shown = {one.name: one for group in view.groups for one in group.files}
    assert shown.keys() == {one.name for one in EXPORTS}
    services = shown["services-csv"]
    assert (services.rows, services.version, services.since) == (1, "v1", "2026-11-23")
    assert services.size == format_size(sizes["data/v1/services.csv"])


@pytest.mark.parametrize(
    ("size", "said"),
    [(999, "999 字节"), (1000, "1 KB"), (38_400, "38 KB"), (1_240_000, "1.2 MB"), (12_400_000, "12 MB")],
)
def test_sizes_read_as_people_say_them(size, said):
    """Small ones in bytes, others with as many digits as matter."""
    assert format_size(size) == said
