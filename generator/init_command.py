"""The command that begins a workspace: six questions, each of which is an option too."""

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import OutputError, Text
from generator.terminal import shared

KEPT = Text("已经有，没有改动：{file}", "was there before and was left alone: {file}")
LEFT_OUT = Text("名单里没有写进去的：{why}", "left out of the list: {why}")
MORE = Text("……还有 {count} 条", "... and {count} more")
SHOWN = 20
BEGUN = Text(
    "已写好 {folder}：{divisions} 个区划，和起步用的人群、分类、材料、事项、应急预案。",
    "wrote {folder}: {divisions} divisions, and starters of audiences, documents, matters and plans.",
)
COPIED = Text("已写好 {folder}：虚构的演示城市 云屿市。", "wrote {folder}: the invented demo city.")
NEXT = Text(
    "接下来：\n"
    "  1. cd {folder}，运行 gridpress serve，在浏览器里看；改了文件会自己更新\n"
    "  2. 照 README.md“先改这些”，把电话、单位、预案换成本地的；gridpress new grid 编号 添网格\n"
    "  3. gridpress check 没有错误了，运行 gridpress build，把 site 文件夹传到网站上",
    "Next:\n"
    "  1. cd {folder}, run `gridpress serve` and look in a browser; it follows your edits\n"
    "  2. put in your own numbers, offices and plans as README.md says; `gridpress new grid ID` adds a grid\n"
    "  3. when `gridpress check` finds no error, run `gridpress build` and upload the folder `site`",
)


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--city", metavar="NAME", help="市、区或县的名称或 6 位代码；不写就看文件夹的名称")
@click.option(
    "--divisions",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="区划名单，CSV 或 Excel，一列代码、一列名称；不写就只有市和区县",
)
@click.option("--grid-digits", type=click.IntRange(1, 8), help="网格代码在社区 12 位代码后面加几位顺序号")
@click.option("--publisher", metavar="NAME", help="主办单位")
@click.option("--hotline", metavar="PHONE", help="服务热线")
@click.option("--time-zone", metavar="ZONE", help="时区，例如 Asia/Shanghai")
@click.option("--demo", is_flag=True, help="抄一份虚构的演示城市 云屿市，不提问")
@shared
def init_command(root: Path, lang: str, folder: Path, *, demo: bool, **given: Any) -> None:  # noqa: ANN401 - the answers
    """新建一个工作区，例如：gridpress init 广安。没写的选项会问；直接按回车就用括号里的。"""
    from generator.starting.workspace import copy_demo

    target = root / folder
    if demo:
        kept, done = copy_demo(target), COPIED.format(folder=folder)
    else:
        kept, done = _begin(target, lang, given)
    click.echo(done.pick(lang))
    for file in kept:
        click.echo(KEPT.format(file=file).pick(lang), err=True)
    typed = f'"{folder}"' if " " in str(folder) else folder
    click.echo(NEXT.format(folder=typed).pick(lang))


def _begin(target: Path, lang: str, given: dict[str, Any]) -> tuple[list[Path], Text]:
    from generator.model.fields import Count, Line, Phone, TimeZone
    from generator.reading.today import find_day
    from generator.starting.divisions import place_city
    from generator.starting.lists import load_names
    from generator.starting.workspace import Answers, begin_workspace, refuse_begun

    refuse_begun(target)
    ask = functools.partial(_ask, lang, given)
    listed = ask(
        "divisions", Text("区划名单文件，没有就直接回车", "a list of divisions, if you have one"), ""
    )
    named, unread = load_names(Path(listed)) if listed else ([], [])
    folder = "" if named else target.resolve().name
    city = ask("city", Text("市、区或县，名单里只有一个市就直接回车", "city or county"), folder)
    divisions, unplaced = place_city(str(city).strip(), named)
    workers = f"{divisions[0].name}社会工作部"
    answers = Answers(
        divisions,
        publisher=ask("publisher", Text("主办单位", "publisher"), workers, Line),
        hotline=ask("hotline", Text("服务热线", "hotline"), "12345", Phone),
        grid_digits=ask("grid_digits", Text("网格代码的顺序号几位", "digits of a grid's number"), 3, Count),
        time_zone=ask("time_zone", Text("时区", "time zone"), "Asia/Shanghai", TimeZone),
    )
    kept = begin_workspace(target, answers, find_day(answers.time_zone))
    _tell([*unread, *unplaced], lang)
    return kept, BEGUN.format(folder=target, divisions=len(divisions))


def _ask(  # noqa: PLR0913, PLR0917 - one parameter for each part of a question
    lang: str,
    given: dict[str, Any],
    name: str,
    question: Text,
    usual: object,
    kind: Any = str,  # noqa: ANN401 - a type
) -> Any:  # noqa: ANN401 - of that type
    """An answer: the option, else what is typed or piped in, else the usual one. Raises OutputError.

    At a terminal a question whose answer does not fit is asked again.
    """
    import pydantic

    at_terminal = given[name] is None and sys.stdin.isatty()
    while True:
        answer = given[name]
        if answer is None:
            answer = _prompt(question.pick(lang), usual) if at_terminal else _read_line() or usual
        try:
            return pydantic.TypeAdapter(kind).validate_python(str(answer))
        except pydantic.ValidationError as error:
            problem = error.errors()[0].get("ctx", {}).get("problem", ("不能用", "is not acceptable"))
            refused = OutputError(
                f"{question.zh}：`{answer}` {problem[0]}", f"{question.en}: `{answer}` {problem[1]}"
            )
            if not at_terminal:
                raise refused from error
            click.echo(refused.text.pick(lang), err=True)


def _prompt(question: str, usual: object) -> Any:  # noqa: ANN401 - what click makes of the usual one's type
    try:
        return click.prompt(question, usual)
    except click.Abort as error:
        raise OutputError("停下了，什么也没有写", "stopped: nothing was written") from error


def _read_line() -> str:
    """The next of answers that are piped in, one a line; "" when there are no more."""
    try:
        return sys.stdin.readline().strip()
    except (OSError, ValueError):  # no standard input at all, as under some schedulers
        return ""


def _tell(left_out: Sequence[Text], lang: str) -> None:
    """Say what of a list is not in the workspace."""
    for why in left_out[:SHOWN]:
        click.echo(LEFT_OUT.format(why=why).pick(lang), err=True)
    if len(left_out) > SHOWN:
        click.echo(MORE.format(count=len(left_out) - SHOWN).pick(lang), err=True)
