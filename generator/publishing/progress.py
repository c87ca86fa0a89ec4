"""What a build says while it works, and at its end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator.diagnostics import Text
from generator.publishing.pipeline import Built


class Progress:
    """Prints a line for each step with the seconds it took."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.seconds: dict[str, float] = {}
        self._start = time.perf_counter()

    @contextmanager
    def step(self, name: Text) -> Iterator[None]:
        """Time one step; the line appears when it begins and is completed when it ends."""
        label = name.pick(self.lang)
        click.echo(f"▸ {label} …", nl=False, err=True)
        start = time.perf_counter()
        try:
            yield
        except BaseException:
            click.echo("", err=True)
            raise
        self.seconds[label] = time.perf_counter() - start
        click.echo(Text(" {s:.1f} 秒", " {s:.1f} s").format(s=self.seconds[label]).pick(self.lang), err=True)

    def summarize(self, built: Built) -> None:
        """Say what was made and how to look at it."""
        if built.written is None:
            return
        counts = built.written.counts
        made = Text(
            "做好了：{pages} 个页面、{handbooks} 本手册、{places} 幅地图，搜索收录 {documents} 条。",
            "made {pages} pages, {handbooks} handbooks, {places} maps; search holds {documents} documents.",
        ).format(**built.made)
        changed = Text(
            "文件：新增 {created}，更新 {changed}，没变 {unchanged}，删除 {removed}；共用 {total:.1f} 秒。",
            "files: {created} new, {changed} changed, {unchanged} same, {removed} removed; {total:.1f} s.",
        ).format(**counts, total=time.perf_counter() - self._start)
        look = Text(
            "怎么看：用浏览器打开 {page}，或运行 gridpress serve",
            "look: open {page} in a browser, or run gridpress serve",
        ).format(page=built.out / "index.html")
        for line in (made, changed, look):
            click.echo(line.pick(self.lang))
        if built.without:
            click.echo(f"▲ {built.without.pick(self.lang)}", err=True)
