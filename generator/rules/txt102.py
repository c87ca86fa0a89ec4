"""给居民看的字里没有网页和表格的代码

检查各类条目和表格里给人看的文字，有没有从网页、公众号编辑器或 Excel 粘贴时带来的代码：
网页标记（`<br>`、`<span …>`），字符代号（`&nbsp;`、`&#8203;`），Excel 的换行代号（`_x000D_`）。
条目里的字一个不改地给居民看，这些代码也会原样出现在网页、手册和搜索里，还会被朗读出来。

手写的页面（`content/`）不在此列：那里可以写网页标记。

修改办法：删掉代码；要分段的，在 YAML 里用 `|` 另起一行写。

过期：没有，和哪一天检查无关。

来源：给编辑的网页和表格软件各自的写法（HTML 标准的标记和字符引用，Office Open XML 的 `_xHHHH_` 转义）。
---
What residents read holds no code of web pages or workbooks

Checks the texts of all entries and tables for code that comes along when something is pasted from a web page
or from Excel: tags (`<br>`, `<p>`, `<span ...>`), character references (`&nbsp;`, `&amp;`), escapes of a
workbook (`_x000D_`). Texts of entries are shown as they are, so the code would be read, printed and spoken.

Hand-written pages may hold tags and are not looked at.

Repair: remove the code; for a new line write the text below a `|`.

Lapse: none; it is the same on every day.

Source: how pages and workbooks write such things (tags and character references of HTML, the `_xHHHH_` of
Office Open XML).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import Shape
from generator.rules.texts import collect_texts
from generator.signs import CODE as HOLDS_CODE

CODE = "TXT102"
finding = partial(Diagnostic, CODE, Severity.WARNING)

_TAGS = (
    "a|b|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|s|script|section|small|span"
    "|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_TAG = re.compile(
    rf"</?(?:{_TAGS}|[ovw]:\w+|st1:\w+)(?:\s+[a-z][\w:-]*\s*=[^<>]{{0,500}}|\s*/?)>|<!--|<\?xml\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|ensp|emsp|thinsp|[lr][ds]quo|[lr]aquo|middot|[mn]dash|hellip|times|divide|deg"
    r"|plusmn|permil|le|ge|ne|yen|sect|copy|reg|bull|zwnj|zwj"
    r"|#[0-9]{2,7}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"_x00[0-9a-f]{2}_", re.IGNORECASE)
_MOST_SHOWN = 20
_SORTS = (
    (_TAG, Text("是网页的标记", "is a tag of a web page")),
    (_REFERENCE, Text("是网页里代替字符的代号", "is how a web page writes a character")),
    (_ESCAPE, Text("是 Excel 代替换行等字符的代号", "is how a workbook writes a line break or the like")),
)
_MESSAGE = Text("`{shown}` {problem}，居民会原样看到", "`{shown}` {problem}; people would read it")
_ADVICE = Text("删掉它；要换行的，用 `|` 另起一行写", "remove it; for a new line write the text below a `|`")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on texts with code in them, one a field."""
    for entry in each_entry(catalogue):
        if HOLDS_CODE in entry.signs:
            yield from _check_texts(entry)
        for number, row in enumerate(entry.rows):
            line = replace(entry, file=entry.table, value=row, rows=())
            yield from _check_texts(line, number)


def _check_texts(entry: Entry[Shape], *above: int) -> Iterator[Diagnostic]:
    for path, text in collect_texts(entry.value):
        for pattern, problem in _SORTS:
            if match := pattern.search(text):
                shown = match[0] if len(match[0]) <= _MOST_SHOWN else f"{match[0][:_MOST_SHOWN]}…"
                message = _MESSAGE.format(shown=shown, problem=problem)
                yield finding(entry.at(*above, *path), message, _ADVICE)
                break
