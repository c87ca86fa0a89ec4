"""Duty rosters: who is on duty on a day, what pages, prints and calendars say of it."""

import datetime
from dataclasses import replace

import icalendar
import pytest
from conftest import ROOT
from pydantic_core import PydanticCustomError

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Severity
from generator.facts.holidays import Calendar
from generator.facts.publication import published_people
from generator.facts.rosters import duties, duties_of_grid, duty_phone, named_person, who_is_on_duty
from generator.model import KIND_BY_NAME, DutyRow, Roster
from generator.model.dates import days_of, parse_date
from generator.outputs.keepsakes import render_keepsakes
from generator.reading.loading import load_catalogue
from generator.reading.tables import load_table
from generator.views.addresses import page_path
from generator.views.person import view_person
from generator.views.prints.duty_cards import view_duty_cards
from generator.views.prints.handbook import view_handbook
from generator.views.prints.roster import view_printed_rosters
from generator.views.roster import view_board, view_roster

MONDAY = datetime.date(2026, 11, 2)
DAY = datetime.timedelta(days=1)
CITY = "990100000000"
SITE = "https://yunyu.example/"
NO_HOLIDAYS = Calendar(frozenset(), frozenset(), frozenset())


def make(
    *rotation: dict[str, object], rows: tuple[dict[str, str], ...] = (), **more: object
) -> Entry[Roster]:
    value = {
        "name": "值班",
        "areas": ["chaojing"],
        "hours": "17:30-次日8:00",
        "since": MONDAY.isoformat(),
        "rotation": list(rotation),
    }
    made = tuple(DutyRow.model_validate(row) for row in rows)
    return Entry("roster", "night", "menus/rosters/night.yaml", Roster.model_validate(value | more), made)


def people(roster: Entry[Roster], days: int, calendar: Calendar = NO_HOLIDAYS) -> str:
    """Who is on duty from Monday on, by day; - for nobody."""
    found = duties(roster, calendar, MONDAY, MONDAY + DAY * (days - 1))
    by_day = [[one.person for one in found if one.day == MONDAY + DAY * number] for number in range(days)]
    return " ".join("+".join(one) or "-" for one in by_day)


def daily(days: str, *names: str, **more: object) -> dict[str, object]:
    return {"days": days, "people": list(names), **more}


def weekly(days: str, *names: str) -> dict[str, object]:
    return daily(days, *names, turn="周")


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    catalogue = load_catalogue(ROOT).catalogue
    assert catalogue is not None
    return catalogue


def test_turns_by_day_go_round() -> None:
    assert people(make(daily("每天", "a", "b", "c")), 5) == "a b c a b"


def test_turns_on_working_days_pass_over_the_weekend() -> None:
    assert people(make(daily("工作日", "a", "b")), 9) == "a b a b a - - b a"


def test_a_working_saturday_is_a_working_day_and_a_day_off_is_none() -> None:
    calendar = Calendar(frozenset({MONDAY + DAY}), frozenset({MONDAY + DAY * 5}), frozenset({2026}))
    assert people(make(daily("工作日", "a", "b")), 7, calendar) == "a - b a b a -"


def test_turns_by_week_change_on_monday_whatever_the_first_day() -> None:
    roster = make(weekly("每天", "a", "b"), since="2026-10-31")
    assert people(roster, 8) == "b b b b b b b a"


def test_the_most_particular_turns_hold() -> None:
    calendar = Calendar(frozenset({MONDAY + DAY * 2}), frozenset(), frozenset({2026}))
    roster = make(daily("每天", "a"), daily("周末", "w"), daily("周日", "s"), daily("节假日", "h"))
    assert people(roster, 7, calendar) == "a a h a a w s"


def test_a_day_off_without_turns_of_its_own_is_a_weekend_day_and_else_any_day() -> None:
    calendar = Calendar(frozenset({MONDAY}), frozenset(), frozenset({2026}))
    assert people(make(daily("工作日", "a"), daily("周末", "w")), 2, calendar) == "w a"
    assert people(make(daily("工作日", "a"), daily("每天", "e")), 2, calendar) == "e a"


def test_turns_that_begin_later_take_the_place_of_earlier_ones() -> None:
    later = daily("每天", "x", "y", since=(MONDAY + DAY * 2).isoformat())
    assert people(make(later, daily("每天", "a", "b")), 5) == "a b x y x"


def test_several_are_on_duty_together_in_turn() -> None:
    assert people(make(daily("每天", "a", "b", "c"), size=2), 4) == "a+b c+a b+c a+b"


def test_days_of_the_table_go_before_turns_which_count_on() -> None:
    rows = ({"day": "2026-11-03", "person": "t"}, {"day": "2026-11-03", "person": "u"})
    assert people(make(daily("每天", "a", "b", "c"), rows=rows), 4) == "a t+u c a"


def test_nobody_is_on_duty_before_the_first_day_or_after_the_last() -> None:
    roster = make(daily("每天", "a"), since=(MONDAY + DAY).isoformat(), until=(MONDAY + DAY * 2).isoformat())
    assert people(roster, 5) == "- a a - -"


def test_a_duty_may_change_hands_twice_and_come_back() -> None:
    swap = [{"on": "2026-11-02", "away": one, "stand_in": other} for one, other in ("ab", "bc", "ca")]
    roster = make(daily("每天", "a"), changes=swap)
    (first, second) = duties(roster, NO_HOLIDAYS, MONDAY, MONDAY + DAY)
    assert (first.person, first.planned, len(first.changes)) == ("a", "a", 3)
    assert not second.changes


def test_a_change_over_days_takes_only_the_days_of_whom_it_names() -> None:
    change = {"on": "2026-11-02", "until": "2026-11-05", "away": "a", "stand_in": "c"}
    assert people(make(daily("每天", "a", "b"), changes=[change]), 6) == "c b c b a b"


def test_one_answer_names_everybody_on_duty_for_a_grid(demo) -> None:
    (swapped,) = who_is_on_duty(demo, "chaojing-1", datetime.date(2026, 11, 26))
    assert (swapped.person, swapped.planned) == ("he-zhigang", "gu-xiaolei")
    feast = who_is_on_duty(demo, "chaojing-1", datetime.date(2027, 2, 5))
    assert [one.person for one in feast] == ["lin-guofang", "peng-jing"]


def test_a_night_that_is_not_over_stands_before_today(demo) -> None:
    board = view_board(demo, "chaojing-1")
    last_night, today = board.lines[:2]
    assert (last_night.iso, today.iso) == (demo.today - DAY, demo.today)
    assert (last_night.shown.now, last_night.shown.last) == (True, demo.today)
    assert (last_night.night.now, last_night.night.first) == (False, demo.today)
    evening = view_board(demo, "wanghai-1").lines[0]  # ends at 22:00
    assert evening.iso == demo.today


def test_a_page_holds_the_days_to_come_each_with_the_day_from_which_it_shows(demo) -> None:
    line = next(one for one in view_board(demo, "chaojing-1").lines if one.iso == demo.today + DAY * 10)
    assert (line.later.first, line.later.last) == (demo.today + DAY * 3, demo.today + DAY * 9)
    assert (line.later.now, line.shown.now) == (False, False)


def test_a_grid_without_a_roster_says_nothing_of_duty(demo) -> None:
    assert view_board(demo, "houao-1") is None
    assert not view_handbook(demo, "houao-1").rosters
    assert not list(view_duty_cards(demo, "houao-1"))


def with_person(catalogue: Catalogue, name: str, **fields: object) -> Catalogue:
    changed = catalogue.people[name].changed(**fields)
    kinds = {**catalogue.entries, "person": {**catalogue.people, name: changed}}
    return replace(catalogue, entries=kinds)


def test_somebody_who_may_not_be_named_is_on_duty_without_a_name(demo) -> None:
    left = with_person(demo, "peng-jing", roles=())
    duty = next(one for one in duties_of_grid(left, "wanghai-1") if one.person == "peng-jing")
    assert named_person(left, "peng-jing") is None
    assert duty_phone(left, duty) is None
    lines = [one for one in view_board(left, "wanghai-1").lines if one.iso == duty.day]
    assert [(one.person.text, one.person.url) for one in lines] == [("值班人员", "")]
    assert "彭静" not in str(view_printed_rosters(left, "wanghai-1"))
    assert "彭静" not in str(list(view_duty_cards(left, "wanghai-1")))


def test_a_mobile_shows_with_consent_only_and_the_number_that_goes_round_always(demo) -> None:
    mobile = {"duty_phone": "13900000000", "consent_public": False}
    wanghai = with_person(demo, "peng-jing", **mobile)
    duty = next(one for one in duties_of_grid(wanghai, "wanghai-1") if one.person == "peng-jing")
    assert duty_phone(wanghai, duty) is None
    chaojing = with_person(demo, "gu-xiaolei", **mobile)
    duty = next(one for one in duties_of_grid(chaojing, "chaojing-1") if one.person == "gu-xiaolei")
    assert duty_phone(chaojing, duty) == "0988-5550211"


def events(catalogue: Catalogue, name: str) -> dict[datetime.datetime, icalendar.Event]:
    (made,) = render_keepsakes(view_roster(catalogue, name), SITE, CITY)
    assert made.path == f"rosters/{name}.ics"
    return {one.start: one for one in icalendar.Calendar.from_ical(made.data).walk("VEVENT")}


def test_each_duty_is_an_event_of_the_calendar_in_the_hours_of_the_city(demo) -> None:
    found = events(demo, "chaojing-yeban")
    assert len(found) == len(view_roster(demo, "chaojing-yeban").months[0].lines) + 31
    evening = found[datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)]  # 17:30 in Shanghai
    assert evening["SUMMARY"] == "顾晓蕾：潮井社区夜间值班"
    assert evening.end == datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE"} <= evening.keys()  # RFC 5545, 3.6.1
    assert len({str(one["UID"]) for one in found.values()}) == len(found)


def test_a_changed_duty_keeps_its_uid_and_gets_a_later_sequence(demo) -> None:
    roster = demo.rosters["chaojing-yeban"]
    before = {**demo.entries, "roster": {"chaojing-yeban": roster.changed(changes=())}}
    planned, now = events(replace(demo, entries=before), roster.id), events(demo, roster.id)
    changed = [one for one in now if now[one].to_ical() != planned[one].to_ical()]
    assert [str(one.date()) for one in changed] == ["2026-11-26", "2026-11-27"]
    for one in now:  # RFC 5545, 3.8.4.7 and 3.8.7.4
        assert now[one]["UID"] == planned[one]["UID"]
        assert (planned[one]["SEQUENCE"], now[one]["SEQUENCE"]) == (0, 1 if one in changed else 0)


def test_a_calendar_is_the_same_on_every_day_of_a_month(demo) -> None:
    later = replace(demo, today=demo.today + DAY)
    first, second = (render_keepsakes(view_roster(one, "baiou-lundao"), SITE, CITY) for one in (demo, later))
    assert [one.data for one in first] == [one.data for one in second]


def test_a_roster_that_has_run_out_leaves_grids_and_says_so_on_its_page(demo) -> None:
    over = replace(demo, today=datetime.date(2027, 1, 1))
    assert view_board(over, "yugang-1") is None
    view = view_roster(over, "yugang-zhiban")
    assert view.ended.now
    assert (view.months, view.calendar) == ((), "")


def test_a_card_tells_the_days_of_two_months_and_what_to_do(demo) -> None:
    (cards,) = view_duty_cards(demo, "chaojing-1")
    card = next(one for one in cards.cards if one.name == "顾晓蕾")
    assert (card.role, card.phone, len(card.instructions)) == ("专职网格员", "0988-5550211", 3)
    ((hours, months),) = card.days
    assert hours == "17:30–次日8:00"
    assert months[0] == "11月20、27日"
    assert len(months) == 3
    (island,) = view_duty_cards(demo, "baiou-1")
    assert any("11月23–29日" in dict(one.days)["24 小时"] for one in island.cards)


def test_printing_says_where_there_is_nothing_to_print(gridpress, tmp_path) -> None:
    done = gridpress("print", "duty-cards", "houao-1", "--root", ROOT, "--out", tmp_path)
    assert done.exit_code == 1
    assert "没有印 值班卡：后岙村网格没有值班表" in done.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("since", "until", "text", "day"),
    [
        ("2026-11-16", "2026-12-31", "12月1日", "2026-12-01"),
        ("2026-11-16", "2027-02-28", "1月3日 星期日", "2027-01-03"),
        ("2026-11-16", None, "11月15日", "2027-11-15"),
        ("2026-11-16", None, "11 月 16 号", "2026-11-16"),
        ("2026-11-16", "2026-12-31", "11月15日", None),
        ("2026-11-16", "2026-12-31", "12月1日 星期三", None),
        ("2026-11-16", "2027-12-31", "12月1日", None),
        ("2026-11-16", "2027-12-31", "12月1日 星期三", "2027-12-01"),
        ("2026-11-16", "2027-02-28", "2月29日", None),
        ("2026-11-16", "2026-12-31", "12月", None),
    ],
)
def test_a_day_without_a_year_is_read_where_the_roster_leaves_no_doubt(since, until, text, day) -> None:
    last = until and datetime.date.fromisoformat(until)
    with days_of(datetime.date.fromisoformat(since), last):
        if day is None:
            with pytest.raises(PydanticCustomError, match="bad value"):
                parse_date(text)
        else:
            with pytest.raises(PydanticCustomError) as told:
                parse_date(text)
            assert told.value.context == {"plain": day}
    with pytest.raises(PydanticCustomError, match="bad value"):
        parse_date(text)


def test_a_table_without_years_is_read_and_told_once(tmp_path) -> None:
    """As Excel shows days; the editor hears how days are written."""
    table = tmp_path / "r1.csv"
    table.write_text("日期,值班人员\n11月30日,p1\n12月1日,p2\n1月1日,p1\n", "utf-8")
    rows, found = load_table(table, make({"days": "每天", "people": ["p1"]}), KIND_BY_NAME["roster"])
    assert [str(one.day) for one in rows] == ["2026-11-30", "2026-12-01", "2027-01-01"]
    (told,) = found
    assert (told.severity, "2026-11-30" in str(told)) == (Severity.INFO, True)


def test_a_persons_page_tells_their_coming_duties_until_they_end(demo) -> None:
    """The days that the roster's own page gives them, three weeks ahead, and a way to the whole table."""
    last = demo.today + DAY * 21
    for roster in demo.rosters:
        for month in view_roster(demo, roster).months:
            for line in month.lines:
                name = line.person.url.rpartition("/")[2].removesuffix(".html")
                if name and demo.today <= line.iso <= last:
                    view = view_person(demo, name)
                    assert (line.day, line.hours) in [(one.day, one.hours) for one in view.duties]
                    assert line.kept in [one.shown for one in view.duties]
                    assert page_path("roster", roster) in [one.url for one in view.rosters]
    assert view_person(demo, _idle(demo)).duties == ()


def _idle(demo: Catalogue) -> str:
    """Somebody published who is on no roster."""
    busy = {
        line.person.url
        for name in demo.rosters
        for month in view_roster(demo, name).months
        for line in month.lines
    }
    return next(one.id for one in published_people(demo) if page_path("person", one.id) not in busy)
