"""How people write the same text: forms folded into one."""

import re

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
