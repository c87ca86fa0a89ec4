"""What is published today: people in duty, services and notices that have not ended."""

import datetime
from typing import Literal

from generator.catalogue import Catalogue, Entry, Member, gather
from generator.facts.memory import once
from generator.facts.order import in_order, rank_of
from generator.model import Grid, Matter, Notice, Person, Plan, Service
from generator.model.phones import parse_phones

WORKERS = frozenset({"专职网格员", "兼职网格员"})
POSTS = WORKERS | {"网格长", "网格指导员"}
"""Roles that are public posts; people in other roles are published with their consent only."""
GRID_ROLES = POSTS | {"微网格长"}
"""Roles of grid workers; a volunteer is none."""

ServiceState = Literal["停办", "结束", "暂停", "未开始", "在办"]
MatterState = Literal["收回", "到期", "未准入", "未施行", "在册"]


def has_ended(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    """Whether a grid was in force and is no more; its page says what took its place."""
    return grid.value.valid_until is not None and grid.value.valid_until < catalogue.today


@once
def current_roles(catalogue: Catalogue) -> dict[str, tuple[Member, ...]]:
    """Roles in duty today in live grids, by person id."""
    members = (one for grid in catalogue.live_grids for one in catalogue.members_by_grid.get(grid.id, ()))
    return gather((one.person.id, one) for one in members)


def is_published_person(catalogue: Catalogue, person: Entry[Person]) -> bool:
    """Whether a person is in duty and either holds a public post or consents."""
    roles = current_roles(catalogue).get(person.id, ())
    return bool(roles) and (person.value.consent_public or any(one.role.role in POSTS for one in roles))


def published_phone(person: Person) -> str | None:
    """The duty phone; mobile numbers may be private, so they need consent."""
    if person.duty_phone is None or person.consent_public:
        return person.duty_phone
    kept = (one.text for one in parse_phones(person.duty_phone) if not one.is_mobile)
    return "、".join(kept) or None


def service_state(catalogue: Catalogue, service: Service) -> ServiceState:
    """How a service stands today: past its last day (结束), or what its status and first day say."""
    if service.valid_until is not None and service.valid_until < catalogue.today:
        return "结束"
    if service.status == "停办" or (
        service.status == "暂停" and not is_past(catalogue, service.paused_until)
    ):
        return service.status
    early = service.valid_from is not None and catalogue.today < service.valid_from
    return "未开始" if early else "在办"


def current_alert(catalogue: Catalogue, service: Service) -> str:
    """The alert of a service, until its last day."""
    return "" if is_past(catalogue, service.alert_until) else service.alert or ""


def is_past(catalogue: Catalogue, last: datetime.date | None) -> bool:
    """Whether the last day of something lies behind; without one it goes on."""
    return last is not None and last < catalogue.today


def is_ongoing(catalogue: Catalogue, service: Service) -> bool:
    """Whether a service has a page: one past its last day is gone, one that was stopped says what instead."""
    return service_state(catalogue, service) != "结束"


def is_over(catalogue: Catalogue, service: Service) -> bool:
    """Whether a service was stopped or is past its last day; lists and rules pass it over."""
    return service_state(catalogue, service) in {"停办", "结束"}


def is_offered(catalogue: Catalogue, service: Service) -> bool:
    """Whether residents can use a service today."""
    return service_state(catalogue, service) == "在办"


def is_published_notice(catalogue: Catalogue, notice: Notice) -> bool:
    """Whether a notice holds today."""
    return notice.issued_on <= catalogue.today <= notice.expires_on


def is_published_matter(catalogue: Catalogue, matter: Matter) -> bool:
    """Whether a matter is or was on the list, or is published to come (art. 25)."""
    first = matter.published_on or matter.admitted_on
    return matter.admitted_on is not None and first is not None and first <= catalogue.today


def matter_state(matter: Matter, day: datetime.date) -> MatterState:
    """How a matter stands on a day: 在册 is on the list, so that grid workers may be told to do it.

    What departments took back is theirs from the day that it says, else ever since.
    """
    back = matter.withdrawn_on is None and matter.owner == "上级收回"
    if back or (matter.withdrawn_on is not None and matter.withdrawn_on <= day):
        return "收回"
    if matter.temporary_until is not None and matter.temporary_until < day:
        return "到期"
    if matter.admitted_on is None:
        return "未准入"
    return "未施行" if matter.admitted_on > day else "在册"


def admitted_matters(catalogue: Catalogue) -> dict[str, Entry[Matter]]:
    """Matters on the list today, by id."""
    matters = sorted(catalogue.matters.items())
    return {name: one for name, one in matters if matter_state(one.value, catalogue.today) == "在册"}


@once
def listed_matters(catalogue: Catalogue) -> tuple[Entry[Matter], ...]:
    """Matters of the published list: admitted today or published to come, by id. Ended ones are gone."""
    early = (
        one
        for one in catalogue.matters.values()
        if matter_state(one.value, catalogue.today) == "未施行" and is_published_matter(catalogue, one.value)
    )
    return tuple(in_order(catalogue, (*admitted_matters(catalogue).values(), *early)))


def is_ended_notice(catalogue: Catalogue, notice: Notice) -> bool:
    """Whether a notice held and is past its last day; its page says so."""
    return notice.issued_on <= notice.expires_on < catalogue.today


def is_ended_plan(catalogue: Catalogue, plan: Plan) -> bool:
    """Whether a plan is past its last day; its page says what took its place."""
    return plan.valid_until is not None and plan.valid_until < catalogue.today


def is_issued_plan(catalogue: Catalogue, plan: Plan) -> bool:
    """Whether a plan is in force today."""
    return plan.issued_on <= catalogue.today and not is_ended_plan(catalogue, plan)


@once
def issued_plans(catalogue: Catalogue) -> tuple[Entry[Plan], ...]:
    """Plans in force today, in the editors' order."""
    issued = (one for one in catalogue.plans.values() if is_issued_plan(catalogue, one.value))
    return tuple(in_order(catalogue, issued))


@once
def ongoing_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Services with a page, in the order of lists."""
    services = (one for one in catalogue.services.values() if is_ongoing(catalogue, one.value))
    return tuple(in_order(catalogue, services))


@once
def listed_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Services that lists show, in their order; one that was stopped keeps its page only."""
    return tuple(one for one in ongoing_services(catalogue) if not is_over(catalogue, one.value))


@once
def offered_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Services that residents can use today, in the order of files: rules ask, who need no other."""
    return tuple(one for one in catalogue.services.values() if is_offered(catalogue, one.value))


@once
def published_notices(catalogue: Catalogue) -> tuple[Entry[Notice], ...]:
    """Notices that hold today, in the same order."""
    return tuple(one for one in announced_notices(catalogue) if one.value.issued_on <= catalogue.today)


@once
def announced_notices(catalogue: Catalogue) -> tuple[Entry[Notice], ...]:
    """Notices that hold today or will: urgent ones first, then the latest. Pages show each on its days."""
    notices = [one for one in catalogue.notices.values() if catalogue.today <= one.value.expires_on]
    notices.sort(key=lambda one: rank_of(catalogue, "notice", one.id))
    notices.sort(key=lambda one: one.value.issued_on, reverse=True)
    notices.sort(key=lambda one: one.value.level != "紧急")
    return tuple(notices)


@once
def published_people(catalogue: Catalogue) -> tuple[Entry[Person], ...]:
    """People with a page, in the order of lists."""
    people = (one for one in catalogue.people.values() if is_published_person(catalogue, one))
    return tuple(in_order(catalogue, people))
