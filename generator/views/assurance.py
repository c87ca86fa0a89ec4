"""How far the content of a service can be trusted today: its state and its last assurance."""

import datetime
from functools import lru_cache

from generator.catalogue import Catalogue
from generator.facts.departures import days_ahead
from generator.facts.holidays import DAY
from generator.facts.offers import assurance_of
from generator.facts.publication import service_state
from generator.locale.zh import format_date
from generator.model import Service
from generator.model.hours import OpeningHours
from generator.views.live_hours import LiveHours, view_live
from generator.views.pieces import Badge, Tone, Turn, in_turn
from generator.views.shown import Shown, show_after, show_between


def view_assurance(catalogue: Catalogue, service: Service) -> Badge:
    """When a service was last assured, and from when on that is too long ago (SVC103)."""
    assurance = assurance_of(catalogue, service)
    return _tell_assurance(catalogue.today, service.assured_on, assurance.due, assurance.tolerated)


@lru_cache(maxsize=4096)
def _tell_assurance(
    today: datetime.date, assured_on: datetime.date, due: datetime.date, tolerated: datetime.date
) -> Badge:
    since = f"{format_date(assured_on)}核实"
    return in_turn(
        today,
        (since, "ok", due),
        (f"信息待核实（上次：{since}）", "due", tolerated),
        (f"很久没有核实（上次：{since}）", "overdue", None),
    )


def unverified(catalogue: Catalogue, service: Service) -> Shown:
    """The days on which the last assurance is too long ago."""
    return show_after(catalogue.today, assurance_of(catalogue, service).due)


def view_state(catalogue: Catalogue, service: Service) -> Badge | None:
    """What is unusual about a service: stopped, paused, not begun, temporary, and what follows."""
    state, steps = service_state(catalogue, service), list[Turn]()
    if state == "停办":
        return Badge("已停办", "closed")
    if state == "暂停":
        until = f"，到{format_date(service.paused_until)}为止" if service.paused_until else ""
        steps.append((f"暂停办理{until}", "closed", service.paused_until))
    if service.valid_from is not None and service.valid_from > catalogue.today:
        begins = f"{format_date(service.valid_from)}开始"
        steps.append((begins, "temporary", service.valid_from - DAY))
    if service.valid_until is not None:
        ends = f"办到{format_date(service.valid_until)}为止"
        steps += [(ends, "temporary", service.valid_until), (f"{ends}，已结束", "closed", None)]
    return in_turn(catalogue.today, *steps) if steps else None


def view_warning(catalogue: Catalogue, service: Service) -> Badge | None:
    """The one badge of a card: its state, else that its assurance is overdue, from that day on."""
    state = view_state(catalogue, service)
    if state is not None:
        return state
    tone: Tone = "overdue" if assurance_of(catalogue, service).much_overdue else "due"
    return Badge("信息待核实", tone, unverified(catalogue, service))


def live_hours(catalogue: Catalogue, service: Service, hours: OpeningHours | None) -> LiveHours | None:
    """Hours as data, on the days on which the service is offered; None where that is never or unknown."""
    offered = offered_days(catalogue, service)
    return view_live(catalogue, hours, offered) if offered else None


def offered_days(catalogue: Catalogue, service: Service) -> Shown | None:
    """The days on which a service is offered; None where that is never or unknown."""
    state = service_state(catalogue, service)
    if state in {"停办", "结束"} or (state == "暂停" and service.paused_until is None):
        return None
    begins = service.valid_from or catalogue.today
    if state == "暂停" and service.paused_until:
        begins = max(begins, days_ahead(service.paused_until, 1))
    return show_between(catalogue.today, begins, service.valid_until)
