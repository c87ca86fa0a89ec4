"""What a page gives to keep: a contact for the telephone's book, dates for its calendar, sheets to print."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch

from generator.model.phones import PhoneNumber
from generator.views.community import CommunityView
from generator.views.grid import GridView
from generator.views.notice import NoticeView
from generator.views.occasions import Occasion, whole_days
from generator.views.organization import OrganizationView
from generator.views.person import PersonView
from generator.views.pieces import Link, Phone
from generator.views.projections import PageView
from generator.views.roster import RosterView
from generator.views.service import ServiceView

CONTACT, CALENDAR = ".vcf", ".ics"


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of a telephone's book: what it is filed under, and its numbers, each with a label."""

    name: str
    organization: str
    role: str
    phones: tuple[tuple[str, PhoneNumber], ...]
    address: str = ""


def beside(path: str, ending: str) -> str:
    """Where a file stands that belongs to a page."""
    return path.removesuffix(".html") + ending


def list_files(view: PageView) -> Iterator[Link]:
    """The files that a page offers, by what a reader does with them."""
    if isinstance(view, GridView):
        yield from view.prints
    if view_contact(view):
        yield Link("存到通讯录", beside(view.head.path, CONTACT))
    if list_occasions(view):
        yield Link("记到日历", beside(view.head.path, CALENDAR))


@singledispatch
def view_contact(view: PageView) -> Contact | None:
    """Whom a page tells to ring, for the telephone's book; nobody without a number."""
    del view
    return None


@view_contact.register
def _grid(view: GridView) -> Contact | None:
    people = [(f"{one.role} {one.name}", one.phone) for one in view.people if one.shown.now]
    night = [(view.night.label, view.night.phone)] if view.night else []
    others = [(one.label, one.phone) for one in view.phones]
    return _contact(
        view.name, view.community.text if view.community else "社区", "网格", [*people, *night, *others]
    )


@view_contact.register
def _organization(view: OrganizationView) -> Contact | None:
    phones = [("电话", view.phone), ("夜里", view.night_phone)]
    return _contact(view.name, view.name, "", phones, view.address)


@view_contact.register
def _community(view: CommunityView) -> Contact | None:
    return _contact(view.name, view.name, "", [("电话", view.phone)], view.address)


@view_contact.register
def _person(view: PersonView) -> Contact | None:
    """Filed under the role, by which a resident looks it up."""
    role = next((one for one in view.roles if not one.ended.now), None)
    if role is None:
        return None
    return _contact(f"{role.role}{view.name}", role.grid.text, role.role, [("值班电话", view.phone)])


def _contact(
    name: str, organization: str, role: str, phones: list[tuple[str, Phone | None]], address: str = ""
) -> Contact | None:
    numbers = tuple((label, one) for label, phone in phones if phone for one in phone.numbers)
    return Contact(name, organization, role, numbers, address) if numbers else None


@singledispatch
def list_occasions(view: PageView) -> tuple[Occasion, ...]:
    """The dates of a page that are worth a line in a calendar."""
    del view
    return ()


@list_occasions.register
def _service(view: ServiceView) -> tuple[Occasion, ...]:
    return view.occasions


@list_occasions.register
def _roster(view: RosterView) -> tuple[Occasion, ...]:
    return view.occasions


@list_occasions.register
def _notice(view: NoticeView) -> tuple[Occasion, ...]:
    if view.after.now:
        return ()
    changed = int(view.updated_on > view.issued_on)
    told = whole_days(view.title, view.issued_on, view.expires_on, view.updated_on, "days")
    return (replace(told, changed=changed),)
