"""Who serves a grid and what they do, person by person and matter by matter."""

from collections.abc import Iterator

from generator.views.prints.handbook import HandbookView
from generator.views.prints.matters import PrintedMatter
from generator.views.prints.outline import NO_PHONE, Heading, Listing, Pair, Paragraph, Part, join, pairs
from generator.views.prints.people import Partner, Team, Worker
from generator.views.prints.residents import Squad


def people_parts(view: HandbookView) -> Iterator[Part]:
    """Own people, those around, teams, organisations, and the list of matters."""
    own, *around = view.teams
    yield Heading("本网格的人")
    if not own.workers:
        yield Paragraph(f"人员还没有登记，请打 {view.duty.phone}。")
    yield from map(_worker, own.workers)
    for team in around:
        yield from _team(team)
    for squad in view.groups:
        yield from _squad(squad)
    if view.partners:
        yield Heading("联系的单位")
        yield from map(_partner, view.partners)
    if view.matters:
        yield Heading("事项清单")
    for group in view.matters:
        yield Heading(group.title, 3)
        for matter in group.matters:
            yield from _matter(matter)


def _worker(one: Worker) -> Pair:
    role = one.role + ("（替补）" if one.deputy else "")
    badge = f"工号 {one.badge}" if one.badge else ""
    return Pair(join(role, one.name, one.organization, badge), one.phone or "打值班电话转")


def _team(team: Team) -> Iterator[Part]:
    yield Heading(team.title, 3)
    if team.note:
        yield Paragraph(f"包括：{team.note}。")
    yield from map(_worker, team.workers)


def _squad(one: Squad) -> Iterator[Part]:
    yield Heading(one.name)
    yield from pairs(("团队电话", one.phone))
    if one.duties:
        yield Listing(one.duties)
    yield from (Pair(join(name, part), phone or NO_PHONE) for name, part, phone in one.people)
    yield from pairs(("一起来的单位", "、".join(one.organizations)))


def _partner(one: Partner) -> Pair:
    name = join(one.name, one.kind, one.address, "；".join(one.hours))
    return Pair(name, one.phone or NO_PHONE)


def _matter(one: PrintedMatter) -> Iterator[Part]:
    route = join(
        f"交{one.route}" if one.route else "",
        "居民自己商量着办" if one.owner == "居民自治" else "",
        f"临时，到{one.until}" if one.until else "",
        by="；",
    )
    yield Pair(f"{one.name}（{one.verb}）", route or "能")
    yield from pairs(("不能", one.cannot))
