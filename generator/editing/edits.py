"""Edits of characters made in a text."""

import re
from itertools import pairwise

from generator.diagnostics import Edit


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with edits made; of overlapping ones the first, of those at one place each, in their order.

    Line ends are those of the text.
    """
    unique = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    kept = unique[:1] + [after for before, after in pairwise(unique) if after.start >= before.end]
    for edit in reversed(kept):
        written = re.sub("\r?\n", "\r\n", edit.text) if "\r\n" in text[:_FAR] else edit.text
        text = text[: edit.start] + written + text[edit.end :]
    return text


_FAR = 10_000
"""Characters in which a file of Windows has ended a line."""
