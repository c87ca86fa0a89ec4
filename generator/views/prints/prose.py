"""Markdown of the entries as blocks of plain runs, which print has no way to take for markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight; a lone newline is a line break."""

    text: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one item) or a list; lists in lists are printed as one."""

    kind: Literal["p", "ul", "ol"]
    items: tuple[Runs, ...]


Prose = tuple[Block, ...]


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


@cache
def parse_prose(text: str | None) -> Prose:
    """Paragraphs and lists with bold runs; HTML and all other markup stay as the text they are."""
    return tuple(_blocks(_markdown().parse(text))) if text else ()


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[Literal["ul", "ol"]] = []
    items: list[Runs] = []
    heading = False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append("ul" if token.type.startswith("bullet") else "ol")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            kind = lists.pop()
            if not lists:
                yield Block(kind, tuple(items))
                items = []
        elif token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open"
        elif runs := _runs_of(token, strong=heading):
            if lists:
                items.append(runs)
            else:
                yield Block("p", (runs,))


def _runs_of(token: Token, *, strong: bool) -> Runs:
    if token.type in {"fence", "code_block"}:
        return (Run(token.content.strip()),)
    return _runs(token.children or (), strong=strong) if token.type == "inline" else ()


def _runs(tokens: Sequence[Token], *, strong: bool) -> Runs:
    runs: list[Run] = []
    target = ""
    for index, token in enumerate(tokens):
        if token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type == "hardbreak":
            runs.append(Run("\n"))
        elif token.type == "softbreak":
            runs.append(Run(_joint(runs, tokens[index + 1 :])))
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
        elif (
            token.type == "link_close" and target.removeprefix("tel:") not in runs[-1].text if runs else False
        ):
            runs.append(Run(f"（{target}）"))
        elif token.content:
            runs.append(Run(token.content, strong))
    return tuple(run for run in runs if run.text)


def _joint(before: list[Run], after: Sequence[Token]) -> str:
    """What a line end becomes: nothing beside Chinese, a blank between Latin words."""
    left = before[-1].text[-1:] if before else ""
    right = next((token.content[:1] for token in after if token.content), "")
    return "" if _WIDE.match(left) or _WIDE.match(right) else " "
