"""Contacts and dates as files: other programs read them, and read in them what the page says."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.model.hours import OpeningHours
from generator.outputs.content_lines import MOST_OCTETS, escape_text, join_lines
from generator.outputs.keepsakes import render_calendar, render_contact, render_keepsakes
from generator.outputs.pages import list_pages
from generator.publishing.checking import check_workspace
from generator.views.keepsakes import Contact
from generator.views.notice import view_notice
from generator.views.occasions import WEEKS_AHEAD, Occasion, service_occasions, whole_days

URL = "https://yunyu.example/"
DAY = datetime.timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
CITY_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1, max_size=120
)


@cache
def demo() -> Catalogue:
    """The demo city on its own day."""
    catalogue = check_workspace(ROOT).catalogue
    assert catalogue is not None
    return catalogue


@cache
def files() -> dict[str, bytes]:
    """All files beside the pages of the demo city."""
    folders = ("services/", "grids/", "people/", "organizations/", "notices/", "communities/")
    pages = (page for page in list_pages(demo()).values() if page.path.startswith(folders))
    city = demo().city_code
    return {one.path: one.data for page in pages for one in render_keepsakes(page.view(), URL, city)}


def of_kind(ending: str) -> Iterator[tuple[str, bytes]]:
    return ((path, data) for path, data in files().items() if path.endswith(ending))


def test_every_contact_is_read_by_another_program() -> None:
    """The number that the page dials, a name, the address of the page."""
    cards = dict(of_kind(".vcf"))
    assert {path.partition("/")[0] for path in cards} == {"grids", "people", "organizations", "communities"}
    for path, data in cards.items():
        card = vobject.readOne(data.decode())
        card.validate()
        assert card.fn.value, path
        assert all(one.value.replace("+", "").replace(",", "").isdigit() for one in card.tel_list), path
        assert card.url.value == URL + path.replace(".vcf", ".html")


def test_a_grid_is_filed_with_every_number_and_whose_it_is() -> None:
    card = vobject.readOne(files()["grids/chaojing-1.vcf"].decode())
    assert card.fn.value == "潮井社区第一网格"
    labels = [one.value for one in card.contents["x-ablabel"]]
    assert labels[0] == "网格长 林国芳"
    assert "夜里找谁" in labels
    assert card.tel_list[0].value == "09885550301"
    assert "网格长 林国芳：0988-5550301" in card.note.value


def test_a_person_is_filed_under_the_role() -> None:
    card = vobject.readOne(files()["people/bao-jianjun.vcf"].decode())
    assert card.fn.value == f"{card.title.value}鲍建军"
    assert card.org.value[0].endswith("网格")


def test_every_calendar_is_read_by_another_program() -> None:
    calendars = dict(of_kind(".ics"))
    assert {path.partition("/")[0] for path in calendars} == {"notices", "services"}
    identities = []
    for path, data in calendars.items():
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar["version"] == "2.0"
        assert not calendar.errors
        for event in calendar.walk("VEVENT"):
            assert not event.errors
            assert event.start < event.end, path
            assert event["url"] == URL + path.replace(".ics", ".html")
            identities.append(str(event["uid"]))
    assert len(identities) == len(set(identities))


def test_a_notice_holds_from_its_day_to_its_last_one_included() -> None:
    notice = demo().notices["haidi-guankong"].value
    (event,) = icalendar.Calendar.from_ical(files()["notices/haidi-guankong.ics"]).walk("VEVENT")
    assert event.start == notice.issued_on
    assert event.end == notice.expires_on + DAY, "a calendar's end is the first day after"
    assert event["summary"] == notice.title


def test_a_service_of_some_weeks_tells_its_last_day() -> None:
    service = demo().services["liugan-yimiao"].value
    events = icalendar.Calendar.from_ical(files()["services/liugan-yimiao.ics"]).walk("VEVENT")
    last = [one for one in events if "最后一天" in one["summary"]]
    assert [one.start for one in last] == [service.valid_until]


def test_an_event_stays_the_same_one_when_its_words_its_days_and_the_address_change() -> None:
    """A telephone that takes the file up again changes its line, and has no second one."""
    notice = demo().notices["yanwan-hebing"]
    other = {"title": "另一个标题", "expires_on": date(2027, 1, 1), "corrected_on": demo().today}
    changed = replace(notice, value=notice.value.model_copy(update=other))
    later = replace(demo(), entries={**demo().entries, "notice": {notice.id: changed}})
    events = []
    for catalogue, site in ((demo(), URL), (later, "https://other.example/")):
        (one,) = render_keepsakes(view_notice(catalogue, notice.id), site, catalogue.city_code)
        events += icalendar.Calendar.from_ical(one.data).walk("VEVENT")
    before, after = events
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert before["dtstamp"].dt < after["dtstamp"].dt


def test_what_is_open_by_appointment_says_so_and_holds_no_hours() -> None:
    """Whoever finds it in the calendar must not come to a locked door."""
    (first, *_) = openings("每月第一个周六", open=["预约"])
    assert (first.title, first.start, first.end - first.start) == ("居住证（预约）", date(2026, 12, 5), DAY)
    (first, *_) = openings("每月第一个周六", open=["9:00-11:00 预约"])
    assert first.title == "居住证（预约）"


def openings(days: str, open: Sequence[str] = ("9:00-11:00",), **more: object) -> list[Occasion]:  # noqa: A002 - its field
    """The occasions of a service of the demo city, had it these days."""
    hours = OpeningHours.model_validate({"weekly": [{"days": days, "open": open}], **more})
    service = demo().services["juzhuzheng"].value
    return list(service_occasions(demo(), service, "居住证", hours))


def test_a_service_that_is_open_once_a_month_tells_its_days_by_the_clock_of_the_city() -> None:
    """At the hours of the page, however the reader's telephone is set; exceptions count."""
    away = {"since": "2026-12-05", "open": []}
    data = render_calendar(openings("每月第一个周六", exceptions=[away]), "", "services/x.html", "")
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["dtstart"].to_ical() == b"20270102T010000Z"
    assert event["dtend"].to_ical() == b"20270102T030000Z"


def test_one_day_a_week_is_rare_and_two_are_not() -> None:
    assert len(openings("周六")) == WEEKS_AHEAD
    assert openings("周六、周日") == []
    assert "services/juzhuzheng.ics" not in files()


def test_a_service_that_is_paused_promises_no_day() -> None:
    hours = OpeningHours.model_validate({"weekly": [{"days": "周六", "open": ["9:00-11:00"]}]})
    paused = demo().services["juzhuzheng"].value.model_copy(update={"status": "暂停"})
    assert service_occasions(demo(), paused, "居住证", hours) == ()


@given(CITY_TEXT)
def test_lines_are_short_and_keep_every_character(text: str) -> None:
    data = join_lines("BEGIN:VCARD", "VERSION:3.0", f"FN:{escape_text(text)}", "N:x;;;;", "END:VCARD")
    assert all(len(line) <= MOST_OCTETS for line in data.split(b"\r\n"))
    data.decode("utf-8")
    assert vobject.readOne(data.decode()).fn.value == text


@pytest.mark.parametrize("text", ["甲;乙,丙\\丁", "一行\n二行", "a\r\nBEGIN:VCARD", "\x00\x07响铃"])
def test_no_text_of_an_editor_leaves_its_line(text: str) -> None:
    card = render_contact(Contact(text, text, text, (), text), text, URL).decode().replace("\r\n ", "")
    names = [line.partition(":")[0].partition(";")[0] for line in card.split("\r\n")]
    fields = ["VERSION", "PRODID", "FN", "N", "ORG", "TITLE", "ADR", "NOTE", "URL"]
    assert names == ["BEGIN", *fields, "END", ""]
    first, last = datetime.date(2026, 1, 1), datetime.date(2026, 1, 31)
    calendar = render_calendar((whole_days(text, last, last, first),), text, "notices/x.html", "")
    (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert event.end == datetime.date(2026, 2, 1)


def test_a_period_over_midnight_ends_on_the_next_day() -> None:
    start = datetime.datetime(2026, 1, 31, 22, tzinfo=SHANGHAI)
    occasion = Occasion("夜班", start, start + datetime.timedelta(hours=8), start.date())
    (event,) = icalendar.Calendar.from_ical(render_calendar((occasion,), "", "x.html", "")).walk("VEVENT")
    assert event["dtstart"].to_ical() == b"20260131T140000Z"
    assert event["dtend"].to_ical() == b"20260131T220000Z"
