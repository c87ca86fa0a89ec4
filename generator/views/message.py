"""What a page says in a few plain lines, for a chat or a voice: what, when, where, whom to ring."""

from functools import singledispatch

from generator.views.community import CommunityView
from generator.views.grid import GridView
from generator.views.hours import Hours
from generator.views.notice import NoticeView
from generator.views.organization import OrganizationView
from generator.views.person import PersonView
from generator.views.pieces import Call, Phone, cut_text, plain_text
from generator.views.plan import PlanView
from generator.views.projections import PageView
from generator.views.roster import RosterView
from generator.views.service import PlaceView, ServiceView

MOST_LINES = 6
"""Steps of a plan that a message tells; the page has them all."""
BODY_LENGTH = 160


@singledispatch
def list_lines(view: PageView) -> tuple[str, ...]:
    """The lines about a page's thing, its name first; none for pages that are only lists."""
    del view
    return ()


@list_lines.register
def _service(view: ServiceView) -> tuple[str, ...]:
    documents = (
        None if view.documents is None else "、".join(one.name for one in view.documents) or "什么都不用带"
    )
    return _filled(
        view.name,
        *(one.text for one in view.closed if one.shown.now),
        _named("什么时候", _hours(view.hours)),
        *(_named("在哪里", _place(one)) for one in view.places),
        _named("电话", view.call.phone.text if view.call else ""),
        _named("要带", documents),
        _named("收费", view.fee),
    )


@list_lines.register
def _grid(view: GridView) -> tuple[str, ...]:
    people = (one for one in view.people if one.phone and one.shown.now)
    return _filled(
        view.name,
        *(_named(f"{one.role} {one.name}", _phone(one.phone)) for one in people),
        _call(view.night),
        *map(_call, view.phones),
        _named("管", view.lead),
    )


@list_lines.register
def _organization(view: OrganizationView) -> tuple[str, ...]:
    return _filled(
        view.name,
        _named("地址", view.address),
        _named("什么时候", _hours(view.hours)),
        _named("电话", _phone(view.phone)),
        _named("夜里", _phone(view.night_phone)),
    )


@list_lines.register
def _community(view: CommunityView) -> tuple[str, ...]:
    return _filled(
        view.name,
        _named("地址", view.address),
        _named("什么时候", _hours(view.hours)),
        _named("电话", _phone(view.phone)),
        _call(view.hotline),
    )


@list_lines.register
def _person(view: PersonView) -> tuple[str, ...]:
    return _filled(
        view.name,
        *(f"{one.grid.text}{one.role}" for one in view.roles if not one.ended.now),
        _named("电话", _phone(view.phone)),
        _named("工号", view.badge),
        _named("监督电话", _phone(view.supervision)),
    )


@list_lines.register
def _roster(view: RosterView) -> tuple[str, ...]:
    return _filled(
        view.name,
        _named("值班时间", view.hours),
        _call(view.call),
        *view.turns,
        _call(view.hotline),
    )


@list_lines.register
def _plan(view: PlanView) -> tuple[str, ...]:
    steps = (f"{number}. {one}" for number, one in enumerate(view.residents[:MOST_LINES], 1))
    return _filled(f"{view.incident}：怎么办", *steps, *map(_call, (*view.calls, view.hotline)))


@list_lines.register
def _notice(view: NoticeView) -> tuple[str, ...]:
    return _filled(
        f"{'【紧急】' if view.urgent else ''}{view.title}",
        cut_text(plain_text(view.body), BODY_LENGTH),
        f"{view.issued}发布，到{view.expires}为止",
        _named("范围", "、".join(one.text for one in view.area)),
        _named("电话", _phone(view.phone)),
        _named("发布单位", view.issuer.text if view.issuer else ""),
    )


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _named(name: str, text: str | None) -> str:
    return f"{name}：{text}" if text else ""


def _phone(phone: Phone | None) -> str:
    return phone.text if phone else ""


def _call(call: Call | None) -> str:
    return _named(call.label, call.phone.text) if call else ""


def _hours(hours: Hours | None) -> str:
    return "；".join((*([hours.summary] if hours.summary else []), *hours.departures)) if hours else ""


def _place(place: PlaceView) -> str:
    parts = (place.name, place.address, _phone(place.phone), _hours(place.hours))
    return "，".join(part for part in parts if part)
