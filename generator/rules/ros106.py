"""夜里打哪个号码，值班表和网格说的一样

检查管着夜里的值班表：写了值班电话 `phone`，它管的网格又写着另一个24小时电话 `night_phone`，居民就不知道
打哪个。只看直接写着这个网格或它的社区的值班表；镇街的值班室另有号码，不算。

修改办法：两处写成同一个号码；夜里打值班电话就行的，删掉网格的 `night_phone`。

过期：没有；已经排完的值班表不检查。

来源：约定；一件事一个号码。
---
At night a roster and its grid name the same number

Checks rosters that hold at night and name a number to ring: a grid of theirs with another `night_phone`
leaves residents in doubt. Only rosters that name the grid or its community count; a township has its own.

Repair: write the same number in both, or delete `night_phone` of the grid.

Lapse: none; rosters that have run out are passed over.

Source: convention; one number for one thing.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.rosters import is_at_night, rosters_of_grid

CODE = "ROS106"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each grid whose own number at night is another than its roster's."""
    for grid in catalogue.live_grids:
        own = grid.value.night_phone
        for roster in rosters_of_grid(catalogue, grid.id) if own else ():
            value = roster.value
            near = {grid.id, grid.value.community} & set(value.areas)
            if near and value.phone and is_at_night(value.hours) and value.phone != own:
                yield finding(
                    grid.at("night_phone"),
                    Text(
                        f"夜里打哪个：`{grid.value.name}` 写 `{own}`，`{value.name}` 写 `{value.phone}`",
                        f"at night `{grid.value.name}` says `{own}`, `{value.name}` says `{value.phone}`",
                    ),
                    Text("两处写成同一个号码", "write the same number in both"),
                    (Related(roster.at("phone"), Text("值班电话在这里", "the roster's number")),),
                )
