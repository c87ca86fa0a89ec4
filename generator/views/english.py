"""Pages below en/: what entries say of themselves in English, and what is in Chinese only."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.facts.offers import is_free, phone_to_ask
from generator.facts.order import in_order
from generator.facts.publication import issued_plans, listed_services, ongoing_services, service_state
from generator.locale.messages import Language, tell
from generator.model import Organization, Plan, Service
from generator.model.fields import English
from generator.model.hours import OpeningHours
from generator.views.addresses import HOME, edit_address, english_path, index_link, page_path
from generator.views.assurance import live_hours
from generator.views.live_hours import LiveHours, view_live
from generator.views.menu import ordered_categories
from generator.views.osm_hours import format_osm_week
from generator.views.pieces import Call, Head, Link, describe, make_phone, maybe_phone
from generator.views.service import hours_to_ask

say = partial(tell, "en")
Described = Service | Plan | Organization


@dataclass(frozen=True, slots=True)
class EnglishItem:
    """An entry in the list."""

    name: str
    summary: str
    url: str
    chinese: str


@dataclass(frozen=True, slots=True)
class EnglishGroup:
    """Entries under a heading."""

    title: str
    items: tuple[EnglishItem, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnglishMissing:
    """How many entries of a kind are in Chinese only, and where all of the kind are."""

    kind: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class EnglishView:
    """The first page: whom to ring, what there is, what is missing."""

    head: Head
    title: str
    intro: str
    hotline: Call
    emergencies: tuple[Call, ...]
    groups: tuple[EnglishGroup, ...]
    missing: tuple[EnglishMissing, ...]


@dataclass(frozen=True, slots=True)
class EnglishEntryView:
    """One service, plan or office. `facts` are labels with lines; `warning`: it may not be offered."""

    head: Head
    title: str
    chinese: Link
    summary: str
    warning: str
    live: LiveHours | None
    calls: tuple[Call, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    hotline: Call


def view_english(catalogue: Catalogue) -> EnglishView:
    """Everything that says something of itself in English."""
    profile = catalogue.profile
    title = name_site(catalogue, "en")
    groups = tuple(group for group in _groups(catalogue) if group.items)
    counts = [len(found) - sum(1 for one in found if english_of(one)) for found in _published(catalogue)]
    return EnglishView(
        head=Head(
            title,
            describe(say("找人帮忙、办事、急事打哪个电话。")),
            index_link("english").url,
            (Link(say("中文首页"), HOME.url), Link("English")),
        ),
        title=title,
        intro=(profile.english.summary if profile.english else "") or say("找人帮忙、办事、急事打哪个电话。"),
        hotline=view_english_hotline(catalogue),
        emergencies=tuple(
            Call(_number_name(one.phone, one.name), make_phone(one.phone), style="urgent")
            for one in profile.emergencies
        ),
        groups=groups,
        missing=(
            EnglishMissing(say("服务"), counts[0], index_link("service").url),
            EnglishMissing(say("应急"), counts[1], index_link("plan").url),
            EnglishMissing(say("机构"), counts[2], index_link("organization").url),
        ),
    )


def name_site(catalogue: Catalogue, language: Language) -> str:
    """What the site is called in a language."""
    profile = catalogue.profile
    if language == "zh":
        return profile.site_name
    return profile.english.name if profile.english else say("社区服务")


def view_english_hotline(catalogue: Catalogue) -> Call:
    """The number for everything, in English."""
    hotline = catalogue.profile.hotline
    name, note = _number_name(hotline.phone, say("服务热线")), say("说中文为主；可以请人帮您说")
    return Call(name, make_phone(hotline.phone), note)


def _number_name(phone: str, otherwise: str) -> str:
    names = {
        "110": say("报警"),
        "119": say("火警"),
        "120": say("急救"),
        "122": say("交通事故"),
        "12345": say("政务服务便民热线"),
        "12395": say("海上遇险"),
    }
    return names.get(phone, otherwise)


def english_of(entry: Entry[Service] | Entry[Plan] | Entry[Organization]) -> English | None:
    """What an entry says of itself in English."""
    return entry.value.english


def _published(
    catalogue: Catalogue,
) -> tuple[tuple[Entry[Service], ...], tuple[Entry[Plan], ...], tuple[Entry[Organization], ...]]:
    organizations = tuple(in_order(catalogue, catalogue.organizations.values()))
    return tuple(listed_services(catalogue)), tuple(issued_plans(catalogue)), organizations


def _groups(catalogue: Catalogue) -> Iterator[EnglishGroup]:
    services, plans, organizations = _published(catalogue)
    for category in ordered_categories(catalogue):
        own = [one for one in services if one.value.categories[0] == category.id]
        if english := category.value.english:
            yield EnglishGroup(english.name, _items(own), english.summary or "")
    named = {one.id for one in ordered_categories(catalogue) if one.value.english}
    others = [one for one in services if one.value.categories[0] not in named]
    yield EnglishGroup(say("其他") if named else say("服务"), _items(others))
    yield EnglishGroup(say("应急"), _items(plans))
    yield EnglishGroup(say("机构"), _items(organizations))


def _items(
    entries: Iterable[Entry[Service]] | Iterable[Entry[Plan]] | Iterable[Entry[Organization]],
) -> tuple[EnglishItem, ...]:
    return tuple(
        EnglishItem(english.name, english.summary or "", english_path(one.kind, one.id), _chinese(one.value))
        for one in entries
        if (english := english_of(one))
    )


def _chinese(value: Described) -> str:
    if isinstance(value, Service):
        return value.plain_name or value.name
    return value.incident if isinstance(value, Plan) else value.name


def english_paths(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Paths of entries that say something in English, each with its kind and id."""
    _, plans, organizations = _published(catalogue)
    for entries in (ongoing_services(catalogue), plans, organizations):
        for one in entries:
            if english_of(one):
                yield english_path(one.kind, one.id), f"{one.kind} {one.id}"


def view_english_entry(catalogue: Catalogue, key: str) -> EnglishEntryView:
    """One entry in English; the key is one of `english_paths`. Raises KeyError for another."""
    kind, name = key.split(" ")
    entry = catalogue.entries[kind][name]
    value = entry.value
    if not isinstance(value, Described) or value.english is None:
        raise KeyError(key)
    english = value.english
    crumbs = (Link(say("首页"), index_link("english").url), Link(english.name))
    unusual = isinstance(value, Service) and service_state(catalogue, value) != "在办"
    return EnglishEntryView(
        head=Head(
            english.name,
            describe(english.summary or english.name),
            english_path(kind, name),
            crumbs,
            edit_address(catalogue, entry),
        ),
        title=english.name,
        chinese=Link(_chinese(value), page_path(kind, name)),
        summary=english.summary or "",
        warning=say("现在不一定办，先打电话问。") if unusual else "",
        live=_live(catalogue, value),
        calls=tuple(_calls(catalogue, value)),
        facts=tuple(_facts(catalogue, value)),
        hotline=view_english_hotline(catalogue),
    )


def _live(catalogue: Catalogue, value: Described) -> LiveHours | None:
    if isinstance(value, Service):
        return live_hours(catalogue, value, hours_to_ask(value))
    return view_live(catalogue, value.hours) if isinstance(value, Organization) else None


def _calls(catalogue: Catalogue, value: Described) -> Iterator[Call]:
    if isinstance(value, Service):
        if phone := maybe_phone(phone_to_ask(catalogue, value)):
            yield Call(say("打电话"), phone)
    elif isinstance(value, Organization):
        for label, text in ((say("打电话"), value.phone), (say("夜间电话"), value.night_phone)):
            if phone := maybe_phone(text):
                yield Call(label, phone)
    else:
        for one in catalogue.profile.emergencies:
            yield Call(_number_name(one.phone, one.name), make_phone(one.phone), style="urgent")


def _facts(catalogue: Catalogue, value: Described) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, Plan):
        return
    if value.hours:
        yield say("时间"), format_english_hours(value.hours)
    if isinstance(value, Organization):
        if value.address:
            yield say("地址"), (value.address,)
        return
    places = ("，".join(part for part in (one.name, one.address) if part) for one in value.locations)
    if where := tuple(places):
        yield say("地点"), where
    if value.fee:
        yield say("费用"), (say("免费") if is_free(value) else say("要收费或部分免费，看中文页"),)
    if value.documents is not None:
        count = len(value.documents)
        yield say("带什么"), (say("{count} 样，看中文页", count=count) if count else say("什么都不用带"),)
    provider = catalogue.organizations.get(value.provider)
    if provider is not None:
        own = provider.value.english
        yield say("提供单位"), (own.name if own else provider.value.name,)


def format_english_hours(hours: OpeningHours) -> tuple[str, ...]:
    """The usual week in English, then holidays; more than a week can say is left to the Chinese page."""
    week = format_osm_week(hours)
    if not week:
        return (say("看中文页"),)
    lines = [say("每天 24 小时")] if week == "24/7" else [_spell(rule) for rule in week.split("; ")]
    if hours.holidays:
        lines.append(say("法定节假日不开") if hours.holidays == "休息" else say("法定节假日照常"))
    if hours.exceptions:
        lines.append(say("另有特别安排的日子，看中文页"))
    return tuple(lines)


def _spell(rule: str) -> str:
    """`Mo-Fr 08:30-11:30,13:30-17:00` as people read it."""
    days, _, times = rule.partition(" ")
    names = {
        "Mo-Su": say("每天"),
        "Mo": say("周一"),
        "Tu": say("周二"),
        "We": say("周三"),
        "Th": say("周四"),
        "Fr": say("周五"),
        "Sa": say("周六"),
        "Su": say("周日"),
    }
    days = re.sub("|".join(names), lambda found: names[found[0]], days)
    return f"{days.replace('-', '–').replace(',', ', ')} {times.replace('-', '–').replace(',', ', ')}"
