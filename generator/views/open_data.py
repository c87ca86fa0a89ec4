"""Open data: the page that lists the files."""

from dataclasses import dataclass

from generator.views.columns import Column
from generator.views.pieces import Head, Link

VERSION = "v1"
FOLDER = f"data/{VERSION}"
INDEX = Link("开放数据", "data/index.html")
NOTE = "服务、网格、机构、事项、考核和诉求统计的数据文件，可以下载使用"
_UNITS = ("字节", "KB", "MB", "GB")
_STEP = 1000


@dataclass(frozen=True, slots=True)
class FileView:
    """One export on the page. `path` is "" where there are many files.

    `rows` are None where nothing is counted, they and the `size` also until they are known.
    """

    name: str
    title: str
    says: str
    format: str
    media_type: str
    path: str
    since: str
    version: str
    rows: int | None = None
    size: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Exports on one thing: of a table with its note and columns, of others without."""

    name: str
    title: str
    note: str
    files: tuple[FileView, ...]
    columns: tuple[Column, ...] = ()

    @property
    def rows(self) -> int | None:
        """How many rows each file of a table has."""
        return self.files[0].rows if self.columns else None


@dataclass(frozen=True, slots=True)
class OpenDataView:
    """The page of open data. `licence` is a link out of the site, None where the publisher states none."""

    head: Head
    publisher: str
    licence: Link | None
    updated: str
    groups: tuple[GroupView, ...]


LICENCES = {
    "CC0-1.0": Link("CC0 1.0（放弃权利，随便用）", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": Link("CC BY 4.0（注明来源就可以用）", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Link(
        "CC BY-SA 4.0（注明来源，改了要同样开放）", "https://creativecommons.org/licenses/by-sa/4.0/"
    ),
    "ODbL-1.0": Link(
        "ODbL 1.0（注明来源，改了要同样开放）", "https://opendatacommons.org/licenses/odbl/1-0/"
    ),
}
"""Licences that a profile may name, by SPDX names, and where they stand."""


def format_size(size: int) -> str:
    """Bytes as people say them: 38 KB, 1.2 MB."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{value:.{1 if unit > 1 and value < 10 else 0}f} {_UNITS[unit]}"  # noqa: PLR2004 - 9.5 MB, 12 MB
