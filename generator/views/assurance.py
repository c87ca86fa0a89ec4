"""How far the content of a service can be trusted today: its state and its last assurance."""

from generator.catalogue import Catalogue
from generator.facts.offers import assurance_of
from generator.facts.publication import service_state
from generator.locale.zh import format_date
from generator.model import Service
from generator.views.pieces import Badge


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
