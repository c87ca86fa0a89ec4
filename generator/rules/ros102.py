"""排进值班表的人在岗、归这里、可以公开

检查今天以后排了值班的人：

- 已经不在岗，或者没有同意公开的：网页和手册上不写名字，只写“值班人员”
- 不是这个网格、社区或镇街的人，也不在值班单位的：多半是编号写错了

修改办法：换成在岗的人；同意公开的，在人员里补上 `consent_public: true`；真是外面来帮忙的，写豁免。

过期：只是提醒，不影响发布；人走了以后，页面上他的班写“值班人员”，打值班电话。

来源：《中华人民共和国个人信息保护法》第二十五条（公开要本人同意）；归不归这里，是约定。
---
Whoever is on a roster is in duty, belongs here and may be named

Checks everybody who is on duty from today on:

- who has no role any more, or does not consent to be public: pages and handbooks say 值班人员 instead
- who has a role in no grid of the areas and belongs to no office of theirs: most often a slip in the id

Repair: name somebody in duty; with the person's consent add `consent_public: true` to the person; who really
comes from elsewhere gets a waiver.

Lapse: a reminder only, which stops nothing; pages do not name who has left.

Source: Personal Information Protection Law of the PRC, art. 25 (publication needs consent); who belongs
here is a convention.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Severity, Text
from generator.facts.publication import current_roles, is_published_person
from generator.facts.rosters import day_rows, turns_in_force
from generator.model import Person, Roster

CODE = "ROS102"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each person of a roster who is not named, or not of its areas."""
    known = not any(map(catalogue.has_broken, ("division", "grid", "organization")))
    for roster in catalogue.rosters.values():
        told = set[str]()
        for place, name in _list_people(catalogue, roster):
            person = catalogue.people.get(name)
            if person is None or name in told:
                continue
            told.add(name)
            if not is_published_person(catalogue, person):
                yield _unnamed(catalogue, place, person)
            elif known and not _belongs(catalogue, roster, person):
                yield _stranger(catalogue, roster, place, person)


def _list_people(catalogue: Catalogue, roster: Entry[Roster]) -> Iterator[tuple[Place, str]]:
    """Everybody on duty from today on, with the place where the roster says so."""
    today, value = catalogue.today, roster.value
    if value.until is not None and value.until < today:
        return
    holding = turns_in_force(catalogue, roster)
    for index, one in enumerate(value.rotation):
        if one in holding:
            yield from (
                (roster.at("rotation", index, "people", i), name) for i, name in enumerate(one.people)
            )
    for index, change in enumerate(value.changes):
        if (change.until or change.on) >= today:
            yield roster.at("changes", index, "stand_in"), change.stand_in
    for number, row in enumerate(day_rows(roster)):
        if row.day >= today:
            yield roster.cell(number, "person"), row.person
            if row.leader:
                yield roster.cell(number, "leader"), row.leader


def _belongs(catalogue: Catalogue, roster: Entry[Roster], person: Entry[Person]) -> bool:
    home = person.value.organization or ""
    areas = set(roster.value.areas)
    roles = current_roles(catalogue).get(person.id, ())
    grids = (catalogue.area_of(catalogue.grids[one.role.grid]) for one in roles)
    office = catalogue.organizations.get(home)
    divisions = (
        {one.id for one in catalogue.lineage(office.value.division)}
        if office and office.value.division
        else set()
    )
    within = bool(areas & divisions) or any(areas & grid for grid in grids)
    return within or (bool(home) and home == roster.value.organization)


def _unnamed(catalogue: Catalogue, place: Place, person: Entry[Person]) -> Diagnostic:
    left = person.id not in current_roles(catalogue)
    why = Text("已经不在岗", "has no role any more") if left else Text("没有同意公开", "is not public")
    return finding(
        place,
        Text(
            "`{name}` {why}，页面上他的班只写“值班人员”",
            "`{name}` {why}: pages say 值班人员 instead of the name",
        ).format(name=person.value.name, why=why),
        Text("换成在岗的人", "name somebody in duty")
        if left
        else Text(
            f"本人同意的，在 {person.file} 写 `consent_public: true`；不同意就这样，打值班电话找得到",
            f"with consent write `consent_public: true` in {person.file}; else leave it so",
        ),
    )


def _stranger(catalogue: Catalogue, roster: Entry[Roster], place: Place, person: Entry[Person]) -> Diagnostic:
    areas = "、".join(
        catalogue.name_of("grid" if one in catalogue.grids else "division", one) for one in roster.value.areas
    )
    return finding(
        place,
        Text(f"`{person.value.name}` 不是{areas}的人", f"`{person.value.name}` has no role in {areas}"),
        Text(
            "看看编号是不是写错了；真是别处来帮忙的，写豁免",
            "see whether the id is a slip; who comes from elsewhere gets a waiver",
        ),
    )
