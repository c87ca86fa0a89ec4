"""Commands that change entries. Each says what it would do, then does all of it or nothing."""

import functools
import sys
from collections.abc import Container
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.diagnostics import OutputError, Text
from generator.terminal import shared

if TYPE_CHECKING:
    from generator.publishing.trying import Trial
    from generator.workbooks.book import Book
    from generator.workbooks.layout import Column
    from generator.workbooks.mapping import ListMapping

DRY_RUN = click.option("--dry-run", is_flag=True, help="只说会改什么，不写文件")
MOST_NAMED = 50
"""Files that are named; a list of thousands is told by their number."""
WRITTEN = Text("已写好 {count} 个文件", "wrote {count} files")
WOULD_WRITE = Text("没有写（--dry-run）；会改 {count} 个文件", "nothing written; {count} files would change")
SKIPPED = Text("跳过 {file}：先运行 gridpress check 改好", "skipped {file}: run gridpress check and mend it")
NOTHING_TO_DO = Text("已经是这样，没有要改的", "it is so already: nothing to change")
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
@DRY_RUN
@shared
def import_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: Path, lang: str, book: Path, mapping: Path | None, kind: str | None, yes: bool, dry_run: bool
) -> None:
    """把改好的 Excel 或 CSV 导回条目：先说居民会看到什么变化，有错误就一个文件也不写。

    有问题的格子在另存的一份里标成红色，批注写着怎么改。自己的表加 --map：缺内容的新条目记成草稿，不发布。
    """
    from generator.publishing.importing import import_book, load_book, write_marked
    from generator.reporting.findings import render_full
    from generator.workbooks.findings import render_cell_findings

    read = load_book(book)
    made = import_book(root, read, _choose_mapping(read, mapping, kind, ask=not yes) if mapping else None)
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


def _choose_mapping(book: "Book", path: Path, kind: str | None, *, ask: bool) -> "ListMapping":
    """The mapping of a file, or one that is guessed, asked for and written there."""
    from generator.publishing.mappings import load_mapping, write_mapping
    from generator.publishing.scaffolding import named_kind
    from generator.workbooks.mapping import guess_mapping, list_targets, list_unread

    if path.exists():
        return load_mapping(path)
    guessed = guess_mapping(book, named_kind(kind) if kind else None)
    if not guessed.columns:
        raise OutputError(
            "表里一列也没有认出来：看看列名在不在前 15 行、表是不是空的",
            "no column is known: are the headings within the first 15 rows, is the table empty?",
        )
    targets = list_targets(guessed.kind)
    known = "、".join(f"{name}（{one.title}）" for name, (_, one) in targets.items())
    click.echo(f"{guessed.kind.title.zh}：{known}")
    for title, target in list(guessed.columns.items()):
        name = "编号" if target.path == "id" else targets[target.path][1].title
        told = f"“{title}”→ {target.path}（{name}）"
        if not ask:
            click.echo(told)
            continue
        answer = click.prompt(f"{told}？回车同意，或写字段，- 不要", default=target.path, show_default=False)
        if answer == "-":
            del guessed.columns[title]
        elif answer in targets:
            guessed.columns[title] = replace(target, path=answer)
    if unread := list_unread(book, guessed):
        click.echo(
            Text(f"不读的列：{'、'.join(unread)}", f"columns that are not read: {', '.join(unread)}").zh
        )
    if ask:
        _ask_splits(book, guessed)
        _ask_values(guessed)
    write_mapping(path, guessed)
    click.echo(Text(f"已写好 {path}，可以手改", f"wrote {path}, which may be changed").pick("zh"))
    return guessed


def _ask_splits(book: "Book", mapping: "ListMapping") -> None:
    """Ask which marks part the items of a cell: nothing is parted unless somebody says so."""
    from generator.workbooks.mapping import list_unsplit

    for title, mark in list_unsplit(book, mapping).items():
        told = f"“{title}”的格子里有“{mark}”。如果它隔开的是几项，写 {mark}；不是就回车"
        split = click.prompt(told, default="", show_default=False)
        mapping.columns[title] = replace(mapping.columns[title], split=split)


def _ask_values(mapping: "ListMapping") -> None:
    """Ask for what entries must have and the list has no column for, of new entries that it names as well."""
    from generator.model import KIND_BY_NAME
    from generator.workbooks.mapping import list_lacking, list_targets

    targets = list_targets(mapping.kind)
    given = [*(one.path for one in mapping.columns.values()), *mapping.values]
    click.echo("下面这些每一条都要有，表里没有。写一次，每一条都是它；{列名} 换成那一列的内容；回车先不写。")
    what = mapping.kind.title.zh
    mapping.values |= _ask_each(what, list_lacking(mapping.kind, given), mapping.columns)
    for title, one in list(mapping.columns.items()):
        if one.creates:
            kind = KIND_BY_NAME[targets[one.path][1].refs[0]]
            lacking = list_lacking(kind, one.values)
            answers = _ask_each(f"“{title}”里新的{kind.title.zh}", lacking, ())
            mapping.columns[title] = replace(one, values={**one.values, **answers})


def _ask_each(what: str, lacking: "dict[str, Column]", titles: Container[str]) -> dict[str, str]:
    from generator.workbooks.mapping import CELL

    def accept(answer: str, choices: tuple[str, ...]) -> str:
        unknown = [title for title in CELL.findall(answer) if title not in titles]
        if unknown or (answer and choices and answer not in choices):
            raise click.BadParameter(f"没有列“{unknown[0]}”" if unknown else f"可选：{'、'.join(choices)}")
        return answer

    answers = {}
    for path, column in lacking.items():
        note = f"（可选：{'、'.join(column.choices)}）" if column.choices else ""
        accepted = functools.partial(accept, choices=column.choices)
        told = f"{what}的“{column.title}”{note}"
        if answer := click.prompt(told, default="", show_default=False, value_proc=accepted):
            answers[path] = answer
    return answers


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
        write_entries(root, trial.files)
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
