"""What is said of a value that is not written in the plain form.

A form with exactly one meaning is taken and may be respelled by `check --fix`; a form that two people could
read in two ways is refused with words. Neither is guessed, and nothing else of pydantic's own English
reaches an editor.
"""

from typing import Any, NoReturn

from pydantic_core import PydanticCustomError


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
