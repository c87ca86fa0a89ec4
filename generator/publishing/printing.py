"""From a workspace to printed editions: check, view, set, write."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError, Text, explain_refusal, stops_publishing
from generator.outputs.prints.editions import BY_NAME, PUBLISHED, Edition
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import render_prints
from generator.publishing.checking import check_workspace
from generator.reading.references import did_you_mean
from generator.writing.single import write_whole


def make_prints(
    root: Path,
    catalogue: Catalogue,
    grid_ids: Sequence[str],
    site_url: str,
    editions: Sequence[Edition] = PUBLISHED,
) -> Iterator[Artifact | Diagnostic]:
    """These editions of these grids one by one, and findings about characters that no font has."""
    return render_prints(catalogue, grid_ids, site_url, find_fonts(root), editions)


@dataclass
class BuiltPrints:
    """What `gridpress print` gave: findings and the files written."""

    found: list[Diagnostic]
    paths: list[Path]


def build_prints(
    root: Path,
    out: Path,
    editions: Sequence[str],
    grid_ids: Sequence[str],
    *,
    today: datetime.date | None = None,
) -> BuiltPrints:
    """Write editions of these grids (none named: all) into a folder.

    Other files of the folder are left alone. Raises OutputError for an unknown edition or grid.
    """
    chosen = [_find_edition(name) for name in editions]
    loaded = check_workspace(root, today=today)
    if loaded.catalogue is None or stops_publishing(loaded.found):
        return BuiltPrints(loaded.found, [])
    live = {grid.id: grid for grid in loaded.catalogue.live_grids}
    for grid_id in grid_ids:
        if grid_id not in live:
            some = "、".join(f"`{one}`" for one in sorted(live)[:3])
            hint = did_you_mean(grid_id, live) or Text(
                f"编号就是 menus/grids/ 里的文件名，例如 {some}",
                f"ids are the names of the files in menus/grids/, like {some}",
            )
            raise OutputError(
                f"没有在用的网格 `{grid_id}`；{hint.zh}", f"no live grid `{grid_id}`; {hint.en}"
            )
    wanted = list(grid_ids) or [grid.id for grid in loaded.catalogue.live_grids]
    built = BuiltPrints(list(loaded.found), [])
    for one in make_prints(root, loaded.catalogue, wanted, loaded.catalogue.profile.address, chosen):
        if isinstance(one, Artifact):
            path = out / one.path.rpartition("/")[2]
            try:
                out.mkdir(parents=True, exist_ok=True)
                write_whole(path, one.data)
            except OSError as fault:
                raise OutputError(
                    f"无法写入 {path}（{explain_refusal(fault).zh}）",
                    f"cannot write {path}: {fault.strerror}",
                ) from fault
            built.paths.append(path)
        else:
            built.found.append(one)
    return built


def _find_edition(name: str) -> Edition:
    if name in BY_NAME:
        return BY_NAME[name]
    some = "、".join(f"`{one}`" for one in BY_NAME)
    raise OutputError(f"没有叫 `{name}` 的印刷品；有这些：{some}", f"no edition `{name}`; there are {some}")
