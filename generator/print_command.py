"""`gridpress print`: one edition of some grids as PDF files; `gridpress handbook` is its oldest form."""

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import Text, stops_publishing
from generator.terminal import report, shared, today_option

HANDBOOK_AND_POSTERS = ("handbook", "poster-a4", "poster-a3")


grids_argument = click.argument("grids", nargs=-1, metavar="[GRID]...")
every_option = click.option("--all", "every", is_flag=True, help="全部网格")
out_option = click.option(
    "--out", type=click.Path(path_type=Path), help="放在哪个文件夹，默认和命令同名", show_default=False
)


@click.command("print")
@click.argument("edition", required=False)
@grids_argument
@every_option
@out_option
@today_option
@shared
def print_command(
    root: Path,
    lang: str,
    edition: str | None,
    **options: Any,  # noqa: ANN401 - as _print takes them
) -> None:
    """把一种印刷品写成 PDF：手册、海报……不写是哪一种，就列出全部。"""
    if edition is None:
        from generator.outputs.prints.editions import EDITIONS

        for one in EDITIONS:
            click.echo(f"{one.name:<14}{one.title.pick(lang)}")
        return
    _print(root, lang, (edition,), "prints", **options)


@click.command("handbook")
@grids_argument
@every_option
@out_option
@today_option
@shared
def handbook_command(root: Path, lang: str, **options: Any) -> None:  # noqa: ANN401 - as _print takes them
    """把网格手册和楼道海报写成 PDF。"""
    _print(root, lang, HANDBOOK_AND_POSTERS, "handbooks", **options)


def _print(  # noqa: PLR0913 - one parameter for each option
    root: Path,
    lang: str,
    editions: tuple[str, ...],
    folder: str,
    *,
    grids: tuple[str, ...],
    every: bool,
    out: Path | None,
    today: datetime.date | None,
) -> None:
    if bool(grids) == every:
        raise click.UsageError(Text("写网格编号，或用 --all", "name grids, or use --all").pick(lang))
    from generator.publishing.printing import build_prints

    built = build_prints(root, out or Path(folder), editions, grids, today=today)
    report(root, built.found, lang)
    for path in built.paths:
        click.echo(str(path))
    if stops_publishing(built.found):
        sys.exit(1)
