"""Where grids come from and go, and the figures before and after."""

from conftest import ROOT
from sample_site import COMMUNITY, make_catalogue, make_shells, minimal_values

from generator.outputs.site import Site
from generator.reading.loading import load_catalogue
from generator.views.grid import view_ended_grid, view_grid
from generator.views.lineage import living_successors, view_lineage, view_origins

GRID = {"kind": "综合", "community": "c1"}
OLD = {"valid_until": "2026-06-30"}


def _values(**grids):
    values = minimal_values()
    values["grid"] = {
        name: {**GRID, "name": f"{name}网格", "code": f"{COMMUNITY}{number:03}", **more}
        for number, (name, more) in enumerate(grids.items(), 1)
    }
    values["person"]["p1"]["roles"] = [{"grid": name, "role": "网格长"} for name in grids]
    return values


def test_an_old_address_leads_through_any_number_of_redrawings():
    """A grid merged into one that was merged again leads to the living one."""
    catalogue = make_catalogue(
        _values(
            a={"valid_until": "2024-12-31"},
            b={"valid_from": "2025-01-01", "valid_until": "2026-06-30", "replaces": ["a"]},
            c={"valid_from": "2026-07-01", "replaces": ["b"]},
        )
    )
    assert living_successors(catalogue, "a") == ("c",)
    assert view_ended_grid(catalogue, "a").head.redirect == "grids/c.html"
    html = Site(catalogue, make_shells(), "").render("grids/a.html").decode()
    assert 'http-equiv="refresh" content="0; url=../grids/c.html"' in html


def test_a_grid_that_was_split_lists_its_heirs_and_does_not_redirect():
    """Nobody but the resident knows which part they live in."""
    catalogue = make_catalogue(_values(a=OLD, b={"replaces": ["a"]}, c={"replaces": ["a"]}))
    view = view_ended_grid(catalogue, "a")
    assert view.head.redirect == ""
    assert [one.url for one in view.successors] == ["grids/b.html", "grids/c.html"]


def test_a_circle_of_replacements_ends():
    """Entries may be wrong; pages are made all the same."""
    catalogue = make_catalogue(_values(a=OLD | {"replaces": ["b"]}, b=OLD | {"replaces": ["a"]}, c={}))
    assert living_successors(catalogue, "a") == ()
    assert view_ended_grid(catalogue, "a").successors == ()


def test_a_grid_tells_what_it_was_made_from():
    """Merged, part of a larger one, or redrawn; earlier redrawings after the last."""
    catalogue = make_catalogue(
        _values(
            a=OLD,
            b=OLD,
            c={"replaces": ["a", "b"], "valid_from": "2026-07-01"},
            d=OLD,
            e={"replaces": ["d"]},
            f={"replaces": ["d"]},
        )
    )
    (origin,) = view_grid(catalogue, "c").origins
    assert (origin.day, origin.how) == ("2026年7月1日", "合并而来")
    assert [one.text for one in origin.grids] == ["a网格", "b网格"]
    assert [one.how for one in view_origins(catalogue, "e")] == ["分出来"]


def test_figures_of_the_day_before_stand_beside_those_of_today():
    """Grids and professional workers before the last redrawing, tasks of the first list."""
    values = _values(
        a=OLD, b=OLD, c={"replaces": ["a", "b"], "valid_from": "2026-07-01"}, m={"kind": "微网格"}
    )
    values["person"]["p2"] = {
        "name": "甲",
        "roles": [
            {"grid": "a", "role": "专职网格员", "until": "2026-06-30"},
            {"grid": "c", "role": "专职网格员", "since": "2026-07-01"},
        ],
    }
    values["person"]["p3"] = {
        "name": "乙",
        "roles": [{"grid": "c", "role": "专职网格员", "since": "2026-07-01"}],
    }
    values["matter_category"] = {"k": {"name": "走访"}}
    matter = {"name": "走访", "category": "k", "verb": "走访", "summary": "看看", "admitted_on": "2025-01-01"}
    values["matter"] = {
        "m1": matter | {"owner": "基本履职"},
        "m2": matter | {"owner": "配合履职", "withdrawn_on": "2026-01-01"},
        "m3": matter | {"owner": "上级收回", "withdrawn_on": "2026-03-01"},
        "m4": matter | {"owner": "居民自治"},
    }
    view = view_lineage(make_catalogue(values))
    figures = {one.name: (one.before, one.after, one.difference) for one in view.figures}
    assert figures == {
        "网格": (2, 1, "少 1 个"),
        "网格任务": (3, 1, "少 2 项"),
        "专职网格员": (1, 2, "多 1 名"),
    }
    assert (view.redrawn, view.listed) == ("2026年6月30日", "2025年1月1日")
    assert [one.community.text for one in view.communities] == ["潮井社区"]


def test_the_latest_redrawing_comes_first_and_counts():
    """Without a first day a grid tells no redrawing; communities where nothing changed stand apart."""
    values = _values(
        a={"valid_until": "2026-03-31"},
        b={"valid_from": "2026-04-01", "replaces": ["a"]},
        c=OLD,
        d={"valid_from": "2026-07-01", "replaces": ["c"]},
        e={"replaces": ["a"]},
        f={"community": "c2"},
        g={"valid_from": "2026-07-01", "kind": "专属"},
    )
    values["division"]["c2"] = values["division"]["c1"] | {"name": "望海社区", "code": "330902002002"}
    view = view_lineage(make_catalogue(values))
    assert (view.redrawn, view.listed) == ("2026年6月30日", "")
    assert [(one.day, one.how, one.result.text) for one in view.origins] == [
        ("2026年7月1日", "调整而来", "d网格"),
        ("2026年4月1日", "分出来", "b网格"),
    ]
    assert [(one.name, one.before, one.after, one.difference) for one in view.figures] == [
        ("网格", 4, 5, "多 1 个"),
        ("专职网格员", 0, 0, "没有变"),
    ]
    assert [one.community.text for one in view.communities] == ["潮井社区"]
    assert [(one.before, one.after) for one in view.communities[0].figures] == [(3, 4), (0, 0)]
    assert [one.text for one in view.same] == ["望海社区"]


def test_what_departments_took_back_is_told_from_its_day_the_latest_first():
    """And how many of today's tasks are for a time only, on their last day too."""
    values = minimal_values()
    values["matter_category"] = {"k": {"name": "走访"}}
    matter = {"category": "k", "verb": "走访", "summary": "看看", "admitted_on": "2026-01-01"}
    back, own = matter | {"owner": "上级收回"}, matter | {"owner": "基本履职"}
    values["matter"] = {
        "early": back | {"name": "早", "withdrawn_on": "2026-02-01"},
        "late": back | {"name": "晚", "withdrawn_on": "2026-11-20"},
        "coming": back | {"name": "将", "withdrawn_on": "2026-11-21"},
        "undated": back | {"name": "无"},
        "other": own | {"name": "别", "withdrawn_on": "2026-02-01"},
        "last": own | {"name": "末", "temporary_until": "2026-11-20"},
        "past": own | {"name": "过", "temporary_until": "2026-11-19"},
        "own": own | {"name": "居", "owner": "居民自治", "temporary_until": "2026-11-20"},
        "today": own | {"name": "今", "admitted_on": "2026-11-20"},
    }
    view = view_lineage(make_catalogue(values))
    assert [one.text for one in view.taken_back] == ["晚", "早"]
    (tasks,) = view.figures
    assert (tasks.before, tasks.after, tasks.note) == (6, 3, "基本履职和配合履职的事项，其中临时 1 项")
    assert view.listed == "2026年1月1日"


def test_nothing_redrawn_and_nothing_listed_is_said():
    """No figure is invented."""
    catalogue = make_catalogue()
    assert view_lineage(catalogue).figures == ()
    html = Site(catalogue, make_shells(), "").render("lineage/index.html").decode()
    assert "没有可以对照的数字" in html


def test_the_demo_city_shows_a_merged_grid():
    """The figures of the demo are those that its entries tell."""
    catalogue = load_catalogue(ROOT).catalogue
    view = view_lineage(catalogue)
    grids = next(one for one in view.figures if one.name == "网格")
    assert grids.after < grids.before
    assert [one.how for one in view.origins] == ["合并而来"]
