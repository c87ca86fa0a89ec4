"""The page 打印: what can be had on paper, what each is for, how to print it, where its files are."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, gather
from generator.views.addresses import link_or_id
from generator.views.listing import list_head
from generator.views.pieces import Head, Link

INDEX = Link("打印", "prints/index.html")
FEW_GRIDS = 60
"""Up to so many grids the page links the files of each; beyond, the pages of grids do."""
_PAPER = re.compile("A[45]")
LONG_EDGE = "双面打印，选“长边翻转”"
SHORT_EDGE = "双面打印，选“短边翻转”"
ONE_SIDE = "单面打印"
EMBOSSED = "用盲文刻印机打，没有的可以问残联、盲人图书馆"
ON_SCREEN = "不用打印，把文件发到手机、电脑或者听书机上"


@dataclass(frozen=True, slots=True)
class Making:
    """How a print is made: words on size, sides and cutting; into how many columns and rows a sheet parts.

    A sheet that lies `across` is wider than high.
    """

    how: str
    columns: int = 1
    rows: int = 1
    across: bool = False


MAKING: Mapping[str, Making] = {
    "handbook": Making(f"A5。{LONG_EDGE}，左边装订"),
    "handbook-a4": Making(f"A4。{LONG_EDGE}，左边装订"),
    "handbook-large": Making(f"A4，十八磅大字。{LONG_EDGE}，左边装订"),
    "handbook-booklet": Making(
        f"A4。{SHORT_EDGE}，一叠对折，中间订两钉；超过 64 页的，每两张一叠", 2, 1, across=True
    ),
    "poster-a4": Making(f"A4。{ONE_SIDE}"),
    "poster-a3": Making(f"A3。{ONE_SIDE}，没有 A3 打印机就用 A4 的"),
    "tear-off": Making(f"A4。{ONE_SIDE}，下面的虚线剪开，剪到横线为止"),
    "hall-board": Making(f"A3，一项服务一张。{ONE_SIDE}"),
    "pocket-cards": Making(f"A4。{LONG_EDGE}，沿短线裁成八张 85 × 54 毫米的卡片", 2, 4),
    "badge": Making(f"A4 厚纸。{SHORT_EDGE}，沿短线裁成十张 54 × 86 毫米，贴照片、盖章", 5, 2, across=True),
    "door-slip": Making(f"A4，一个人一张。{ONE_SIDE}，沿短线裁成四张", 2, 2),
    "service-sheet": Making(f"A4，一项服务一张。{ONE_SIDE}"),
    "leaflet": Making(f"A4，一类人一张。{SHORT_EDGE}，先把左边一折折进去，再折右边", 3, 1, across=True),
    "bookmark": Making(f"A4 厚纸。{ONE_SIDE}，沿短线裁成五条 50 × 180 毫米", 5, 1, across=True),
    "duty-roster": Making(f"A4 横放，一个月一张。{ONE_SIDE}", across=True),
    "duty-cards": Making(f"A4 厚纸。{LONG_EDGE}，沿短线裁成八张 85 × 54 毫米的卡片", 2, 4),
    "text": Making(ON_SCREEN),
    "reading-page": Making(ON_SCREEN),
    "audio-script": Making("照着念、照着录，录好的声音发给居民"),
    **dict.fromkeys(("braille", "braille-32", "braille-common", "braille-two-cell"), Making(EMBOSSED)),
}
"""By the name of the edition."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition as whoever makes it knows it; `files` are those of a grid, where the site has them."""

    name: str
    title: str
    group: str
    use: str
    files: Callable[[str], Iterable[Link]] | None = None


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One edition in the list; `ready` is whether the site has the files."""

    name: str
    title: str
    use: str
    making: Making
    ready: bool


@dataclass(frozen=True, slots=True)
class GridFiles:
    """The files of one grid."""

    grid: Link
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PrintShopView:
    """The page. `places` are communities with the files of their grids, none where there are too many."""

    head: Head
    groups: tuple[tuple[str, tuple[PrintRow, ...]], ...]
    places: tuple[tuple[Link, tuple[GridFiles, ...]], ...]

    @property
    def ready(self) -> bool:
        """Whether the site has any files."""
        return any(one.ready for _, rows in self.groups for one in rows)


def view_print_shop(
    catalogue: Catalogue, offers: Iterable[Offer], papers: Mapping[str, str]
) -> PrintShopView:
    """Editions in their groups, and files that the site has; `papers` are those in place of A4 and A5."""
    known = tuple(offers)
    few = len(catalogue.live_grids) <= FEW_GRIDS and any(one.files for one in known)
    groups = gather((one.group, _row(one, papers)) for one in known)
    return PrintShopView(
        list_head(INDEX, "打印", "手册、海报、口袋卡、工作证、三折页，各做什么用，怎么打印，在哪里下载"),
        tuple(groups.items()),
        _list_places(catalogue, known) if few else (),
    )


def _row(one: Offer, papers: Mapping[str, str]) -> PrintRow:
    making = MAKING.get(one.name, Making(""))
    use, how = (_PAPER.sub(lambda found: papers[found[0]], text) for text in (one.use, making.how))
    return PrintRow(one.name, one.title, use, replace(making, how=how), one.files is not None)


def _list_places(
    catalogue: Catalogue, offers: tuple[Offer, ...]
) -> tuple[tuple[Link, tuple[GridFiles, ...]], ...]:
    found = gather(
        (
            grid.value.community,
            GridFiles(
                link_or_id(catalogue, "grid", grid.id),
                tuple(file for one in offers if one.files for file in one.files(grid.id)),
            ),
        )
        for grid in catalogue.live_grids
    )
    return tuple((link_or_id(catalogue, "division", name), files) for name, files in found.items())
