"""What one page of a PDF shows, piece by piece as it is marked, in the order of painting."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pypdf import PageObject
from pypdf.generic import ContentStream

Held = Any
"""Whatever a PDF holds in a place."""
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_PAINTS = frozenset(b"S s f F f* B B* b b* sh Do BI EI Tj TJ ' \"".split())
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_LATIN = 0x2000
"""Letters from here on are taken to be as wide as high, others a little more than half of that."""
_MEETING = re.compile(r"[一-鿿](?=[0-9A-Za-z])|[0-9A-Za-z](?=[一-鿿])")
"""Where Typst leaves a quarter of a character between figures and characters."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a run of letters stands: its start from the lower left corner, its size and end, in points."""

    x: float
    y: float
    size: float
    end: float
    text: str


@dataclass(slots=True)
class Piece:
    """What one marked piece of a page shows: its text and where its runs of letters stand."""

    text: str = ""
    spots: list[Spot] = field(default_factory=list)
    painted: bool = False

    def show(self, text: str, at: Matrix, size: float) -> None:
        """Take in a run of letters, set from `at` on in this size."""
        self.text += text
        size *= abs(at[3])
        width = sum(1 if ord(letter) > _LATIN else 0.57 for letter in text) * size
        width += len(_MEETING.findall(text)) * size / 4
        self.spots.append(Spot(at[4], at[5], size, at[4] + width, text))


class Page:
    """The marked pieces of a page by their numbers; `unmarked` are operators that paint outside of them."""

    def __init__(self, page: PageObject) -> None:
        fonts = page.get("/Resources", {}).get("/Font", {})
        self.pieces: dict[int, Piece] = {}
        self.unmarked: list[str] = []
        self._fonts = {name: _read_font(one.get_object()) for name, one in fonts.items()}
        self._marks: list[tuple[Piece, bool]] = []
        self._saved: list[Matrix] = []
        self._at = self._line = _SAME
        self._glyphs: dict[int, str] = {}
        self._size = 0.0
        for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
            if operator in _PAINTS:
                self._paint(operator, operands)
            elif follow := self._steps.get(operator):
                follow(self, operands)

    def _paint(self, operator: bytes, operands: list[Held]) -> None:
        if not self._marks:
            self.unmarked.append(operator.decode())
            return
        piece, replaced = self._marks[-1]
        piece.painted = True
        if operator in _SHOWS:
            text = "" if replaced else _decode(operands[-1], self._glyphs)
            piece.show(text, _times(self._line, self._at), self._size)

    def _open(self, operands: list[Held]) -> None:
        """Decoration (an artifact) is nobody's; a mark without a number belongs to the one around it."""
        given = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
        piece, replaced = self._marks[-1] if self._marks else (Piece(), False)
        if "/MCID" in given:
            piece = self.pieces.setdefault(given["/MCID"], Piece())
        elif operands[0] == "/Artifact":
            piece = Piece()
        if "/ActualText" in given:
            piece.text += str(given["/ActualText"])
            replaced = True
        self._marks.append((piece, replaced))

    def _close(self, _: list[Held]) -> None:
        self._marks.pop()

    def _save(self, _: list[Held]) -> None:
        self._saved.append(self._at)

    def _restore(self, _: list[Held]) -> None:
        self._at = self._saved.pop()

    def _move(self, operands: list[Held]) -> None:
        self._at = _times(_matrix(operands), self._at)

    def _begin_text(self, _: list[Held]) -> None:
        self._line = _SAME

    def _set_line(self, operands: list[Held]) -> None:
        self._line = _matrix(operands)

    def _move_line(self, operands: list[Held]) -> None:
        self._line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)

    def _choose_font(self, operands: list[Held]) -> None:
        self._glyphs, self._size = self._fonts[operands[0]], float(operands[1])

    _steps: ClassVar = {
        b"BDC": _open,
        b"BMC": _open,
        b"EMC": _close,
        b"q": _save,
        b"Q": _restore,
        b"cm": _move,
        b"BT": _begin_text,
        b"Tm": _set_line,
        b"Td": _move_line,
        b"TD": _move_line,
        b"Tf": _choose_font,
    }


def _matrix(operands: list[Held]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _decode(shown: Held, glyphs: dict[int, str]) -> str:
    raw = b"".join(
        getattr(one, "original_bytes", one if isinstance(one, bytes) else b"")
        for one in (shown if isinstance(shown, list) else [shown])
    )
    return "".join(
        glyphs.get(high << 8 | low, "\ufffd") for high, low in zip(raw[::2], raw[1::2], strict=True)
    )


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        *(a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3]),
        *(a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]),
        *(a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]),
    )


def _read_font(font: Held) -> dict[int, str]:
    """Glyph numbers to text, from the font's own table."""
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].get_data().decode("latin-1")
    found = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", part):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "replace")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(text, 16) + code - int(first, 16))
    return found
