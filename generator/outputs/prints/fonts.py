"""A Chinese font for print: the machine's, else the workspace's, else one from a package or the checkout."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from generator.diagnostics import OutputError, Text

FAMILIES = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC"),
    *("PingFang SC", "Hiragino Sans GB", "Heiti SC", "STHeiti"),  # macOS
    *("Microsoft YaHei", "Microsoft YaHei UI", "DengXian", "SimHei"),  # Windows
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),  # Linux
    *("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "FangSong", "KaiTi"),
)
"""Families that hold all common characters, the fullest first; with serifs where there is nothing else."""
RARE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "HanaMinB",
    "BabelStone Han",
)
"""Families asked only for what the others lack: rare characters of names."""
FETCHED = "node_modules/@expo-google-fonts/noto-sans-sc"
"""Where npm puts the font, in a workspace or in the checkout."""
PACKAGE = "noto_cjk_sans_otc"
"""The package of `gridpress[font]`, which holds a font file."""
OWN = "fonts"
"""The folder of a workspace for font files."""
CHECKOUT = Path(__file__).resolve().parents[3]
SET_UP = Text(
    "请运行 python scripts/setup.py，或者安装思源黑体",
    "run `python scripts/setup.py`, or install Noto Sans CJK SC",
)
INSTALL = Text(
    '请运行 pip install "gridpress[font]"（20 MB），或安装思源黑体（Debian、Ubuntu 上是 '
    "sudo apt install fonts-noto-cjk），或把字体文件（.ttf、.otf、.ttc）放进"
    "工作区的 fonts 文件夹；不要手册就加 --no-handbooks",
    'run `pip install "gridpress[font]"` (20 MB), or install Noto Sans CJK SC (on Debian or Ubuntu: '
    "`sudo apt install fonts-noto-cjk`), or put font files (.ttf, .otf, .ttc) into the folder `fonts` of the "
    "workspace; `--no-handbooks` builds without",
)
"""What to do in a checkout, and elsewhere."""
_TEXT_WEIGHTS = range(300, 501)
"""Weights that can set running text (Hiragino's W3 is 300); a variable font may pass for its thinnest."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families in the order to try, and folders to scan besides the system's."""

    families: tuple[str, ...]
    folders: tuple[str, ...] = ()


def find_fonts(root: Path) -> Fonts:
    """The Chinese families of the system and the workspace, else those in a package or in the checkout.

    Fonts that lie in the workspace serve for rare characters in any case, whatever they are called.
    Raises OutputError when there is none.
    """
    found = find_spec(PACKAGE)
    packed = [Path(place) for place in found.submodule_search_locations or ()] if found else []
    own = (str(root / OWN),) if (root / OWN).is_dir() else ()
    places = (root / FETCHED, *packed, CHECKOUT / FETCHED)
    for folders in (own, *((*own, str(folder)) for folder in places if folder.is_dir())):
        families = _families(folders)
        if any(family in FAMILIES for family in families):
            return Fonts(tuple(dict.fromkeys((*families, *_own_families(own)))), folders)
    repair = SET_UP if (CHECKOUT / "scripts" / "setup.py").is_file() else INSTALL
    raise OutputError(
        f"没有找到中文字体，排不了手册、海报和分享图。{repair.zh}",
        f"no Chinese font was found to set handbooks, posters and pictures: {repair.en}",
    )


def _families(folders: tuple[str, ...]) -> tuple[str, ...]:
    usable = _list_upright(scan_fonts(folders))
    return tuple(dict.fromkeys(family for family in (*FAMILIES, *RARE) if family in usable))


def _own_families(folders: tuple[str, ...]) -> list[str]:
    if not folders:
        return []
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return sorted(_list_upright(own))


def _list_upright(fonts: typst.Fonts) -> set[str]:
    return {font.family for font in fonts.fonts() if font.style == "normal" and font.weight in _TEXT_WEIGHTS}


@cache
def scan_fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """The system's fonts and those of `folders`, scanned once in a process."""
    return typst.Fonts(include_embedded_fonts=False, font_paths=list(folders))
