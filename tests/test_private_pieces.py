"""What is found in each form of private data: `GRIDPRESS_ACCEPT=1 pytest` of this file accepts.

`tests/golden/private_pieces.txt` holds each form of the cases with the sort, the text and the digits that
are found in it. Missed ones stand there too, so that a change of any of them is seen. `private_looks.txt`
says which texts the cheap look lets through, and for what.
"""

import os
from collections.abc import Iterator

from conftest import ROOT

from generator.privacy.glance import may_hold_home, may_hold_number, may_hold_paper, may_hold_record
from generator.rules.private_data import find_private
from scripts.privacy.corpus import load_forms, load_lookalikes

GOLDEN = ROOT / "tests" / "golden"


def describe() -> Iterator[str]:
    """Each form in one line, and below it what is found."""
    for form in load_forms():
        yield f"{form.sort}: {form.text!r}"
        for one in find_private(form.text, ("李健",), ("330902001001",)):
            yield f"    {one.sort} {one.start} {one.text!r} {one.core}"


def describe_looks() -> Iterator[str]:
    """Every form and look-alike behind what it may hold."""
    for one in (*load_forms(), *load_lookalikes()):
        data = one.text.encode()
        looks = (may_hold_number(one.text, data), may_hold_paper(one.text, data))
        looks += may_hold_home(one.text, data), may_hold_record(one.text, data)
        yield f"{''.join('NPHR'[place] if look else '-' for place, look in enumerate(looks))} {one.text!r}"


def compare(name: str, lines: Iterator[str]) -> None:
    """Compare with what was accepted, or accept it."""
    found, file = "\n".join(lines) + "\n", GOLDEN / name
    if os.environ.get("GRIDPRESS_ACCEPT"):
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


def test_each_form_is_found_as_it_was() -> None:
    """The whole piece and nothing more, under its sort."""
    compare("private_pieces.txt", describe())


def test_only_texts_that_may_hold_private_data_are_read_closely() -> None:
    """All forms pass the cheap look, and of the look-alikes no more than did."""
    compare("private_looks.txt", describe_looks())
