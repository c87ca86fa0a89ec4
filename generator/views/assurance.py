"""How far the content of a service can be trusted today: its state and its last assurance."""

from generator.catalogue import Catalogue
from generator.facts.holidays import DAY
from generator.facts.offers import assurance_of
from generator.facts.publication import service_state
from generator.locale.zh import format_date
from generator.model import Service
from generator.model.hours import OpeningHours
from generator.views.live_hours import LiveHours, view_live
from generator.views.pieces import Badge
from generator.views.shown import show_between


def view_assurance(catalogue: Catalogue, service: Service) -> Badge:
    """When a service was last assured, and whether that is too long ago (SVC103)."""
    assurance = assurance_of(catalogue, service)
    since = f"{format_date(service.assured_on)}核实"
    if assurance.much_overdue:
        return Badge(f"很久没有核实（上次：{since}）", "overdue")
    return Badge(f"信息待核实（上次：{since}）", "due") if assurance.overdue else Badge(since, "ok")


def view_state(catalogue: Catalogue, service: Service) -> Badge | None:
    """What is unusual about a service: stopped, paused, not begun, temporary."""
    match service_state(catalogue, service):
        case "停办":
            return Badge("已停办", "closed")
        case "暂停":
            until = f"，到{format_date(service.paused_until)}为止" if service.paused_until else ""
            return Badge(f"暂停办理{until}", "closed")
        case "未开始" if service.valid_from:
            return Badge(f"{format_date(service.valid_from)}开始", "temporary")
    if service.valid_until is not None:
        return Badge(f"办到{format_date(service.valid_until)}为止", "temporary")
    return None


def view_warning(catalogue: Catalogue, service: Service) -> Badge | None:
    """The one badge of a card: its state, else an assurance that is overdue."""
    state = view_state(catalogue, service)
    if state is not None:
        return state
    assurance = view_assurance(catalogue, service)
    if assurance.tone == "ok":
        return None
    return Badge("信息待核实", assurance.tone)


def live_hours(catalogue: Catalogue, service: Service, hours: OpeningHours | None) -> LiveHours | None:
    """Hours as data, on the days on which the service is offered; None where that is never or unknown."""
    state = service_state(catalogue, service)
    if state in {"停办", "结束"} or (state == "暂停" and service.paused_until is None):
        return None
    paused = service.paused_until if state == "暂停" else None
    first = paused + DAY if paused else service.valid_from
    return view_live(catalogue, hours, show_between(catalogue.today, first, service.valid_until))
