"""What is found in each form of private data: `GRIDPRESS_ACCEPT=1 pytest` of this file accepts.

`tests/golden/private_pieces.txt` holds the first forms of each group of the cases and all written by hand,
each with the sort, the text and the digits that are found in it. Missed ones stand there too, so that a
change of any of them is seen.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

from conftest import ROOT

from generator.rules.private_data import find_private
from scripts.privacy.corpus import load_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = ROOT / "tests" / "golden" / "private_pieces.txt"
OF_EACH = 8
BY_HAND = "written by hand"


def describe() -> Iterator[str]:
    """Each form in one line, and below it what is found."""
    for group, forms in groupby(load_forms(), key=lambda form: form.group):
        for form in list(forms)[: None if group == BY_HAND else OF_EACH]:
            yield f"{form.sort}: {form.text!r}"
            for one in find_private(form.text, ("李健",), ("330902001001",)):
                yield f"    {one.sort} {one.start} {one.text!r} {one.core}"


def test_each_form_is_found_as_it_was() -> None:
    """The whole piece and nothing more, under its sort."""
    found = "\n".join(describe()) + "\n"
    if os.environ.get("GRIDPRESS_ACCEPT"):
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")
