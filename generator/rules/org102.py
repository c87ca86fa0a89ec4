"""兼合式党组织有三名以上成员，组织关系不变

检查类型是“兼合式党组织”的机构有没有写成员人数 `members`，人数是不是不少于 3，以及有没有写
`keeps_affiliation: true`（成员原来的组织关系不变）。兼合式党组织是把住在、干在同一个网格的党员合到一起
做事，不是把他们从原来的支部转过来。只写人数，不写名单。

修改办法：核对后补上 `members` 和 `keeps_affiliation: true`；不足三人的，和相邻网格合建。

过期：没有，和哪一天检查无关。

来源：《中国共产党章程》第三十条（有正式党员三人以上的，成立党的基层组织）；舟山市兼合式党组织的做法
（不转组织关系）。
---
A joint party organisation has three members or more, whose affiliation stays

Checks that an organisation of the kind 兼合式党组织 states `members`, that they are 3 or more, and that
it has `keeps_affiliation: true`. It joins party members who live or work in one grid; it does not
move them from the branch they belong to. Numbers only, never a list of names.

Repair: check, then add `members` and `keeps_affiliation: true`; with fewer than three, join with a
neighbouring grid.

Lapse: none; it is the same on every day.

Source: Constitution of the Communist Party of China, art. 30 (three full members or more); the
practice of joint party organisations in Zhoushan (affiliations are not moved).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.model import Organization

CODE = "ORG102"
finding = partial(Diagnostic, CODE, Severity.WARNING)
LEAST = 3


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on joint party organisations that are too small, or that move affiliations."""
    for organization in catalogue.organizations.values():
        if organization.value.kind != "兼合式党组织":
            continue
        members = organization.value.members
        if members is None or members < LEAST:
            yield _too_few(organization, members)
        if organization.value.keeps_affiliation is not True:
            yield _moved(organization)


def _too_few(organization: Entry[Organization], members: int | None) -> Diagnostic:
    told = (
        Text("没有写成员人数（`members`）", "does not state `members`")
        if members is None
        else Text(f"只有 `{members}` 名成员，少于 {LEAST} 名", f"has `{members}` members, fewer than {LEAST}")
    )
    return finding(
        organization.at("kind" if members is None else "members"),
        Text("兼合式党组织 `{name}` {told}", "the joint party organisation `{name}` {told}").format(
            name=organization.value.name, told=told
        ),
        Text(
            "核对后写人数，不写名单；不足三人的，和相邻网格合建",
            "check and state the number, never names; if too few, join with a neighbouring grid",
        ),
    )


def _moved(organization: Entry[Organization]) -> Diagnostic:
    stated = organization.value.keeps_affiliation is not None
    told = Text("写的是会变", "denies") if stated else Text("没有写明不变", "does not state")
    return finding(
        organization.at("keeps_affiliation" if stated else "kind"),
        Text(
            "兼合式党组织 `{name}` 成员原来的组织关系{told}（`keeps_affiliation`）",
            "the joint party organisation `{name}` {told} that members keep their affiliation"
            " (`keeps_affiliation`)",
        ).format(name=organization.value.name, told=told),
        Text("成员的组织关系不转，写 `keeps_affiliation: true`", "write `keeps_affiliation: true`"),
    )
