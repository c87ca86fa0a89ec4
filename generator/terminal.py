"""What every command shares: languages, days, options, and one way to fail."""

import contextlib
import datetime
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import OutputError, RevisionError, Text, explain_refusal
from generator.publishing import ENGINES
from generator.writing.entries import undo_interrupted

LANGUAGES = ("zh", "en")


class Day(click.ParamType[datetime.date]):
    """A day as 2026-03-01."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:  # noqa: ANN401 - click's own
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` 不是日期，写成 2026-03-01 / not a date like 2026-03-01", param, ctx)


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """Options that every command takes, and one way to fail."""

    @click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="工作区文件夹，默认当前文件夹",
    )
    @click.option(
        "--lang", type=click.Choice(LANGUAGES), default="zh", help="提示和检查结果用的语言", show_default=True
    )
    @functools.wraps(command)
    def run(root: Path, lang: str, **options: Any) -> None:  # noqa: ANN401 - options of any command
        if not root.is_dir():
            raise click.UsageError(Text(f"没有这个文件夹：{root}", f"no such folder: {root}").pick(lang))
        try:
            if undone := undo_interrupted(root):
                click.echo(undone.pick(lang), err=True)
            command(root=root, lang=lang, **options)
        except RevisionError as error:
            raise click.UsageError(error.text.pick(lang)) from error
        except OutputError as error:
            click.echo(error.text.pick(lang), err=True)
            sys.exit(1)

    return run


engine_option = click.option(
    "--engine", type=click.Choice(ENGINES), default="mkdocs", help="排手写页面的引擎", show_default=True
)
today_option = click.option("--today", type=Day(), help="按哪一天检查和发布，默认是城市里的今天")


class Program(click.Group):
    """The command with all it says in UTF-8, help and wrong use too, and what it is told by a file."""

    def main(self, *words: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        piped = sys.stdin is not None and not sys.stdin.isatty()
        for stream in (sys.stdout, sys.stderr, *([sys.stdin] if piped else ())):
            # A Windows console that is not UTF-8 must not stop a check of Chinese text, nor piped answers.
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")
        try:
            return super().main(*words, **named)
        except OSError as error:  # a disk that is full, a folder that is gone: nobody's fault in the program
            why, file = explain_refusal(error), error.filename or "stdout"
            click.echo(f"读写不了 {file}（{why.zh}）/ cannot read or write {file}: {why.en}", err=True)
            sys.exit(1)


def report(root: Path, found: Any, lang: str, catalogue: Any = None) -> None:  # noqa: ANN401 - types that are imported late
    """Say what was found, with lines and columns; nothing when nothing was."""
    from generator.publishing.checking import locate_all
    from generator.reporting.findings import render_full

    if found:
        click.echo(render_full(locate_all(root, found, catalogue), lang), nl=False, err=True)
