"""What is asked once about somebody else's list: its columns, marks between items, what all rows have."""

import functools
from collections.abc import Container
from dataclasses import replace
from pathlib import Path

import click

from generator.diagnostics import OutputError, Text
from generator.model import KIND_BY_NAME
from generator.publishing.mappings import load_mapping, write_mapping
from generator.publishing.scaffolding import named_kind
from generator.workbooks.book import Book
from generator.workbooks.layout import Column, Sheet
from generator.workbooks.mapping import (
    CELL,
    ListMapping,
    guess_mapping,
    list_lacking,
    list_targets,
    list_unread,
    list_unsplit,
)

AGREE = Text("{told}？回车同意，或写字段，- 不要", "{told}? Return takes it; or write a field, - for none")
NO_FIELD = Text(
    "没有字段“{answer}”，写上面列出的一个，- 不要这一列",
    "no field `{answer}`: write one of those above, - for none",
)
UNREAD = Text("不读的列：{titles}", "columns that are not read: {titles}")
LACKING = Text(
    "下面这些每一条都要有，表里没有。写一次，每一条都是它；{列名} 换成那一列的内容；回车先不写。",
    "Each entry needs these and the list lacks them. Write it once for all; {heading} is the cell "
    "below that heading; Return leaves it out.",
)


def choose_mapping(book: Book, path: Path, kind: str | None, lang: str, *, ask: bool) -> ListMapping:
    """The mapping of a file, or one that is guessed, asked for and written there."""
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
    click.echo(f"{guessed.kind.title.pick(lang)}：{known}")
    for title, target in list(guessed.columns.items()):
        name = "编号" if target.path == "id" else targets[target.path][1].title
        told = f"“{title}”→ {target.path}（{name}）"
        if not ask:
            click.echo(told)
            continue
        accepted = functools.partial(_accept_field, targets=targets, lang=lang)
        answer = click.prompt(
            AGREE.format(told=told).pick(lang), target.path, show_default=False, value_proc=accepted
        )
        if answer == "-":
            del guessed.columns[title]
        else:
            guessed.columns[title] = replace(target, path=answer)
    if unread := list_unread(book, guessed):
        click.echo(UNREAD.format(titles="、".join(unread)).pick(lang))
    if ask:
        _ask_splits(book, guessed, lang)
        _ask_values(guessed, lang)
    write_mapping(path, guessed)
    click.echo(Text(f"已写好 {path}，可以手改", f"wrote {path}, which may be changed").pick(lang))
    return guessed


def _accept_field(answer: str, targets: dict[str, tuple[Sheet, Column]], lang: str) -> str:
    """The path of a field written as such or by its title; of fields of one title, the first is meant."""
    by_title = {column.title: path for path, (_, column) in reversed(targets.items())} | {"编号": "id"}
    path = by_title.get(answer.strip(), answer.strip())
    if path not in targets and path not in {"id", "-"}:
        raise click.BadParameter(NO_FIELD.format(answer=answer).pick(lang))
    return path


def _ask_splits(book: Book, mapping: ListMapping, lang: str) -> None:
    """Ask which marks part the items of a cell: nothing is parted unless somebody says so."""
    for title, mark in list_unsplit(book, mapping).items():
        told = Text(
            f"“{title}”的格子里有“{mark}”。如果它隔开的是几项，写 {mark}；不是就回车",
            f"cells of `{title}` hold `{mark}`: write {mark} if it parts items, else press Return",
        )
        split = click.prompt(told.pick(lang), default="", show_default=False)
        mapping.columns[title] = replace(mapping.columns[title], split=split)


def _ask_values(mapping: ListMapping, lang: str) -> None:
    """Ask for what entries must have and the list has no column for, of new entries that it names as well."""
    targets = list_targets(mapping.kind)
    given = [*(one.path for one in mapping.columns.values()), *mapping.values]
    click.echo(LACKING.pick(lang))
    lacking = list_lacking(mapping.kind, given)
    mapping.values |= _ask_each(mapping.kind.title.pick(lang), lacking, mapping.columns, lang)
    for title, one in list(mapping.columns.items()):
        if one.creates:
            kind = KIND_BY_NAME[targets[one.path][1].refs[0]]
            lacking = list_lacking(kind, one.values)
            what = Text(f"“{title}”里新的{kind.title.zh}", f"new {kind.title.en} of `{title}`").pick(lang)
            answers = _ask_each(what, lacking, (), lang)
            mapping.columns[title] = replace(one, values={**one.values, **answers})


def _ask_each(what: str, lacking: dict[str, Column], titles: Container[str], lang: str) -> dict[str, str]:
    def accept(answer: str, choices: tuple[str, ...]) -> str:
        unknown = [title for title in CELL.findall(answer) if title not in titles]
        if unknown or (answer and choices and answer not in choices):
            known = Text("可选：{known}", "choose one of {known}").format(known="、".join(choices))
            lost = Text("没有列“{title}”", "no column `{title}`").format(title="".join(unknown[:1]))
            raise click.BadParameter((lost if unknown else known).pick(lang))
        return answer

    answers = {}
    for path, column in lacking.items():
        note = f"（{'、'.join(column.choices)}）" if column.choices else ""
        accepted = functools.partial(accept, choices=column.choices)
        told = Text(f"{what}的“{column.title}”{note}", f"{what}: {path}{note}").pick(lang)
        if answer := click.prompt(told, default="", show_default=False, value_proc=accepted):
            answers[path] = answer
    return answers
