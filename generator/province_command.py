"""`gridpress build` and `gridpress check` in the folder of a province."""

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.diagnostics import Text, has_errors

if TYPE_CHECKING:  # a city's commands need nothing of it
    from generator.province.shards import ShardDone

NOT_HERE = Text(
    "{option} 只在省的文件夹（有 province.yaml）里用",
    "{option} is for a province's folder (province.yaml)",
)
CITY_ONLY = Text(
    "{option} 请在一个市的文件夹里用：gridpress … --root 市",
    "use {option} in a city's folder, by --root",
)
LOCAL_ONLY = Text("--workers 要和 --cluster local 一起用", "--workers goes with --cluster local")
SHARD = Text(
    "▸ {name} … {pages} 个页面，{seconds:.1f} 秒，内存最多 {megabytes} MB",
    "▸ {name} … {pages} pages, {seconds:.1f} s, {megabytes} MB at most",
)
STOPPED = Text("▸ {name} … 有错误", "▸ {name} … has errors")
DONE = Text(
    "做好了：{cities} 个市，{pages} 个页面，{files} 个文件。\n怎么看：用浏览器打开 {page}",
    "made {cities} cities, {pages} pages, {files} files.\nlook: open {page} in a browser",
)
NOTHING = Text("有错误，没有生成；原来的网站没有动。", "errors found: nothing was written.")


def refuse_options(options: Mapping[str, object], lang: str) -> None:
    """Wrong use: what only a province's build knows, asked of a city's."""
    for name, value in options.items():
        if value is not None:
            raise click.UsageError(NOT_HERE.format(option=f"--{name}").pick(lang))


def build_whole(
    root: Path, lang: str, out: Path, options: Mapping[str, Any], of_province: Mapping[str, Any]
) -> None:
    """Build all cities and the province's site."""
    from generator.province.building import build_province
    from generator.province.cluster import LOCAL

    for name in ("since", "archive"):
        if options[name]:
            option = {"archive": "--zip"}.get(name, f"--{name}")
            raise click.UsageError(CITY_ONLY.format(option=option).pick(lang))
    if of_province["workers"] and of_province["cluster"] != LOCAL:
        raise click.UsageError(LOCAL_ONLY.pick(lang))
    known = {name: options[name] for name in ("engine", "handbooks", "today")}

    def tell(done: "ShardDone") -> None:
        pages = (done.made or {}).get("pages", 0)
        said = SHARD if done.manifest else STOPPED
        told = said.format(name=done.name, pages=pages, seconds=done.seconds, megabytes=done.megabytes)
        click.echo(told.pick(lang), err=True)
        if done.without:
            click.echo(f"▲ {done.without.pick(lang)}", err=True)

    built = build_province(root, out, tell=tell, **known, **of_province)
    _report(root, built.found, lang)
    if built.assembled is None:
        click.echo(NOTHING.pick(lang), err=True)
        sys.exit(1)
    made = built.assembled
    told = DONE.format(cities=len(built.shards), pages=made.pages, files=made.files, page=out / "index.html")
    click.echo(told.pick(lang))


def check_whole(root: Path, lang: str, form: str, today: datetime.date | None, *, other: bool) -> None:
    """Check all cities and what lies between them, and end."""
    from generator.province.building import check_province
    from generator.publishing.checking import locate_all
    from generator.reporting.findings import REPORTERS

    if other:
        raise click.UsageError(CITY_ONLY.format(option="--fix --words --changed --xlsx").pick(lang))
    _, found = check_province(root, today=today)
    click.echo(REPORTERS[form](locate_all(root, found), lang), nl=False)
    sys.exit(int(has_errors(found)))


def _report(root: Path, found: list[Any], lang: str) -> None:
    from generator.publishing.checking import locate_all
    from generator.reporting.findings import render_full

    if found:
        click.echo(render_full(locate_all(root, found), lang), nl=False, err=True)
