"""网格代码由所属社区的代码加顺序号组成

检查网格代码是不是所属社区的 12 位统计用区划代码加顺序号（位数见 `profile.yaml` 的
`grid_code.sequence_digits`，默认 3 位），以及 `community` 写的是不是一个社区一级的区划。
代码是网格的身份：代码挂错了社区，网格页、手册和公开数据就都会归到别处。

修改办法：对照区划文件里的 `code`，改正网格代码的前 12 位，或改正 `community`。

过期：没有；还没启用的网格、还没上任的人现在就检查。

来源：统计用区划代码编制规则（12 位）；顺序号位数由各地标准决定，所以是一项设置。
---
A grid's code is its community's code and a sequence

Checks that the code is the 12-digit division code of the grid's community followed by a sequence
(`grid_code.sequence_digits` in `profile.yaml`, 3 by default), and that `community` names a
division of the level 社区. The code is the grid's identity: under a wrong code, its page, handbook
and open data land in another community.

Repair: compare with `code` in the division's file; correct the first 12 digits, or `community`.

Lapse: none; what is yet to begin is checked before it begins.

Source: the coding rules of statistical divisions (12 digits); the length of the sequence differs
between local standards and is a setting.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.model import Division, Grid
from generator.rules.texts import named

CODE = "GRD101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
COMMUNITY_DIGITS = 12


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on the codes of live grids."""
    by_code = {community.value.code: community for community in catalogue.communities}
    digits = catalogue.profile.grid_code.sequence_digits
    for grid in catalogue.live_grids:
        community = catalogue.divisions.get(grid.value.community)
        if community is None:
            continue
        if community.value.level != "社区":
            yield _not_a_community(grid, community)
        elif not _is_code(grid.value.code, digits):
            yield _wrong_form(grid, community, digits)
        elif not grid.value.code.startswith(community.value.code):
            yield _other_community(grid, community, by_code.get(grid.value.code[:COMMUNITY_DIGITS]))


def _is_code(code: str, digits: int) -> bool:
    return code.isascii() and code.isdigit() and len(code) == COMMUNITY_DIGITS + digits


def _not_a_community(grid: Entry[Grid], division: Entry[Division]) -> Diagnostic:
    return finding(
        grid.at("community"),
        Text(
            "网格 {grid}的所属社区写成了 {division}，它的级别是“{level}”",
            "grid {grid} names {division} as its community, which is of the level {level}",
        ).format(grid=named(grid), division=named(division), level=division.value.level),
        Text("改成它下面某个“社区”级区划的编号", "name a division of the level 社区"),
        (Related(division.at("level"), Text("级别写在这里", "the level stands here")),),
    )


def _wrong_form(grid: Entry[Grid], community: Entry[Division], digits: int) -> Diagnostic:
    code = grid.value.code
    return finding(
        grid.at("code"),
        Text(
            "网格 {grid}的代码 `{code}` 不是 {total} 位数字，现有 {actual} 个字符",
            "the code `{code}` of grid {grid} is not {total} digits but {actual} characters",
        ).format(grid=named(grid), code=code, total=COMMUNITY_DIGITS + digits, actual=len(code)),
        Text(
            "社区 {community}的代码 `{start}` 后面加 {digits} 位顺序号",
            "write the code `{start}` of community {community} and {digits} digits of sequence",
        ).format(community=named(community), start=community.value.code, digits=digits),
    )


def _other_community(
    grid: Entry[Grid], community: Entry[Division], owner: Entry[Division] | None
) -> Diagnostic:
    start = grid.value.code[:COMMUNITY_DIGITS]
    belongs = Text("不是任何社区的代码", "is no community's code")
    related = [Related(community.at("code"), Text("所属社区的代码", "the community's code"))]
    if owner is not None:
        belongs = Text("是 {owner}的代码", "is the code of {owner}").format(owner=named(owner))
        related.append(Related(owner.at("code"), Text("这个代码属于这里", "this code belongs here")))
    return finding(
        grid.at("code", part=start),
        Text(
            "网格 {grid}属于社区 {community}，代码的前 12 位 `{start}` 却{belongs}",
            "grid {grid} belongs to community {community}, but `{start}` {belongs}",
        ).format(grid=named(grid), community=named(community), start=start, belongs=belongs),
        Text(
            f"前 12 位改成 `{community.value.code}`，或改正 `community`",
            f"start with `{community.value.code}`, or correct `community`",
        ),
        tuple(related),
    )
