"""Commands that change entries. Each says what it would do, then does all of it or nothing."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.diagnostics import Text
from generator.terminal import shared

if TYPE_CHECKING:
    from generator.publishing.trying import Trial

DRY_RUN = click.option("--dry-run", is_flag=True, help="只说会改什么，不写文件")
MOST_NAMED = 50
"""Files that are named; a list of thousands is told by their number."""
WRITTEN = Text("已写好 {count} 个文件", "wrote {count} files")
WOULD_WRITE = Text("没有写（--dry-run）；会改 {count} 个文件", "nothing written; {count} files would change")
SKIPPED = Text("跳过 {file}：先运行 gridpress check 改好", "skipped {file}: run gridpress check and mend it")
NOTHING_TO_DO = Text("已经是这样，没有要改的", "it is so already: nothing to change")
UNHELD = Text("这种格式装不下：{fields}", "the format has no place for {fields}")
LEFT = Text("文件里有、这里没有地方放的字段：{fields}", "fields of the files without a place here: {fields}")
REFUSED = Text("这样改会有错误，一个文件也没有写。", "this would make errors; nothing was written.")


@click.command("set")
@click.argument("target", metavar="KIND/ID")
@click.argument("settings", nargs=-1, required=True, metavar="KEY=VALUE...")
@DRY_RUN
@shared
def set_command(root: Path, lang: str, target: str, settings: tuple[str, ...], dry_run: bool) -> None:
    """改一个条目里的值，例如：gridpress set service/meal phone=0988-5550101 steps.2.minutes=5。

    = 后面空着就是删掉这个字段；字段可以写中文名称；列表里的第几项从 1 数起。
    """
    from generator.publishing.editing import set_values

    write_after_trial(root, set_values(root, target, settings), lang, dry_run=dry_run)


@click.command("rename")
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@DRY_RUN
@shared
def rename_command(root: Path, lang: str, kind: str, old: str, new: str, dry_run: bool) -> None:  # noqa: PLR0913, PLR0917 - one parameter for each option
    """换一个编号：文件名、别处写的编号、曾用编号一起改，旧网址转到新网址。"""
    from generator.publishing.editing import rename

    write_after_trial(root, rename(root, kind, old, new), lang, dry_run=dry_run)


@click.command("upgrade")
@DRY_RUN
@shared
def upgrade_command(root: Path, lang: str, dry_run: bool) -> None:
    """把旧写法的工作区改成现在的写法，注释都保留。"""
    from generator.publishing.upgrading import upgrade

    write_after_trial(root, upgrade(root), lang, dry_run=dry_run)


@click.command("format")
@click.option("--check", is_flag=True, help="只看有没有要整理的，不写文件；有就以 1 退出")
@shared
def format_command(root: Path, lang: str, check: bool) -> None:
    """整理 menus/ 里的条目：字段的先后、该加的引号；意思和注释不变。"""
    from generator.publishing.editing import format_files
    from generator.writing.entries import write_entries

    files, left = format_files(root)
    for file in left:
        click.echo(SKIPPED.format(file=file).pick(lang), err=True)
    for file in files:
        click.echo(file)
    if files and not check:
        write_entries(root, files)
        click.echo(WRITTEN.format(count=len(files)).pick(lang), err=True)
    sys.exit(1 if files and check else 0)


@click.command("export")
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="写到哪里：book.xlsx，或一个文件夹（CSV）"
)
@shared
def export_command(root: Path, lang: str, kinds: tuple[str, ...], out: Path) -> None:
    """把条目导出成 Excel：一种一张表，一条一行；在 Excel 里改好，再用 gridpress import 导回来。"""
    from generator.publishing.exporting import export_entries

    for left in export_entries(root, kinds, out):
        click.echo(left.pick(lang), err=True)
    click.echo(Text(f"已写好 {out}", f"wrote {out}").pick(lang))


@click.command("import")
@click.argument("book", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="别人的表：哪一列是什么，写在这个文件里；没有这个文件就一列一列问，问完写好它",
)
@click.option("--kind", help="别人的表里是哪一种条目，不写就看列名")
@click.option("--yes", is_flag=True, help="不问，照猜的来")
@click.option(
    "--from",
    "source",
    type=click.Choice(("hsds", "v1")),
    help="开放数据：hsds 是 HSDS 3 的 JSON 或数据包，v1 是本网站 data/v1 里的文件；可以是文件夹、zip、gz",
)
@DRY_RUN
@shared
def import_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path,
    lang: str,
    book: Path,
    mapping: Path | None,
    kind: str | None,
    yes: bool,
    source: str | None,
    dry_run: bool,
) -> None:
    """把改好的 Excel 或 CSV 导回条目：先说居民会看到什么变化，有错误就一个文件也不写。

    有问题的格子在另存的一份里标成红色，批注写着怎么改。自己的表加 --map：缺内容的新条目记成草稿，不发布。
    别处的开放数据加 --from：缺内容的新条目也记成草稿，装不下的字段一一说明。
    """
    if source:
        _import_open_data(root, lang, book, source, dry_run=dry_run)
        return
    from generator.list_questions import choose_mapping
    from generator.publishing.importing import import_book, load_book, write_marked
    from generator.reporting.findings import render_full
    from generator.workbooks.findings import render_cell_findings

    read = load_book(book)
    chosen = choose_mapping(read, mapping, kind, lang, ask=not yes) if mapping else None
    made = import_book(root, read, chosen)
    for note in made.book.notes:
        click.echo(note.pick(lang), err=True)
    click.echo(render_cell_findings(made.found, lang), nl=False, err=True)
    if made.elsewhere:
        click.echo(render_full(made.elsewhere, lang), nl=False, err=True)
    if made.found:
        copy = write_marked(made, book)
        click.echo(Text(f"标好的一份：{copy}", f"the marked copy: {copy}").pick(lang), err=True)
    if made.trial is None and not made.has_errors:
        click.echo(NOTHING_TO_DO.pick(lang))
    elif made.trial is None or made.has_errors:
        click.echo(REFUSED.pick(lang), err=True)
        sys.exit(1)
    else:
        _finish(root, made.trial, lang, dry_run=dry_run)


def _import_open_data(root: Path, lang: str, path: Path, source: str, *, dry_run: bool) -> None:
    from generator.publishing.receiving import SOURCES, load_files, receive
    from generator.reporting.findings import render_full

    format_ = SOURCES[source]
    made = receive(root, format_, load_files(path))
    for one in made.told:
        click.echo(f"{one.severity.label} {one.place}: {one.text.pick(lang)}", err=True)
    for line in format_.list_unheld():
        click.echo(UNHELD.format(fields=line).pick(lang), err=True)
    if made.left:
        click.echo(LEFT.format(fields="、".join(made.left)).pick(lang), err=True)
    if made.has_errors:
        click.echo(REFUSED.pick(lang), err=True)
        sys.exit(1)
    if made.trial is None:
        click.echo(NOTHING_TO_DO.pick(lang))
        return
    if made.trial.found:
        click.echo(render_full(made.trial.found, lang), nl=False, err=True)
    _finish(root, made.trial, lang, dry_run=dry_run)


def write_after_trial(root: Path, files: dict[str, str | None], lang: str, *, dry_run: bool) -> None:
    """Tell what changes; then write all files, unless they hold errors or nothing shall be written."""
    from generator.publishing.trying import try_files
    from generator.reporting.findings import render_full
    from generator.writing.entries import stand_already

    if stand_already(root, files):
        click.echo(NOTHING_TO_DO.pick(lang))
        return
    trial = try_files(root, files)
    if trial.found:
        click.echo(render_full(trial.found, lang), nl=False, err=True)
    _finish(root, trial, lang, dry_run=dry_run)


def _finish(root: Path, trial: "Trial", lang: str, *, dry_run: bool) -> None:
    from generator.reporting.changes import TITLE, render_text
    from generator.writing.entries import write_entries

    click.echo(render_text(trial.changes, [], TITLE, lang), nl=False)
    for file, text in list(trial.files.items())[:MOST_NAMED]:
        click.echo(f"{'-' if text is None else '+' if not (root / file).exists() else '~'} {file}")
    if len(trial.files) > MOST_NAMED:
        click.echo("…")
    if trial.errors:
        click.echo(REFUSED.pick(lang), err=True)
        sys.exit(1)
    if not dry_run:
        write_entries(root, trial.files, trial.since)
    click.echo((WOULD_WRITE if dry_run else WRITTEN).format(count=len(trial.files)).pick(lang))


@click.command("new")
@click.argument("kind")
@click.argument("id_", metavar="ID", required=False)
@shared
def new_command(root: Path, lang: str, kind: str, id_: str | None) -> None:
    """写一份带注释的新条目，例如：gridpress new service meal。"""
    from generator.publishing.scaffolding import write_sample

    path = write_sample(root, kind, id_)
    done = Text(f"已写好 {path}，填完后运行 gridpress check", f"wrote {path}; fill it in and check")
    click.echo(done.pick(lang))


COMMANDS = (
    new_command,
    upgrade_command,
    set_command,
    format_command,
    rename_command,
    export_command,
    import_command,
)
