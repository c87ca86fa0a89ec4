"""How people write a value: forms folded into one, and what is said of a form that is not the plain one.

A form with exactly one meaning is taken and may be respelled by `check --fix`; a form that two people could
read in two ways is refused with words. Neither is guessed, and nothing else of pydantic's own English
reaches an editor.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0), 0x20)
"""Full-width forms and their narrow ones. Not NFKC, which would make 122 of 12²."""
INVISIBLE = "\u00ad\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070))
    for code in range(first, last)
)
"""Characters without width: zero-width blanks, byte order marks, marks of writing direction."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_DASHES = re.compile(" ?[-‐‑‒–—―−﹣]+ ?")
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text with narrow characters, plain dashes and single blanks, and nothing invisible."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text.translate(_NARROW)))
    return _DASHES.sub("-", text).strip()


def refuse(problem: tuple[str, str], advice: tuple[str, str], *, meant: str | None = None) -> NoReturn:
    """Raise the error of a badly written value: what is wrong, what to write, each (zh, en).

    `meant` is the right text, when only one can be meant: `gridpress check --fix` writes it.
    """
    context: dict[str, Any] = {"problem": problem, "advice": advice, "meant": meant}
    raise PydanticCustomError("bad_value", "bad value", context)


def refuse_mark_of_excel(text: str) -> None:
    """Raise for ##### and #N/A, which Excel saves in place of what it cannot show."""
    if text.startswith("#"):
        refuse(
            (
                "是 Excel 显示不下或算不出时的记号，原来的内容没有存下来",
                "is what Excel saves when it cannot show a cell",
            ),
            (
                "在 Excel 里把列拉宽或改好公式，再存一次",
                "widen the column or mend the formula in Excel and save again",
            ),
        )


def respell(plain: str) -> NoReturn:
    """Raise that a value has one meaning, and `plain` is how it is written; the reader takes that instead."""
    raise PydanticCustomError("respelled", "respelled", {"plain": plain})
