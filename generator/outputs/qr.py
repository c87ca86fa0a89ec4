"""QR codes as SVG: black squares on nothing, with no quiet zone; the page around is the quiet zone.

A code is linear: where mask, version and length stay the same, a bit of the text that flips always turns
over the same modules. So of addresses that differ in a few characters, as short ones do, one is made and the
others are told from it, in a seventh of the time. Codes are numbers here, one bit a module, row by row.
"""

from functools import cache, lru_cache

import segno

_MASK = 3
"""Any mask is valid, and readers learn it from the code itself; trying all eight takes five times as long."""
_FEW = 48
"""Bits that addresses may differ in, so that what is remembered of them pays."""
_first: dict[int, tuple[int, int, int]] = {}
"""By the length of an address the first one as a number, its code and the code's side."""


def render_qr(address: str) -> str:
    """SVG of the QR code of an address, one unit a module; error correction M (15 %)."""
    return draw_qr(address)[1]


@lru_cache(maxsize=8192)
def draw_qr(address: str) -> tuple[int, str]:
    """The side of the code of an address in modules, and its SVG."""
    code, side = _encode(address.encode())
    return side, _draw(code, side)


def _encode(data: bytes) -> tuple[int, int]:
    """The code and its side in modules."""
    length, number = len(data), int.from_bytes(data)
    if length not in _first:
        _first[length] = (number, *_make(data))
    first, code, side = _first[length]
    differing = number ^ first
    if differing.bit_count() > _FEW:
        return _make(data)
    while differing:
        bit = differing & -differing
        code ^= _turned(length, bit)
        differing ^= bit
    return code, side


@lru_cache(maxsize=8192)
def _turned(length: int, bit: int) -> int:
    """The modules that one bit of a text of this length turns over."""
    first, code, _ = _first[length]
    return code ^ _make((first ^ bit).to_bytes(length))[0]


def _make(data: bytes) -> tuple[int, int]:
    made = segno.make(data, mode="byte", error="m", micro=False, boost_error=False, mask=_MASK)
    rows = ["".join(map(str, row)) for row in made.matrix]
    return int("".join(rows), 2), len(rows)


def _draw(code: int, side: int) -> str:
    """Dark runs as strokes through the middle of their row, each from where the one before ended."""
    bits = f"{code:0{side * side}b}"
    rows = "\n".join([bits[at : at + side] for at in range(0, side * side, side)])
    first, *runs = rows.replace("10", "1 0").replace("1\n", "1 \n").split(" ")
    strokes = "".join(map(_strokes(side).__getitem__, ("0" * side + "\n" + first, *runs)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="M0-.5{strokes}"/></svg>'
    )


class _Strokes(dict[str, str]):
    """By a dark run, with the light modules since the one before, maybe in the row above: how it is drawn."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.side = side

    def __missing__(self, run: str) -> str:
        light, down, gap = run.rstrip("1").rpartition("\n")
        right, dark = len(gap) + (len(light) - self.side if down else 0), run.count("1")
        self[run] = f"m{right} {len(down)}h{dark}" if dark else ""
        return self[run]


_strokes = cache(_Strokes)
