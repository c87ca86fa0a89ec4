"""The four checks of the source paper as figures, what they lack, what is overdue, who has to do it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.offers import phone_to_ask
from generator.facts.publication import is_offered, listed_services
from generator.locale.collation import name_order
from generator.views.addresses import link_entry, page_path
from generator.views.listing import index_head
from generator.views.measures import SHOWN, Check, four_checks
from generator.views.menu import ordered_audiences, ordered_categories
from generator.views.pieces import Head, Link, Phone, maybe_phone
from generator.views.subject import services_by
from generator.views.todo import Task, lack_tasks, lapse_tasks, offices_with_tasks, service_tasks, todo_path


@dataclass(frozen=True, slots=True)
class AudienceCard:
    """An audience: how many services in each category, whom to call, services without a phone.

    `usable` is whether one of them can be used today.
    """

    name: str
    url: str
    total: int
    usable: bool
    categories: tuple[tuple[str, int], ...]
    contact: Link | None
    phone: Phone | None
    silent: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office with something to do."""

    link: Link
    late: int
    soon: int
    lacks: int


@dataclass(frozen=True, slots=True)
class ChecksView:
    """The page of checks and freshness."""

    head: Head
    checks: tuple[Check, ...]
    services: int
    overdue: tuple[tuple[Task, str], ...]
    overdue_more: int
    soon: int
    audiences: tuple[AudienceCard, ...]
    offices: tuple[Office, ...]


def view_checks(catalogue: Catalogue) -> ChecksView:
    """All four checks, overdue services, audiences and offices."""
    tasks = [
        (one, _office_name(catalogue, office))
        for office, found in service_tasks(catalogue).items()
        for one in found
    ]
    late = sorted(
        (one for one in tasks if one[0].late), key=lambda one: (one[0].due, name_order(one[0].link.text))
    )
    return ChecksView(
        head=index_head(
            "check", "四项自查", "全社会参与、全方位覆盖、全天候运行、全区域平安：做到了多少，还缺什么"
        ),
        checks=four_checks(catalogue),
        services=len(listed_services(catalogue)),
        overdue=tuple(late[:SHOWN]),
        overdue_more=max(len(late) - SHOWN, 0),
        soon=len(tasks) - len(late),
        audiences=tuple(_view_audiences(catalogue)),
        offices=tuple(_view_office(catalogue, one) for one in offices_with_tasks(catalogue)),
    )


def _office_name(catalogue: Catalogue, office: str) -> str:
    entry = catalogue.organizations.get(office)
    return entry.value.name if entry else office


def _view_audiences(catalogue: Catalogue) -> Iterable[AudienceCard]:
    for one in ordered_audiences(catalogue):
        services = services_by(catalogue, "audiences").get(one.id, ())
        counts = Counter(name for service in services for name in dict.fromkeys(service.value.categories))
        # A service for few audiences is more theirs than one for everybody.
        called = [service for service in services if phone_to_ask(catalogue, service.value)]
        first = min(called, key=lambda service: (len(service.value.audiences), service.id), default=None)
        yield AudienceCard(
            one.value.name,
            page_path("audience", one.id),
            len(services),
            any(is_offered(catalogue, service.value) for service in services),
            tuple(
                (category.value.name, counts[category.id])
                for category in ordered_categories(catalogue)
                if counts[category.id]
            ),
            link_entry(catalogue, "service", first.id) if first else None,
            maybe_phone(phone_to_ask(catalogue, first.value)) if first else None,
            sum(not phone_to_ask(catalogue, service.value) for service in services),
        )


def _view_office(catalogue: Catalogue, name: str) -> Office:
    tasks = (*service_tasks(catalogue).get(name, ()), *lapse_tasks(catalogue).get(name, ()))
    late = sum(one.late for one in tasks)
    link = Link(_office_name(catalogue, name), todo_path(name))
    return Office(link, late, len(tasks) - late, len(lack_tasks(catalogue).get(name, ())))
