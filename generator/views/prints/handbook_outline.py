"""What a handbook says, in the order of print: text, web page, braille and audio are made from this walk."""

from collections.abc import Iterator

from generator.privacy.surnames import split_name
from generator.views.prints.cards import IncidentCard
from generator.views.prints.handbook import HandbookView
from generator.views.prints.matters import PrintedItem
from generator.views.prints.outline import (
    NO_PHONE,
    Chapter,
    Heading,
    Listing,
    Name,
    Outline,
    Pair,
    Paragraph,
    Part,
    join,
    pairs,
    prose_parts,
)
from generator.views.prints.people_outline import people_parts
from generator.views.prints.residents import PrintedChannel, PrintedCharter
from generator.views.prints.service_outline import services_parts


def view_outline(view: HandbookView) -> Outline:
    """All that a handbook says, in the order of print; chapters that would be empty are left out."""
    chapters = (
        Chapter("cover", "", tuple(_cover(view))),
        Chapter("contacts", "有事打这些电话", tuple(_contacts(view))),
        Chapter("news", "通知、上班时间和放假日子", tuple(_news(view))),
        Chapter("duty", "值班表", tuple(_rosters(view))),
        Chapter("cards", "遇到急事", tuple(_cards(view))),
        Chapter("gathering", "发现收集信息", tuple(_gathering(view))),
        Chapter("services", "服务菜单", tuple(services_parts(view))),
        Chapter("people", "网格里有谁、做什么", tuple(people_parts(view))),
        Chapter("area", "管哪些地方", tuple(_area(view))),
        Chapter("residents", "居民自己的事", tuple(_residents(view))),
    )
    title = f"{view.name.removesuffix('网格')}网格服务手册"
    said = tuple(one for one in chapters if one.parts)
    return Outline(view.grid_id, title, view.city, view.path, said, tuple(_names(view)))


def _names(view: HandbookView) -> Iterator[Name]:
    """Places as words, people as surname and given name, each as its entry says it is read."""
    readings = dict(view.readings)
    places = (view.city, view.community, *view.above.split(), *(one.name for one in view.grounds))
    people = dict.fromkeys(one.name for team in view.teams for one in team.workers)
    for one in dict.fromkeys((*places, *readings, *people)):
        if one:
            yield Name(split_name(one) if one in people else (one,), readings.get(one, ""))


def _cover(view: HandbookView) -> Iterator[Part]:
    yield Paragraph(join(view.above, view.name, by=" "))
    yield Paragraph(f"{view.kind}，{view.function}：{view.function_note}")
    yield Pair(join(view.duty.name, view.duty.note), view.duty.phone)
    yield Paragraph("人身有危险，先打 110、119、120，再打网格。")
    yield Paragraph(f"{view.publisher}，网格代码 {view.code}")
    if view.demo:
        yield Paragraph("演示用：城市、人员和电话都是虚构的。")


def _contacts(view: HandbookView) -> Iterator[Part]:
    if view.emergencies:
        yield Heading("人身有危险")
        yield from (Pair(one.name, one.phone) for one in view.emergencies)
        yield Pair("接通以后", "先说在哪里，再说出了什么事、几个人，最后说您的电话。对方没挂，您不要先挂。")
    if view.night.phone:
        yield Pair(join(view.night.name, view.night.note), view.night.phone)
    yield Heading("平常的事")
    for one in (view.duty, *(each for each in view.contacts if each.phone != view.duty.phone)):
        yield Pair(join(one.name, one.note), one.phone)
    yield Pair("监督电话，办得不满意，打这个电话", view.supervision_phone)


def _news(view: HandbookView) -> Iterator[Part]:
    for notice in view.notices:
        yield Paragraph(("【紧急】" if notice.urgent else "") + notice.title)
        yield from prose_parts(notice.body)
        yield Paragraph(f"{notice.issuer}，到 {notice.until} 为止")
        yield from pairs(("电话", notice.phone))
    yield from pairs(("社区办公时间", "；".join(view.office)))
    yield from (Paragraph(f"{year}{days}") for year, days in view.holidays)


def _rosters(view: HandbookView) -> Iterator[Part]:
    if view.rosters:
        yield Paragraph("换班随时会有，以网站为准，这里是印的那天的排法。")
    for one in view.rosters:
        yield Heading(one.name)
        yield Paragraph(
            join(one.areas, one.hours, one.organization, f"排到 {one.until}" if one.until else "")
        )
        yield from pairs(("谁值班打这个电话找谁", one.phone))
        yield from prose_parts(one.intro)
        if one.turns:
            yield Listing(one.turns)
        for month in one.months:
            yield Heading(month.title, 3)
            days = (day for week in month.weeks for day in week if day.people)
            yield from (Pair(f"{day.day}日", "、".join(day.people)) for day in days)
        if one.instructions:
            yield Paragraph("值班的人怎么做")
            yield Listing(one.instructions, numbered=True)


STEPS = (
    ("察觉", "看见、听见、有人说，都算。先保证自己安全。"),
    ("研判", "急不急？会不会伤人？会不会越来越大？拿不准，当急事报。"),
    ("报告", "伤人、着火、落水，先打 110、119、120；再报网格长。说清地点、什么事、几个人。"),
    ("先期处置", "喊人、提醒、拦住别人靠近，扶老人孩子离开。等专业的人到了，交清情况再走。"),
)
"""What a worker does whatever happens, as the handbook prints it."""


def _cards(view: HandbookView) -> Iterator[Part]:
    yield Paragraph("不管碰到什么，都是这四步：")
    yield from (Pair(name, text) for name, text in STEPS)
    for one in view.cards:
        yield from _card(one, view.night.phone)


def _card(one: IncidentCard, night: str) -> Iterator[Part]:
    yield Heading(one.incident)
    yield Paragraph(join(f"{one.kind}类", one.issuer))
    for part in one.parts:
        yield Heading(part.title, 3)
        yield Listing(part.lines)
    if one.signs:
        yield Heading("预警", 3)
        yield from (Pair(name, when) for name, when in one.signs)
    if one.refuges:
        yield Heading("要离开家，去这里", 3)
    for place in one.refuges:
        yield Pair(f"{place.name}（{place.about}）" if place.about else place.name, place.phone or NO_PHONE)
    yield from pairs(("本网格夜里", night))
    yield from (Pair(lead.name, lead.phone) for lead in one.leads if lead.phone != night)


def _gathering(view: HandbookView) -> Iterator[Part]:
    yield Paragraph("网格员的头一件事，是发现问题、收集信息，如实报给能解决的部门，再把答复带回来。")
    yield Heading("三项常态职责")
    for duty in view.duties:
        yield Pair(duty.name, f"{duty.note}。")
        yield Listing(tuple(join(what, often) for what, often in duty.lines))
    if view.channels:
        yield Heading("居民从哪里反映")
    for channel in view.channels:
        yield from _channel(channel)
    if view.collected:
        yield Heading("可以问什么，为什么问")
        yield Paragraph(
            "只问下面这些，问之前先说清楚做什么用。居民不想答的，除了写“要答”的，都可以不答。"
            "别的一概不问，更不记身份证号、病情、家里的收入。"
        )
    for item in view.collected:
        yield from _item(item)


def _channel(one: PrintedChannel) -> Iterator[Part]:
    yield Heading(one.name, 3)
    yield Paragraph(join(one.kind, "不用手机" if one.phoneless else ""))
    yield from (Paragraph(text) for text in (one.join, one.hours, one.rules) if text)
    yield from pairs(("负责", one.owner))


def _item(one: PrintedItem) -> Iterator[Part]:
    yield Heading(f"{one.name}，{'要答' if one.required else '可以不答'}", 3)
    yield from pairs(
        ("问什么", one.content),
        ("做什么用", one.purpose),
        ("依据", one.basis),
        ("不再问", one.source),
        ("谁共用", one.reused),
        ("存多久", one.retention),
    )


def _area(view: HandbookView) -> Iterator[Part]:
    yield from prose_parts(view.intro)
    households = f"全网格 {view.households} 户，" if view.households else ""
    yield Paragraph(f"{households}属于{view.community}。")
    if view.grounds:
        yield Heading("包括这些地方")
    for one in view.grounds:
        also = f"（也叫{one.aliases}）" if one.aliases else ""
        yield Pair(f"{one.name}{also}", join(one.kind, one.address))
    if view.points:
        yield Heading("急用的东西在哪里")
    for one in view.points:
        yield Pair(one.name, join(one.kind, one.address))
    if view.map:
        yield Heading("网格图")
        yield Paragraph(view.map.alt)


def _residents(view: HandbookView) -> Iterator[Part]:
    if view.charter:
        yield from _charter(view.charter)
    if view.honours:
        yield Heading("这个网格的荣誉")
    for one in view.honours:
        yield Heading(one.title, 3)
        yield Paragraph(join(one.who, one.day))
        yield from prose_parts(one.citation)


def _charter(one: PrintedCharter) -> Iterator[Part]:
    yield Heading(one.name)
    if one.adopted:
        yield Paragraph(one.adopted)
    for title, lines in one.parts:
        yield Heading(title, 3)
        yield Listing(lines)
    if one.shortened:
        yield Paragraph("这里是摘要，全文见网站“居民公约”，或者到社区看。")
    if one.deliberation:
        yield Heading("怎样议事", 3)
        yield Listing(one.deliberation, numbered=True)
    if one.helps:
        yield Heading("邻里互助", 3)
        yield from (Pair(name, join(how, when)) for name, how, when in one.helps)
