"""Small prints: what a grid hands out, hangs up and carries, each with a view and a template of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.prints.edition import CARRIED, GIVEN, NOTHING, WALL, Edition, Sheet
from generator.views.prints.badge import view_badges
from generator.views.prints.bookmark import view_bookmark
from generator.views.prints.door_slip import view_door_slips
from generator.views.prints.duty_cards import view_duty_cards
from generator.views.prints.duty_roster import view_duty_tables
from generator.views.prints.leaflet import view_leaflets
from generator.views.prints.pocket_cards import view_pocket_cards
from generator.views.prints.service_sheet import view_service_sheets
from generator.views.prints.tear_off import view_tear_off


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
    needs: Text = NOTHING,
) -> Edition:
    return Edition(
        name,
        title,
        "prints",
        f"{name.replace('-', '_')}.typ",
        paper,
        _Sheets(view),
        single=False,
        group=group,
        use=use,
        sets_paper=True,
        needs=needs,
    )


ROSTER, SERVICE = Text("值班表", "duty roster"), Text("服务", "service")
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
        needs=SERVICE,
    ),
    _small(
        "duty-roster",
        Text("值班表（贴墙）", "duty roster for a wall"),
        view_duty_tables,
        WALL,
        Text("一个月一张，哪天谁值班，远处看得清", "a month on a sheet: who is on duty on which day"),
        needs=ROSTER,
    ),
    _small(
        "duty-cards",
        Text("值班卡", "duty cards"),
        view_duty_cards,
        CARRIED,
        Text("值班的人一人一张：哪几天、打哪个电话、怎么办", "each on duty: days, number, what to do"),
        needs=ROSTER,
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
        needs=SERVICE,
    ),
)
