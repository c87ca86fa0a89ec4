"""Zip files: the site to carry on a stick, the same for the same site; entries to compare with later."""

import datetime
import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

from generator.reading import BUILT, MENUS, PRINTED
from generator.reading.provinces import KEPT_ABOVE, PROVINCE, find_province
from generator.writing.errors import refuse_write
from generator.writing.folder import MARKER
from generator.writing.single import write_whole

START = "打开网站.html"
_START_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>打开网站</title></head>
<body><h1><a href="site/index.html">打开网站</a></h1>
<p>点了没有反应，是还没有解压：先右键点压缩包，选“全部解压缩”，再到解压出来的文件夹里双击“打开网站”。</p>
</body></html>
"""


def write_archive(folder: Path, day: datetime.date) -> Path:
    """Write `<folder>.zip` beside the folder of a site in one step; returns its path. Raises OutputError.

    Names are sorted and in UTF-8; every file bears the day of the build. Beside the site, in site/, lies a
    page to begin with.
    """
    path = folder.with_name(f"{folder.name}.zip")
    beside = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            _add(archive, START, _START_PAGE.encode(), day)
            for name, file in sorted(_list_files(folder)):
                _add(archive, f"site/{name}", file.read_bytes(), day)
        os.replace(beside, path)  # noqa: PTH105 - keeps the old file until the new one is whole
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise refuse_write(str(path), fault) from fault
    return path


def keep_entries(root: Path) -> None:
    """Keep the entries that a site was built from, for `diff`; without room or permission nothing is kept."""
    with suppress(OSError):
        _keep(root, BUILT)


def keep_printed(root: Path) -> None:
    """Keep the entries that have been printed, for the next order. Raises OutputError."""
    try:
        _keep(root, PRINTED)
    except OSError as fault:
        raise refuse_write(PRINTED, fault) from fault


def _keep(root: Path, name: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as kept:
        for file in _list_entries(root):
            kept.write(file, file.relative_to(root).as_posix())
        if province := find_province(root):
            for file in (province / PROVINCE, *_list_entries(province)):
                kept.write(file, KEPT_ABOVE + file.relative_to(province).as_posix())
    (root / name).parent.mkdir(exist_ok=True)
    write_whole(root / name, data.getvalue())


def _list_entries(root: Path) -> list[Path]:
    return sorted(one for one in (root / MENUS).rglob("*") if one.is_file())


def _list_files(folder: Path) -> list[tuple[str, Path]]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return [(path.relative_to(folder).as_posix(), path) for path in found]


def _add(archive: zipfile.ZipFile, name: str, data: bytes, day: datetime.date) -> None:
    entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))  # zip begins in 1980
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix wherever it is made, so that the bytes are the same
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
