"""The command `gridpress`: init, check, build, deploy, serve, print, diff, explain, new, schema and more.

Exit codes: 0 all well, 1 errors found or the build failed, 2 wrong use.
"""

import contextlib
import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.diagnostics import Text
from generator.entry_commands import COMMANDS
from generator.init_command import init_command
from generator.print_command import handbook_command, print_command, print_order_command
from generator.province_command import build_whole, check_whole, refuse_options
from generator.publishing.answers import ask
from generator.query_command import query_command
from generator.reading.collection import collection_paused
from generator.reading.provinces import is_province
from generator.terminal import Program, engine_option, report, shared, today_option

if TYPE_CHECKING:
    from generator.reading.changed import Changed

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif")

NOT_WRITTEN = Text(
    "没能改 {file}（{why}），原样未动；关掉正在打开它的程序（记事本、Excel、网盘同步），再运行一次",
    "could not write {file} ({why}), left as it was; close the program that holds it and run again",
)
WHOLE_LIST = Text(
    "--xlsx 写的是全部问题，不能和 --changed 一起用", "--xlsx holds all findings: use it without --changed"
)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gridpress")
def main() -> None:
    """把 menus/ 里的网格、服务、人员检查一遍，做成居民看的网站和网格员带的手册。"""


@main.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="full", help="输出格式", show_default=True
)
@click.option("--fix", is_flag=True, help="自动改好可以放心改的问题")
@click.option("--words", is_flag=True, help="再提示居民读的文字里哪些话可以说得更明白")
@click.option("--changed", is_flag=True, help="只说和这次要提交的改动有关的问题")
@click.option(
    "--xlsx", type=click.Path(path_type=Path), help="再写一份给负责人看的 Excel：各单位、每处问题、到期、覆盖"
)
@today_option
@shared
def check(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path,
    lang: str,
    form: str,
    fix: bool,
    words: bool,
    changed: bool,
    xlsx: Path | None,
    today: datetime.date | None,
) -> None:
    """检查 menus/，一次说出全部问题。"""
    if changed and xlsx:
        raise click.UsageError(WHOLE_LIST.pick(lang))
    if is_province(root):
        check_whole(root, lang, form, today, other=fix or words or changed or bool(xlsx))
    with collection_paused():
        refused = fix and _repair(root, lang, today)
        only = _load_changed(root) if changed else None
        answer, loaded = ask(
            root, lang, form, today, only, again=xlsx is not None, words=words
        )  # kept, see `run`
    click.echo(answer.text, nl=False)
    if xlsx and loaded:
        from generator.publishing.exporting import write_report

        write_report(root, loaded, xlsx, lang)
        click.echo(Text(f"已写好 {xlsx}", f"wrote {xlsx}").pick(lang), err=True)
    sys.exit(1 if refused else answer.code)


def _load_changed(root: Path) -> "Changed | None":
    from generator.reading.changed import load_changed  # most checks need no git

    return load_changed(root)


def _repair(root: Path, lang: str, today: datetime.date | None) -> bool:
    """Repair what can be repaired; whether some file could not be written."""
    from generator.publishing.repairs import write_repairs

    done = write_repairs(root, today=today)
    for file, count in done.counts.items():
        click.echo(Text(f"已修改 {file}：{count} 处", f"repaired {file}: {count}").pick(lang), err=True)
    for file, why in done.refused.items():
        click.echo(NOT_WRITTEN.format(file=file, why=why).pick(lang), err=True)
    return bool(done.refused)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹，默认工作区里的 site/")
@engine_option
@click.option(
    "--handbooks/--no-handbooks", default=None, help="一定要做，或者不做手册、海报和分享图；不写就有字体时做"
)
@click.option(
    "--since",
    metavar="BASE",
    help="“本次变更”页和哪个 git 版本或文件夹比较；不写就按条目里的日期列最近 90 天",
)
@click.option("--zip", "archive", is_flag=True, help="再把网站打成一个压缩包（site.zip），拷到 U 盘里看")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="在省的文件夹里：各市分给多个进程做，local 或 Dask 的 tcp://主机:端口",
)
@click.option("--workers", type=click.IntRange(1), help="--cluster local 用几个进程，默认每个处理器一个")
@click.option("--store", metavar="ADDRESS", help="--cluster 的各台机器都够得着的文件夹，或 s3://桶名/文件夹")
@today_option
@shared
def build(root: Path, lang: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - as build_site takes them
    """检查并生成整个网站；有错误就停下，原来的网站不动。在省的文件夹里，就生成全省的。"""
    of_province = {name: options.pop(name) for name in ("cluster", "workers", "store")}
    if is_province(root):
        build_whole(root, lang, out or root / "site", options, of_province)
        return
    refuse_options(of_province, lang)
    from generator.publishing.pipeline import build_site
    from generator.publishing.progress import Progress
    from generator.writing.archive import keep_entries

    progress = Progress(lang)
    built = build_site(root, out or root / "site", progress=progress, **options)
    report(root, built.found, lang, built.catalogue)
    if built.written is None:
        click.echo(
            Text("有错误，没有生成；原来的网站没有动。", "errors found: nothing was written.").pick(lang),
            err=True,
        )
        sys.exit(1)
    keep_entries(root)
    progress.summarize(built)


@main.command()
@click.argument("target", metavar="TARGET")
@click.option("--site", type=click.Path(path_type=Path), help="生成好的网站，默认工作区里的 site/")
@click.option("--endpoint", metavar="URL", help="对象存储的地址，例如 https://oss-cn-hangzhou.aliyuncs.com")
@click.option("--dry-run", is_flag=True, help="只说会传什么、删什么，不动手")
@click.option("--rollback", is_flag=True, help="退回上一版")
@shared
def deploy(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path, lang: str, target: str, site: Path | None, endpoint: str | None, dry_run: bool, rollback: bool
) -> None:
    """把生成好的网站发布出去，只传改动：文件夹、ssh://用户@主机/路径 或 s3://桶名/文件夹。"""
    from generator.deploying import describe, list_site, open_target

    if dry_run and rollback:
        raise click.UsageError("--dry-run 和 --rollback 不能一起用 / use one of --dry-run and --rollback")
    place = open_target(target, endpoint)
    if rollback:
        place.roll_back()
        click.echo(Text("已退回上一版；再退一次就是这一版。", "the site before stands again.").pick(lang))
        return
    built = list_site(site or root / "site")
    plan = place.compare(built) if dry_run else place.send(built)
    click.echo(describe(plan, dry=dry_run).pick(lang))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口", show_default=True)
@click.option("--open", "browse", is_flag=True, help="顺便在浏览器里打开")
@engine_option
@today_option
@shared
def serve(root: Path, lang: str, **options: Any) -> None:  # noqa: ANN401 - as serve_site takes them
    """在本机预览；改了文件，浏览器里马上更新。"""
    from generator.publishing.serving import serve_site

    serve_site(root, lang=lang, **options)


@main.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="输出格式",
    show_default=True,
)
@today_option
@shared
def diff(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path, lang: str, base: str | None, head: str | None, form: str, today: datetime.date | None
) -> None:
    """用大白话说出居民会看到哪些变化，哪些手册要重印。

    BASE 和 HEAD 是 git 版本（提交号、分支、标签）或文件夹；HEAD 不写就是现在的文件夹。
    都不写，就和上次生成的网站比。
    """
    from generator.changes import compare_catalogues
    from generator.publishing.kept import open_kept
    from generator.reading.revisions import load_built, load_edition
    from generator.reporting.changes import FAULTS, FROM_TO, REPORTERS, TITLE

    kept = open_kept(root)
    recall = kept.recall_in if kept else None
    new = load_edition(root, head, today=today, recall=recall)
    day = new.catalogue.today
    old = (
        load_edition(root, base, today=day, recall=recall)
        if base is not None
        else load_built(root, today=day, recall=recall)
    )
    names = FROM_TO.format(base=old.name, head=new.name)
    title = Text(f"{TITLE.zh}（{names.zh}）", f"{TITLE.en} ({names.en})")
    notes = [FAULTS.format(name=one.name, count=one.errors) for one in (old, new) if one.errors]
    changes = compare_catalogues(old.catalogue, new.catalogue)
    click.echo(REPORTERS[form](changes, notes, title, lang), nl=False)


@main.command()
@click.argument("code")
@shared
def explain(root: Path, lang: str, code: str) -> None:  # noqa: ARG001 - every command takes --root
    """打印一条规则的说明，例如 SVC106。"""
    from generator.reporting.documentation import render_explanation, suggest_codes

    text = render_explanation(code.upper(), lang)
    if text is None:
        near = "、".join(suggest_codes(code.upper()))
        raise click.UsageError(
            Text(f"没有规则 {code}；相近的有：{near}", f"no rule {code}; near: {near}").pick(lang)
        )
    click.echo(text)


@main.command()
@shared
def schema(root: Path, lang: str) -> None:
    """写出 JSON Schema，让 VS Code 边写边提示。"""
    from generator.publishing.scaffolding import write_schemas

    for line in write_schemas(root):
        click.echo(line.pick(lang))


for command in (init_command, print_command, print_order_command, handbook_command, query_command, *COMMANDS):
    main.add_command(command)


def run() -> None:
    """The command as a process, which ends at once: to take apart all that was read needs its time too."""
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code)


if __name__ == "__main__":
    run()
