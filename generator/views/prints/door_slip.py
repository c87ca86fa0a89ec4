"""A slip for a door where nobody answered: who came, why, whom to call back. It has no place for a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Member
from generator.facts.presence import team_of_grid
from generator.facts.publication import published_phone
from generator.views.prints.contacts import LARGE_PRINT, Contact, Letterhead, view_letterhead


@dataclass(frozen=True, slots=True)
class DoorSlip:
    """The slip of one worker (the grid's own where there is none); `call` is who came and the number."""

    head: Letterhead
    call: Contact
    codes: tuple[str, ...]
    subject: str = ""


def view_door_slips(catalogue: Catalogue, grid_id: str) -> Iterator[DoorSlip]:
    """A slip for each published person of the grid; a single one of the grid's where there is nobody."""
    head = view_letterhead(catalogue, grid_id)
    codes = (head.path + LARGE_PRINT,)
    first_roles = {one.person.id: one for one in reversed(team_of_grid(catalogue, grid_id))}
    for name, member in reversed(first_roles.items()):
        yield DoorSlip(head, _call(head, member), codes, name)
    if not first_roles:
        yield DoorSlip(head, Contact("", head.duty.phone), codes)


def _call(head: Letterhead, member: Member) -> Contact:
    person = member.person.value
    return Contact(person.name, published_phone(person) or head.duty.phone, member.role.role)
