"""`gridpress print`: editions of some grids as PDF files; `gridpress handbook` is its oldest form."""

import datetime
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import Text, stops_publishing
from generator.terminal import report, shared, today_option

HANDBOOK_AND_POSTERS = "handbook,poster-a4,poster-a3"
WHICH = Text(
    "写网格的编号或名字，或用 --all（全部）、--of（一个社区、街道）",
    "name grids, or use --all or --of AREA",
)
ALL_OR_BASE = Text("--all 是全部都印，不和哪一版比较", "--all prints all and compares with nothing")

grids_argument = click.argument("grids", nargs=-1, metavar="[GRID]...")
every_option = click.option("--all", "every", is_flag=True, help="全部网格")
areas_option = click.option(
    "--of", "areas", metavar="AREA", multiple=True, help="一个社区、街道或区县的全部网格，写编号或名字"
)
out_option = click.option(
    "--out", type=click.Path(path_type=Path), help="放在哪个文件夹，默认和命令同名", show_default=False
)


def printer_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators
    """Options that say what the printer is like."""
    for option in reversed(
        (
            click.option("--paper", metavar="PAPER", help="纸：a3、a4、a5、letter、half-letter、16k、32k"),
            click.option("--bleed", type=float, default=0.0, help="送印刷厂：四边出血几毫米，一般 3"),
            click.option("--marks", is_flag=True, help="送印刷厂：画裁切线"),
            click.option(
                "--flip",
                type=click.Choice(("short", "long")),
                default="short",
                show_default=True,
                help="拼版的手册：打印机双面印时沿哪一边翻",
            ),
            click.option(
                "--thickness",
                type=click.FloatRange(0, 1),
                default=0.1,
                show_default=True,
                help="拼版的手册：一张纸厚几毫米，里面的页往折缝挪这么多",
            ),
            click.option("--signature", type=int, help="拼版的手册：几页一帖，默认超过 64 页时 8 页"),
        )
    ):
        command = option(command)
    return command


@click.command("print")
@click.argument("edition", required=False, metavar="[EDITION[,EDITION]...]")
@grids_argument
@every_option
@areas_option
@click.option(
    "--for", "subjects", metavar="ID", multiple=True, help="只印这项服务、这类人群或这个人的，写编号或名字"
)
@printer_options
@out_option
@today_option
@shared
def print_command(
    root: Path,
    lang: str,
    edition: str | None,
    **options: Any,  # noqa: ANN401 - as _print takes them
) -> None:
    """把印刷品写成 PDF：手册、海报、大字本……不写是哪一种，就列出全部；几种用逗号隔开。

    GRID 是网格的编号、代码或名字，可以写几个。
    """
    if edition is None:
        _list_editions(lang)
        return
    _print(root, lang, edition, "prints", **options)


def _list_editions(lang: str) -> None:
    from generator.outputs.prints.editions import EDITIONS

    order = list(dict.fromkeys(one.group for one in EDITIONS))
    by_group = sorted(EDITIONS, key=lambda one: order.index(one.group))
    width = max(len(one.name) for one in EDITIONS) + 2
    for group, editions in groupby(by_group, key=lambda one: one.group):
        click.echo(group.pick(lang))
        for one in editions:
            told = (one.title.pick(lang), one.use.pick(lang))
            click.echo(f"  {one.name:<{width}}{Text('：', ': ').pick(lang).join(filter(None, told))}")


@click.command("print-order")
@click.argument("base", required=False)
@click.option("--all", "every", is_flag=True, help="不比较，全部都印")
@click.option("--done", is_flag=True, help="印好了：记下这一版，下一次和它比")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="印刷单.xlsx",
    show_default=True,
    help="写到哪个 Excel 文件",
)
@today_option
@shared
def print_order_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path,
    lang: str,
    base: str | None,
    every: bool,
    done: bool,
    out: Path,
    today: datetime.date | None,
) -> None:
    """写一张印刷单（Excel）：上次印过以后，哪个网格的什么变了，各印几份，用什么纸。

    BASE 是上次印的那一版：git 版本（提交号、分支、标签）或文件夹；不写就和上次加 --done 记下的比。
    """
    if base is not None and every:
        raise click.UsageError(ALL_OR_BASE.pick(lang))
    from generator.publishing.print_orders import write_print_order

    for line in write_print_order(root, base, out, every=every, done=done, today=today):
        click.echo(line.pick(lang))


@click.command("handbook")
@grids_argument
@every_option
@areas_option
@out_option
@today_option
@shared
def handbook_command(root: Path, lang: str, **options: Any) -> None:  # noqa: ANN401 - as _print takes them
    """把网格手册和楼道海报写成 PDF。"""
    _print(root, lang, HANDBOOK_AND_POSTERS, "handbooks", **options)


def _print(  # noqa: PLR0913 - one parameter for each option
    root: Path,
    lang: str,
    editions: str,
    folder: str,
    *,
    grids: tuple[str, ...],
    every: bool,
    areas: tuple[str, ...],
    out: Path | None,
    today: datetime.date | None,
    subjects: tuple[str, ...] = (),
    **printer: Any,  # noqa: ANN401 - as _read_printer takes them
) -> None:
    if bool(grids or areas) == every:
        raise click.UsageError(WHICH.pick(lang))
    from generator.publishing.print_choices import Choice
    from generator.publishing.printing import build_prints

    built = build_prints(
        root,
        out or Path(folder),
        editions.replace("，", ",").replace("、", ",").split(","),
        Choice(grids, areas, subjects),
        printer=_read_printer(**printer),
        today=today,
    )
    report(root, built.found, lang)
    for path in built.paths:
        click.echo(str(path))
    for note in built.notes:
        click.echo(note.pick(lang), err=True)
    if stops_publishing(built.found) or not built.paths:
        sys.exit(1)


def _read_printer(paper: str | None = None, flip: str = "short", **options: Any) -> Any:  # noqa: ANN401 - imported late
    from generator.outputs.prints.finishing import Printer
    from generator.outputs.prints.papers import find_paper

    return Printer(find_paper(paper) if paper else None, short=flip == "short", **options)
