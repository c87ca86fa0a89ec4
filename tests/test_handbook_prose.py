"""Markdown of entries as print sets it: blocks of plain runs."""

import pytest

from generator.views.prints.prose import Block, Run, parse_prose


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("甲\n乙", [("p", ["甲乙"])]),
        ("one\ntwo", [("p", ["one two"])]),
        ("甲\ntwo", [("p", ["甲two"])]),
        ("one\n乙", [("p", ["one乙"])]),
        ("**one**\n**two**", [("p", ["[one] [two]"])]),
        ("甲  \n乙", [("p", ["甲\n乙"])]),
        ("甲\n\n乙", [("p", ["甲"]), ("p", ["乙"])]),
        ("# 题\n\n文", [("p", ["[题]"]), ("p", ["文"])]),
        ("## 题**重**\n文", [("p", ["[题][重]"]), ("p", ["文"])]),
        ("甲**重**乙", [("p", ["甲[重]乙"])]),
        ("- 一\n- 二\n", [("ul", ["一", "二"])]),
        ("1. 一\n2. 二\n", [("ol", ["一", "二"])]),
        ("- 一\n  1. 二\n- 三\n\n文", [("ul", ["一", "二", "三"]), ("p", ["文"])]),
        ("- 一\n\n文\n\n1. 二", [("ul", ["一"]), ("p", ["文"]), ("ol", ["二"])]),
        ("[网](https://a.cn)好", [("p", ["网（https://a.cn）好"])]),
        ("[12345](tel:12345)", [("p", ["12345"])]),
        ("[热线](tel:12345)", [("p", ["热线（tel:12345）"])]),
        ("<https://a.cn>", [("p", ["https://a.cn"])]),
        ("[](https://a.cn)", []),
        ("`code` <b>粗</b>", [("p", ["code <b>粗</b>"])]),
        ("```\n代码\n```\n\n    缩进\n", [("p", ["代码"]), ("p", ["缩进"])]),
        ("***\n\n文", [("p", ["文"])]),
    ],
)
def test_markdown_is_set_as_plain_runs(text: str, blocks: list[tuple[str, list[str]]]) -> None:
    """Bold runs stand in brackets here."""
    assert [(block.kind, [show(runs) for runs in block.items]) for block in parse_prose(text)] == blocks


def show(runs: tuple[Run, ...]) -> str:
    """Runs in one line."""
    return "".join(f"[{run.text}]" if run.strong else run.text for run in runs)


def test_nothing_is_no_block() -> None:
    """A field that is empty prints nothing, and one that is not keeps its runs."""
    assert parse_prose(None) == ()
    assert parse_prose("甲") == (Block("p", ((Run("甲", strong=False),),)),)
