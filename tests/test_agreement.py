"""What public pages say is missing and what the rules find are one: over many small cities, drawn at random.

Each check that a page computes has its row in a table here, with the rule that enforces it, or with the
reason why none does; a check without a row fails. Names are ids, so that pages tell whom they mean.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_site import COMMUNITY, TODAY, Values, make_catalogue, minimal_service, minimal_values
from test_demo_text import demo

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic
from generator.facts.lapsed import without_lapsed
from generator.facts.presence import committees, upper_grids
from generator.model import AssessmentRow
from generator.rules import RULE_MODULES, asm103, check_rules
from generator.views.assurance import view_assurance
from generator.views.checks import view_checks
from generator.views.grid import view_grid
from generator.views.menu import WHOLE_CITY, services_by_area, services_of_community, services_of_grid
from generator.views.prints.matters import view_matter_groups
from generator.views.rates import quarter_figures
from generator.views.todo import offices_with_tasks, view_todo

Found = list[Diagnostic]
Fields = dict[str, object]


# ---- small cities


def near(days: int = 2) -> st.SearchStrategy[str | None]:
    """A day close to today, so that first and last days are met; or none."""
    some = st.integers(-days, days).map(lambda one: (TODAY + datetime.timedelta(days=one)).isoformat())
    return st.none() | some


def without_none(fields: Fields) -> Fields:
    return {key: value for key, value in fields.items() if value is not None}


phones = st.none() | st.just("0988-5550001")
GRIDS = ("g1", "g2", "g3", "m1")
OFFICES = ("office", "committee", "company", "team")
QUARTER = {
    "period": "2026年第3季度",
    "since": "2026-07-01",
    "until": "2026-09-30",
    "formula_version": "1",
    "assessor": "o1",
    "published_on": "2026-10-20",
}
SETTINGS: dict[str, Callable[[int, int], bool]] = {
    "smallest_cell": lambda smallest, _: smallest < 5,
    "ranking_cases": lambda _, least: least < 30,
}
MATTER = {"category": "k", "verb": "走访", "owner": "基本履职", "summary": "走访"}
SQUARES = {
    "whole": "POLYGON ((122 30, 122.2 30, 122.2 30.1, 122 30.1, 122 30))",
    "left": "POLYGON ((122 30, 122.1 30, 122.1 30.1, 122 30.1, 122 30))",
    "right": "POLYGON ((122.1 30, 122.2 30, 122.2 30.1, 122.1 30.1, 122.1 30))",
    "sliver": "POLYGON ((122.10001 30, 122.2 30, 122.2 30.1, 122.10001 30.1, 122.10001 30))",
    "beyond": "POLYGON ((122.1 30, 122.21 30, 122.21 30.1, 122.1 30.1, 122.1 30))",
}


@st.composite
def roles(draw: Callable[..., object]) -> Fields:
    """A role; one that ends before it begins is refused, whatever the day (DAT101)."""
    names = ("网格长", "网格长", "专职网格员", "兼职网格员", "网格指导员", "微网格长", "志愿者")
    since, until = draw(st.none() | near()), draw(st.none() | near())
    if since and until and until < since:
        since, until = until, since
    return without_none(
        {
            "grid": draw(st.sampled_from(GRIDS)),
            "role": draw(st.sampled_from(names)),
            "deputy": draw(st.booleans()),
            "since": since,
            "until": until,
        }
    )


@st.composite
def people(draw: Callable[..., object]) -> Fields:
    return without_none(
        {
            "roles": draw(st.lists(roles(), max_size=4)),
            "duty_phone": draw(phones),
            "consent_public": draw(st.booleans()),
            "organization": draw(st.none() | st.sampled_from(OFFICES)),
        }
    )


@st.composite
def staff(draw: Callable[..., object]) -> dict[str, Fields]:
    """Heads, deputies and workers of all grids, or none of them; a worker may be a deputy too."""
    posts = {
        "head": ("网格长", False),
        "deputy": ("网格长", True),
        "worker": ("专职网格员", draw(st.booleans())),
    }
    return {
        name: {
            "duty_phone": "0988-5550003",
            "roles": [
                {"grid": grid, "role": f"微{role}" if grid == "m1" else role, "deputy": deputy}
                for grid in GRIDS
                if grid != "m1" or role == "网格长"
            ],
        }
        for name, (role, deputy) in posts.items()
        if draw(st.booleans())
    }


@st.composite
def grids(draw: Callable[..., object], name: str) -> Fields:
    micro = name.startswith("m")
    return without_none(
        {
            "code": f"{COMMUNITY if name != 'g3' else '330902002002'}{GRIDS.index(name) + 1:03}",
            "kind": "微网格" if micro else draw(st.sampled_from(("综合", "综合", "专属", "海上"))),
            "function": draw(st.sampled_from(("重点", "服务", "联络"))),
            "community": "c2" if name == "g3" else "c1",
            "parent": "g1" if micro else None,
            "night_phone": draw(phones),
            "valid_from": draw(near(1)),
            "valid_until": draw(near(1)),
            "boundary": None if micro else draw(st.none() | st.sampled_from(sorted(SQUARES.values()))),
            "covers": draw(
                st.lists(
                    st.fixed_dictionaries(
                        {"name": st.just("大岛"), "kind": st.sampled_from(("岛屿", "村落"))}
                    ),
                    max_size=1,
                )
            ),
        }
    )


@st.composite
def organizations(draw: Callable[..., object], name: str) -> Fields:
    kinds = {"office": "政府部门", "committee": "村居", "company": "企业", "team": "志愿队"}
    return without_none(
        {
            "kind": kinds[name],
            "sector": {"office": "政府", "company": "市场"}.get(name, "社会"),
            "phone": draw(phones),
            "night_phone": draw(phones),
            "deputy": draw(st.none() | st.just("值班岗")),
            "parent": draw(st.sampled_from((None, None, None, *OFFICES))),
            "division": draw(st.sampled_from((None, "c1", "c2"))),
            "grids": draw(st.lists(st.sampled_from(GRIDS), max_size=1)),
        }
    )


@st.composite
def services(draw: Callable[..., object]) -> Fields:
    age = draw(st.sampled_from((0, 1, 180, 181, 360, 361, 365, 366, 730, 731)))
    return minimal_service(
        **without_none(
            {
                "type": draw(st.sampled_from(("政务", "公益"))),
                "provider": draw(st.sampled_from(OFFICES)),
                "audiences": draw(st.lists(st.sampled_from(("a1", "a2")), min_size=1, max_size=2)),
                "area": draw(st.lists(st.sampled_from(("city", "town", "c1", "c2", *GRIDS)), max_size=2)),
                "status": draw(st.sampled_from(("正常", "正常", "暂停", "停办"))),
                "valid_from": draw(near(1)),
                "valid_until": draw(near(1)),
                "phone": draw(phones),
                "channels": draw(st.sampled_from(([], [{"kind": "微信", "phone": "0988-5550002"}]))),
                "assured_on": (TODAY - datetime.timedelta(days=age)).isoformat(),
                "assured_by": draw(st.sampled_from(OFFICES)),
                "review_by": draw(near()),
            }
        )
    )


@st.composite
def steps(draw: Callable[..., object]) -> Fields:
    party = st.sampled_from(({}, {"role": "网格长"}, *({"organization": one} for one in OFFICES)))
    lead = st.sampled_from(
        (*[{"organization": "office"}] * 3, {"organization": "company"}, {"role": "网格长"})
    )
    both = st.just({"role": "网格长", "organization": "office"})
    return {
        "do": "转移",
        "levels": draw(st.just(["Ⅲ", "Ⅳ"]) | st.lists(st.sampled_from(("Ⅲ", "Ⅳ")), min_size=1, unique=True)),
        "phase": draw(st.sampled_from(("处置救援", "处置救援", "监测预警"))),
        "accountable": draw(st.lists(lead, min_size=1, max_size=1) | st.lists(party | both, max_size=2)),
        "responsible": draw(st.just([{"role": "网格长"}]) | st.lists(party, max_size=2)),
        "informed": draw(st.lists(party, max_size=1)),
        "matter": draw(st.sampled_from(("listed", "listed", "ended"))),
    }


@st.composite
def plans(draw: Callable[..., object]) -> Fields:
    return {
        "incident": "台风",
        "incident_class": "自然灾害",
        "summary": "台风",
        "response_levels": draw(st.lists(st.sampled_from(("Ⅲ", "Ⅳ")), min_size=1, unique=True)),
        "phases": draw(st.sampled_from((["处置救援"], ["处置救援"], ["监测预警", "处置救援"]))),
        "steps": draw(st.lists(steps(), min_size=1, max_size=2)),
        "card": {"notice": "风", "judge": "大小", "report": "村居", "act": "喊人"},
        "residents": "关窗",
        "issuer": draw(st.sampled_from(OFFICES)),
        "issued_on": TODAY.isoformat(),
    }


@st.composite
def references(draw: Callable[..., object]) -> Values:
    """Entries that name an organisation in passing: one for each way, or none."""
    some = st.none() | st.sampled_from(OFFICES)
    week = {"since": "2026-07-06", "until": "2026-07-12", "published_on": "2026-07-15"}
    evaluation = {"agency": "agency", "since": "2026-01-01", "until": "2026-02-01", "findings": "好"}
    ways: dict[tuple[str, str], Callable[[str], Fields]] = {
        ("matter", "admitted"): lambda one: MATTER | {"admitted_by": one},
        ("matter", "solved"): lambda one: MATTER | {"department": one},
        ("information_item", "shared"): lambda one: {"content": "几口人", "reused_by": [one]},
        ("honour", "given"): lambda one: {"title": "given", "decided_by": one},
        ("evaluation", "looked_at"): lambda one: evaluation | {"subjects": [one]},
        ("evaluation", "ordered"): lambda one: evaluation | {"commissioner": one},
        ("case_series", "counted"): lambda one: week | {"publisher": one},
        ("team", "joined"): lambda one: {"grids": ["g1"], "organizations": [one]},
    }
    found: Values = {}
    for (kind, name), make in ways.items():
        if draw(st.booleans()) and (one := draw(some)):
            found.setdefault(kind, {})[name] = {"name": name} | make(str(one))
    for fields in found.get("honour", {}).values():
        del fields["name"]
    return found


@st.composite
def cities(draw: Callable[..., object]) -> Catalogue:
    """A city of two communities, four grids, four organisations and what they may do."""
    islands = st.lists(
        st.fixed_dictionaries({"name": st.just("大岛"), "residents": st.sampled_from((49, 50))}), max_size=1
    )
    values: Values = {
        "division": {
            "city": {"code": "330900000000", "level": "市"},
            "town": {"code": "330902002000", "level": "乡镇街道", "parent": "city"},
            "c1": {
                "code": COMMUNITY,
                "level": "社区",
                "parent": "town",
                "boundary": draw(st.sampled_from((None, SQUARES["whole"]))),
                "islands": draw(islands),
            },
            "c2": {"code": "330902002002", "level": "社区", "parent": "town", "islands": draw(islands)},
        },
        "grid": {name: draw(grids(name)) for name in GRIDS if name == "g1" or draw(st.booleans())},
        "person": {f"p{number}": draw(people()) for number in range(4)} | draw(staff()),
        "organization": {name: draw(organizations(name)) for name in OFFICES},
        "service": {f"s{number}": draw(services()) for number in range(draw(st.integers(0, 3)))},
        "plan": {f"plan{number}": draw(plans()) for number in range(draw(st.integers(0, 2)))},
        "matter": {
            "listed": MATTER | {"admitted_on": "2026-01-10"},
            "ended": MATTER | {"admitted_on": "2026-01-10", "withdrawn_on": TODAY.isoformat()},
        },
        "audience": {"a1": {}, "a2": {}},
        "category": {"k1": {}},
    }
    values["organization"]["agency"] = {"kind": "企业", "sector": "市场"}
    for kind, named in draw(references()).items():
        values.setdefault(kind, {}).update(named)
    for kind, named in values.items():
        for name, fields in named.items() if kind != "honour" else ():
            fields["name"] = name
    return make_catalogue(values, coverage={"tolerance": draw(st.sampled_from((1e-9, 0.01)))})


# ---- what rules find


@dataclass(frozen=True)
class Rule:
    """The rule that a page's check stands for: its code, kinds of entries, words of its sentence."""

    code: str
    kinds: tuple[str, ...]
    words: str = ""

    def finds(self, catalogue: Catalogue, found: Found) -> set[str]:
        """Ids of the entries that it finds fault with."""
        told = [one for one in found if one.code == self.code and self.words in one.message.zh]
        subjects = (subject_of(catalogue, one) for one in told)
        return {name for kind, name in subjects if kind in self.kinds}


FOLDERS = {"people": "person", "grids": "grid", "divisions": "division", "organizations": "organization"}


def subject_of(catalogue: Catalogue, one: Diagnostic) -> tuple[str, str]:
    """Kind and id of the entry that a finding is about; of a role it is the grid."""
    folder, name = one.place.file.removesuffix(".yaml").split("/")[1:]
    if folder == "people" and one.place.path[0] == "roles":
        return "grid", catalogue.people[name].value.roles[int(one.place.path[1])].grid
    return FOLDERS.get(folder, folder.removesuffix("s")), name


def communities_told_together(found: Found) -> set[str]:
    """Communities of towns that have yet to begin: one finding names them all, three at most."""
    told = (one.message.zh for one in found if one.code == "GRD103" and "都还没有开始" in one.message.zh)
    return {name for sentence in told for name in re.findall("`(.+?)`", sentence)}


def drawn_communities(catalogue: Catalogue, names: set[str]) -> set[str]:
    """Those of communities whose boundary is drawn; a grid stands for its community."""
    found = {catalogue.grids[one].value.community if one in catalogue.grids else one for one in names}
    return {one for one in found if catalogue.divisions[one].value.boundary}


MEASURES: dict[str, tuple[Rule, ...] | str] = {
    "提供服务的政府": "a share; SVC107 is about sectors together, see below",
    "提供服务的市场": "a share; SVC107 is about sectors together, see below",
    "提供服务的社会力量": "a share; SVC107 is about sectors together, see below",
    "登记的机构都有事做": (Rule("ORG101", ("organization",)),),
    "地面有网格": (Rule("GRD103", ("division", "grid")),),
    "社区都有网格": (Rule("GRD103", ("division",), "没有一个网格"),),
    "住着 50 人以上的岛都有网格": (Rule("GRD105", ("division",)),),
    "网格夜里有人接电话": (Rule("PPL102", ("grid",), "24 小时"),),
    "网格长有替补": (Rule("PPL102", ("grid",), "替补"),),
    "预案每一步都有人负责": tuple(Rule(code, ("plan",)) for code in ("PLN101", "PLN102", "PLN103")),
    "预案里的机构夜里找得到人": (Rule("PLN103", ("organization",)),),
    "网格都有网格长和网格员": (Rule("PPL101", ("grid",)),),
}
LAPSED = {"预案每一步都有人负责": Rule("MAT101", ("plan",))}
"""A grid worker's part whose matter has ended is left out of the page, which may leave a step to nobody."""
TASKS: dict[str, Rule | str] = {
    "核实服务内容": Rule("SVC103", ("service",)),
    "补值班电话": "a reminder: an organisation may answer through another",
    "补24小时电话（应急预案里有职责）": Rule("PLN103", ("organization",), "24小时电话"),
    "补替补岗位（应急预案里有职责）": Rule("PLN103", ("organization",), "替补"),
    "补夜里有人接的电话": Rule("PPL102", ("grid",), "24 小时"),
    "补替补的网格长": Rule("PPL102", ("grid",), "替补"),
    "补网格长": Rule("PPL101", ("grid",)),
    "补网格员": Rule("PPL101", ("grid",)),
    "补网格长和网格员": Rule("PPL101", ("grid",)),
    "补微网格长": Rule("PPL101", ("grid",)),
    "补唯一的网格长": Rule("PPL101", ("grid",)),
    "补唯一的微网格长": Rule("PPL101", ("grid",)),
    "补唯一的网格长和网格员": Rule("PPL101", ("grid",)),
}

# ---- they agree


def four_checks_lack_what_rules_find(catalogue: Catalogue, found: Found) -> None:
    measures = {one.name: one for check in view_checks(catalogue).checks for one in check.measures}
    assert measures.keys() <= MEASURES.keys(), "a new check needs its rule here"
    for name, measure in measures.items():
        rules = MEASURES[name]
        if isinstance(rules, str):
            continue
        told = set().union(*(rule.finds(catalogue, found) for rule in rules))
        if name == "社区都有网格":
            told |= communities_told_together(found)
        if name == "地面有网格":
            told = drawn_communities(catalogue, told)
        lapsed = LAPSED[name].finds(catalogue, found) if name in LAPSED else set()
        assert told <= {lack.link.text for lack in measure.lacks} <= told | lapsed, name
        if measure.share is not None:
            assert (measure.share == 1) == (not measure.lacks) or name == "地面有网格", name


def offices_are_told_what_rules_find(catalogue: Catalogue, found: Found) -> None:
    told: dict[Rule, dict[str, set[str]]] = {}
    for office in offices_with_tasks(catalogue):
        view = view_todo(catalogue, office)
        for task in (*(one for one in view.services if one.late), *view.lacks):
            rule = TASKS[task.what]
            if isinstance(rule, Rule):
                told.setdefault(rule, {}).setdefault(task.link.text, set()).add(office)
    for rule in {rule for rule in TASKS.values() if isinstance(rule, Rule)}:
        expected = {name: _offices(catalogue, rule, name) for name in rule.finds(catalogue, found)}
        assert told.get(rule, {}) == {name: offices for name, offices in expected.items() if offices}, rule


def _offices(catalogue: Catalogue, rule: Rule, name: str) -> set[str]:
    """Who has to mend what a rule finds."""
    match rule.kinds[0]:
        case "service":
            return {catalogue.services[name].value.assured_by}
        case "grid":
            return {one.id for one in committees(catalogue).get(catalogue.grids[name].value.community, ())}
    return {name}


def badges_mark_overdue_services(catalogue: Catalogue, found: Found) -> None:
    told = Rule("SVC103", ("service",)).finds(catalogue, found)
    listed = {one.id: one.value for area in services_by_area(catalogue).values() for one in area}
    badges = {name for name, one in listed.items() if view_assurance(catalogue, one).tone != "ok"}
    assert badges == told


def cards_mark_audiences_without_service(catalogue: Catalogue, found: Found) -> None:
    told = Rule("SVC104", ("audience",)).finds(catalogue, found)
    if not catalogue.services:  # before the first service the rule does not name each audience; the page does
        assert not told
        assert not any(one.usable for one in view_checks(catalogue).audiences)
        return
    assert {one.name for one in view_checks(catalogue).audiences if not one.usable} == told


def menus_lack_what_grids_lack(catalogue: Catalogue, found: Found) -> None:
    if not catalogue.services:
        return  # as above
    nowhere = Rule("SVC104", ("audience",)).finds(catalogue, found)
    for grid in upper_grids(catalogue):
        menu = (
            *services_of_grid(catalogue, grid.id),
            *services_of_community(catalogue, grid.value.community),
            *services_by_area(catalogue).get(WHOLE_CITY, ()),
        )
        served = {name for one in menu for name in one.value.audiences if _is_usable(catalogue, one.id)}
        missing = {"a1", "a2"} - served - nowhere if grid.value.function != "联络" else set()
        said = [
            one
            for one in found
            if one.code == "SVC104" and one.place.file == grid.file and one.message.zh.endswith("没有服务")
        ]
        assert {name for one in said for name in ("a1", "a2") if f"`{name}`" in one.message.zh} == missing


def _is_usable(catalogue: Catalogue, name: str) -> bool:
    value, today = catalogue.services[name].value, catalogue.today
    return value.status == "正常" and (value.valid_from is None or value.valid_from <= today)


def sectors_are_missing_in_communities(catalogue: Catalogue, found: Found) -> None:
    sectors = {one.name: one.share for one in view_checks(catalogue).checks[0].measures}
    if sectors.get("提供服务的市场") == 0 and sectors.get("提供服务的社会力量") == 0:
        everywhere = services_by_area(catalogue).get(WHOLE_CITY, ())
        served = any(_is_usable(catalogue, one.id) for one in everywhere)
        communities = {one.id for one in catalogue.communities if served}
        all_of_them = f"有服务的 {len(communities)} 个社区"
        of_all = any(one.code == "SVC107" and all_of_them in one.message.zh for one in found)
        assert of_all or communities <= Rule("SVC107", ("division",)).finds(catalogue, found)


def grids_show_whom_to_call(catalogue: Catalogue, found: Found) -> None:
    codes = (Rule("GRD108", ("grid",), "值班电话"), Rule("PPL101", ("grid",)))
    told = set().union(*(rule.finds(catalogue, found) for rule in codes))
    silent = {one.id for one in catalogue.live_grids if view_grid(catalogue, one.id).call is None}
    assert silent <= told


def grids_show_whom_to_ring_at_night(catalogue: Catalogue, found: Found) -> None:
    told = Rule("PPL102", ("grid",), "24 小时").finds(catalogue, found)
    assert {one.id for one in upper_grids(catalogue) if view_grid(catalogue, one.id).night is None} == told


AGREEMENTS: tuple[Callable[[Catalogue, Found], None], ...] = (
    four_checks_lack_what_rules_find,
    offices_are_told_what_rules_find,
    badges_mark_overdue_services,
    cards_mark_audiences_without_service,
    menus_lack_what_grids_lack,
    sectors_are_missing_in_communities,
    grids_show_whom_to_call,
    grids_show_whom_to_ring_at_night,
)


@settings(
    max_examples=300,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cities())
def test_pages_and_rules_agree(catalogue: Catalogue) -> None:
    """What a page says is missing is what the rule finds, and nothing else."""
    # Today's findings, not those of what is to come.
    found = [one for module in RULE_MODULES for one in module.check(catalogue)]
    published = without_lapsed(catalogue)
    for agree in AGREEMENTS:
        agree(published, found)


@given(admitted=near(), until=near(), withdrawn=near(), back=st.booleans())
@settings(max_examples=100, derandomize=True)
def test_a_duty_is_found_fault_with_when_its_matter_is_not_on_the_published_list(
    *, admitted: str | None, until: str | None, withdrawn: str | None, back: bool
) -> None:
    values = minimal_values()
    dates = {"admitted_on": admitted, "temporary_until": until, "withdrawn_on": withdrawn}
    owner = {"owner": "上级收回"} if back else {}
    values["matter"] = {"m": MATTER | {"name": "m"} | without_none(dates) | owner}
    values["service"]["s1"]["steps"] = [{"who": "网格员", "do": "走访", "matter": "m"}]
    catalogue = make_catalogue(values)
    found = "MAT101" in {one.code for module in RULE_MODULES for one in module.check(catalogue)}
    listed = {matter.name for group in view_matter_groups(catalogue, "c1") for matter in group.matters}
    assert found == ("m" not in listed)


@given(
    st.lists(st.sampled_from((0, 1, 4, 5, 29, 30, 60)), min_size=1, max_size=3),
    st.sampled_from((4, 5, 6)),
    st.sampled_from((29, 30)),
)
@settings(max_examples=100, derandomize=True)
def test_no_small_number_and_no_rank_of_few_cases_is_shown_unless_the_rule_finds_the_settings_lax(
    cases: list[int], smallest: int, least: int
) -> None:
    values = minimal_values()
    office = {"kind": "政府部门", "sector": "政府"}
    values["organization"] |= {f"d{number}": {"name": f"d{number}"} | office for number in range(3)}
    values["assessment"] = {"q": QUARTER}
    catalogue = make_catalogue(values, assessment={"smallest_cell": smallest, "ranking_cases": least})
    counts = [name for name in AssessmentRow.model_fields if name not in {"department", "post"}]
    rows = (dict.fromkeys(counts, count) | {"department": f"d{n}"} for n, count in enumerate(cases))
    entry = replace(catalogue.assessments["q"], rows=tuple(map(AssessmentRow.model_validate, rows)))
    catalogue = replace(catalogue, entries={**catalogue.entries, "assessment": {"q": entry}})
    lax = {one.place.path[-1] for one in asm103.check(catalogue)}
    assert lax == {name for name, set_low in SETTINGS.items() if set_low(smallest, least)}
    quarter = quarter_figures(catalogue, "q")
    shown = [int(one.cases) for one in (*quarter.departments, quarter.total) if one.cases.isdigit()]
    assert "smallest_cell" in lax or not any(0 < count < 5 for count in shown)
    ranked = [int(one.cases) for one in quarter.ranked if one.cases.isdigit()]
    assert "ranking_cases" in lax or not any(count < 30 for count in ranked)


def test_every_row_of_the_tables_is_a_check_of_a_page() -> None:
    """A row without its check would pass for ever."""
    cities = make_catalogue(), demo()  # the one has an island, the other nothing
    measures = {one.name for city in cities for check in view_checks(city).checks for one in check.measures}
    assert measures == MEASURES.keys()


def test_an_organisation_that_only_admits_matters_is_busy_for_page_and_rule() -> None:
    organization = {"name": "approver", "kind": "政府部门", "sector": "政府"}
    catalogue = make_catalogue(
        {
            "organization": {"approver": organization},
            "matter": {"m": MATTER | {"name": "m", "admitted_by": "approver"}},
        }
    )
    assert "ORG101" not in {one.code for one in check_rules(catalogue)}
    (measure,) = view_checks(catalogue).checks[0].measures
    assert not measure.lacks
