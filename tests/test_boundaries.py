"""The last value before and the first value after which something else is shown: days, counts, fallbacks."""

import csv
import datetime
import io
from types import SimpleNamespace

import pytest
from conftest import ROOT
from pydantic_core import to_json
from sample_site import COMMUNITY, TODAY, change, make_catalogue, make_shells, minimal_service, minimal_values
from test_domain_pages import plan

from generator.catalogue import Catalogue
from generator.changes import compare_catalogues
from generator.diagnostics import OutputError, Place, Text
from generator.facts.presence import can_be_rung, night_answer, staff_of, supervision_phone
from generator.facts.publication import (
    has_ended,
    is_published_matter,
    is_published_notice,
    is_published_person,
    issued_plans,
    listed_services,
    matter_state,
    offered_services,
    ongoing_services,
    published_notices,
    published_phone,
    service_state,
)
from generator.facts.suppression import is_small
from generator.outputs.exports.register import render_exports
from generator.outputs.prints import fonts
from generator.outputs.prints.glyphs import check_missing, find_missing
from generator.outputs.search_documents import page_documents, search_documents
from generator.outputs.site import Site
from generator.rules.private_data import find_private
from generator.rules.prv101 import at_beginning, found_in_file
from generator.rules.sensitive import find_lists
from generator.views.grid import view_grid
from generator.views.matter_history import list_changes, matter_changes
from generator.views.menu import view_card
from generator.views.notice import name_area, notices_of_areas, view_item, view_notices
from generator.views.plan_matrix import name_levels
from generator.views.prints.handbook import view_handbook
from generator.views.service import view_service
from generator.views.todo import view_todo


def day(offset: int) -> str:
    """A day so many days from today."""
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


# ---- days


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "在办"),
        ({"valid_from": day(0)}, "在办"),
        ({"valid_from": day(1)}, "未开始"),
        ({"valid_until": day(0)}, "在办"),
        ({"valid_until": day(-1)}, "结束"),
        ({"valid_until": day(-1), "status": "停办"}, "结束"),
        ({"valid_until": day(0), "status": "停办"}, "停办"),
        ({"valid_from": day(1), "status": "暂停"}, "暂停"),
    ],
)
def test_a_service_stands_on_its_first_and_last_day_as_it_says(fields: dict[str, str], state: str) -> None:
    catalogue = make_catalogue(change("service", "s1", **fields))
    assert service_state(catalogue, catalogue.services["s1"].value) == state


@pytest.mark.parametrize(
    ("state", "page", "listed", "offered"),
    [
        ({"status": "正常"}, 1, 1, 1),
        ({"valid_from": day(1)}, 1, 1, 0),
        ({"status": "暂停"}, 1, 1, 0),
        ({"status": "停办"}, 1, 0, 0),
        ({"valid_until": day(-1)}, 0, 0, 0),
    ],
)
def test_a_service_has_a_page_longer_than_it_is_listed_and_is_listed_longer_than_offered(
    state: dict[str, str], page: int, listed: int, offered: int
) -> None:
    catalogue = make_catalogue(change("service", "s1", **state))
    found = (ongoing_services(catalogue), listed_services(catalogue), offered_services(catalogue))
    assert tuple(map(len, found)) == (page, listed, offered)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(0, 0, True), (1, 1, False), (-1, -1, False), (0, 1, True), (-1, 0, True)],
)
def test_a_notice_is_published_from_its_first_day_to_its_last(first: int, last: int, *, shown: bool) -> None:
    catalogue = make_catalogue(change("notice", "n1", issued_on=day(first), expires_on=day(last)))
    assert is_published_notice(catalogue, catalogue.notices["n1"].value) is shown
    assert [one.shown.now for one in view_notices(catalogue).notices if one.shown.now] == [True] * shown


MATTER = {
    "name": "走访",
    "category": "care",
    "verb": "走访",
    "owner": "基本履职",
    "summary": "看望老人",
    "department": "o1",
    "deadline": "3个工作日",
    "admitted_by": "o1",
    "published_on": day(-9),
    "admitted_on": day(-9),
}


def make_matter(**fields: object) -> Catalogue:
    """A catalogue with one matter."""
    values = minimal_values()
    values["matter"] = {"m1": {key: one for key, one in (MATTER | fields).items() if one is not None}}
    values["matter_category"] = {"care": {"name": "关爱"}}
    return make_catalogue(values)


@pytest.mark.parametrize(
    ("fields", "state", "published"),
    [
        ({}, "在册", True),
        ({"admitted_on": day(0)}, "在册", True),
        ({"admitted_on": day(1)}, "未施行", True),
        ({"admitted_on": day(1), "published_on": day(0)}, "未施行", True),
        ({"admitted_on": day(2), "published_on": day(1)}, "未施行", False),
        ({"admitted_on": day(1), "published_on": None}, "未施行", False),
        ({"admitted_on": day(0), "published_on": None}, "在册", True),
        ({"admitted_on": None}, "未准入", False),
        ({"temporary_until": day(0)}, "在册", True),
        ({"temporary_until": day(-1)}, "到期", True),
        ({"withdrawn_on": day(1)}, "在册", True),
        ({"withdrawn_on": day(0)}, "收回", True),
        ({"withdrawn_on": day(0), "temporary_until": day(-1)}, "收回", True),
        ({"owner": "上级收回"}, "收回", True),
        ({"owner": "上级收回", "withdrawn_on": day(1)}, "在册", True),
    ],
)
def test_a_matter_is_on_the_list_from_its_first_day_to_its_last(
    fields: dict[str, object], state: str, *, published: bool
) -> None:
    catalogue = make_matter(**fields)
    matter = catalogue.matters["m1"].value
    assert matter_state(matter, TODAY) == state
    assert is_published_matter(catalogue, matter) is published


@pytest.mark.parametrize(("until", "live", "ended"), [(0, True, False), (-1, False, True)])
def test_a_grid_is_in_force_on_its_last_day(until: int, *, live: bool, ended: bool) -> None:
    catalogue = make_catalogue(change("grid", "g1", valid_until=day(until)))
    grid = catalogue.grids["g1"]
    assert (catalogue.is_live(grid), has_ended(catalogue, grid)) == (live, ended)


@pytest.mark.parametrize(("since", "live"), [(0, True), (1, False)])
def test_a_grid_that_has_not_begun_is_neither_live_nor_ended(since: int, *, live: bool) -> None:
    catalogue = make_catalogue(change("grid", "g1", valid_from=day(since)))
    grid = catalogue.grids["g1"]
    assert (catalogue.is_live(grid), has_ended(catalogue, grid)) == (live, False)


@pytest.mark.parametrize(
    ("role", "consent", "shown"),
    [
        ({"role": "网格长", "until": day(0)}, False, True),
        ({"role": "网格长", "until": day(-1)}, True, False),
        ({"role": "网格长", "since": day(0)}, False, True),
        ({"role": "网格长", "since": day(1)}, True, False),
        ({"role": "网格指导员"}, False, True),
        ({"role": "兼职网格员"}, False, True),
        ({"role": "微网格长"}, False, False),
        ({"role": "志愿者"}, False, False),
        ({"role": "志愿者"}, True, True),
    ],
)
def test_people_are_published_in_office_and_others_with_consent(
    role: dict[str, str], *, consent: bool, shown: bool
) -> None:
    person = {"roles": [{"grid": "g1", **role}], "consent_public": consent, "duty_phone": "0988-5550001"}
    catalogue = make_catalogue(change("person", "p1", **person))
    assert is_published_person(catalogue, catalogue.people["p1"]) is shown
    members = catalogue.members_by_grid.get("g1", ())
    assert [can_be_rung(catalogue, one) for one in members] == ([shown] if members else [])


@pytest.mark.parametrize(
    ("phone", "consent", "shown"),
    [
        ("13905800001", False, None),
        ("+86 139 0580 0001", False, None),
        ("13905800001", True, "13905800001"),
        ("0988-5550001", False, "0988-5550001"),
        ("12345", False, "12345"),
        (None, True, None),
    ],
)
def test_a_mobile_needs_consent_and_a_number_of_the_office_does_not(
    phone: str | None, shown: str | None, *, consent: bool
) -> None:
    catalogue = make_catalogue(change("person", "p1", duty_phone=phone, consent_public=consent))
    assert published_phone(catalogue.people["p1"].value) == shown


PLAN = {
    "name": "台风预案",
    "incident": "台风",
    "incident_class": "自然灾害",
    "summary": "谁做什么",
    "response_levels": ["Ⅱ"],
    "phases": ["处置救援"],
    "steps": [{"levels": ["Ⅱ"], "phase": "处置救援", "do": "转移"}],
    "card": {"notice": "风大", "judge": "水漫", "report": "报社区", "act": ["劝离"]},
    "residents": "在家",
    "issuer": "o1",
}


@pytest.mark.parametrize(("issued", "shown"), [(0, 1), (1, 0)])
def test_a_plan_is_shown_from_the_day_it_is_issued(issued: int, shown: int) -> None:
    values = minimal_values()
    values["plan"] = {"p1": {**PLAN, "issued_on": day(issued)}}
    assert len(issued_plans(make_catalogue(values))) == shown


# ---- counts


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_counts_are_those_from_one_to_the_limit(count: int, *, small: bool) -> None:
    assert is_small(count, 5) is small


@pytest.mark.parametrize(
    ("minutes", "total"),
    [
        (["50"], ""),
        (["50", "40"], "1 小时 30 分钟"),
        (["50", None], ""),
        (["0", "0"], ""),
        (["0", "5"], "5 分钟"),
    ],
)
def test_a_total_needs_two_steps_that_all_tell_their_minutes(minutes: list[str | None], total: str) -> None:
    steps = [{"do": "甲", "minutes": one} if one else {"do": "乙"} for one in minutes]
    assert view_service(make_catalogue(change("service", "s1", steps=steps)), "s1").minutes == total


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ([], "全市"),
        (["town"], "澜港街道"),
        (["town", "c1", "g1"], "澜港街道、潮井社区、第一网格"),
        (["town", "c1", "g1", "city"], "澜港街道、潮井社区、第一网格等地"),
    ],
)
def test_a_notice_for_more_than_three_places_names_three_and_says_so(area: list[str], words: str) -> None:
    catalogue = make_catalogue(change("notice", "n1", area=area))
    assert name_area(catalogue, catalogue.notices["n1"].value) == words
    assert view_item(catalogue, "n1").area == words


@pytest.mark.parametrize(
    ("area", "chips"), [([], ()), (["c1"], ("潮井社区",)), (["c1", "g1"], ("潮井社区等地",))]
)
def test_a_card_names_one_place_and_says_that_there_are_more(area: list[str], chips: tuple[str, ...]) -> None:
    card = view_card(make_catalogue(change("service", "s1", area=area)), "s1")
    assert tuple(one for one in card.chips if one) == chips


@pytest.mark.parametrize(("fee", "shown"), [("免" * 12, True), ("免" * 13, False)])
def test_a_fee_is_a_chip_when_it_is_short(fee: str, *, shown: bool) -> None:
    card = view_card(make_catalogue(change("service", "s1", fee=fee)), "s1")
    assert (fee in card.chips) is shown


# ---- order


def test_urgent_notices_come_first_then_the_latest_then_by_id() -> None:
    values = minimal_values()
    plain = values["notice"]["n1"]
    values["notice"] = {
        "a": plain | {"issued_on": day(-3)},
        "b": plain | {"issued_on": day(-1)},
        "c": plain | {"issued_on": day(-5), "level": "紧急"},
        "d": plain | {"issued_on": day(-4), "level": "紧急"},
        "e": plain | {"issued_on": day(-1)},
    }
    catalogue = make_catalogue(values)
    assert [one.id for one in published_notices(catalogue)] == ["d", "c", "b", "e", "a"]
    shown = view_notices(catalogue).notices
    assert [one.urgent for one in shown] == [True, True, False, False, False]
    assert notices_of_areas(catalogue, frozenset({"c1"})) == shown


# ---- fallbacks


@pytest.mark.parametrize(("own", "shown"), [("0988-5550002", "0988-5550002"), (None, "0988-5550009")])
def test_complaints_go_to_the_number_of_the_grid_else_to_the_publisher(own: str | None, shown: str) -> None:
    catalogue = make_catalogue(change("grid", "g1", supervision_phone=own))
    assert supervision_phone(catalogue, catalogue.grids["g1"].value) == shown
    assert shown in [one.phone.text for one in view_grid(catalogue, "g1").phones]


def make_office(name: str, phone: str | None, **more: object) -> dict[str, object]:
    """A committee's raw value."""
    return {"name": name, "kind": "村居", "sector": "社会", "night_phone": phone, **more}


NIGHT = ("0988-5550011", "0988-5550012", "0988-5550013", "0988-5550014")


@pytest.mark.parametrize("silent", range(5))
def test_at_night_the_nearest_answers(silent: int) -> None:
    """The grid, the grid around it, its community's committee, an organisation linked to it, nobody."""
    grid, around, office, linked = (None if number < silent else one for number, one in enumerate(NIGHT))
    values = change("grid", "g1", kind="微网格", parent="g0", night_phone=grid)
    values["grid"]["g0"] = {
        "name": "大网格",
        "code": f"{COMMUNITY}009",
        "kind": "综合",
        "community": "c1",
        "night_phone": around,
    }
    values["organization"]["o2"] = make_office("居委会", office, division="c1")
    values["organization"]["o3"] = make_office("渔业公司", linked, grids=["g1"], kind="企业")
    values["organization"]["o4"] = make_office("别处", "0988-5550015", division="town")
    catalogue = make_catalogue(values)
    wanted = [("", NIGHT[0]), ("大网格", NIGHT[1]), ("居委会", NIGHT[2]), ("渔业公司", NIGHT[3]), None]
    assert night_answer(catalogue, catalogue.grids["g1"]) == wanted[silent]


STAFF: dict[str, tuple[list[tuple[str, str, bool]], tuple[int, int, int], tuple[str, ...]]] = {
    "nobody": ([], (0, 0, 0), ("网格长", "网格员")),
    "a head": ([("a", "网格长", False)], (1, 0, 0), ("网格员",)),
    "a deputy is no head": ([("a", "网格长", True), ("b", "专职网格员", False)], (0, 1, 1), ("网格长",)),
    "part time will do": ([("a", "网格长", False), ("b", "兼职网格员", False)], (1, 0, 1), ()),
    "a guide is no worker": ([("a", "网格长", False), ("b", "网格指导员", False)], (1, 0, 0), ("网格员",)),
    "the head stands in for nobody": (
        [("a", "网格长", False), ("a", "网格长", True), ("b", "专职网格员", True)],
        (1, 0, 1),
        (),
    ),
}


@pytest.mark.parametrize("name", STAFF)
def test_who_staffs_a_grid(name: str) -> None:
    roles, counts, missing = STAFF[name]
    values = minimal_values()
    values["person"] = {
        person: {
            "name": person,
            "roles": [
                {"grid": "g1", "role": role, "deputy": deputy}
                for owner, role, deputy in roles
                if owner == person
            ],
        }
        for person in sorted({owner for owner, _, _ in roles})
    }
    staff = staff_of(make_catalogue(values), "g1")
    assert (len(staff.heads), len(staff.deputies), len(staff.workers)) == counts
    assert staff.missing == missing


def test_a_micro_grid_has_a_head_of_its_own_kind_and_no_worker() -> None:
    values = change("grid", "g1", kind="微网格", parent="g1")
    values["person"]["p1"]["roles"] = [{"grid": "g1", "role": "网格长"}]
    assert staff_of(make_catalogue(values), "g1").missing == ("微网格长",)
    values["person"]["p1"]["roles"] = [{"grid": "g1", "role": "微网格长"}]
    assert staff_of(make_catalogue(values), "g1").missing == ()


# ---- what others make of it


@pytest.mark.parametrize(
    ("fields", "begins"),
    [({}, "给老人做饭"), ({"status": "停办"}, "已停办。"), ({"status": "暂停"}, "给老人做饭")],
)
def test_search_says_of_a_stopped_service_that_it_has_stopped(fields: dict[str, str], begins: str) -> None:
    documents = search_documents(make_catalogue(change("service", "s1", **fields)), {})
    (found,) = [one for one in documents if one.kind == "service"]
    assert found.note.startswith(begins)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_excel_would_compute_gets_an_apostrophe(first: str) -> None:
    assert read_name(f"{first}1+1") in {f"'{first}1+1", "'" + first.strip() + "1+1"}


@pytest.mark.parametrize("name", ["理发", "3=4", "A-B", "'=1"])
def test_other_cells_are_left_as_they_are(name: str) -> None:
    assert read_name(name) == name


def read_name(name: str) -> str:
    """The official name of a service as a cell of the open data."""
    values = minimal_values()
    values["service"]["s1"] = minimal_service()
    catalogue = make_catalogue(values)
    service = catalogue.services["s1"].value
    object.__setattr__(service, "name", name)
    data = next(one.data for one in render_exports(catalogue, "") if one.path.endswith("/services.csv"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return rows[1][rows[0].index("official_name")]


def tell(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Kinds of the changes of a service."""
    old, new = (make_catalogue(change("service", "s1", **one)) for one in (before, after))
    return [one.kind for one in compare_catalogues(old, new) if one.section == "service"]


PAUSED = {"status": "暂停", "alert": "食堂装修"}


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({}, PAUSED, ["service-paused"]),
        ({}, {"alert": "食堂装修"}, ["service-alert"]),
        (PAUSED, PAUSED | {"alert": "食堂停电"}, []),
        (PAUSED, {}, ["service-resumed", "service-alert"]),
        (PAUSED, {"alert": "食堂装修"}, ["service-resumed"]),
    ],
)
def test_why_a_service_is_paused_is_told_once(
    before: dict[str, object], after: dict[str, object], kinds: list[str]
) -> None:
    assert tell(before, after) == kinds


def test_a_grid_names_its_parts_and_no_other_grid() -> None:
    values = change(
        "grid", "m1", name="一号楼", code=f"{COMMUNITY}101", kind="微网格", community="c1", parent="g1"
    )
    values["grid"]["g2"] = {"name": "第二网格", "code": f"{COMMUNITY}002", "kind": "综合", "community": "c1"}
    catalogue = make_catalogue(values)
    assert [one.text for one in view_grid(catalogue, "g1").parts] == ["一号楼"]
    assert view_grid(catalogue, "g2").parts == ()


@pytest.mark.parametrize(
    ("own", "levels", "words"),
    [
        (["Ⅰ", "Ⅱ"], ["Ⅰ", "Ⅱ"], "各级响应"),
        (["Ⅰ", "Ⅱ", "Ⅲ"], ["Ⅰ", "Ⅱ"], "Ⅰ级、Ⅱ级响应"),
        (["Ⅱ"], ["Ⅱ"], "Ⅱ级响应"),
    ],
)
def test_all_levels_are_named_together_when_there_are_two(
    own: list[str], levels: list[str], words: str
) -> None:
    values = minimal_values()
    values["plan"] = {"p1": {**PLAN, "issued_on": day(0), "response_levels": own}}
    plan = make_catalogue(values).plans["p1"].value
    assert name_levels(tuple(levels), plan) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("139-0580 0001", True),
        ("139-058 00001", True),
        ("139-05800 001", True),
        ("1390-5800 001", True),
        ("13-9058 00001", False),
        ("139-0580 000", False),
        ("139-0580 00012", False),
    ],
)
def test_a_mobile_is_found_in_usual_groups_whatever_the_marks(written: str, *, found: bool) -> None:
    assert [one.sort for one in find_private(f"打 {written} 找他", (), ())] == ["mobile"] * found


def test_what_follows_a_heading_is_its_text_for_search() -> None:
    html = "<article><h1>指南</h1><p>先看</p><h2 id='a'>甲节</h2><p>正文</p></article>"
    found = list(page_documents("guide/a.html", html))
    assert [(one.title, one.text) for one in found] == [("指南", "先看"), ("甲节", "正文")]


# ---- texts cut, fonts chosen, findings placed


@pytest.mark.parametrize(("length", "cut"), [(60, False), (61, True)])
def test_the_line_below_a_result_has_sixty_characters(length: int, *, cut: bool) -> None:
    documents = search_documents(make_catalogue(change("service", "s1", summary="饭" * length)), {})
    (found,) = [one for one in documents if one.kind == "service"]
    assert len(found.note) == 60
    assert found.note.endswith("…") is cut


@pytest.mark.parametrize(("weight", "usable"), [(299, False), (300, True), (500, True), (501, False)])
def test_a_font_sets_text_from_light_to_medium(
    weight: int, monkeypatch: pytest.MonkeyPatch, *, usable: bool
) -> None:
    font = SimpleNamespace(family=fonts.FAMILIES[0], style="normal", weight=weight)
    monkeypatch.setattr(fonts, "scan_fonts", lambda _: SimpleNamespace(fonts=lambda: [font]))
    if usable:
        assert fonts.find_fonts(ROOT).families == (font.family,)
    else:
        with pytest.raises(OutputError):
            fonts.find_fonts(ROOT)


def test_a_hand_written_page_without_markers_is_told_before_anything_is_made() -> None:
    site = Site(make_catalogue(), make_shells() | {"guide/a.html": "<html></html>"}, "")
    with pytest.raises(OutputError, match=r"guide/a\.html"):
        site.require_shells()


def test_what_is_found_inside_a_document_stands_at_its_beginning_and_spans_nothing() -> None:
    found = found_in_file("content/a.pdf", (7, 18), Text("手机号", "a mobile"), "139****0021")
    assert at_beginning(found).place == Place("content/a.pdf", offsets=(0, 0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("户主：李健，门牌：12", 0),
        ("户主：李健，门牌：12号", 1),
        ("户主,门牌\n李健,12\n", 1),
    ],
)
def test_a_number_alone_is_a_door_in_the_column_of_a_table_only(text: str, found: int) -> None:
    assert len(list(find_private(text, ("李健",), ()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("李健、王海", 1), ("李健、高温", 0), ("联系人：李健、王海", 0), ("联系人：李健、高温", 0)],
)
def test_a_list_of_people_has_two_names_and_is_none_of_contacts(text: str, found: int) -> None:
    assert len(list(find_lists(text, ()))) == found


def test_a_character_no_font_has_is_told_where_it_is_printed_and_not_elsewhere() -> None:
    values = change("service", "s1", name="𠮷饭")
    values["service"]["s2"] = minimal_service(name="修𠮷", status="停办", valid_until=day(-9))
    values["service"]["s3"] = minimal_service(name="喂𠮷", summary="给𠮷喂**饭**")
    catalogue = make_catalogue(values)
    printed = find_missing(to_json(view_handbook(catalogue, "g1")).decode(), ["𠮷"])
    found = [one.place for one in check_missing(catalogue, dict.fromkeys(printed, "g1"))]
    assert [(one.file[-7:-5], one.path) for one in found] == [
        ("s1", ("name",)),
        ("s3", ("name",)),
        ("s3", ("summary",)),
    ]


@pytest.mark.parametrize("text", ["86.138.0013.8000", "86 138 0013 8000", "0086-138-0013-8000"])
def test_a_mobile_is_found_with_the_prefix_of_its_country(text: str) -> None:
    assert [one.text for one in find_private(f"打 +{text} 找他", (), ())] == [text]


CHANGED_ON = day(-3)


def test_changes_of_one_day_stand_with_the_last_published_first() -> None:
    matter = MATTER | {"admitted_on": CHANGED_ON}
    values = minimal_values()
    values["matter_category"] = {"care": {"name": "关爱"}}
    values["matter"] = {
        name: {key: one for key, one in (matter | {"name": name, "published_on": published}).items() if one}
        for name, published in (("m1", day(-9)), ("m2", None), ("m3", day(-5)))
    }
    groups = list_changes(make_catalogue(values))
    assert [[one.matter.text for one in group.changes] for group in groups] == [["m2"], ["m3"], ["m1"]]


@pytest.mark.parametrize(
    ("owner", "told"),
    [("基本履职", "从清单上取消"), ("上级收回", "由部门收回，不再派给网格员")],
)
def test_a_matter_that_is_withdrawn_is_told_unless_the_editor_has_told_it(owner: str, told: str) -> None:
    fields = {"withdrawn_on": day(-1), "owner": owner}
    changes = [{"effective_on": day(-1), "published_on": day(-1), "what": "改由街道做"}]
    groups = matter_changes(make_matter(**fields), "m1")
    assert [one.what for group in groups for one in group.changes] == [told, "列入清单"]
    groups = matter_changes(make_matter(**fields, changes=changes), "m1")
    assert [one.what for group in groups for one in group.changes] == ["改由街道做", "列入清单"]


def test_an_office_with_duties_in_a_plan_is_told_what_it_lacks_to_be_reached() -> None:
    values = change("organization", "o1", phone="0988-5550001")
    values["plan"] = {"p1": plan()}
    lacks = [one.what for one in view_todo(make_catalogue(values), "o1").lacks]
    assert lacks == ["补24小时电话（应急预案里有职责）", "补替补岗位（应急预案里有职责）"]
