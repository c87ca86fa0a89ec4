"""Short addresses for QR codes: `s/` and six characters told from the path of a page, so never another's.

A code of few characters has few and coarse modules. The characters follow from the path alone: nobody has to
keep a list, an address holds as long as the page's own does, and one of a former id stays as well. Digits
and small letters that no eye takes for another (no i, l, o, u) are safe wherever capitals are not told apart.
Where two pages come to the same characters, their page asks which one is meant: once in sixteen cities of
11,430 things.
"""

from hashlib import blake2b

FOLDER = "s"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for second in _ALPHABET for first in _ALPHABET]
"""Two characters by ten bits, the first by the lower five."""


def short_path(path: str) -> str:
    """Where the short address of a page stands, by the page's own path."""
    digest = int.from_bytes(blake2b(path.encode(), digest_size=8).digest())
    first, second, third = _PAIRS[digest & 1023], _PAIRS[digest >> 10 & 1023], _PAIRS[digest >> 20 & 1023]
    return f"{FOLDER}/{first}{second}{third}.html"
