"""What time has made wrong never stops publishing, is left out of the site, and becomes an error one day."""

import datetime
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import Result
from conftest import BASE, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sample_site import COMMUNITY, TODAY, Values, make_catalogue, make_shells, minimal_service
from test_agreement import GRIDS, SQUARES, cities, grids, near, people, without_none

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic
from generator.facts.lapsed import without_lapsed
from generator.outputs.exports.listing import Measures, measure_exports
from generator.outputs.exports.register import render_exports
from generator.outputs.feeds import render_feeds
from generator.outputs.search_documents import search_documents
from generator.outputs.site import Site, render_site
from generator.publishing.checking import check_workspace
from generator.publishing.preview import Preview
from generator.publishing.waivers import apply_waivers
from generator.reading.loading import load_catalogue
from generator.rules import RULE_MODULES, check_rules, documentation
from generator.rules.lapses import check_module
from generator.views.addresses import page_path
from generator.views.prints.handbook import view_handbook
from generator.views.projections import Pages
from generator.views.register import PUBLICATIONS
from generator.views.todo import lapse_tasks

DAY = datetime.timedelta(days=1)
DAYS = 400


# ---- any city


@st.composite
def redrawn_cities(draw: Callable[..., Any]) -> Catalogue:
    """Grids that replace each other, and duties whose matters come and go."""
    matter = {"name": "m", "category": "k", "verb": "走访", "owner": "基本履职", "summary": "走访"}
    duty = {"duty": "宣传", "what": "走访", "matter": "m1"}
    square = {"boundary": SQUARES["whole"]}
    values: Values = {
        "division": {
            "city": {"name": "city", "code": "330900000000", "level": "市"},
            "c1": {"name": "c1", "code": COMMUNITY, "level": "社区", "parent": "city", **square},
            "c2": {"name": "c2", "code": "330902002002", "level": "社区", "parent": "city"},
        },
        "grid": {
            name: {
                **draw(grids(name)),
                "name": name,
                "replaces": draw(st.lists(st.sampled_from(GRIDS[:3]), max_size=1)),
                "duties": draw(st.sampled_from(([], [duty]))),
            }
            for name in GRIDS
        },
        "person": {f"p{number}": {"name": "甲", **draw(people())} for number in range(3)},
        "matter": {
            name: without_none(
                matter | {field: draw(near()) for field in ("temporary_until", "withdrawn_on", "admitted_on")}
            )
            for name in ("m1", "m2")
        },
        "service": {"s1": minimal_service(steps=[{"who": "网格员", "do": "走访", "matter": "m2"}])},
    }
    for person in values["person"].values():
        person.pop("organization", None)
    return make_catalogue(values)


def what_stops(catalogue: Catalogue, day: datetime.date) -> set[tuple[object, ...]]:
    found = check_rules(replace(catalogue, today=day))
    return {(one.code, one.place.file, one.place.path) for one in found if one.stops_publishing}


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.data_too_large])
@given(cities() | redrawn_cities())
def test_what_stops_publishing_did_so_on_every_earlier_day(catalogue: Catalogue) -> None:
    """Whoever wrote was told at once; time may end a finding that stops publishing, and never makes one."""
    earlier = what_stops(catalogue, TODAY - 4 * DAY)
    for number in range(-3, 5):
        stops = what_stops(catalogue, TODAY + number * DAY)
        assert stops - earlier == set()
        earlier = stops


# ---- the demo and the small workspace, day by day


@pytest.fixture(scope="module", params=[ROOT, BASE], ids=["demo", "base"])
def written(request: pytest.FixtureRequest) -> Catalogue:
    """A workspace as it was written, on its own day."""
    loaded = load_catalogue(request.param)
    assert loaded.found == []
    assert loaded.catalogue is not None
    return loaded.catalogue


DATED = [one for one in RULE_MODULES if "和哪一天检查无关" not in documentation(one.CODE).body.zh]
"""Rules to which time can bring findings; the others say of themselves that every day is the same to them."""

DATED_CODES = {one.CODE for one in DATED}
PAGES = {one.kind: one.pages for one in PUBLICATIONS}


def find_on(
    catalogue: Catalogue, day: datetime.date, modules: Sequence[ModuleType] = RULE_MODULES
) -> list[Diagnostic]:
    dated = replace(catalogue, today=day)
    return apply_waivers(dated, [one for module in modules for one in check_module(module, dated)])


def test_no_day_of_the_next_400_stops_publishing(written: Catalogue) -> None:
    """Every error that time brings was a warning before, with the day on which it would become one.

    What turns on the day is built: everything where an entry names the day or the one before; on any other
    day the pages of entries of which something else is found than the day before.
    """
    warned: dict[tuple[object, ...], datetime.date] = {}
    known: set[tuple[object, ...]] = set()
    named = boundary_days(written)
    assert datetime.date(2027, 1, 1) in named
    for number in range(DAYS):
        day = written.today + number * DAY
        found = find_on(written, day, DATED if number % 25 else RULE_MODULES)
        for one in found:
            assert not one.stops_publishing, (day, one.message.en)
            if one.lapse is not None:
                key = one.code, one.place
                assert (one.severity.label == "error") == (day > one.lapse.due)
                assert warned.setdefault(key, one.lapse.due) == one.lapse.due
        told = {(one.place.file, one.code, one.severity) for one in found if one.code in DATED_CODES}
        build(publish_on(written, day, found), None if day in named else {file for file, *_ in told ^ known})
        known = told


def build(catalogue: Catalogue, turned: Collection[object] | None) -> None:
    """Build all there is, or the pages of the entries in some files."""
    if turned is not None and not turned:
        return
    exports = list(render_exports(catalogue, "")) if turned is None else []
    measures = measure_exports(catalogue, exports) if exports else Measures()
    site = Site(catalogue, make_shells(), "", measures=measures)
    entries = {
        page_path(kind, name): one.file
        for kind, entries in catalogue.entries.items()
        if isinstance(PAGES[kind], Pages)
        for name, one in entries.items()
    }
    for path in site.pages:
        if turned is None or entries.get(path) in turned:
            assert b"<title>" in site.render(path)
    if turned is None:
        assert list(search_documents(catalogue, {}))
        assert list(render_feeds(catalogue, "https://grid.example/"))
        assert exports
        assert all(view_handbook(catalogue, grid.id).name for grid in catalogue.live_grids)


def collect_dates(value: object) -> Iterator[datetime.date]:
    if isinstance(value, datetime.date):
        yield value
    for item in (
        vars(value).values() if isinstance(value, BaseModel) else value if isinstance(value, tuple) else ()
    ):
        yield from collect_dates(item)


def boundary_days(catalogue: Catalogue) -> list[datetime.date]:
    """Each day that an entry names and the day after it, within the 400 to come."""
    values = (one.value for kind in catalogue.entries.values() for one in kind.values())
    days = {day + near * DAY for value in values for day in collect_dates(value) for near in (0, 1)}
    days |= {datetime.date(2027, 1, 1), catalogue.today + DAYS * DAY}
    return sorted(day for day in days if catalogue.today <= day <= catalogue.today + DAYS * DAY)


def publish_on(
    catalogue: Catalogue, day: datetime.date, found: Iterable[Diagnostic] | None = None
) -> Catalogue:
    published = without_lapsed(replace(catalogue, today=day))
    found = find_on(catalogue, day) if found is None else found
    return replace(published, lapses=tuple(one for one in found if one.lapse))


HISTORY = ("changes/", "lineage/", "matters/index.html", "matters/boundary.html", "checks/todo_")
"""Pages that tell what was, and say so."""


def lapsed_entries(catalogue: Catalogue) -> dict[str, str]:
    """By the address of its page what residents would call each notice, service or matter that has ended."""
    today = catalogue.today
    found = {
        f"notices/{name}.html": one.value.title
        for name, one in catalogue.notices.items()
        if one.value.expires_on < today
    }
    for name, service in catalogue.services.items():
        if service.value.valid_until is not None and service.value.valid_until < today:
            found[f"services/{name}.html"] = service.value.plain_name or service.value.name
    for name, matter in catalogue.matters.items():
        if matter.value.temporary_until is not None and matter.value.temporary_until < today:
            found[f"matters/{name}.html"] = matter.value.name
    return found


@pytest.mark.parametrize("day", [datetime.date(2027, 1, 1), datetime.date(2027, 12, 24)])
def test_no_page_of_the_demo_names_what_has_ended(day: datetime.date) -> None:
    """Each has a page that says so; other pages neither name it nor lead to it, but for those of history."""
    written = load_catalogue(ROOT).catalogue
    assert written is not None
    catalogue = publish_on(written, day)
    made = (one for one in render_site(catalogue, make_shells(), "") if one.path.endswith(".html"))
    pages = {one.path: one.data.decode() for one in made}
    lapsed = lapsed_entries(catalogue)
    assert {"notices", "services", "matters"} == {path.partition("/")[0] for path in lapsed}
    for path, name in lapsed.items():
        assert any(word in pages[path] for word in ("结束", "到期", "失效", "过期")), path
        others = {one for one, html in pages.items() if path in html or name in html}
        assert {one for one in others - {path} if not one.startswith(HISTORY)} == set(), name


# ---- what is left out


def lapsed_city() -> Catalogue:
    """A matter ended yesterday that a service, a plan, the profile and a grid still give to grid workers."""
    yesterday = (TODAY - DAY).isoformat()
    party = {"do": "登记体温", "levels": ["Ⅲ"], "phase": "处置救援", "matter": "m"}
    steps = [
        {"who": "网格员", "do": "上门量体温", "matter": "m"},
        {"who": "志愿者和专职网格员", "do": "送体温计", "matter": "m"},
        {"who": "居民", "do": "报名"},
    ]
    duty = {"duty": "宣传", "what": "讲体温计怎么用", "matter": "m"}
    values: Values = {
        "division": {"city": {"name": "市", "code": "330900000000", "level": "市"}},
        "matter": {
            "m": {
                "name": "量体温",
                "category": "k",
                "verb": "走访",
                "owner": "基本履职",
                "summary": "量",
                "admitted_on": "2026-01-01",
                "temporary": True,
                "temporary_until": yesterday,
            }
        },
        "organization": {
            "o1": {"name": "卫健局", "kind": "政府部门", "sector": "政府", "grids": ["old", "g1"]}
        },
        "service": {"s1": minimal_service(steps=steps)},
        "plan": {
            "p1": {
                "name": "预案",
                "incident": "传染病",
                "incident_class": "公共卫生",
                "summary": "发热",
                "response_levels": ["Ⅲ"],
                "phases": ["处置救援"],
                "issuer": "o1",
                "issued_on": "2026-01-01",
                "steps": [
                    {
                        **party,
                        "accountable": [{"organization": "o1"}],
                        "responsible": [{"role": "专职网格员"}, {"organization": "o1"}],
                    }
                ],
                "card": {"notice": "热", "judge": "高低", "report": "社区", "act": "喊人"},
                "residents": "戴口罩",
            }
        },
        "grid": {
            "old": {
                "name": "旧网格",
                "code": f"{COMMUNITY}001",
                "kind": "综合",
                "community": "c1",
                "valid_until": yesterday,
            },
            "g1": {
                "name": "新网格",
                "code": f"{COMMUNITY}002",
                "kind": "综合",
                "community": "c1",
                "duties": [duty],
            },
            "m1": {
                "name": "微网格",
                "code": f"{COMMUNITY}003",
                "kind": "微网格",
                "community": "c1",
                "parent": "old",
            },
        },
        "team": {"t1": {"name": "组团", "grids": ["old", "g1"]}},
        "category": {"k1": {"name": "养老"}},
        "audience": {"a1": {"name": "老年人"}},
    }
    values["division"]["c1"] = {"name": "社区", "code": COMMUNITY, "level": "社区", "parent": "city"}
    return make_catalogue(values, duties=[duty])


def test_duties_go_with_their_matter_and_links_with_their_grid() -> None:
    """Others than grid workers keep what they do; on the matter's last day all stands."""
    city = lapsed_city()
    assert without_lapsed(replace(city, today=TODAY - DAY)).services == city.services
    published = without_lapsed(city)
    assert [(one.who, one.do) for one in published.services["s1"].value.steps] == [
        ("志愿者", "送体温计"),
        ("居民", "报名"),
    ]
    (step,) = published.plans["p1"].value.steps
    assert [(one.role, one.organization) for one in step.responsible] == [(None, "o1")]
    assert published.profile.duties == published.grids["g1"].value.duties == ()
    assert published.grids["m1"].value.parent is None
    assert published.teams["t1"].value.grids == published.organizations["o1"].value.grids == ("g1",)
    assert without_lapsed(published).services == published.services


def test_no_surface_shows_a_lapsed_duty() -> None:
    """Pages, search, open data and handbooks are all made of what is left."""
    published = without_lapsed(lapsed_city())
    shown = [one.data for one in render_site(published, make_shells(), "") if one.path.endswith(".html")]
    shown += [one.data for one in render_exports(published, "")]
    shown += [
        str(list(search_documents(published, {}))).encode(),
        str(view_handbook(published, "g1")).encode(),
    ]
    everything = b"\n".join(shown).decode("utf-8", "replace")
    assert "送体温计" in everything
    assert "上门量体温" not in everything
    assert "讲体温计怎么用" not in everything


def test_a_plan_that_is_over_gives_nobody_a_duty() -> None:
    """On its last day its step is found fault with, the day after no more."""
    city = lapsed_city()
    plan = city.entries["plan"]["p1"]

    def found(last_day: datetime.date) -> set[str]:
        changed = {**city.entries, "plan": {"p1": plan.changed(valid_until=last_day)}}
        return {one.place.file for one in check_rules(replace(city, entries=changed)) if one.code == "MAT101"}

    assert "menus/plans/p1.yaml" in found(TODAY)
    assert "menus/plans/p1.yaml" not in found(TODAY - DAY)


# ---- the commands


@pytest.fixture
def lapsed_workspace(whole_workspace: Path) -> Path:
    """The small workspace, whose one service of grid workers names a matter that ended on 19 May 2026."""
    matter = whole_workspace / "menus/matters/elder-visit.yaml"
    matter.write_text(f"{matter.read_text('utf-8')}temporary: true\ntemporary_until: 2026-05-19\n", "utf-8")
    service = whole_workspace / "menus/services/elder-visit.yaml"
    service.write_text(service.read_text("utf-8").replace("do: 每周上门看望", "do: 记下缺什么药"), "utf-8")
    return whole_workspace


@pytest.mark.parametrize(("day", "failed"), [("2026-06-18", 0), ("2026-06-19", 1)])
def test_a_lapse_is_published_without_and_fails_the_check_after_its_day(
    day: str, failed: int, lapsed_workspace: Path, gridpress: Callable[..., Result], tmp_path: Path
) -> None:
    """The desk is told since when, by when and what the site does; the site is written either way."""
    checked = gridpress("check", "--root", lapsed_workspace, "--today", day)
    assert checked.exit_code == failed
    for words in ("从 2026-05-20 起", "最迟 2026-06-18 改好", "不影响发布", "不再把这件事派给网格员"):
        assert words in checked.output
    out = tmp_path / "site"
    built = gridpress("build", "--root", lapsed_workspace, "--out", out, "--today", day, "--no-handbooks")
    assert built.exit_code == 0, built.output
    assert "MAT101" in built.output
    texts = [path.read_text("utf-8") for path in out.rglob("*") if path.suffix in {".html", ".json", ".csv"}]
    assert not any("记下缺什么药" in text for text in texts)
    todo = (out / "checks/todo_chaojing-office.html").read_text("utf-8")
    assert "已经结束" in todo
    assert "2026年6月18日前" in todo
    assert ("已过期" in todo.partition("到期要改的")[2].partition("</ul>")[0]) == bool(failed)


def test_the_morning_after_the_year_a_warning_can_be_published(gridpress: Callable[..., Result]) -> None:
    """The demo has a matter that ends with the year; nothing written is wrong on New Year's Day."""
    assert gridpress("check", "--root", ROOT, "--today", "2027-01-01").exit_code == 0


def test_the_hook_shows_lapses_and_goes_on_even_when_strict(lapsed_workspace: Path) -> None:
    shutil.copytree(
        ROOT / "generator", lapsed_workspace / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    script = (
        "import logging, mkdocs.config as c, generator.mkdocs_hook as h\n"
        "logging.basicConfig(level=logging.INFO, format='%(levelname)s %(message)s')\n"
        "h.on_pre_build(c.load_config('mkdocs.yml'))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own hook
        [sys.executable, "-c", script], cwd=lapsed_workspace, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "INFO" in done.stderr
    assert "MAT101" in done.stderr


def test_the_preview_shows_pages_in_spite_of_lapses(lapsed_workspace: Path) -> None:
    preview = Preview(lapsed_workspace, engine="mkdocs", today=datetime.date(2026, 7, 1))
    assert [one.severity.label for one in preview.update(())] == ["error"]
    page = (preview.read("services/elder-visit.html") or b"").decode()
    assert "独居老人上门看望" in page
    assert "记下缺什么药" not in page


def test_an_ended_waiver_is_for_the_office_of_what_it_waived(lapsed_workspace: Path) -> None:
    profile = lapsed_workspace / "menus/profile.yaml"
    waiver = "{rule: PPL101, entry: grid/chaojing-1, reason: 正在招人, until: 2026-05-19}"
    profile.write_text(f"{profile.read_text('utf-8')}waivers:\n  - {waiver}\n", "utf-8")
    office = lapsed_workspace / "menus/organizations/chaojing-office.yaml"
    assert "kind: 村居" in office.read_text("utf-8")
    catalogue = check_workspace(lapsed_workspace).catalogue
    assert catalogue is not None
    tasks = [one.what for one in lapse_tasks(catalogue)["chaojing-office"]]
    assert any("豁免" in what for what in tasks)
