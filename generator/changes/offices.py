"""Numbers and office hours that residents may have written down: city, communities, organisations."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.changes.entries import compare_presence
from generator.changes.wording import both, tell_values
from generator.diagnostics import Text
from generator.model import Division, Organization, Profile
from generator.views.addresses import page_path
from generator.views.hours import format_hours, view_hours
from generator.views.projections import Change

PHONE = Text("电话", "phone")
NIGHT = Text("24小时电话", "24-hour phone")
ADDRESS = Text("地址", "address")
HOURS = Text("办公时间", "office hours")


def compare_offices(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Offices that came and went, the city's numbers, then communities, then organisations."""
    yield from compare_presence("office", before, after)
    for name, label, old, new in _numbers(before.profile, after.profile):
        yield Change("office-city", ("profile",), tell_values(name, label, old, new))
    for name, old_division, new_division in both(before.divisions, after.divisions):
        if new_division.value.level == "社区":
            yield from _office(
                ("division", name, page_path("division", name)),
                (before, old_division.value),
                (after, new_division.value),
            )
    for name, old_office, new_office in both(before.organizations, after.organizations):
        key = ("organization", name, page_path("organization", name))
        yield from _office(key, (before, old_office.value), (after, new_office.value))


def _numbers(old: Profile, new: Profile) -> Iterator[tuple[str, Text, str, str]]:
    if old.hotline.phone != new.hotline.phone:
        yield new.hotline.name, PHONE, old.hotline.phone, new.hotline.phone
    if old.supervision_phone != new.supervision_phone:
        yield "监督电话", Text("号码", "number"), old.supervision_phone, new.supervision_phone
    was = {one.name: one.phone for one in old.emergencies}
    now = {one.name: one.phone for one in new.emergencies}
    for name in {**was, **now}:
        if was.get(name) != now.get(name):
            yield name, Text("紧急电话", "emergency number"), was.get(name, ""), now.get(name, "")


def _office(
    key: tuple[str, str, str],
    old: tuple[Catalogue, Division | Organization],
    new: tuple[Catalogue, Division | Organization],
) -> Iterator[Change]:
    kind, name, url = key
    was, now = _describe(*old), _describe(*new)
    for what, (label, before) in was.items():
        after = now[what][1]
        if before != after:
            sentence = tell_values(new[1].name, label, before, after)
            yield Change(f"office-{what}", (f"{kind}/{name}",), sentence, url)


def _describe(catalogue: Catalogue, value: Division | Organization) -> dict[str, tuple[Text, str]]:
    hours = "；".join(format_hours(view_hours(catalogue, value.hours)))
    return {
        "phone": (PHONE, value.phone or ""),
        "night": (NIGHT, getattr(value, "night_phone", None) or ""),
        "address": (ADDRESS, value.address or ""),
        "hours": (HOURS, hours),
    }
