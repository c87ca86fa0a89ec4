"""Diagnostics as text for people, lines for tools, JSON, GitHub annotations and SARIF 2.1.0."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from generator.diagnostics import PLACES_NAMED, Diagnostic, Severity, Span, Text, cap
from generator.reporting.located import Located
from generator.reporting.overview import render_overview

TAB_WIDTH = 4
MANY = 50
"""Findings from which an overview says what they are mostly about."""


def display_width(text: str) -> int:
    """Columns that a terminal uses for a text: Chinese characters and emoji take two."""
    width = 0
    for character in text:
        if character == "\t":
            width += TAB_WIDTH
        elif unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
            continue
        else:
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def _visible(text: str) -> str:
    """Tabs spread out and control characters shown as a box, so that lines are one and carets line up."""
    spread = text.replace("\t", " " * TAB_WIDTH)
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in {"Cc", "Cs"} else one for one in spread
    )


def _head(one: Located, lang: str) -> str:
    found = one.diagnostic
    spot = f"{one.span.file}:{one.span.line}:{one.span.column}"
    said = f"{found.severity.label} {found.code} {found.message.pick(lang)}{_more(found, lang)}"
    return _visible(f"{spot}: {said}")


def _more(found: Diagnostic, lang: str) -> str:
    """How many findings of the same cause in the same file are not listed."""
    if not found.more:
        return ""
    return (
        Text("（这个文件里这样的还有 {n} 处）", " ({n} more of these in this file)")
        .format(n=found.more)
        .pick(lang)
    )


def render_concise(found: Sequence[Located], lang: str) -> str:
    """One line for each finding."""
    return "".join(f"{_head(one, lang)}\n" for one in found)


def render_full(found: Sequence[Located], lang: str) -> str:
    """Each finding with its source line, a caret, hint and related places, then a count.

    Of a list that fills several screens the first of each code, between two overviews: a console shows the
    end of it, a file its beginning.
    """
    count = _render_count([one.diagnostic for one in found], lang)
    if sum(1 + one.diagnostic.more for one in found) < MANY:
        return "\n".join([*(_render_block(one, lang) for one in found), count])
    listed = cap(found, lambda one: one.diagnostic.code)
    left = sum(more for _, more in listed)
    rest = Text(
        "另有 {n} 处同样的没有列出，用 --format concise 看全部\n",
        "{n} more of these are not listed; --format concise lists all\n",
    )
    blocks = [_render_block(one, lang) for one, _ in listed]
    overview = render_overview(found, lang)
    return "\n".join(
        [count + overview, *blocks, (rest.format(n=left).pick(lang) if left else "") + overview + count]
    )


def _render_block(one: Located, lang: str) -> str:
    number = str(one.span.line)
    margin = " " * len(number)
    lines = [_head(one, lang)]
    if one.line.strip():
        lines += [f" {margin} |", f" {number} | {_visible(one.line)}", f" {margin} | {_caret(one)}"]
    hint, lapse = one.diagnostic.hint, one.diagnostic.lapse
    if hint is not None:
        lines.append(f" {margin} = {Text('怎么改', 'help').pick(lang)}: {hint.pick(lang)}")
    if lapse is not None:
        lines.append(f" {margin} = {Text('过期', 'lapse').pick(lang)}: {lapse.text.pick(lang)}")
    for span, related in zip(one.related, one.diagnostic.related, strict=True):
        spot = f"{span.file}:{span.line}:{span.column}"
        lines.append(_visible(f" {margin} = {spot}: {related.note.pick(lang)}"))
    return "\n".join(lines) + "\n"


def _caret(one: Located) -> str:
    start = one.span.column - 1
    end = one.span.end_column - 1 if one.span.end_line == one.span.line else len(one.line)
    before = display_width(one.line[:start])
    return " " * before + "^" * max(1, display_width(one.line[start:end]))


def _render_count(found: Sequence[Diagnostic], lang: str) -> str:
    counts: Counter[Severity] = Counter()
    for one in found:
        counts[one.severity] += 1 + one.more
    if not counts:
        return Text("没有发现问题\n", "no problems found\n").pick(lang)
    names = {
        Severity.ERROR: Text("{n} 个错误", "{n} errors"),
        Severity.WARNING: Text("{n} 个警告", "{n} warnings"),
        Severity.INFO: Text("{n} 条提示", "{n} notes"),
    }
    parts = [
        name.format(n=counts[severity]).pick(lang) for severity, name in names.items() if counts[severity]
    ]
    safe = sum(one.repairable for one in found)
    repair = (
        Text("；其中 {n} 处可以用 --fix 自动改好", "; {n} can be repaired with --fix")
        .format(n=safe)
        .pick(lang)
    )
    lapsed = sum(one.lapse is not None for one in found)
    time = Text("；其中 {n} 个是过期，不影响发布", "; {n} of them lapsed, which stops no publishing")
    notes = (repair if safe else "") + (time.format(n=lapsed).pick(lang) if lapsed else "")
    head = Text("，", ", ").pick(lang).join(parts) + notes + "\n"
    return head + _render_drafts(found, lang)


def _render_drafts(found: Sequence[Diagnostic], lang: str) -> str:
    """How many drafts there are, and the first of them: what is not published, its editor still knows of."""
    files = list(dict.fromkeys(one.place.file for one in found if one.code in {"DRF101", "DRF102"}))
    if not files:
        return ""
    named = Text("、", ", ").pick(lang).join(files[:PLACES_NAMED]) + (
        "……" if len(files) > PLACES_NAMED else ""
    )
    told = Text("草稿 {n} 份，没有发布：{named}", "{n} drafts, not published: {named}")
    return told.format(n=len(files), named=named).pick(lang) + "\n"


def render_json(found: Sequence[Located], lang: str) -> str:
    """A JSON list; lines and columns are 1-based code points, ends exclusive."""
    return json.dumps([view_finding(one, lang) for one in found], ensure_ascii=False, indent=2) + "\n"


def view_finding(one: Located, lang: str) -> dict[str, Any]:
    """A finding as plain data."""
    found = one.diagnostic
    return {
        "code": found.code,
        "severity": found.severity.label,
        "message": found.message.pick(lang),
        "hint": found.hint.pick(lang) if found.hint else None,
        **asdict(one.span),
        "path": list(found.place.path),
        "related": [
            {**asdict(span), "note": related.note.pick(lang)}
            for span, related in zip(one.related, found.related, strict=True)
        ],
        "fixable": found.repairable,
        "more": found.more,
        "lapse": {"since": found.lapse.since.isoformat(), "due": found.lapse.due.isoformat()}
        if found.lapse
        else None,
    }


def render_github(found: Sequence[Located], lang: str) -> str:
    """GitHub's workflow commands, one for each finding."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for one in found:
        span, level = one.span, levels[one.diagnostic.severity]
        where = f"file={_property(span.file)},line={span.line},endLine={span.end_line},col={span.column}"
        title = f"title={one.diagnostic.code}"
        lines.append(f"::{level} {where},{title}::{_data(_sentence(one.diagnostic, lang))}\n")
    return "".join(lines)


def _sentence(found: Diagnostic, lang: str) -> str:
    more = (found.hint, found.lapse.text if found.lapse else None)
    first = found.message.pick(lang) + _more(found, lang)
    return "\n".join([first, *(text.pick(lang) for text in more if text)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render_sarif(found: Sequence[Located], lang: str) -> str:
    """A SARIF 2.1.0 log with one run."""
    codes = sorted({one.diagnostic.code for one in found})
    run = {
        "tool": {"driver": {"name": "gridpress", "rules": [{"id": code} for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, lang) for one in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(one: Located, lang: str) -> dict[str, object]:
    found = one.diagnostic
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    related = [
        {**_sarif_location(span), "message": {"text": other.note.pick(lang)}}
        for span, other in zip(one.related, found.related, strict=True)
    ]
    return {
        "ruleId": found.code,
        "level": levels[found.severity],
        "message": {"text": _sentence(found, lang)},
        "locations": [_sarif_location(one.span)],
        **({"relatedLocations": related} if related else {}),
    }


def _sarif_location(span: Span) -> dict[str, object]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": span.file}, "region": region}}


def render_gitlab(found: Sequence[Located], lang: str) -> str:
    """GitLab's code quality report; fingerprints hold no line, so that a finding may move."""
    levels = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
    seen: Counter[tuple[str, ...]] = Counter()
    items = []
    for one in found:
        key = (one.diagnostic.code, one.span.file, one.diagnostic.message.zh)
        seen[key] += 1
        mark = "\0".join((*key, str(seen[key])))
        lines = {"begin": one.span.line, "end": one.span.end_line}
        items.append(
            {
                "description": _sentence(one.diagnostic, lang),
                "check_name": one.diagnostic.code,
                "fingerprint": blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
                "severity": levels[one.diagnostic.severity],
                "location": {"path": one.span.file, "lines": lines},
            }
        )
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Callable[[Sequence[Located], str], str]] = {
    "full": render_full,
    "concise": render_concise,
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
}
