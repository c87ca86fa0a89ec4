"""How the list of matters changed: what, published when, in force from when (art. 25)."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.facts.memory import once
from generator.locale.zh import format_date
from generator.model import Matter
from generator.views.addresses import link_or_id
from generator.views.pieces import Link


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one matter."""

    matter: Link
    what: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that took effect on one day. `ahead` is how many days before they were published."""

    effective: str
    effective_on: datetime.date
    coming: bool
    published: str
    ahead: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    on: datetime.date
    published_on: datetime.date | None
    matter: str
    what: str


@once
def list_changes(catalogue: Catalogue) -> tuple[ChangeGroup, ...]:
    """Published changes of all matters, the latest first."""
    return _group(
        catalogue, (event for name in sorted(catalogue.matters) for event in _events(catalogue, name))
    )


def matter_changes(catalogue: Catalogue, matter_id: str) -> tuple[ChangeGroup, ...]:
    """Published changes of one matter, the latest first."""
    return _group(catalogue, _events(catalogue, matter_id))


def _events(catalogue: Catalogue, matter_id: str) -> Iterator[_Event]:
    matter = catalogue.matters[matter_id].value
    said = {day for change in matter.changes for day in (change.published_on, change.effective_on)}
    for event in (*_written(matter_id, matter), *_implied(catalogue, matter_id, matter, said)):
        published = event.published_on or event.on
        if published <= catalogue.today:
            yield event


def _written(name: str, matter: Matter) -> Iterator[_Event]:
    for change in matter.changes:
        yield _Event(change.effective_on, change.published_on, name, change.what)


def _implied(catalogue: Catalogue, name: str, matter: Matter, said: set[datetime.date]) -> Iterator[_Event]:
    """Admission, withdrawal and the end of a temporary matter, unless an editor's own words tell them."""
    until = matter.temporary_until
    if matter.admitted_on and matter.admitted_on not in said:
        what = f"临时列入清单，到{format_date(until)}为止" if until else "列入清单"
        yield _Event(matter.admitted_on, matter.published_on, name, what)
    if matter.withdrawn_on and matter.withdrawn_on not in said:
        what = "由部门收回，不再派给网格员" if matter.owner == "上级收回" else "从清单上取消"
        yield _Event(matter.withdrawn_on, None, name, what)
    if until and until < catalogue.today and until not in said:
        yield _Event(until, None, name, "临时事项到期，退出清单")


def _group(catalogue: Catalogue, events: Iterable[_Event]) -> tuple[ChangeGroup, ...]:
    groups = gather(((event.on, event.published_on), event) for event in events)
    ordered = sorted(groups, key=lambda key: (key[0], key[1] or key[0]), reverse=True)
    return tuple(
        ChangeGroup(
            format_date(on),
            on,
            on > catalogue.today,
            format_date(published) if published else "",
            (on - published).days if published else 0,
            tuple(
                Change(link_or_id(catalogue, "matter", event.matter), event.what)
                for event in groups[on, published]
            ),
        )
        for on, published in ordered
    )
