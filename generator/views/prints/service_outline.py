"""What the menu of services says, service by service."""

from collections.abc import Iterator

from generator.views.prints.handbook import HandbookView
from generator.views.prints.outline import (
    Chapter,
    Heading,
    Listing,
    Pair,
    Paragraph,
    Part,
    join,
    named_parts,
    pairs,
    prose_parts,
    several,
)
from generator.views.prints.services import Paper, ServiceCard, Spot


def services_parts(view: HandbookView) -> Iterator[Part]:
    """The whole menu of a handbook."""
    if not view.menu:
        yield Paragraph(f"还没有登记服务，请打 {view.duty.phone} 问。")
    if view.left_out:
        yield Paragraph(
            f"这里是本网格、本社区和常用的服务。全市另有 {view.left_out} 项，请打网格值班电话 "
            f"{view.duty.phone} 问。"
        )
    for group in view.menu:
        yield Heading(group.title)
        for one in group.services:
            yield from service_parts(one)


def view_services(view: HandbookView) -> Iterator[tuple[str, Chapter]]:
    """Each service of a handbook as a chapter of its own, by its id."""
    cards = (one for group in view.menu for one in group.services)
    for one in cards:
        yield one.id, Chapter("services", one.name, tuple(service_parts(one))[1:])


def service_parts(one: ServiceCard) -> Iterator[Part]:
    """One service; print numbers it as its pages fall."""
    yield Heading(one.name, 3)
    yield Paragraph(join(one.type, one.provider, one.official))
    yield from map(Paragraph, one.state)
    yield from prose_parts(one.summary)
    if one.guide:
        lacks = f"这里没有写全：{'、'.join(one.guide.lacks)}，请看" if one.guide.lacks else ""
        yield Paragraph(f"{lacks}官方办事指南：{one.guide.link}")
    yield from named_parts("谁可以办", one.eligibility)
    if not one.eligibility:
        yield from pairs(("帮谁", "、".join(one.audiences)))
    yield from named_parts("谁不能办", one.ineligible)
    yield from named_parts("不符合时", one.instead)
    yield from _papers(one.papers)
    yield from pairs(("费用", one.fee), ("多久办好", one.time_limit), ("什么时候", "；".join(one.hours)))
    yield from _spots("到哪里", one.spots)
    yield from _channels(one)
    if one.steps:
        yield Paragraph("怎么办" + (f"，一共要 {one.minutes}，不算等待" if one.minutes else ""))
        notes = (f"（{step.note}）" if step.note else "" for step in one.steps)
        steps = zip(one.steps, notes, strict=True)
        yield Listing(tuple(join(step.what + note, step.who, step.minutes) for step, note in steps), True)  # noqa: FBT003
    yield Pair("咨询", one.phone or "打网格值班电话")
    yield Pair("投诉", one.complaint_phone)
    yield from pairs(("依据", "；".join(one.legal_basis)))
    yield Paragraph(f"{one.assured}。")


def _papers(papers: tuple[Paper, ...] | None) -> Iterator[Part]:
    if papers is None:
        yield Pair("要带什么", "请先打电话问")
    elif not papers:
        yield Pair("要带什么", "什么都不用带")
    else:
        yield from several("要带什么", tuple(map(_paper, papers)))


def _paper(one: Paper) -> str:
    more = join(one.how, f"没有的话：{one.where}" if one.where else "", by="；")
    return f"{one.name}（{more}）" if more else one.name


def _channels(one: ServiceCard) -> Iterator[Part]:
    """Ways to ask; those that add nothing to their name and the service's number in one line, as in print."""
    plain = [way.name for way in one.channels if not way.lines and way.phone in {"", one.phone}]
    rest = [way for way in one.channels if way.lines or way.phone not in {"", one.phone}]
    said = ["、".join(plain), *(_spot(way, "" if way.phone == one.phone else way.phone) for way in rest)]
    yield from several("怎么联系", tuple(filter(None, said)))


def _spot(one: Spot, phone: str) -> str:
    return join(one.name, join(phone, *one.lines), by="：")


def _spots(name: str, spots: tuple[Spot, ...]) -> Iterator[Part]:
    yield from several(name, tuple(_spot(one, one.phone) for one in spots))
