"""What the page's script tells of hours and days: the same as Python, and as a program elsewhere."""

import datetime
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import open_context
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours as Elsewhere
from playwright.sync_api import Browser, Page
from sample_site import Values, make_catalogue, minimal_values
from test_demo_text import demo
from test_hours import is_open
from test_hours_elsewhere import CALENDAR, RARER, UNSAID, WEEKDAYS, YEAR, any_hours, moments

from generator.catalogue import Catalogue
from generator.facts.hours import all_hours, hours_on
from generator.model.hours import OpeningHours
from generator.outputs.calendar import render_calendar
from generator.outputs.site import Site
from generator.views.live_hours import encode_hours
from generator.views.osm_hours import format_osm_hours

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "site_overrides" / "assets" / "now.js"
EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 - the city's own time
MINUTE = datetime.timedelta(minutes=1)
CATALOGUE = replace(demo(), today=YEAR[0])
Moment = datetime.datetime


def run_script(
    asked: Sequence[tuple[OpeningHours, Sequence[Moment]]], instants: Sequence[int] = (), **more: object
) -> dict[str, Any]:
    """What now.js tells under Node of hours at moments, in one run."""
    node = shutil.which("node")
    assert node, "Node.js 20 runs the page's script in this test"
    catalogue = more.pop("catalogue", CATALOGUE)
    job = {
        "script": str(SCRIPT),
        "calendar": render_calendar(catalogue).data.decode(),  # type: ignore[arg-type]  # made in memory
        "asked": [
            (json.loads(encode_hours(hours, YEAR[0])), [(one - EPOCH) // MINUTE for one in named])
            for hours, named in asked
        ],
        "instants": instants,
        **more,
    }
    done = subprocess.run(  # noqa: S603 - our own script
        [node, str(HERE / "now" / "run_now.js")],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def words_at(value: OpeningHours, *named: str, **more: object) -> list[str]:
    """The words for hours at moments of the city like `2026-10-10 09:00`."""
    told = run_script([(value, [Moment.fromisoformat(one) for one in named])], **more)["told"]
    return [one["words"] for one in told[0]]


def hours(*rows: tuple[str, Any], **more: object) -> OpeningHours:
    """Hours of rows that stay closed on holidays and work on 调休 days as on a Monday, unless said."""
    weekly = [{"days": days, "open": periods} for days, periods in rows]
    return OpeningHours.model_validate(
        {"weekly": weekly, "holidays": "休息", "makeup_workdays": "上班", **more}
    )


def assert_agree(asked: Sequence[tuple[OpeningHours, int]]) -> None:
    """At a thousand moments of each: open or not, until when, and when next, with or without appointment."""
    named = [(value, list(moments(value, seed))) for value, seed in asked]
    for (value, when), told in zip(named, run_script(named)["told"], strict=True):
        written = format_osm_hours(value, CALENDAR, YEAR[0])
        reader = Elsewhere(written) if written else None
        for moment, state in zip(when, told, strict=True):
            assert state["open"] == is_open(value, moment, CALENDAR), (moment, value)
            assert reader is None or state["open"] == reader.is_open(moment), (moment, written)
            if state["open"]:
                last = EPOCH + state["until"] * MINUTE
                week = state["until"] - state["since"] >= 7 * 1440  # not looked any further
                assert is_open(value, last - MINUTE, CALENDAR)
                assert not is_open(value, last, CALENDAR) or week, (moment, state)
            elif "next" in state:
                assert state["next"]["since"] == _next(value, moment), (moment, state)


def _next(value: OpeningHours, moment: Moment) -> int:
    """The first beginning of any period after a moment."""
    for number in range(400):
        day = moment.date() + datetime.timedelta(days=number)
        midnight = (datetime.datetime.combine(day, datetime.time()) - EPOCH) // MINUTE
        starts = (midnight + one.start for one in hours_on(value, day, CALENDAR).periods)
        later = [one for one in starts if one > (moment - EPOCH) // MINUTE]
        if later:
            return min(later)
    return -1


def test_all_hours_of_the_demo_stand_in_the_page_as_elsewhere() -> None:
    """Working Saturdays, New Year's Eve, nights, seasons and exceptions among a thousand moments of each."""
    assert_agree([(one, 1) for one in dict.fromkeys(one.value for one in all_hours(demo()))])


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(any_hours(WEEKDAYS | RARER | UNSAID), st.integers()), min_size=15, max_size=15))
def test_hours_of_every_form_stand_in_the_page_as_elsewhere(asked: list[tuple[OpeningHours, int]]) -> None:
    assert_agree(asked)


SEATS = hours(("周一至周五", ["8:30-11:30", "13:30-17:00"]))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-20 08:29", "关着，8:30 开"),
        ("2026-11-20 08:30", "开着，到 11:30"),
        ("2026-11-20 11:30", "关着，13:30 开"),
        ("2026-11-19 17:00", "关着，明天 8:30 开"),
        ("2026-11-20 17:00", "关着，周一 8:30 开"),
        ("2026-11-21 09:00", "今天不开，周一 8:30 开"),
        ("2026-10-10 09:00", "开着，到 11:30"),
        ("2026-10-01 09:00", "今天放假不开，10月8日 8:30 开"),
        ("2026-10-02 09:00", "今天放假不开，周四 8:30 开"),
        ("2026-12-31 18:00", "关着，周一 8:30 开"),
    ],
)
def test_office_hours_in_words(moment: str, said: str) -> None:
    """By the minute, over a weekend, on a working Saturday of 调休, on a holiday, before the new year."""
    assert words_at(SEATS, moment) == [said]


@pytest.mark.parametrize(
    ("open_", "moment", "said"),
    [
        ("22:00-次日6:00", "2026-11-20 23:00", "开着，到明天 6:00"),
        ("22:00-次日6:00", "2026-11-20 05:59", "开着，到 6:00"),
        ("24小时", "2026-11-20 05:59", "24 小时开着"),
        ("18:00-24:00", "2026-11-20 19:00", "开着，到 24:00"),
        ("预约", "2026-11-20 19:00", "只接受预约"),
        ("14:00-16:00 预约", "2026-11-20 15:00", "现在只接受预约，到 16:00"),
        ("14:00-16:00 预约", "2026-11-20 10:00", "关着，14:00 开，要预约"),
    ],
)
def test_nights_and_appointments_in_words(open_: str, moment: str, said: str) -> None:
    value = hours(("每天", open_), holidays="照常", makeup_workdays="照常")
    assert words_at(value, moment) == [said]


def test_of_a_year_without_a_table_only_the_usual_is_said() -> None:
    """A copy read in a year whose holidays nobody had announced, and hours that no holiday changes."""
    unknown = "2029-10-01 09:00"
    assert words_at(SEATS, unknown) == ["平时开着，到 11:30；放假日先打电话问"]
    always = hours(("每天", "8:00-12:00"), holidays="照常", makeup_workdays="照常")
    assert words_at(always, unknown) == ["开着，到 12:00"]


def test_what_does_not_open_again_says_so() -> None:
    closed = {"since": "2026-01-01", "until": "2028-12-31", "note": "改造"}
    assert words_at(hours(("每天", "8:00-12:00"), exceptions=[closed]), "2026-11-20 09:00") == [
        "最近不开，先打电话问"
    ]


@pytest.mark.parametrize("without", [False, True])
def test_the_clocks_are_those_of_the_city(*, without: bool) -> None:
    """Wherever the reader is, also in a browser that knows no time zones: 07:59 and midnight in Shanghai."""
    instants = [1_795_132_740_000, 1_795_190_400_000 - 8 * 3_600_000]
    city = [EPOCH + one * MINUTE for one in run_script([], instants, without=without)["moments"]]
    zone = datetime.timezone(datetime.timedelta(hours=8))
    assert city == [
        datetime.datetime.fromtimestamp(one / 1000, zone).replace(tzinfo=None) for one in instants
    ]


def test_the_calendar_is_the_same_for_python_and_the_page() -> None:
    """From the year before on, with the profile's own table before the built-in one."""
    own = {"year": 2026, "holidays": ["2026-03-03"], "workdays": ["2026-03-07"]}
    catalogue = replace(make_catalogue(calendar=[own], time_zone="Asia/Urumqi"), today=YEAR[0])
    said = [words_at(SEATS, f"2026-{day} 09:00", catalogue=catalogue) for day in ("03-03", "03-07", "10-01")]
    assert said == [["今天放假不开，明天 8:30 开"], ["开着，到 11:30"], ["开着，到 11:30"]]
    data = render_calendar(catalogue).data.decode()
    assert '"zone":"Asia/Urumqi","offset":360,"years":[2025,2026]' in data


# ---- in a browser


def read_page(browser: Browser, address: str, moment: str, **options: Any) -> Page:
    """A page read at a moment on a phone."""
    options = {"viewport": {"width": 360, "height": 740}, "timezone_id": "Asia/Shanghai", **options}
    page = open_context(browser, moment, **options).new_page()
    page.goto(address)
    return page


def open_now(page: Page) -> str:
    """The line beside the title; nothing when it does not show."""
    line = page.locator(".gp-head .gp-now")
    return line.inner_text().removeprefix("●") if line.is_visible() else ""


CANTEEN = "services/zhucan.html"
SATURDAY = "2026-11-28T10:45:00+08:00"


@pytest.mark.parametrize(
    ("path", "moment", "said"),
    [
        (CANTEEN, "2026-11-20T10:29:59+08:00", "关着，10:30 开"),
        (CANTEEN, "2026-11-20T10:30:00+08:00", "开着，到 12:30"),
        (CANTEEN, "2027-02-20T11:00:00+08:00", "开着，到 12:30"),
        (CANTEEN, "2027-02-05T10:15:00+08:00", "开着，到 12:30"),
        (CANTEEN, "2027-02-06T11:00:00+08:00", "今天放假不开，明天 10:30 开"),
    ],
)
def test_whether_the_canteen_is_open_now(
    browser: Browser, server: str, path: str, moment: str, said: str
) -> None:
    """On a weekday, on a working Saturday of 调休, on New Year's Eve and on the day after."""
    assert open_now(read_page(browser, server + path, moment)) == said


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_it_is_the_hour_of_the_city_wherever_the_reader_is(browser: Browser, server: str, zone: str) -> None:
    page = read_page(browser, server + CANTEEN, "2026-11-20T10:45:00+08:00", timezone_id=zone)
    assert open_now(page) == "开着，到 12:30"


def test_the_line_follows_the_clock_while_the_page_stands_open(browser: Browser, server: str) -> None:
    context = browser.new_context()
    context.clock.install(time="2026-11-20T10:29:30+08:00")
    page = context.new_page()
    page.goto(server + CANTEEN)
    assert open_now(page) == "关着，10:30 开"
    context.clock.run_for(60_000)
    assert open_now(page) == "开着，到 12:30"


@pytest.mark.parametrize(
    ("moment", "age", "doubted"),
    [
        ("2026-11-25T23:59:00+08:00", "", False),
        ("2026-11-26T00:00:00+08:00", "6", False),
        ("2027-11-20T10:00:00+08:00", "365", False),
        ("2027-11-21T10:00:00+08:00", "366", True),
        ("2025-11-20T10:00:00+08:00", "", False),
    ],
)
def test_an_old_page_says_how_old_it_is_and_whom_to_ring(
    browser: Browser, server: str, moment: str, age: str, *, doubted: bool
) -> None:
    """From the day on that the profile says; a clock a year off is told so, and one before the page is."""
    page = read_page(browser, f"{server}guide/emergency.html", moment)
    bar = page.locator(".gp-stale")
    assert bar.is_visible() == bool(age)
    assert f"这一版是 {age} 天前（2026年11月20日）做的" in bar.inner_text() or not age
    assert bar.locator("a[href='tel:12345']").is_visible() == bool(age)
    assert bar.locator("[data-doubt]").is_visible() == doubted


@pytest.mark.parametrize("moment", ["2025-11-20T10:45:00+08:00", "2028-11-20T10:45:00+08:00"])
def test_a_clock_that_must_be_wrong_tells_nothing_of_now(browser: Browser, server: str, moment: str) -> None:
    """The page is then as without scripts: hours and dates in words."""
    page = read_page(browser, server + CANTEEN, moment)
    assert not open_now(page)
    assert "10:30" in page.locator("#gp-main").inner_text()


def test_without_scripts_the_page_says_when_it_was_made(browser: Browser, server: str) -> None:
    page = read_page(browser, server + CANTEEN, SATURDAY, java_script_enabled=False)
    assert not page.locator(".gp-now:visible").count()
    assert "这一版做于2026年11月20日" in page.locator(".gp-footer").inner_text()


AGED = "2027-01-19T10:00:00+08:00"
"""Sixty days after the demo's day."""
DATED = "#gp-main .gp-notice, .gp-emergency, .gp-restrictions > li"
GONE = """([dated, today]) => Array.from(document.querySelectorAll(dated))
    .filter(one => one.getClientRects().length && (one.dataset.until || "0") < today
        && !one.querySelector("[data-until]:not([hidden])"))
    .map(one => one.innerText)"""


def dated_pages(site: Path) -> list[str]:
    """Pages with notices or restrictions of their own."""
    found = (
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*.html"))
        if re.search('class="gp-(?:notice|restrictions)"', path.read_text("utf-8"))
    )
    return [*found, CANTEEN, "guide/emergency.html", "404.html"]


def test_a_copy_sixty_days_old_shows_nothing_that_has_ended(
    browser: Browser, server: str, demo_site: Path
) -> None:
    """On any page: notices, red bars and restrictions; what still holds is there."""
    context = open_context(browser, AGED, timezone_id="Asia/Shanghai")
    page, left = context.new_page(), []
    for path in dated_pages(demo_site):
        page.goto(server + path, wait_until="domcontentloaded")
        left += [(path, one) for one in page.evaluate(GONE, [DATED, AGED[:10]])]
    assert left == []
    page.goto(f"{server}notices/index.html")
    shown = page.locator(".gp-notice:visible .gp-notice__link").all_inner_texts()
    assert shown == ["星罗社区图书室星期三晚上也开门了"]
    page.goto(f"{server}index.html")
    assert page.locator(".gp-notice:visible").count() == 1
    page.goto(f"{server}plans/index.html")
    assert page.get_by_text("没有还在管的限制措施").is_visible()
    page.goto(f"{server}notices/{_ended_notice(demo_site)}")
    assert "已经结束" in page.locator("#gp-main").inner_text()
    context.close()


def _ended_notice(site: Path) -> str:
    """The page of a notice that has ended on the day of the copy."""
    pages = sorted((site / "notices").glob("*.html"))
    return next(one.name for one in pages if 'data-from="2026-11-24"' in one.read_text("utf-8"))


def _notices(values: dict[str, dict[str, Any]]) -> Values:
    base = minimal_values()
    least = base["notice"]["n1"]
    return base | {"notice": {name: least | one for name, one in values.items()}}


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-11-20", ["甲"]),
        ("2026-11-22", ["甲"]),
        ("2026-11-23", ["乙", "甲"]),
        ("2026-11-24", ["乙"]),
        ("2026-11-25", []),
    ],
)
def test_a_notice_shows_from_its_first_to_its_last_day(
    browser: Browser, demo_site: Path, tmp_path: Path, day: str, shown: list[str]
) -> None:
    """In a page that is made once and read later; when none is left the page says so."""
    values = _notices(
        {
            "n1": {"title": "甲", "expires_on": "2026-11-23"},
            "n2": {"title": "乙", "issued_on": "2026-11-23", "expires_on": "2026-11-24"},
        }
    )
    for path, html in _pages_of(make_catalogue(values), demo_site).items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_bytes(html)
    page = read_page(browser, (tmp_path / "notices/index.html").as_uri(), f"{day}T12:00:00+08:00")
    assert page.locator(".gp-notice:visible .gp-notice__link").all_inner_texts() == shown
    assert page.get_by_text("目前没有公告。").is_visible() == (not shown)
    page.goto((tmp_path / "notices/n2.html").as_uri())
    assert page.get_by_text("停水半天", exact=True).is_visible() == (day >= "2026-11-23")
    assert page.get_by_text("起才作数").is_visible() == (day < "2026-11-23")


def _pages_of(catalogue: Catalogue, demo_site: Path) -> dict[str, bytes]:
    """The pages of notices in the demo's chrome, with the scripts beside them."""
    chrome = {path: (demo_site / path).read_text("utf-8") for path in ("index.html", "notices/index.html")}
    site = Site(catalogue, chrome, "")
    pages = {path: site.render(path) for path in ("notices/index.html", "notices/n2.html")}
    calendar = render_calendar(catalogue)
    scripts = {f"assets/{name}": SCRIPT.with_name(name).read_bytes() for name in ("display.js", "now.js")}
    return pages | scripts | {calendar.path: calendar.data}


def test_badges_follow_the_day(browser: Browser, server: str) -> None:
    """A service assured for the last time a year ago says so itself, on the day after."""
    page = read_page(browser, server + CANTEEN, "2027-10-21T12:00:00+08:00")
    assert page.locator(".gp-badge:visible").all_inner_texts() == ["2026年10月21日核实"]
    assert not page.get_by_text("去之前先打电话问一下").is_visible()
    page = read_page(browser, server + CANTEEN, "2027-10-22T12:00:00+08:00")
    assert page.locator(".gp-badge:visible").all_inner_texts() == ["信息待核实（上次：2026年10月21日核实）"]
    assert page.get_by_text("去之前先打电话问一下").is_visible()


def test_without_scripts_what_ends_says_when(browser: Browser, server: str) -> None:
    """Bars, notices and restrictions: nothing printed is false on a later day."""
    page = read_page(browser, f"{server}index.html", AGED, java_script_enabled=False)
    for piece in page.locator(".gp-emergency li, .gp-notice").all_inner_texts():
        assert re.search(r"到[0-9]+(?:年[0-9]+)?月[0-9]+日", piece), piece
