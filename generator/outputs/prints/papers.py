"""Sizes of paper that printers in offices take, and how a page is fitted onto one."""

from dataclasses import dataclass

from generator.diagnostics import OutputError, Text
from generator.model.prints import PaperName

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, upright, in millimetres."""

    title: Text
    width: float
    height: float

    @property
    def points(self) -> tuple[float, float]:
        """Its width and height in points."""
        return self.width * MM, self.height * MM


PAPERS: dict[PaperName, Paper] = {
    "a3": Paper(Text("A3", "A3"), 297, 420),
    "a4": Paper(Text("A4", "A4"), 210, 297),
    "a5": Paper(Text("A5", "A5"), 148, 210),
    "letter": Paper(Text("Letter", "Letter"), 215.9, 279.4),
    "half-letter": Paper(Text("半张 Letter", "half Letter"), 139.7, 215.9),
    "16k": Paper(Text("大16开", "16K (210 × 285)"), 210, 285),
    "32k": Paper(Text("大32开", "32K (140 × 203)"), 140, 203),
}
"""A and Letter after ISO 216 and ANSI Y14.1; 大16开 and 大32开 after the finished sizes of GB/T 788."""
_ALIASES: dict[str, PaperName] = {
    "大16开": "16k",
    "16开": "16k",
    "大32开": "32k",
    "32开": "32k",
    "信纸": "letter",
}


def find_paper(word: str) -> PaperName:
    """The paper of a name, in any case, or as people call it. Raises OutputError for an unknown one."""
    plain = word.strip().lower().replace("_", "-")
    name = _ALIASES.get(plain) or next((one for one in PAPERS if one == plain), None)
    if name is None:
        known = "、".join(PAPERS)
        raise OutputError(
            f"没有叫 `{word}` 的纸；有这些：{known}（16k 是大16开，32k 是大32开）",
            f"no paper `{word}`; there are {', '.join(PAPERS)}",
        )
    return name


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page lies on paper: made larger by `scale`, moved by `x` and `y` points."""

    scale: float = 1
    x: float = 0
    y: float = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page comes to lie."""
        return x * self.scale + self.x, y * self.scale + self.y

    def moved(self, x: float, y: float) -> "Fit":
        """The same, farther by some points."""
        return Fit(self.scale, self.x + x, self.y + y)


def fit_whole(page: tuple[float, float], paper: tuple[float, float]) -> Fit:
    """As large as its whole fits, in the middle: nothing is ever cut off."""
    (width, height), (wide, high) = page, paper
    scale = min(wide / width, high / height)
    return Fit(scale, (wide - width * scale) / 2, (high - height * scale) / 2)
