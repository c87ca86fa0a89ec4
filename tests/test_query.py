"""Entries are asked in SQL: what reads is answered, what writes is refused; the guide is right."""

import datetime
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import run_gridpress
from python_calamine import CalamineWorkbook

from generator.diagnostics import OutputError
from generator.outputs.exports.database import make_database
from generator.outputs.exports.entry_tables import entry_tables
from generator.publishing import querying
from generator.publishing.checking import check_workspace
from generator.publishing.querying import (
    Answer,
    answer,
    ask,
    list_tables,
    render_csv,
    render_json,
    render_table,
    render_xlsx,
)

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/query.zh-CN.md").read_text("utf-8")
QUESTIONS = dict(re.findall(r"^## (.+)\n\n```sql\n([^`]+)```", GUIDE, re.MULTILINE))
TODAY, YEAR = datetime.date(2026, 11, 20), 365
DECEMBER = (datetime.date(2026, 12, 1), datetime.date(2026, 12, 31))


@pytest.fixture(scope="module")
def demo():
    """All entries of the demo city."""
    loaded = check_workspace(ROOT)
    return loaded.whole or loaded.catalogue


@pytest.fixture(scope="module")
def neglected(demo):
    """The demo city with gaps, so that every question finds something and passes something over."""
    last, long_ago = datetime.date(2026, 12, 31), datetime.date(2020, 1, 1)
    gaps = {
        "service": {"steps": (), "assured_on": long_ago, "valid_until": last},
        "division": {"shelters": ()},
        "matter": {"department": None, "withdrawn_on": None},
        "plan": {"issued_on": long_ago},
        "person": {"roles": ()},
    }
    entries = {
        kind: {
            name: one.changed(**gaps.get(kind, {})) if number % 3 == 0 else one
            for number, (name, one) in enumerate(sorted(known.items()))
        }
        for kind, known in demo.entries.items()
    }
    return replace(demo, entries=entries)


def open_services(demo):
    """Services that are no drafts and were not stopped."""
    values = demo.services.items()
    return {name: one.value for name, one in values if not one.value.draft and one.value.status != "停办"}


def without_steps(demo):
    """Offices with services without steps."""
    found = Counter(one.provider for one in open_services(demo).values() if not one.steps)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(demo.name_of("organization", name), count) for name, count in ordered]


def without_deputy(demo):
    """Grids in which nobody stands in."""
    roles = [role for one in demo.people.values() for role in one.value.roles]
    covered = {one.grid for one in roles if one.deputy and (one.until is None or one.until >= TODAY)}
    grids = [one for one in demo.grids.values() if one.id not in covered and not one.value.draft]
    live = [one.value for one in grids if one.value.valid_until is None or one.value.valid_until >= TODAY]
    return sorted((one.code, one.name) for one in live)


def expiring(demo):
    """What ends in December."""
    pairs = [("公告", one.value.title, one.value.expires_on) for one in demo.notices.values()]
    pairs += [("服务", one.value.name, one.value.valid_until) for one in demo.services.values()]
    pairs += [("预案", one.value.name, one.value.valid_until) for one in demo.plans.values()]
    pairs += [
        ("任期", f"{one.value.name}，{role.role}，{demo.name_of('grid', role.grid)}", role.until)
        for one in demo.people.values()
        for role in one.value.roles
    ]
    found = [
        (kind, name, day.isoformat())
        for kind, name, day in pairs
        if day and DECEMBER[0] <= day <= DECEMBER[1]
    ]
    return sorted(found, key=lambda one: (one[2], one[0], one[1]))


def without_shelter(demo):
    """Communities that name none of their own."""
    found = [
        one.value for one in demo.divisions.values() if one.value.level == "社区" and not one.value.shelters
    ]
    return [(one.name,) for one in sorted(found, key=lambda one: one.code)]


def by_audience(demo):
    """Services of each audience, none included."""
    found = Counter(name for one in open_services(demo).values() for name in one.audiences)
    ordered = sorted(demo.audiences, key=lambda name: (-found[name], name))
    return [(demo.audiences[name].name, found[name]) for name in ordered]


def most_phones(demo):
    """Numbers by how often they are written."""
    services = [one.value for one in demo.services.values()]
    phones = [one.phone for one in services]
    phones += [one.phone for service in services for one in (*service.locations, *service.channels)]
    phones += [one.value.phone for one in (*demo.organizations.values(), *demo.divisions.values())]
    phones += [one.value.night_phone for one in demo.grids.values()]
    found = Counter(one for one in phones if one)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:10]


def without_department(demo):
    """Matters that no department solves."""
    values = sorted((name, one.value) for name, one in demo.matters.items())
    return [
        (one.name, one.owner)
        for _, one in values
        if not one.draft and one.department is None and one.withdrawn_on is None
    ]


def honours_by_year(demo):
    """Honours that hold, by the year of the decision."""
    values = [one.value for one in demo.honours.values()]
    found = Counter(str(one.decided_on.year) for one in values if one.decided_on and not one.revoked_on)
    return sorted(found.items())


def old_plans(demo):
    """Plans older than three years."""
    day = TODAY.replace(year=TODAY.year - 3)
    values = [(one.value.issued_on, name, one.value) for name, one in demo.plans.items()]
    values = [one for one in values if not one[2].draft and one[2].valid_until is None and one[0] < day]
    return [(one.name, issued.isoformat()) for issued, _, one in sorted(values, key=lambda one: one[:2])]


def unchecked(demo):
    """Services that nobody has checked for a year."""
    day = TODAY.replace(year=TODAY.year - 1)
    values = sorted(
        (one.assured_on, name) for name, one in open_services(demo).items() if one.assured_on < day
    )
    services = ((demo.services[name].value, on) for on, name in values)
    return [(demo.name_of("organization", one.provider), one.name, on.isoformat()) for one, on in services]


ANSWERS = {
    "各单位有几项服务没有写办理步骤": without_steps,
    "哪些网格没有替补": without_deputy,
    "下个月有什么到期": expiring,
    "哪些社区没有避灾点": without_shelter,
    "每类人群有几项服务": by_audience,
    "哪些电话出现最多": most_phones,
    "哪些事项没有写哪个部门解决": without_department,
    "每年定了几项荣誉": honours_by_year,
    "哪些预案三年没有重新发布": old_plans,
    "哪些服务一年没有核实": unchecked,
}


@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_of_the_guide_is_answered_as_python_answers_it(question, demo, neglected):
    """Ten questions of a head of office, to the demo city and to one with gaps."""
    for city in (demo, neglected):
        found = answer(make_database(list(entry_tables(city))), QUESTIONS[question], 60).rows
        assert list(found) == ANSWERS[question](city)
    assert found


def test_the_guide_asks_nothing_else():
    """A question without an answer of its own here would be tested by nobody."""
    assert QUESTIONS.keys() == ANSWERS.keys()


WRITES = (
    "DELETE FROM grids",
    "UPDATE services SET name = 'x'",
    "INSERT INTO grids (id) VALUES ('x')",
    "DROP TABLE grids",
    "CREATE TABLE x (a)",
    "ATTACH 'x.db' AS x",
    "VACUUM INTO 'x.db'",
    "PRAGMA writable_schema = 1",
    "SELECT load_extension('x')",
)


@pytest.mark.parametrize("sql", WRITES)
def test_what_writes_or_opens_files_is_refused_in_plain_words(sql, tmp_path, monkeypatch):
    """Nothing is written anywhere."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError) as refused:
        ask(ROOT, sql, 60)
    assert "只能查" in refused.value.text.zh
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM gridz", "gridz"),
        ("SELECT nme FROM grids", "nme"),
        ("SELECT 1; SELECT 2", "一次只能问一句"),
        ("SELEC 1", "看不懂"),
        ("", "只能查"),
    ],
)
def test_a_question_that_does_not_run_says_why(sql, said):
    """With the name that is not there."""
    with pytest.raises(OutputError) as refused:
        ask(ROOT, sql, 60)
    assert said in refused.value.text.zh


def test_a_question_without_end_is_stopped():
    """When its time is over."""
    endless = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT max(x) FROM a"
    with pytest.raises(OutputError, match="took too long"):
        ask(ROOT, endless, 0)


def test_full_text_is_found_under_the_guard():
    """The table of full text may be read."""
    assert ask(ROOT, "SELECT name FROM search WHERE search MATCH '老年人'", 60).rows


def test_columns_stand_below_each_other_and_long_cells_are_cut():
    """A Chinese character is two wide; numbers stand to the right."""
    table = Answer(("名称", "n"), (("潮井社区", 5), ("a", 12)))
    assert render_table(table) == "名称       n\n--------  --\n潮井社区   5\na         12\n"
    assert render_table(Answer(("a",), (("潮" * 30,),)), 10).splitlines()[2] == "潮潮潮潮…"
    assert "没有" in render_table(Answer(("a",), ()))


def test_answers_for_excel_keep_codes_and_reckon_nothing():
    """In CSV and in a workbook."""
    table = Answer(("代码", "名称"), (("330902001001001", "＝1+1"), (None, "=1")))
    assert "'＝1+1" in render_csv(table).decode("utf-8-sig")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(render_xlsx(table))).get_sheet_by_index(0).to_python()
    assert rows[1] == ["330902001001001", "＝1+1"]


def test_the_command_lists_tables_and_answers_in_every_form(tmp_path):
    """Alone it says what there is to ask."""
    tables = {row[0]: row[1] for row in list_tables(ROOT).rows}
    assert tables["services"] == "服务"
    assert "services_steps" in run_gridpress("query", "--root", ROOT).output
    sql = "SELECT id, name FROM grids ORDER BY id LIMIT 2"
    done = run_gridpress("query", sql, "--json", "--root", ROOT)
    assert [one["id"] for one in json.loads(done.output)] == ["baiou-1", "baiou-2"]
    for name in ("--csv", "--xlsx"):
        file = tmp_path / f"a.{name.removeprefix('--')}"
        assert run_gridpress("query", sql, name, file, "--root", ROOT).exit_code == 0
        assert file.stat().st_size
    refused = run_gridpress("query", "DROP TABLE grids", "--root", ROOT)
    assert refused.exit_code == 1
    assert "只能查" in refused.output


LONG = "SELECT 1 WHERE replace(hex(zeroblob(499999)), hex(zeroblob(20000)) || '1', '') = ''"


def test_a_function_that_does_not_look_at_the_clock_is_not_waited_for():
    """It is left to itself; the next question has a database of its own."""
    with pytest.raises(OutputError) as refused:
        answer(make_database([]), LONG, 0.1)
    assert "太久了" in refused.value.text.zh


def test_an_answer_holds_so_many_bytes_and_says_when_there_were_more(monkeypatch):
    sql = "SELECT '1234' UNION ALL SELECT '5678'"
    monkeypatch.setattr(querying, "MOST_BYTES", 8)
    assert answer(make_database([]), sql, 9) == Answer(("'1234'",), (("1234",), ("5678",)))
    monkeypatch.setattr(querying, "MOST_BYTES", 7)
    cut = answer(make_database([]), sql, 9)
    assert cut.rows == (("1234",),)
    assert "只列出前 1 行" in cut.said[0].zh


@pytest.mark.parametrize("sql", ["SELECT \0", "SELECT '\ud800'"])
def test_a_question_with_signs_that_sql_cannot_hold_is_refused(sql):
    with pytest.raises(OutputError):
        answer(make_database([]), sql, 9)


def test_what_no_cell_holds_as_a_number_is_text():
    """Numbers without an end, and those of which Excel would round the last digits."""
    given = answer(make_database([]), "SELECT 1e999 AS a, 999999999999999 AS b, 1000000000000000 AS c", 9)
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(render_xlsx(given))).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(render_xlsx(given))).get_sheet_by_name(sheet).to_python()
    assert rows[1] == ["inf", 999999999999999, "1000000000000000"]
    assert json.loads(render_json(given), parse_constant=pytest.fail)[0]["a"] == "inf"
