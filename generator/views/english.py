"""Pages below en/: what entries say of themselves in English, and what is in Chinese only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.facts.offers import is_free, phone_to_ask
from generator.facts.order import in_order
from generator.facts.publication import issued_plans, listed_services, ongoing_services, service_state
from generator.locale.messages import MESSAGES, tell
from generator.model import Organization, Plan, Service
from generator.model.fields import English
from generator.model.hours import OpeningHours
from generator.views.addresses import HOME, edit_address, english_path, index_link, page_path
from generator.views.menu import ordered_categories
from generator.views.osm_hours import format_osm_week
from generator.views.pieces import Call, Head, Link, describe, make_phone, maybe_phone

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
class EnglishView:
    """The first page: whom to ring, what there is, what is missing."""

    head: Head
    title: str
    intro: str
    hotline: Call
    emergencies: tuple[Call, ...]
    groups: tuple[EnglishGroup, ...]
    missing: str
    chinese: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EnglishEntryView:
    """One service, plan or office. `facts` are labels with lines; `warning`: it may not be offered."""

    head: Head
    title: str
    chinese: Link
    summary: str
    warning: str
    calls: tuple[Call, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    missing: str
    hotline: Call


def view_english(catalogue: Catalogue) -> EnglishView:
    """Everything that says something of itself in English."""
    profile = catalogue.profile
    city = catalogue.name_of("division", profile.city)
    title = profile.english.name if profile.english else say("site", city=city)
    groups = tuple(group for group in _groups(catalogue) if group.items)
    counts = [len(found) - sum(1 for one in found if english_of(one)) for found in _published(catalogue)]
    return EnglishView(
        head=Head(
            title, describe(say("lead")), index_link("english").url, (HOME, Link("English")), language="en"
        ),
        title=title,
        intro=(profile.english.summary if profile.english else "") or say("lead"),
        hotline=view_english_hotline(catalogue),
        emergencies=tuple(
            Call(_number_name(one.phone, one.name), make_phone(one.phone), style="urgent")
            for one in profile.emergencies
        ),
        groups=groups,
        missing=say("missing.count", count=counts[0], plans=counts[1], offices=counts[2]),
        chinese=tuple(
            Link(say(key), index_link(kind).url)
            for key, kind in (
                ("all.services", "service"),
                ("all.plans", "plan"),
                ("all.offices", "organization"),
            )
        ),
    )


def view_english_hotline(catalogue: Catalogue) -> Call:
    """The number for everything, in English."""
    hotline = catalogue.profile.hotline
    return Call(_number_name(hotline.phone, say("hotline")), make_phone(hotline.phone), say("hotline.note"))


def _number_name(phone: str, otherwise: str) -> str:
    message = MESSAGES.get(f"number.{phone}")
    return message.en if message else otherwise


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
    yield EnglishGroup(say("other") if named else say("services"), _items(others))
    yield EnglishGroup(say("plans"), _items(plans))
    yield EnglishGroup(say("offices"), _items(organizations))


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
    crumbs = (Link(say("home"), index_link("english").url), Link(english.name))
    unusual = isinstance(value, Service) and service_state(catalogue, value) != "在办"
    return EnglishEntryView(
        head=Head(
            english.name,
            describe(english.summary or english.name),
            english_path(kind, name),
            crumbs,
            edit_address(catalogue, entry),
            language="en",
        ),
        title=english.name,
        chinese=Link(_chinese(value), page_path(kind, name)),
        summary=english.summary or "",
        warning=say("unusual") if unusual else "",
        calls=tuple(_calls(catalogue, value)),
        facts=tuple(_facts(catalogue, value)),
        missing=say("missing.page"),
        hotline=view_english_hotline(catalogue),
    )


def _calls(catalogue: Catalogue, value: Described) -> Iterator[Call]:
    if isinstance(value, Service):
        if phone := maybe_phone(phone_to_ask(catalogue, value)):
            yield Call(say("call"), phone)
    elif isinstance(value, Organization):
        for label, text in (("call", value.phone), ("night", value.night_phone)):
            if phone := maybe_phone(text):
                yield Call(say(label), phone)
    else:
        for one in catalogue.profile.emergencies:
            yield Call(_number_name(one.phone, one.name), make_phone(one.phone), style="urgent")


def _facts(catalogue: Catalogue, value: Described) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, Plan):
        return
    if value.hours:
        yield say("hours"), format_english_hours(value.hours)
    if isinstance(value, Organization):
        if value.address:
            yield say("address"), (value.address,)
        return
    places = ("，".join(part for part in (one.name, one.address) if part) for one in value.locations)
    if where := tuple(places):
        yield say("where"), where
    if value.fee:
        yield say("fee"), (say("free" if is_free(value) else "fee.chinese"),)
    if value.documents is not None:
        count = len(value.documents)
        yield say("bring"), (say("bring.chinese", count=count) if count else say("bring.nothing"),)
    provider = catalogue.organizations.get(value.provider)
    if provider is not None:
        own = provider.value.english
        yield say("office"), (own.name if own else provider.value.name,)


def format_english_hours(hours: OpeningHours) -> tuple[str, ...]:
    """The usual week in English, then holidays; more than a week can say is left to the Chinese page."""
    week = format_osm_week(hours)
    if not week:
        return (say("hours.chinese"),)
    lines = [say("always")] if week == "24/7" else [_spell(rule) for rule in week.split("; ")]
    if hours.holidays:
        lines.append(say("holidays.closed" if hours.holidays == "休息" else "holidays.open"))
    if hours.exceptions:
        lines.append(say("hours.special"))
    return tuple(lines)


def _spell(rule: str) -> str:
    """`Mo-Fr 08:30-11:30,13:30-17:00` as people read it."""
    days, _, times = rule.partition(" ")
    for short in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"):
        days = days.replace(short, say(short))
    return f"{days.replace('-', '–').replace(',', ', ')} {times.replace('-', '–').replace(',', ', ')}"
