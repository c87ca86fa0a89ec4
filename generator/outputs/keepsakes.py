"""Files beside a page: its contact as vCard 3.0, which all telephones read, its dates as iCalendar.

Bytes follow the content alone: no file tells when it was made.
"""

import datetime
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from generator.artifact import Artifact
from generator.outputs.content_lines import escape_text, join_lines
from generator.views.keepsakes import CALENDAR, CONTACT, Contact, beside, list_occasions, view_contact
from generator.views.message import list_lines
from generator.views.occasions import Occasion
from generator.views.projections import PageView

PROGRAM = "-//Gridpress//Gridpress//ZH"


def render_keepsakes(view: PageView, site_url: str, city: str) -> Iterator[Artifact]:
    """The files of a page. `site_url` ends in a slash or is empty, `city` is the code of the city."""
    path = view.head.path
    address = site_url + path if site_url else ""
    contact, occasions = view_contact(view), list_occasions(view)
    note = "\n".join(list_lines(view)[1:]) if contact or occasions else ""
    if contact:
        yield Artifact(beside(path, CONTACT), render_contact(contact, note, address))
    if occasions:
        yield Artifact(beside(path, CALENDAR), render_calendar(occasions, note, f"{city}:{path}", address))


def render_contact(contact: Contact, note: str, address: str) -> bytes:
    """One vCard. Labels of numbers stand as groups, which telephones show or pass over."""
    name = escape_text(contact.name)
    phones = (
        line
        for number, (label, phone) in enumerate(contact.phones, 1)
        for line in (
            f"item{number}.TEL;TYPE=WORK,VOICE:{escape_text(phone.href.removeprefix('tel:'))}",
            f"item{number}.X-ABLABEL:{escape_text(label)}",
        )
    )
    return join_lines(
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"PRODID:{PROGRAM}",
        f"FN:{name}",
        f"N:{name};;;;",
        f"ORG:{escape_text(contact.organization)}",
        _line("TITLE", contact.role),
        *phones,
        f"ADR;TYPE=WORK:;;{escape_text(contact.address)};;;;" if contact.address else "",
        _line("NOTE", note),
        f"URL:{address}" if address else "",
        "END:VCARD",
    )


def render_calendar(occasions: Sequence[Occasion], note: str, known_by: str, address: str) -> bytes:
    """One calendar. Instants are in UTC, which needs no table of zones; whole days belong to no zone.

    What is `known_by` and `key` is the same event in a telephone, also when title, days or the site's address
    have changed.
    """
    events = (line for one in occasions for line in _event(one, note, known_by, address))
    return join_lines(
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PROGRAM}", "CALSCALE:GREGORIAN", *events, "END:VCALENDAR"
    )


def _event(one: Occasion, note: str, known_by: str, address: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'gridpress:{known_by}:{one.key}')}"
    yield f"DTSTAMP:{one.told_on:%Y%m%d}T000000Z"
    yield f"DTSTART{_moment(one.start)}"
    yield f"DTEND{_moment(one.end)}"
    yield f"SEQUENCE:{one.changed}"
    yield f"SUMMARY:{escape_text(one.title)}"
    yield _line("LOCATION", one.place)
    yield _line("DESCRIPTION", note)
    yield f"URL:{address}" if address else ""
    if not isinstance(one.start, datetime.datetime):
        yield "TRANSP:TRANSPARENT"  # a notice of two weeks makes nobody busy
    yield "END:VEVENT"


def _moment(moment: datetime.date) -> str:
    if isinstance(moment, datetime.datetime):
        return f":{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


def _line(name: str, text: str) -> str:
    return f"{name}:{escape_text(text)}" if text else ""
