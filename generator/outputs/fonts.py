"""A Chinese font for print: one of the machine's, else the one that set-up fetched."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from generator.diagnostics import OutputError

FAMILIES = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC"),
    *("PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei", "SimHei"),
)
"""Sans-serif families that hold all common characters, the fullest first."""
RARE = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun-ExtB", "HanaMinB", "BabelStone Han")
"""Families asked only for what the others lack: rare characters of names."""
FETCHED = "node_modules/@expo-google-fonts/noto-sans-sc"
_TEXT_WEIGHTS = range(350, 501)
"""Weights that can set running text; a variable font may pass for its thinnest instance."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families in the order to try, and folders to scan besides the system's."""

    families: tuple[str, ...]
    folders: tuple[str, ...] = ()


def find_fonts(root: Path) -> Fonts:
    """The Chinese families of the system, else those fetched for `root` or for Gridpress's own checkout.

    Raises OutputError when there is none.
    """
    fetched = (root / FETCHED, Path(__file__).resolve().parents[2] / FETCHED)
    for folders in ((), *((str(folder),) for folder in fetched if folder.is_dir())):
        families = _families(folders)
        if any(family in FAMILIES for family in families):
            return Fonts(families, folders)
    raise OutputError(
        "没有找到中文字体，手册排不出来。请运行 python scripts/setup.py，或者安装思源黑体",
        "no Chinese font was found to set the handbooks: run `python scripts/setup.py`, "
        "or install Noto Sans CJK SC",
    )


def _families(folders: tuple[str, ...]) -> tuple[str, ...]:
    usable = {
        font.family
        for font in scan_fonts(folders).fonts()
        if font.style == "normal" and font.weight in _TEXT_WEIGHTS
    }
    return tuple(family for family in (*FAMILIES, *RARE) if family in usable)


@cache
def scan_fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """The system's fonts and those of `folders`, scanned once in a process."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=list(folders))
