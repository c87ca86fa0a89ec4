"""The printed editions: what each is called, what it shows, how it is set.

`EDITIONS` is the one list of them: the command `print`, the site and its pages follow it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.prints.edition import BOOKS, CARRIED, FIRST, GIVEN, WALL, Edition, Sheet
from generator.outputs.prints.for_ears import FOR_EARS
from generator.views.prints.badge import view_badges
from generator.views.prints.bookmark import view_bookmark
from generator.views.prints.contacts import LARGE_PRINT
from generator.views.prints.door_slip import view_door_slips
from generator.views.prints.handbook import HandbookView, view_handbook
from generator.views.prints.leaflet import view_leaflets
from generator.views.prints.pocket_cards import view_pocket_cards
from generator.views.prints.service_sheet import view_service_sheets
from generator.views.prints.tear_off import view_tear_off


def _view_whole(catalogue: Catalogue, grid_id: str) -> Iterator[Sheet]:
    """The handbook and the posters, which show a part of it."""
    view = view_handbook(catalogue, grid_id)
    yield Sheet(view, tuple(_codes_of(view)))


def _codes_of(view: HandbookView) -> Iterator[str]:
    yield view.path
    yield view.path + LARGE_PRINT
    services = [one for group in view.menu for one in group.services]
    yield from (one.path for one in services)
    yield from (one.path for one in view.cards)
    yield from (one.guide.link for one in services if one.guide)


HANDBOOK = Edition(
    FIRST,
    Text("网格手册", "handbook"),
    "handbooks",
    "handbook.typ",
    "a5",
    _view_whole,
    group=BOOKS,
    use=Text("网格员随身带，居民放电话边；A5", "for workers' bags and beside telephones; A5"),
)
HANDBOOK_A4 = replace(
    HANDBOOK,
    name="handbook-a4",
    title=Text("网格手册（A4）", "handbook (A4)"),
    paper="a4",
    published=False,
    use=Text(
        "放在办公桌、接待台上，字有小三号大，页码和 A5 的一样",
        "for desks, in letters of 15.5 pt, with the page numbers of the A5 book",
    ),
    source=HANDBOOK,
)
"""The pages of the A5 book, larger by the square root of two: whoever says on the telephone 翻到第 12 页 is
understood by all, its 11 pt become the 15.5 of clear print, and no second layout has to be looked after."""
BOOKLET = replace(
    HANDBOOK_A4,
    name="handbook-booklet",
    title=Text("网格手册（拼版，自己装订）", "handbook (imposed, to stitch)"),
    use=Text(
        "用办公室打印机两面印 A4，对折装订成 A5 的一本",
        "for an office printer: print both sides of A4, fold and stitch to A5",
    ),
    folded=True,
)
LARGE_PRINT_BOOK = Edition(
    "handbook-large",
    Text("网格手册（大字本）", "handbook (large print)"),
    "handbooks",
    "large.typ",
    "a4",
    _view_whole,
    published=False,
    group=BOOKS,
    use=Text(
        "给眼睛不方便的人：小二号字，电话、急事、能办的事、人员；A4，用不反光的纸",
        "for readers who see badly: 18 pt and more, on A4 that does not shine",
    ),
    sets_paper=True,
)
"""What residents need rather than the whole book, which would be a stack that nobody lifts: its map and the
lists that workers keep are left out, and it says so. Large print after UKAAF, see the template."""
_SHOWN_ON_POSTERS = frozenset(
    (
        *("city", "above", "community", "publisher", "demo", "name", "grounds", "path"),
        *("duty", "night", "teams", "emergencies", "contacts", "supervision_phone"),
    )
)
POSTERS = tuple(
    Edition(
        f"poster-{paper}",
        Text(f"楼道海报（{paper.upper()}）", f"stairwell poster ({paper.upper()})"),
        "posters",
        "poster.typ",
        paper,
        _view_whole,
        group=WALL,
        shows=_SHOWN_ON_POSTERS,
        use=Text(
            "贴楼道：网格员、电话，站着就能扫的码", "for stairwells: whom to call, a code to scan in passing"
        ),
    )
    for paper in ("a4", "a3")
)


class SmallPrint(Protocol):
    """A view of a small print knows by itself what tells it apart and which codes it shows."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    @property
    def subject(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Sheets of small prints."""

    view: Callable[[Catalogue, str], Iterable[SmallPrint]]

    def __call__(self, catalogue: Catalogue, grid_id: str) -> Iterator[Sheet]:
        for one in self.view(catalogue, grid_id):
            yield Sheet(one, one.codes, one.subject)


def _small(  # noqa: PLR0913, PLR0917 - a row of the table below
    name: str,
    title: Text,
    view: Callable[[Catalogue, str], Iterable[SmallPrint]],
    group: Text,
    use: Text,
    paper: str = "a4",
) -> Edition:
    return Edition(
        name,
        title,
        "prints",
        f"{name.replace('-', '_')}.typ",
        paper,
        _Sheets(view),
        published=False,
        group=group,
        use=use,
        sets_paper=True,
    )


SMALL = (
    _small(
        "tear-off",
        Text("撕条海报", "notice with strips to tear off"),
        view_tear_off,
        WALL,
        Text("贴小店、门口：电话撕一条带回家", "for shops and doors: strips with the number to take home"),
    ),
    _small(
        "hall-board",
        Text("办事大厅公示板", "board for the hall"),
        view_service_sheets,
        WALL,
        Text("一项服务一张：带什么、几步、几分钟、多少钱", "one service: papers, steps, minutes, fee, law"),
        "a3",
    ),
    _small(
        "pocket-cards",
        Text("急事口袋卡", "pocket cards for emergencies"),
        view_pocket_cards,
        CARRIED,
        Text("一种急事一张：先打谁、先做什么、去哪里避险", "one emergency each: whom to call, what to do"),
    ),
    _small(
        "badge",
        Text("工作证", "badges"),
        view_badges,
        CARRIED,
        Text("挂胸前，居民扫码就知道是不是真的", "residents scan it and see that it is true"),
    ),
    _small(
        "door-slip",
        Text("上门留言条", "slips for a door"),
        view_door_slips,
        GIVEN,
        Text("上门没人，塞一张：谁来过、为什么、找谁", "when nobody is at home: who came, why, whom to call"),
    ),
    _small(
        "service-sheet",
        Text("一项服务一张纸", "a service on one sheet"),
        view_service_sheets,
        GIVEN,
        Text("办这件事带什么、到哪里、打哪个电话", "what to bring, where to go, whom to ring"),
    ),
    _small(
        "leaflet",
        Text("三折页", "leaflet for an audience"),
        view_leaflets,
        GIVEN,
        Text("给老年人、家长……的服务，一类人一张", "the services of one audience, folded in three"),
    ),
    _small(
        "bookmark",
        Text("常用电话书签", "bookmark of telephone numbers"),
        view_bookmark,
        GIVEN,
        Text("居民最用得着的十六项服务和电话", "the sixteen services that residents need most"),
    ),
)
EDITIONS = (HANDBOOK, HANDBOOK_A4, BOOKLET, LARGE_PRINT_BOOK, *POSTERS, *SMALL, *FOR_EARS)
PUBLISHED = tuple(one for one in EDITIONS if one.published)
BY_NAME = {one.name: one for one in EDITIONS}


def read_path(path: str) -> tuple[Edition, str, str]:
    """The edition, grid and subject of a path that `Edition.path` made."""
    grid_id, *rest = path.rpartition("/")[2].partition(".")[0].split("_")
    name, subject = (*rest, "", "")[:2]
    return BY_NAME[name or HANDBOOK.name], grid_id, subject
