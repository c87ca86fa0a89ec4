"""What a preview says in the browser: findings with their line, the spot in it and the repair."""

from collections.abc import Sequence
from typing import Any

from generator.diagnostics import Text
from generator.reporting.findings import view_finding
from generator.reporting.located import Located

MOST = 10
"""Findings in the box; the console has them all."""
STOPPED = Text("有 {n} 处错误，网页还是改之前的样子", "{n} errors: the pages are as they were before")
NOTED = Text("这一页有 {n} 条提醒，不影响发布", "{n} notes on this page, which stop no publishing")
MORE = Text("还有 {n} 处，在运行 gridpress serve 的窗口里看", "{n} more: see the window of gridpress serve")
CLOSE, HELP = Text("关闭", "Close"), Text("怎么改", "help")
SPOT = Text("第 {line} 行第 {column} 字", "line {line}, column {column}")


def view_box(found: Sequence[Located], lang: str) -> dict[str, Any] | None:
    """Plain data for `templates/preview.js`, all words in one language; None when there is nothing to say."""
    if not found:
        return None
    stops = any(one.diagnostic.stops_publishing for one in found)
    count, left = sum(1 + one.diagnostic.more for one in found), found[MOST:]
    rest = MORE.format(n=sum(1 + one.diagnostic.more for one in left)).pick(lang) if left else ""
    return {
        "stops": stops,
        "title": (STOPPED if stops else NOTED).format(n=count).pick(lang),
        "items": [_view_item(one, lang) for one in found[:MOST]],
        "more": rest,
        "close": CLOSE.pick(lang),
    }


def _view_item(one: Located, lang: str) -> dict[str, Any]:
    told = view_finding(one, lang)
    start = one.span.column - 1
    end = one.span.end_column - 1 if one.span.end_line == one.span.line else len(one.line)
    lapse = one.diagnostic.lapse
    help_ = [told["hint"] and f"{HELP.pick(lang)}: {told['hint']}", lapse and lapse.text.pick(lang)]
    related = [
        f"{span.file}:{span.line} {other['note']}"
        for span, other in zip(one.related, told["related"], strict=True)
    ]
    return {
        "place": f"{one.span.file}  {SPOT.format(line=one.span.line, column=one.span.column).pick(lang)}",
        "code": one.diagnostic.code,
        "message": told["message"],
        "line": [one.line[:start], one.line[start : max(end, start + 1)], one.line[max(end, start + 1) :]],
        "help": [*filter(None, help_), *related],
    }


def view_failure(text: Text, lang: str) -> dict[str, Any]:
    """The box for what is no finding: an engine that fails, a disk that is full."""
    return {
        "stops": True,
        "title": STOPPED.format(n=1).pick(lang),
        "items": [{"place": "", "code": "", "message": text.pick(lang), "line": ["", "", ""], "help": []}],
        "more": "",
        "close": CLOSE.pick(lang),
    }
