"""From a workspace to printed editions: check, view, set, finish, write."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.artifact import Artifact, Standing
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError, Text, explain_refusal, stops_publishing
from generator.outputs.prints.edition import Edition
from generator.outputs.prints.editions import published_editions, read_path
from generator.outputs.prints.finishing import Printer, check_printer, finish, set_for, tell_finish
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import render_prints, render_texts
from generator.publishing.checking import check_workspace
from generator.publishing.kept_prints import KeptPrints
from generator.publishing.print_choices import Choice, find_editions, find_grids, keep_subjects
from generator.views.pieces import join_names
from generator.writing.single import write_whole

USUAL = Printer()
"""Nothing asked for: paper as the profile says."""


def make_prints(  # noqa: PLR0913, PLR0917 - what to print, and how
    root: Path,
    catalogue: Catalogue,
    grid_ids: Sequence[str],
    site_url: str,
    editions: Sequence[Edition] | None = None,
    printer: Printer = USUAL,
    kept: KeptPrints | None = None,
) -> Iterator[Artifact | Standing | Diagnostic]:
    """Editions of these grids one by one, and findings about characters that no font has.

    Without a word on `editions` they are those that are published.
    Editions that are made from the pages of another share them: they are set once, and those that are
    `kept` from the last build are not set again.
    """
    if editions is None:
        editions = published_editions(catalogue)
    texts = [one for one in editions if one.write]
    yield from render_texts(catalogue, grid_ids, texts)
    editions = [one for one in editions if one not in texts]
    if not editions:
        return
    settings = catalogue.profile.prints
    sources = {one.name: one for one in (set_for(edition, printer, settings) for edition in editions)}
    fonts = find_fonts(root)
    if kept:
        kept.prepare(
            fonts, tell_finish(printer, settings), lambda path: [file for _, file in _become(path, editions)]
        )
    for one in render_prints(catalogue, grid_ids, site_url, fonts, list(sources.values()), kept):
        if not isinstance(one, Artifact):
            yield one
            continue
        for edition, file in _become(one.path, editions):
            yield Artifact(file, finish(one.data, edition, printer, settings))
    if kept:
        yield from kept.standing()


def _become(path: str, editions: Iterable[Edition]) -> Iterator[tuple[Edition, str]]:
    """The editions that are made from the pages set as `path`, and their files."""
    source, grid_id, subject = read_path(path)
    for edition in editions:
        if source.name == (edition.source or edition).name:
            yield edition, edition.path(grid_id, subject)


@dataclass
class BuiltPrints:
    """What `gridpress print` gave: findings and the files written."""

    found: list[Diagnostic]
    paths: list[Path]
    notes: list[Text] = field(default_factory=list)
    """Which grids have nothing to show in which edition, and why."""


def build_prints(  # noqa: PLR0913 - what to print, and how
    root: Path,
    out: Path,
    editions: Sequence[str],
    choice: Choice,
    *,
    printer: Printer = USUAL,
    today: datetime.date | None = None,
) -> BuiltPrints:
    """Write editions of the chosen grids into a folder, whose other files are left alone.

    Raises OutputError for an unknown edition, grid, area or subject, and for what a printer cannot do.
    """
    wanted = find_editions(editions)
    for one in wanted:
        check_printer(printer, one)
    loaded = check_workspace(root, today=today)
    built = BuiltPrints(list(loaded.found), [])
    if loaded.catalogue is None or stops_publishing(loaded.found):
        return built
    grids = find_grids(loaded.catalogue, choice)
    wanted = keep_subjects(loaded.catalogue, wanted, grids, choice)
    for made in make_prints(root, loaded.catalogue, grids, loaded.catalogue.profile.address, wanted, printer):
        if isinstance(made, Artifact):
            built.paths.append(_write(out, made))
        elif isinstance(made, Diagnostic):
            built.found.append(made)
    built.notes += _tell_missing(loaded.catalogue, wanted, grids, built.paths)
    return built


def _tell_missing(
    catalogue: Catalogue, editions: Iterable[Edition], grids: Sequence[str], paths: Iterable[Path]
) -> Iterator[Text]:
    """A sentence for each edition that some grids have nothing for."""
    made = {(edition.name, grid_id) for edition, grid_id, _ in (read_path(one.name) for one in paths)}
    for one in editions:
        without = [name for name in grids if (one.name, name) not in made]
        if without:
            names = join_names(catalogue.name_of("grid", name) for name in without)
            needs = one.needs if one.needs.zh else Text("要印的内容", "content")
            yield Text(
                "没有印 {title}：{names}没有{needs}",
                "{title}: nothing to print for {names}, without a {needs}",
            ).format(title=one.title, names=names, needs=needs)


def _write(out: Path, made: Artifact) -> Path:
    path = out / made.path.rpartition("/")[2]
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_whole(path, made.data)
    except OSError as fault:
        raise OutputError(
            f"无法写入 {path}（{explain_refusal(fault).zh}）",
            f"cannot write {path}: {fault.strerror}",
        ) from fault
    return path
