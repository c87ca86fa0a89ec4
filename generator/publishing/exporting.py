"""Entries, or what a check found, as workbooks, for those who keep their lists in Excel."""

from collections.abc import Collection, Mapping
from pathlib import Path

from generator.diagnostics import OutputError, Text
from generator.model import KINDS, PROFILE, Kind
from generator.publishing.checking import locate_all
from generator.publishing.scaffolding import named_kind, refuse_newer
from generator.reading.documents import Value
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue, load_document
from generator.reading.provinces import is_above
from generator.workbooks.book import collect_labels, make_book
from generator.workbooks.cells import Labels
from generator.workbooks.render import render_csv, render_xlsx
from generator.workbooks.report import render_report
from generator.writing.errors import refuse_write
from generator.writing.single import write_whole

LEFT_OUT = Text(
    "{file} 有错误，没有放进表里：先运行 gridpress check", "{file} has errors and was left out: check it"
)


def export_entries(root: Path, words: Collection[str], out: Path) -> list[Text]:
    """Write the entries of some kinds, or of all, to `out`: .xlsx, or else a folder of CSV files.

    Returns a sentence for each entry that had to be left out. Raises OutputError.
    """
    kinds = [named_kind(word) for word in words] or [*KINDS]
    loaded = load_catalogue(root)
    labels = collect_names(root, loaded)
    book = make_book({kind: load_values(root, loaded, kind) for kind in kinds}, labels)
    if out.suffix.lower() == ".xlsx":
        write_file(out, render_xlsx(book, labels))
    else:
        for name, data in render_csv(book).items():
            write_file(out / name, data)
    return [
        LEFT_OUT.format(file=one.file)
        for one in loaded.files.values()
        if one.kind in kinds and not one.entry and not one.draft
    ]


def write_report(root: Path, loaded: Loaded, out: Path, lang: str) -> None:
    """Write what a check found as a workbook for the head of the office. Raises OutputError."""
    require_workbook(out)
    found = locate_all(root, loaded.found, loaded.whole or loaded.catalogue)
    write_file(out, render_report(loaded, found, lang))


def require_workbook(out: Path) -> None:
    """Raises OutputError unless the name is that of a workbook."""
    if out.suffix.lower() != ".xlsx":
        raise OutputError(f"写成 .xlsx 结尾的文件名：{out}", f"name a file that ends in .xlsx: {out}")


def write_file(out: Path, data: bytes) -> None:
    """Write what somebody asked for, its folder too. Raises OutputError."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, data)
    except OSError as fault:
        raise refuse_write(str(out), fault) from fault


def load_values(root: Path, loaded: Loaded, kind: Kind) -> Mapping[str, Mapping[str, Value]]:
    """What each usable entry of a kind holds, and each draft, as it is typed, by id."""
    found: dict[str, Mapping[str, Value]] = {}
    for one in loaded.files.values():
        if one.kind == kind and not is_above(one.file) and (one.entry is not None or one.draft):
            value = load_document(root, one.file).value
            if value:
                found[PROFILE.name if kind is PROFILE else one.id] = value
    return found


def collect_names(root: Path, loaded: Loaded) -> Labels:
    """What cells show for each entry, drafts that are not whole among them."""
    whole = loaded.whole or loaded.catalogue
    if whole is None:
        refuse_newer(root)
        raise OutputError(
            "menus/profile.yaml 还不能用，先运行 gridpress check 改好",
            "menus/profile.yaml cannot be used yet: run gridpress check first",
        )
    labels = {kind: dict(known) for kind, known in collect_labels(whole.entries).items()}
    for (kind, id_), one in loaded.drafts.items():
        if one.entry is None:
            value = load_document(root, one.file).value or {}
            labels.setdefault(kind, {})[id_] = f"{value.get('name') or value.get('title') or id_}（{id_}）"
    return labels
