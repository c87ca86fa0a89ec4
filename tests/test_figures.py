"""Figures on pages: rates and ranks, honours, case statistics, the four checks, to-do lists, open data."""

import csv
import datetime
import io
import json
import re

import pytest
from sample_site import TODAY, make_catalogue, make_shells, minimal_service, minimal_values

from generator.catalogue import Catalogue, Entry
from generator.model import AssessmentRow, CaseRow
from generator.outputs.exports.register import render_exports
from generator.outputs.search_documents import search_documents
from generator.outputs.site import render_site
from generator.views.assessment import view_assessment, view_assessments, view_method
from generator.views.case_figures import case_figures
from generator.views.cases import view_series
from generator.views.chart import view_columns, view_lines
from generator.views.checks import view_checks
from generator.views.evaluation import view_evaluations
from generator.views.grid import view_grid
from generator.views.honour import view_honour, view_honours
from generator.views.person import view_person
from generator.views.rates import quarter_figures
from generator.views.register import DATA_SETS
from generator.views.todo import offices_with_tasks, todo_path, view_todo

EVIL = "<script>alert(1)</script>\"'&"
FIELDS = (
    "cases",
    "accepted",
    "communicated",
    "handled",
    "surveyed",
    "contacted",
    "resolved",
    "satisfied",
)
GOOD = (100, 96, 92, 90, 50, 48, 45, 40)
BETTER = (80, 80, 78, 76, 40, 40, 38, 36)
FEW = (20, 20, 19, 18, 12, 12, 10, 9)
TINY = (60, 55, 50, 40, 30, 25, 10, 3)
MONDAY = datetime.date(2024, 11, 18)
WEEKS = 104


def quarter(number: int = 3, **more: object) -> dict[str, object]:
    """A quarter of 2026, published."""
    first = datetime.date(2026, 3 * number - 2, 1)
    last = {1: "2026-03-31", 2: "2026-06-30", 3: "2026-09-30"}[number]
    base = {
        "period": f"2026年第{number}季度",
        "since": str(first),
        "until": last,
        "formula_version": "2026.1",
        "assessor": "o1",
        "published_on": "2026-10-20",
    }
    return base | more


def rows(**departments: tuple[int, ...]) -> tuple[AssessmentRow, ...]:
    """Rows by department id."""
    made = (
        {"department": name, **dict(zip(FIELDS, counts, strict=True))} for name, counts in departments.items()
    )
    return tuple(AssessmentRow.model_validate(one) for one in made)


def with_rows(catalogue: Catalogue, kind: str, name: str, found: tuple) -> Catalogue:
    """The catalogue with a table beside an entry."""
    entry = catalogue.entries[kind][name]
    catalogue.entries[kind][name] = Entry(kind, name, entry.file, entry.value, found)
    return catalogue


def departments(*names: str) -> dict[str, dict[str, object]]:
    """Departments by id, whose names begin with Z, A and so on in pinyin."""
    return {
        name: {"name": title, "kind": "政府部门", "sector": "政府", "phone": "12345"}
        for name, title in zip(names, ("住建局", "安监局", "城管局", "公安局"), strict=False)
    }


def assessed(**found: tuple[int, ...]) -> Catalogue:
    """A catalogue with one quarter."""
    values = minimal_values()
    values["organization"] |= departments(*found)
    values["assessment"] = {"q3": quarter()}
    return with_rows(make_catalogue(values), "assessment", "q3", rows(**found))


# ---- assessments


def test_departments_are_ranked_by_score_and_a_score_is_what_the_formula_says() -> None:
    found = quarter_figures(assessed(a=GOOD, b=BETTER), "q3")
    assert [(one.id, one.rank) for one in found.ranked] == [("b", 1), ("a", 2)]
    process = 100 * (0.2 * 0.96 + 0.3 * 0.92 + 0.5 * 0.90)
    result = 100 * (0.2 * 0.96 + 0.4 * 0.9 + 0.4 * 0.8)
    assert found.ranked[1].process == pytest.approx(process)
    assert found.ranked[1].score == pytest.approx((process + result) / 2)


def test_equal_scores_share_a_rank() -> None:
    assert [one.rank for one in quarter_figures(assessed(a=GOOD, b=GOOD), "q3").ranked] == [1, 1]


def test_scores_that_print_alike_share_a_rank_and_stand_by_pinyin() -> None:
    """住建局 (a) is some hundredths of a point better than 安监局 (b)."""
    good = (100_000, 90_000, 90_000, 90_000, 100_000, 90_000, 90_000, 90_000)
    better = (*good[:3], 90_030, *good[4:])
    found = quarter_figures(assessed(a=better, b=good), "q3")
    assert [(one.id, one.rank) for one in found.ranked] == [("b", 1), ("a", 1)]
    assert (found.ranked[1].score or 0) > (found.ranked[0].score or 0)


def test_few_cases_are_not_ranked_have_no_score_and_stand_below_by_pinyin() -> None:
    found = quarter_figures(assessed(a=FEW, b=FEW, c=GOOD), "q3")
    assert [one.name.text for one in found.unranked] == ["安监局", "住建局"]
    assert all("件数太少，不排名" in one.why and one.score is None for one in found.unranked)
    assert found.unranked[0].rates[0].text == "100.0%"


def test_a_small_number_is_hidden_with_its_rate_its_score_and_what_gives_it_away() -> None:
    found = quarter_figures(assessed(a=GOOD, b=BETTER, c=TINY), "q3")
    (tiny,) = (one for one in found.unranked if one.id == "c")
    assert tiny.results[-1].numerator == "少于5"
    assert tiny.results[-1].value is None
    assert tiny.score is tiny.process is tiny.result is None
    others = [one for one in found.departments if one.id != "c" and one.results[-1].value is None]
    assert others[0].results[-1].numerator == "一并不公布"


def test_no_survey_means_no_score() -> None:
    (one,) = quarter_figures(assessed(a=(90, 80, 70, 60, 0, 0, 0, 0)), "q3").unranked
    assert "没有回访" in one.why
    assert one.results[0].text == "没有"


def test_posts_add_up_to_their_department_and_never_uncover_what_it_hides() -> None:
    catalogue = assessed(a=GOOD, b=TINY)
    made = []
    for post, counts in (("窗口", GOOD), ("热线", TINY)):
        raw = {"department": "a", "post": post, **dict(zip(FIELDS, counts, strict=True))}
        made.append(AssessmentRow.model_validate(raw))
    with_rows(catalogue, "assessment", "q3", (*made, *rows(b=TINY)))
    found = {one.id: one for one in quarter_figures(catalogue, "q3").departments}
    assert found["a"].cases == "160"
    assert [post.name.text for post in found["a"].posts] == ["窗口", "热线"]
    assert all(post.results[-1].value is None and post.score is None for post in found["a"].posts)


def test_weights_stand_in_words_with_their_version_and_an_entry_may_have_its_own() -> None:
    values = minimal_values()
    weights = {"response": "0.5", "resolution": "0.25", "satisfaction": "0.25"}
    values["assessment"] = {"q3": quarter(weights=weights)}
    catalogue = with_rows(make_catalogue(values), "assessment", "q3", rows(o1=GOOD))
    formula = view_assessment(catalogue, "q3").formula
    assert [one.weight for one in formula.results] == ["50%", "25%", "25%"]
    assert formula.version == "2026.1"
    assert [one.deadline for one in formula.stages] == ["8 小时", "24 小时", "5 天"]
    assert view_method(catalogue, "").formula == formula


def test_exclusions_show_their_reasons_and_hide_small_numbers() -> None:
    values = minimal_values()
    few = {"department": "o1", "cases": "3", "reason": "重复登记"}
    values["assessment"] = {"q3": quarter(exclusions=[few, few | {"cases": "12"}])}
    catalogue = with_rows(make_catalogue(values), "assessment", "q3", rows(o1=GOOD))
    found = view_assessment(catalogue, "q3").exclusions
    assert [(one.cases, one.reason) for one in found] == [("少于5 件", "重复登记"), ("12 件", "重复登记")]


def test_trends_need_two_quarters_and_come_with_their_figures() -> None:
    values = minimal_values()
    values["assessment"] = {"q2": quarter(2), "q3": quarter(3)}
    catalogue = make_catalogue(values)
    for name, counts in (("q2", GOOD), ("q3", BETTER)):
        with_rows(catalogue, "assessment", name, rows(o1=counts))
    view = view_assessments(catalogue)
    assert [one.link.text for one in view.quarters] == ["2026年第3季度", "2026年第2季度"]
    assert view.chart is not None
    assert [line.name for line in view.chart.lines] == ["响应率", "解决率", "满意率"]
    assert len({line.marker for line in view.chart.lines}) == 3
    assert view.trends[0].figures.rows[0][:2] == ("2026年第2季度", "80.0%")
    assert view_assessments(assessed(a=GOOD)).chart is None


def test_what_is_not_yet_public_has_no_page() -> None:
    values = minimal_values()
    values["assessment"] = {"q3": quarter(published_on="2026-12-01")}
    catalogue = with_rows(make_catalogue(values), "assessment", "q3", rows(o1=GOOD))
    paths = {one.path for one in render_site(catalogue, make_shells(), "")}
    assert "assessments/q3.html" not in paths
    assert {"assessments/index.html", "assessments/how_it_works.html"} <= paths


# ---- charts


def test_a_hidden_figure_leaves_a_gap_in_a_line() -> None:
    from generator.views.chart import Figures  # noqa: PLC0415 - only here

    values = [(0.8, 0.7, 0.9), None, (0.8, 0.7, 0.9), (0.9, 0.8, 1.0)]
    chart = view_lines("图", ["一", "二", "三", "四"], [("率", values)], Figures("", (), ()))
    assert chart is not None
    assert len(chart.lines[0].points) == 3
    assert len(chart.lines[0].runs) == 1


def test_columns_stay_inside_their_picture() -> None:
    from generator.views.chart import Figures  # noqa: PLC0415 - only here

    chart = view_columns("图", ["", "甲"], [7, None], Figures("", (), ()), frozenset({0}))
    assert chart is not None
    assert [tick.text for tick in chart.up] == ["0", "4", "8"]
    assert len(chart.flags) == 1
    assert view_columns("图", [""], [None], Figures("", (), ())) is None


# ---- case statistics


def series(**areas: list[list[int]]) -> Catalogue:
    """Two years of weekly counts by area, for the categories 甲, 乙, 丙."""
    values = minimal_values()
    last = MONDAY + datetime.timedelta(days=7 * WEEKS - 1)
    values["case_series"] = {
        "s1": {
            "name": "每周件数",
            "publisher": "o1",
            "since": str(MONDAY),
            "until": str(last),
            "published_on": "2026-11-18",
        }
    }
    raw = [
        {
            "week": str(MONDAY + datetime.timedelta(days=7 * week)),
            "area": area,
            "category": category,
            "count": str(count),
        }
        for area, table in areas.items()
        for category, counts in zip("甲乙丙", table, strict=False)
        for week, count in enumerate(counts)
    ]
    found = tuple(CaseRow.model_validate(one) for one in raw)
    return with_rows(make_catalogue(values), "case_series", "s1", found)


FLAT = [10, 12] * (WEEKS // 2)


def test_a_spike_names_area_category_week_count_and_methods() -> None:
    outbreak = [*FLAT[:-2], 40, 11]
    view = view_series(series(c1=[outbreak, FLAT], town=[FLAT, FLAT]), "s1")
    assert view.spikes[0].title == "潮井社区，甲"
    assert view.spikes[0].count == 40
    assert "2026年11月2日" in view.spikes[0].weeks
    assert view.spikes[0].expected == "约 11 件"
    assert [name for name, _ in view.spikes[0].methods][:2] == ["C1", "C2"]
    assert view.lasting == ()


def test_a_lasting_share_is_kept_apart_and_shown_in_whole_percents() -> None:
    rising = [10] * (WEEKS - 8) + [22, 23, 24, 24, 25, 25, 26, 26]
    (lasting,) = view_series(series(c1=[rising, [40] * WEEKS]), "s1").lasting
    assert lasting.category == "甲"
    assert re.fullmatch(r"\d+%", lasting.recent)
    assert (lasting.before, lasting.recent) == ("20%", "38%")


def test_a_small_week_is_hidden_with_another_of_its_week_and_no_sum_gives_it_back() -> None:
    small = [*FLAT[:-1], 2]
    found = case_figures(series(c1=[small, FLAT, FLAT]), "s1")
    last = [counts[-1] for counts in found.by_category]
    assert last.count(None) == 2
    assert found.totals[-1] == 26
    assert all(one is None or one % 5 == 0 for counts in found.recent.values() for one in counts)


def test_hiding_a_week_depends_on_that_week_only() -> None:
    before = case_figures(series(c1=[[*FLAT[:-1], 20], FLAT]), "s1")
    after = case_figures(series(c1=[[*FLAT[:-1], 2], FLAT]), "s1")
    assert before.totals[:-1] == after.totals[:-1]
    assert [one[:-1] for one in before.by_category] == [one[:-1] for one in after.by_category]


def test_rare_categories_are_not_drawn() -> None:
    rare = [1, 0] * (WEEKS // 2)
    view = view_series(series(c1=[FLAT, FLAT, rare]), "s1")
    assert [one.chart is None for one in view.categories] == [False, False, True]


# ---- honours and evaluations


def honoured(**more: object) -> Catalogue:
    """One honour of the grid, decided in 2026."""
    values = minimal_values()
    values["evaluation"] = {
        "e1": {
            "name": "入户评估",
            "agency": "o1",
            "since": "2026-01-01",
            "until": "2026-02-01",
            "findings": "八成居民认得网格员",
        }
    }
    base = {
        "title": "叫得应的网格",
        "grid": "g1",
        "citation": "一年送药两千趟",
        "evidence": [
            {"on": "2026-03-02", "what": "后一件"},
            {"on": "2026-01-02", "what": "先一件"},
        ],
        "evaluation": "e1",
        "recognition": {"how": "居民会议", "people": "80", "approvals": "76"},
        "notice_from": "2026-04-01",
        "notice_until": "2026-04-09",
        "objections": [
            {
                "on": "2026-04-03",
                "what": "趟数不实",
                "settled_on": "2026-04-05",
                "outcome": "查实无误",
            }
        ],
        "decided_on": "2026-04-13",
        "decided_by": "o1",
    }
    values["honour"] = {"h1": {key: value for key, value in (base | more).items() if value is not None}}
    return make_catalogue(values)


def test_an_honour_shows_what_it_rests_on() -> None:
    view = view_honour(honoured(), "h1")
    assert view.state.text == "已授予"
    assert [what for _, what in view.evidence] == ["先一件", "后一件"]
    assert view.recognition == "居民会议：80 人参加，76 人赞成，占 95.0%"
    assert view.notice == "2026年4月1日至2026年4月9日"
    assert view.objections[0].outcome == "2026年4月5日办结：查实无误"
    assert view.evaluation is not None
    assert view.evaluation.url == "evaluations/e1.html"
    assert view.community is not None


def test_the_roll_is_by_year_and_by_community_and_stands_on_the_grids_page() -> None:
    catalogue = honoured()
    view = view_honours(catalogue)
    assert [group.title for group in view.years] == ["2026年"]
    assert [link.text for link, _ in view.communities] == ["潮井社区"]
    assert view_grid(catalogue, "g1").honours == view.years[0].honours
    pages = {one.path: one.data.decode() for one in render_site(catalogue, make_shells(), "")}
    assert "不设名额，不分配指标" in pages["honours/index.html"]
    assert "honours/h1.html" in pages["grids/g1.html"]


def test_a_revoked_honour_is_marked_wherever_it_stands() -> None:
    catalogue = honoured(revoked_on="2026-08-01", revoked_why="事实有出入")
    assert view_honour(catalogue, "h1").revoked == "2026年8月1日"
    assert view_grid(catalogue, "g1").honours[0].badge.text == "已撤销"
    page = {one.path: one.data.decode() for one in render_site(catalogue, make_shells(), "")}
    assert "这项荣誉已于2026年8月1日撤销" in page["honours/h1.html"]
    assert "已撤销" in page["grids/g1.html"]


def test_an_honour_on_public_notice_is_no_honour_yet() -> None:
    catalogue = honoured(notice_from="2026-11-16", notice_until="2026-11-25", decided_on=None)
    assert [one.badge.text for one in view_honours(catalogue).pending] == ["公示中，还没有决定"]
    assert view_grid(catalogue, "g1").honours == ()
    later = honoured(notice_from="2026-12-01", notice_until="2026-12-10", decided_on=None)
    assert view_honours(later).pending == ()


def test_a_person_is_named_by_post_or_consent_only() -> None:
    catalogue = honoured(grid=None, person="p1")
    assert view_honours(catalogue).years[0].honours[0].recipient == "王海英"
    assert view_person(catalogue, "p1").honours[0].title == "叫得应的网格"
    values = minimal_values()
    values["person"]["p2"] = {"name": "李四", "roles": [{"grid": "g1", "role": "志愿者"}]}
    values["honour"] = {"h1": {"title": "好邻居", "person": "p2", "decided_on": "2026-01-01"}}
    page = {one.path: one.data.decode() for one in render_site(make_catalogue(values), make_shells(), "")}
    assert "李四" not in "".join(page.values())
    assert "一名网格员" in page["honours/h1.html"]


def test_an_evaluation_is_public_when_it_has_ended() -> None:
    assert [group.title for group in view_evaluations(honoured()).groups] == ["2026年"]
    values = minimal_values()
    values["evaluation"] = {
        "e1": {
            "name": "评估",
            "agency": "o1",
            "since": "2026-11-01",
            "until": "2026-12-01",
            "findings": "还没有",
        }
    }
    assert view_evaluations(make_catalogue(values)).empty


# ---- the four checks and to-do lists


def measures(catalogue: Catalogue) -> dict[str, tuple[float | None, list[str]]]:
    """Every measure's share and what it lacks."""
    return {
        one.name: (one.share, [lack.link.text for lack in one.lacks])
        for check in view_checks(catalogue).checks
        for one in check.measures
    }


def test_the_four_checks_count_and_name_what_they_lack() -> None:
    values = minimal_values()
    values["division"]["c2"] = {
        "code": "330902002002",
        "name": "望海社区",
        "level": "社区",
        "parent": "town",
        "islands": [{"name": "小岛", "residents": "80"}, {"name": "礁", "residents": "3"}],
    }
    values["organization"]["o2"] = {"name": "闲着的企业", "kind": "企业", "sector": "市场"}
    found = measures(make_catalogue(values))
    assert found["提供服务的政府"] == (1.0, [])
    assert found["提供服务的市场"][0] == 0
    assert found["登记的机构都有事做"] == (0.5, ["闲着的企业"])
    assert found["社区都有网格"] == (0.5, ["望海社区"])
    assert found["住着 50 人以上的岛都有网格"] == (0.0, ["望海社区"])
    assert found["网格夜里有人接电话"] == (0.0, ["第一网格"])
    assert found["网格长有替补"] == (0.0, ["第一网格"])
    assert found["网格都有网格长和网格员"] == (0.0, ["第一网格"])
    assert found["地面有网格"] == (None, [])


def test_ground_without_grid_is_measured_by_area() -> None:
    values = minimal_values()
    values["division"]["c1"]["boundary"] = "POLYGON ((122 30, 122.2 30, 122.2 30.1, 122 30.1, 122 30))"
    values["grid"]["g1"]["boundary"] = "POLYGON ((122 30, 122.1 30, 122.1 30.1, 122 30.1, 122 30))"
    share, lacks = measures(make_catalogue(values))["地面有网格"]
    assert share == pytest.approx(0.5, abs=1e-6)
    assert lacks == ["潮井社区"]


def test_a_committee_that_answers_at_night_answers_for_its_grids() -> None:
    values = minimal_values()
    values["organization"]["o2"] = {
        "name": "居委会",
        "kind": "村居",
        "sector": "社会",
        "division": "c1",
        "night_phone": "0988-5550001",
    }
    assert measures(make_catalogue(values))["网格夜里有人接电话"] == (1.0, [])


def test_a_plan_without_somebody_accountable_is_not_complete() -> None:
    values = minimal_values()
    step = {
        "levels": ["Ⅳ"],
        "phase": "处置救援",
        "do": "转移",
        "accountable": [{"organization": "o1"}],
        "responsible": [{"role": "网格长"}],
    }
    plan = {
        "name": "台风预案",
        "incident": "台风",
        "incident_class": "自然灾害",
        "summary": "台风",
        "response_levels": ["Ⅳ"],
        "phases": ["处置救援"],
        "steps": [step],
        "card": {"notice": "风", "judge": "大小", "report": "村居", "act": "喊人"},
        "residents": "关窗",
        "issuer": "o1",
        "issued_on": "2026-01-01",
    }
    values["plan"] = {"a": plan, "b": plan | {"name": "缺人", "steps": [step | {"accountable": []}]}}
    found = measures(make_catalogue(values))
    assert found["预案每一步都有人负责"][0] == 0.5
    assert found["预案里的机构夜里找得到人"] == (0.0, ["民政局"])


def test_overdue_services_stand_on_the_page_and_on_the_list_of_their_office() -> None:
    values = minimal_values()
    values["service"] = {
        "late": minimal_service(name="过期的", assured_on="2025-01-01"),
        "soon": minimal_service(name="快到的", assured_on="2025-12-01"),
        "fresh": minimal_service(name="新的", assured_on="2026-11-01"),
        "early": minimal_service(name="提前核实", assured_on="2026-11-01", review_by="2026-11-30"),
    }
    catalogue = make_catalogue(values)
    view = view_checks(catalogue)
    assert [task.link.text for task, _ in view.overdue] == ["过期的"]
    assert view.soon == 2
    todo = view_todo(catalogue, "o1")
    assert [(one.link.text, one.late) for one in todo.services] == [
        ("过期的", True),
        ("提前核实", False),
        ("快到的", False),
    ]
    assert [one.what for one in todo.lacks] == ["补值班电话"]
    assert not todo.head.indexed


def test_an_office_with_nothing_to_do_has_no_list_and_addresses_never_collide() -> None:
    values = minimal_values()
    values["organization"]["o1"]["phone"] = "12345"
    assert offices_with_tasks(make_catalogue(values)) == ()
    assert todo_path("o1") == "checks/todo_o1.html"


def test_audiences_show_whom_to_call_and_which_services_have_no_phone() -> None:
    (card,) = view_checks(make_catalogue()).audiences
    assert (card.total, card.silent, card.phone) == (1, 1, None)
    values = minimal_values()
    values["service"]["s1"]["phone"] = "0988-5550005"
    (card,) = view_checks(make_catalogue(values)).audiences
    assert card.phone is not None
    assert card.categories == (("养老", 1),)


# ---- open data


def files(catalogue: Catalogue) -> dict[str, bytes]:
    return {one.path: one.data for one in render_exports(catalogue, "https://yunyu.example/")}


def test_open_data_has_a_table_and_an_object_of_each_set() -> None:
    found = files(assessed(a=GOOD, b=BETTER))
    assert set(found) >= {f"data/v1/{one.name}.{ending}" for one in DATA_SETS for ending in ("csv", "json")}
    data = json.loads(found["data/v1/services.json"])
    assert data["version"] == "v1"
    assert data["records"][0]["page"] == "https://yunyu.example/services/s1.html"
    assert list(data["columns"]) == list(data["records"][0])
    assert found["data/v1/grids.csv"].startswith(b"\xef\xbb\xbfid,code")


def test_what_pages_hide_open_data_hides() -> None:
    data = files(assessed(a=GOOD, b=BETTER, c=TINY))["data/v1/assessments.csv"].decode("utf-8-sig")
    found = {one["department_id"]: one for one in csv.DictReader(io.StringIO(data))}
    assert found["c"]["satisfied"] == found["c"]["score"] == ""
    assert found["c"]["cases"] == "60"
    small = files(series(c1=[[*FLAT[:-1], 2], FLAT, FLAT]))["data/v1/statistics.csv"].decode("utf-8-sig")
    assert [one["count"] for one in csv.DictReader(io.StringIO(small))][-3:].count("") == 2


def test_a_cell_that_excel_would_compute_is_text() -> None:
    values = minimal_values()
    values["service"]["s1"]["name"] = "=1+1"
    assert b"'=1+1" in files(make_catalogue(values))["data/v1/services.csv"]
    assert b'"=1+1"' in files(make_catalogue(values))["data/v1/services.json"]


# ---- all of them


def full() -> Catalogue:
    """Every kind of page of figures, each text with a script in it."""
    values = minimal_values()
    last = MONDAY + datetime.timedelta(days=7 * WEEKS - 1)
    values["organization"]["o1"]["name"] = EVIL
    excluded = [{"department": "o1", "cases": "9", "reason": EVIL}]
    values["assessment"] = {
        "q2": quarter(2, intro=EVIL),
        "q3": quarter(period=EVIL, formula_version=EVIL, exclusions=excluded),
    }
    values["evaluation"] = {
        "e1": {
            "name": EVIL,
            "agency": "o1",
            "commissioner": "o1",
            "subjects": ["o1"],
            "grids": ["g1"],
            "method": EVIL,
            "sample": EVIL,
            "since": "2026-01-01",
            "until": "2026-02-01",
            "findings": EVIL,
            "report": EVIL,
        }
    }
    values["honour"] = {
        "h1": {
            "title": EVIL,
            "grid": "g1",
            "citation": EVIL,
            "evidence": [{"on": "2026-01-02", "what": EVIL}],
            "evaluation": "e1",
            "recognition": {"how": EVIL, "people": "9", "approvals": "9"},
            "notice_from": "2026-02-01",
            "notice_until": "2026-02-09",
            "objections": [{"on": "2026-02-02", "what": EVIL, "settled_on": "2026-02-03", "outcome": EVIL}],
            "decided_on": "2026-02-10",
            "revoked_on": "2026-03-01",
            "revoked_why": EVIL,
        }
    }
    values["case_series"] = {
        "s1": {
            "name": EVIL,
            "publisher": "o1",
            "since": str(MONDAY),
            "until": str(last),
            "published_on": "2026-11-18",
            "method": EVIL,
        }
    }
    catalogue = make_catalogue(values)
    row = {"department": "o1", "post": EVIL, **dict(zip(FIELDS, GOOD, strict=True))}
    for name in ("q2", "q3"):
        with_rows(catalogue, "assessment", name, (AssessmentRow.model_validate(row),))
    weeks = tuple(
        CaseRow(week=MONDAY + datetime.timedelta(days=7 * week), area="c1", category=EVIL, count=count)
        for week, count in enumerate([*FLAT[:-1], 60])
    )
    return with_rows(catalogue, "case_series", "s1", weeks)


PAGES = (
    "assessments/index.html",
    "assessments/q3.html",
    "assessments/how_it_works.html",
    "evaluations/index.html",
    "evaluations/e1.html",
    "honours/index.html",
    "honours/h1.html",
    "cases/index.html",
    "cases/s1.html",
    "checks/index.html",
    "checks/todo_o1.html",
    "data/index.html",
)


def test_every_page_is_there_and_shows_texts_escaped() -> None:
    pages = {one.path: one.data.decode() for one in render_site(full(), make_shells(), "https://a.example/")}
    for path in PAGES:
        assert "alert(1)</script>" not in pages[path].replace("&lt;", ""), path
        assert pages[path].count("<h1>") == 1, path
        assert "None" not in pages[path], path
        ids = re.findall(r' id="([^"]+)"', pages[path])
        assert len(ids) == len(set(ids)), path
    assert "&lt;script&gt;" in pages["cases/s1.html"]


def test_every_chart_is_named_and_followed_by_its_figures() -> None:
    pages = {one.path: one.data.decode() for one in render_site(full(), make_shells(), "")}
    for path in ("assessments/index.html", "cases/s1.html"):
        charts = re.findall(r'<svg viewBox="0 0 360[^>]*role="img" aria-label="[^"]+"', pages[path])
        assert charts, path
        assert pages[path].count("gp-table--figures") >= len(charts), path


def test_data_pages_say_that_they_are_datasets() -> None:
    pages = {one.path: one.data.decode() for one in render_site(full(), make_shells(), "https://a.example/")}
    for path in ("assessments/q3.html", "cases/s1.html", "data/index.html"):
        data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages[path])[0])
        assert data[0]["@type"] == "Dataset"
        assert data[0]["distribution"][0]["contentUrl"].startswith("https://a.example/data/v1/")


def test_all_of_them_can_be_found() -> None:
    found = {one.url for one in search_documents(full(), {})}
    wanted = set(PAGES) - {
        "assessments/index.html",
        "evaluations/index.html",
        "honours/index.html",
        "cases/index.html",
        "checks/todo_o1.html",
    }
    assert wanted <= found


def test_no_page_of_figures_names_a_worker() -> None:
    pages = {one.path: one.data.decode() for one in render_site(full(), make_shells(), "")}
    assert all("王海英" not in pages[path] for path in PAGES)
    assert TODAY.year == 2026
