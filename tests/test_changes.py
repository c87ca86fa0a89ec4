"""What residents are told about a change: sentences, revisions, reports, the page of changes."""

import datetime
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from conftest import BASE, ROOT
from sample_site import COMMUNITY, TODAY, change, make_catalogue, make_shells, minimal_service, minimal_values

from generator.catalogue import Earlier
from generator.changes import compare_catalogues, entries
from generator.changes.dated import dated_changes
from generator.changes.wording import tell_values
from generator.diagnostics import RevisionError, Text
from generator.outputs.site import Site
from generator.reading.revisions import _is_inside, load_edition
from generator.reporting.changes import render_json, render_markdown, render_text
from generator.views.pieces import join_names
from generator.views.projections import Change, NotShown
from generator.views.publications.team import PUBLICATION as TEAMS
from generator.views.register import SECTIONS

GRID = {"kind": "综合", "community": "c1"}


def told(before, after, section=""):
    """Kind and Chinese sentence of each change, handbooks left out unless asked for."""
    found = compare_catalogues(before, after)
    return [
        (one.kind, one.sentence.zh)
        for one in found
        if (one.section == section if section else one.section != "handbook")
    ]


def test_nothing_changed_is_no_change():
    """Two equal catalogues differ in nothing."""
    assert compare_catalogues(make_catalogue(), make_catalogue()) == ()


@pytest.mark.parametrize(
    ("fields", "kind", "sentence"),
    [
        (
            {"phone": "0988-5550101"},
            "service-phone",
            "“老年人助餐”公布了电话：0988-5550101。",
        ),
        ({"fee": "免费"}, "service-fee", "“老年人助餐”公布了费用：免费。"),
        ({"status": "停办"}, "service-ended", "“老年人助餐”停办了。"),
        ({"status": "暂停", "alert": "食堂装修"}, "service-paused", "“老年人助餐”暂停办理：食堂装修"),
        ({"plain_name": "老人吃饭"}, "service-renamed", "“老年人助餐”改叫“老人吃饭”。"),
        ({"time_limit": "当场"}, "service-limit", "“老年人助餐”公布了办理时限：当场。"),
        ({"documents": []}, "service-documents", "“老年人助餐”公布了要带的材料：什么都不用带。"),
        ({"area": ["c1"]}, "service-area", "“老年人助餐”的服务范围：原来是全市，现在是潮井社区。"),
        (
            {"locations": [{"name": "食堂", "address": "望海路 1 号"}]},
            "service-place",
            "“老年人助餐”公布了地点：食堂，望海路 1 号。",
        ),
        (
            {"hours": {"weekly": [{"days": "每天", "open": ["10:30-12:30"]}], "holidays": "照常"}},
            "service-hours",
            "“老年人助餐”公布了服务时间：每天 10:30–12:30；法定节假日 照常。",
        ),
    ],
)
def test_what_residents_notice_is_said_in_plain_words(fields, kind, sentence):
    """Each thing that a resident may have written down is told, before and after."""
    after = make_catalogue(change("service", "s1", **fields))
    assert (kind, sentence) in told(make_catalogue(), after)


def test_a_value_that_changed_is_told_before_and_after():
    """`原来是…现在是…`."""
    before = make_catalogue(change("service", "s1", phone="0988-5550101"))
    after = make_catalogue(change("service", "s1", phone="0988-5550102"))
    assert told(before, after) == [
        ("service-phone", "“老年人助餐”的电话：原来是0988-5550101，现在是0988-5550102。")
    ]


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        ("", "乙", "甲公布了费用：乙。", "甲: fee added: 乙."),
        ("乙", "", "甲不再公布费用，原来是乙。", "甲: fee removed: 乙."),
        ("乙", "丙", "甲的费用：原来是乙，现在是丙。", "甲: fee was 乙, is now 丙."),
        ("乙", "乙", "甲的费用改了。", "甲: fee was reworded."),
        ("乙", "丙" * 60, f"甲的费用：原来是乙，现在是{'丙' * 60}。", f"甲: fee was 乙, is now {'丙' * 60}."),
        (
            "乙",
            "丙" * 61,
            f"甲的费用改了：原来是“乙”，现在是“{'丙' * 61}”。",
            f"甲: fee said “乙”, now says “{'丙' * 61}”.",
        ),
        (
            f"{'丙' * 50}。丁丁丁。戊戊戊戊戊。",
            f"{'丙' * 50}。丁己丁。戊戊戊戊戊。",
            "甲的费用改了：原来是“丁丁丁”，现在是“丁己丁”。",
            "甲: fee said “丁丁丁”, now says “丁己丁”.",
        ),
        (
            f"{'丙' * 50}。戊戊戊戊戊戊戊戊戊。",
            f"{'丙' * 50}。丁丁。戊戊戊戊戊戊戊戊戊。",
            "甲的费用加了：“丁丁”。",
            "甲: fee now also says “丁丁”.",
        ),
        (
            f"{'丙' * 50}。丁丁。戊戊戊戊戊戊戊戊戊。",
            f"{'丙' * 50}。戊戊戊戊戊戊戊戊戊。",
            "甲的费用去掉了：“丁丁”。",
            "甲: fee no longer says “丁丁”.",
        ),
    ],
)
def test_values_are_told_from_what_to_what_long_ones_by_the_sentences_that_differ(before, after, zh, en):
    """Sixty characters are quoted as they are."""
    assert tell_values("甲", Text("费用", "fee"), before, after) == Text(zh, en)


@pytest.mark.parametrize(("count", "words"), [(1, "1"), (5, "1、2、3、4、5"), (6, "1、2、3、4、5等 6 个")])
def test_many_names_are_counted(count, words):
    """Five are still named."""
    assert join_names(str(number) for number in range(1, count + 1)) == words


@pytest.mark.parametrize(("ago", "shown"), [(-1, 0), (0, 1), (90, 1), (91, 0)])
def test_the_page_of_changes_looks_back_ninety_days(ago, shown):
    """From the first of them to today; what is to come is no change yet."""
    on = TODAY - datetime.timedelta(days=ago)
    found = dated_changes(make_catalogue(change("service", "s1", valid_from=on)))
    assert len([one for one in found if one.section == "service"]) == shown


@pytest.mark.parametrize(
    ("fields", "sentence", "on", "page"),
    [
        ({"valid_from": "2026-11-20"}, "“老年人助餐”开始办理。", 0, True),
        ({"valid_until": "2026-11-19"}, "“老年人助餐”结束了。", 0, True),
        ({"valid_until": "2026-11-20"}, "", 0, True),
    ],
)
def test_a_service_ends_on_the_day_after_its_last(fields, sentence, on, page):
    """That is when residents notice."""
    found = [
        one
        for one in dated_changes(make_catalogue(change("service", "s1", **fields)))
        if one.section == "service"
    ]
    assert [one.sentence.zh for one in found] == ([sentence] if sentence else [])
    assert all(one.on == TODAY - datetime.timedelta(days=on) and bool(one.url) is page for one in found)


@pytest.mark.parametrize(
    ("expires", "sentence", "page"),
    [
        ("2026-11-20", "发布公告“停水”。", True),
        ("2026-11-19", "发布公告“停水”，已经到期撤下。", False),
    ],
)
def test_a_notice_that_expired_is_told_without_a_page(expires, sentence, page):
    """Its last day is not over yet."""
    found = dated_changes(make_catalogue(change("notice", "n1", expires_on=expires)))
    (one,) = [one for one in found if one.section == "notice"]
    assert (one.sentence.zh, bool(one.url)) == (sentence, page)


def test_added_ended_and_resumed_services_are_told():
    """A service that is new, gone, or back again."""
    values = minimal_values()
    values["service"] = {"s2": minimal_service(name="理发", status="暂停")}
    before = make_catalogue(values)
    values["service"] = {"s2": minimal_service(name="理发"), "s3": minimal_service(name="磨剪刀")}
    kinds = [kind for kind, _ in told(before, make_catalogue(values))]
    assert kinds == ["service-added", "service-resumed"]
    assert ("service-ended", "“磨剪刀”不再提供。") in told(make_catalogue(values), before)


def test_a_file_that_is_broken_on_one_side_is_no_news():
    """A service whose file cannot be read was not ended."""
    values = minimal_values()
    del values["service"]["s1"]
    whole, broken = make_catalogue(), make_catalogue(values)
    broken = type(broken)(broken.profile, TODAY, broken.entries, frozenset({("service", "s1")}))
    assert told(whole, broken) == []
    assert told(broken, whole) == []


def _with_grids(**grids):
    values = minimal_values()
    values["grid"] = {
        name: {**GRID, "name": f"第{name}网格", "code": f"{COMMUNITY}{number:03}", **more}
        for number, (name, more) in enumerate(sorted(grids.items()), 1)
    }
    values["person"]["p1"]["roles"] = [{"grid": name, "role": "网格长"} for name in grids]
    return make_catalogue(values)


ENDED = {"valid_until": "2026-10-31"}


@pytest.mark.parametrize(
    ("after", "kind", "sentence"),
    [
        (
            {"a": ENDED, "b": ENDED, "c": {"replaces": ["a", "b"]}},
            "grid-merged",
            "第a网格、第b网格合并成第c网格，旧网址会自动转到新网格。",
        ),
        (
            {"a": ENDED, "b": {}, "c": {"replaces": ["a"]}, "d": {"replaces": ["a"]}},
            "grid-split",
            "第a网格分成 2 个网格：第c网格、第d网格。",
        ),
        ({"a": {}, "b": {}, "c": {}}, "grid-new", "新设网格第c网格。"),
        ({"a": {}}, "grid-ended", "网格第b网格撤销了。"),
        ({"a": ENDED, "b": {}, "c": {"replaces": ["a"]}}, "grid-redrawn", "第a网格调整为第c网格。"),
    ],
)
def test_merged_split_and_new_grids_are_told(after, kind, sentence):
    """Redrawn grids are told together with what they came from."""
    assert told(_with_grids(a={}, b={}), _with_grids(**after), "grid") == [(kind, sentence)]


def test_grids_redrawn_across_each_other_are_one_change():
    """Two grids that became three, sharing ground, hang together."""
    after = _with_grids(
        a=ENDED, b=ENDED, c={"replaces": ["a"]}, d={"replaces": ["a", "b"]}, e={"replaces": ["b"]}
    )
    found = told(_with_grids(a={}, b={}), after, "grid")
    assert found == [("grid-redrawn", "第a网格、第b网格调整为第c网格、第d网格、第e网格。")]


def test_a_new_head_and_a_new_number_are_told():
    """Whom to ask in a grid, and under which number."""
    values = minimal_values()
    values["person"]["p1"]["duty_phone"] = "0988-5550101"
    before = make_catalogue(values)
    values["person"]["p1"]["duty_phone"] = "0988-5550102"
    assert told(before, make_catalogue(values)) == [
        ("worker-phone", "第一网格网格长王海英的电话换成 0988-5550102，原来的 0988-5550101 不用了。")
    ]
    values["person"]["p1"]["roles"] = []
    values["person"]["p2"] = {"name": "陈岚", "roles": [{"grid": "g1", "role": "网格长"}]}
    assert told(before, make_catalogue(values)) == [
        ("worker-replaced", "第一网格换了网格长：王海英换成陈岚。")
    ]


def test_people_who_do_not_consent_are_not_named():
    """A volunteer without consent appears in no change."""
    values = minimal_values()
    values["person"]["p2"] = {
        "name": "陈岚",
        "voluntary": "true",
        "roles": [{"grid": "g1", "role": "志愿者"}],
    }
    assert told(make_catalogue(), make_catalogue(values)) == []


def test_notices_matters_and_plans_are_told():
    """Lists are compared by what is published today."""
    values = minimal_values()
    values["notice"]["n1"]["level"] = "紧急"
    values["notice"]["n2"] = values["notice"]["n1"] | {"title": "停电"}
    values["matter_category"] = {"m1": {"name": "走访"}}
    matter = {"name": "走访老人", "category": "m1", "verb": "走访", "owner": "基本履职", "summary": "看看"}
    values["matter"] = {"x": matter | {"admitted_on": "2026-01-01"}, "y": matter}
    assert [kind for kind, _ in told(make_catalogue(), make_catalogue(values))] == [
        "notice-added",
        "notice-changed",
        "matter-added",
    ]


def test_handbooks_to_reprint_are_named_with_the_reason():
    """A service of the whole city changes all handbooks; a worker's phone only one."""
    before = make_catalogue(change("service", "s1", fee="2 元"))
    after = make_catalogue(change("service", "s1", fee="3 元"))
    assert told(before, after, "handbook") == [
        ("handbook-reprint", "全部 1 本手册：服务菜单（“老年人助餐”）变了。")
    ]
    old, new = _with_grids(a={}, b={}), _with_grids(a={}, b={"night_phone": "0988-5550199"})
    assert told(old, new, "handbook") == [("handbook-reprint", "第b网格：24小时电话变了。")]
    (found,) = [one for one in compare_catalogues(old, new) if one.section == "handbook"]
    assert found.subjects == ("grid/b",)


def test_another_spelling_of_the_same_is_no_change():
    """Quotes, order of keys and comments are the editor's business."""
    before = make_catalogue(change("service", "s1", documents=[]))
    after = make_catalogue(change("service", "s1", documents=[], legal_basis=["某法"]))
    assert [kind for kind, _ in told(before, after)] == []


# ---- reports


SAMPLE = (
    Change("service-fee", ("service/s1",), Text("“*助餐*”涨了 [1]。", "dearer"), "services/s1.html"),
    Change("handbook-new", ("grid/g1", "grid/g2"), Text("两本新手册。", "new handbooks")),
)
TITLE = Text("变化", "Changes")


def test_text_puts_changes_under_headings():
    """Sections in the order of interest, each with its count; a line on two handbooks counts as two."""
    text = render_text(SAMPLE, [Text("注意", "note")], TITLE, "zh")
    assert text == "变化\n注意\n\n服务 (1)\n  - “*助餐*”涨了 [1]。\n\n要重印的手册 (2)\n  - 两本新手册。\n"
    assert "Services (1)" in render_text(SAMPLE, [], TITLE, "en")


def test_markdown_takes_no_markup_from_entries():
    """Stars and brackets of a name stand as they are."""
    text = render_markdown(SAMPLE, [], TITLE, "zh")
    assert "## 服务\n\n- “\\*助餐\\*”涨了 \\[1\\]。" in text


def test_json_names_kind_subjects_sentences_and_page():
    """Tools get both languages."""
    data = json.loads(render_json(SAMPLE, [], TITLE, "zh"))
    assert data["changes"][0] == {
        "kind": "service-fee",
        "subjects": ["service/s1"],
        "sentence": {"zh": "“*助餐*”涨了 [1]。", "en": "dearer"},
        "url": "services/s1.html",
    }


def test_no_change_is_said():
    """An empty report says so."""
    assert "没有变化" in render_text((), [], TITLE, "zh")


# ---- revisions


def _git(folder, *words):
    name = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *name, *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the test's own git


@pytest.fixture
def repository(workspace):
    """The small workspace below the top of a repository, with one commit tagged v1 and an edit since."""
    _git(workspace.parent, "init", "-q")
    _git(workspace.parent, "add", ".")
    _git(workspace.parent, "commit", "-qm", "first")
    _git(workspace.parent, "tag", "v1")
    path = workspace / "menus/services/elder-card.yaml"
    path.write_text(path.read_text("utf-8").replace("0580-5550110", "0580-5550119"), "utf-8")
    return workspace


def test_a_revision_is_compared_with_the_working_folder(repository, gridpress):
    """Edits count whether committed or not."""
    done = gridpress("diff", "v1", "--root", repository)
    assert done.exit_code == 0
    assert "0580-5550119" in done.output
    assert "要重印的手册" in done.output


def test_two_revisions_and_two_folders_are_compared(repository, gridpress, tmp_path):
    """Either side may be a revision or a folder."""
    _git(repository.parent, "commit", "-qam", "second")
    by_revision = gridpress("diff", "v1", "HEAD", "--root", repository, "--format", "json")
    old = shutil.copytree(BASE, tmp_path / "old")
    by_folder = gridpress("diff", old, repository, "--root", tmp_path, "--format", "json")
    assert json.loads(by_revision.output)["changes"] == json.loads(by_folder.output)["changes"] != []


@pytest.mark.parametrize("name", ["nowhere", "v1:menus", "-h^", "v1 v2", "a\nb", "", "--output=x", "v1;id"])
def test_an_unknown_revision_is_wrong_use(repository, gridpress, name):
    """Exit code 2 and a sentence; git is told nothing but a name."""
    done = gridpress("diff", "--root", repository, "--", name)
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output


def test_a_folder_outside_a_repository_is_told(workspace, gridpress, monkeypatch):
    """Without git there are still folders."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workspace.parent))
    done = gridpress("diff", "HEAD", "--root", workspace)
    assert done.exit_code == 2
    assert "不在 git 仓库里" in done.output


def test_faults_are_told_and_the_rest_is_compared(repository, gridpress):
    """A broken file stops nothing."""
    (repository / "menus/audiences/elderly.yaml").write_text("name：老人\n", "utf-8")
    done = gridpress("diff", "v1", "--root", repository)
    assert done.exit_code == 0
    assert "个错误，出错的条目没有比较" in done.output
    assert "0580-5550119" in done.output


def test_links_of_a_revision_are_not_followed(repository, tmp_path):
    """A link in a tree is no entry, and a name that leads out is left out."""
    (tmp_path / "secret.yaml").write_text("name: 秘密\n", "utf-8")
    (repository / "menus/audiences/link.yaml").symlink_to(tmp_path / "secret.yaml")
    _git(repository.parent, "add", ".")
    _git(repository.parent, "commit", "-qm", "link")
    assert "link" not in load_edition(repository, "HEAD").catalogue.audiences
    assert not _is_inside("menus/../../x.yaml")
    assert not _is_inside("other/x.yaml")
    assert _is_inside("menus/services/x.yaml")


def test_a_revision_without_entries_is_told(tmp_path, workspace):
    """A repository that had no menus/ then."""
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "commit", "-qm", "empty", "--allow-empty")
    with pytest.raises(RevisionError, match="no menus"):
        load_edition(workspace, "HEAD")


# ---- the page


def _page(catalogue):
    return Site(catalogue, make_shells(), "").render("changes/index.html").decode()


def test_the_site_lists_changes_since_a_revision():
    """With a revision to compare with, the page tells what changed since then."""
    before, after = make_catalogue(), make_catalogue(change("service", "s1", fee="免费"))
    compared = type(after)(
        after.profile, TODAY, after.entries, after.broken, (), after.profile_file, Earlier("v1", before)
    )
    html = _page(compared)
    assert "和 v1 那一版相比" in html
    assert "“老年人助餐”公布了费用：免费。" in html


def test_without_a_revision_the_page_goes_by_dates_and_says_so():
    """Ninety days of dates that stand in entries, and what they cannot tell."""
    html = _page(make_catalogue())
    assert "最近 90 天" in html
    assert "发布公告“停水”" in html
    assert "条目里不留日期" in html


def test_dates_outside_the_window_are_left_out():
    """Neither the future nor the year before last."""
    values = minimal_values()
    values["notice"]["n2"] = values["notice"]["n1"] | {"issued_on": "2025-01-01", "title": "旧"}
    values["service"]["s2"] = minimal_service(name="以后", valid_from="2027-01-01")
    values["service"]["s3"] = minimal_service(name="秋天", valid_from="2026-10-01")
    found = dated_changes(make_catalogue(values))
    assert [one.subjects for one in found] == [("notice/n1",), ("service/s3",)]
    assert found[0].on == datetime.date(2026, 11, 1)


def test_every_section_has_a_heading():
    """A change under an unknown section would be lost."""
    before, after = load_edition(BASE, None).catalogue, load_edition(ROOT, None).catalogue
    for one in (*compare_catalogues(before, after), *dated_changes(after)):
        assert one.section in SECTIONS


def test_a_kind_without_sentences_of_its_own_is_told_field_by_field():
    """Teams: what came, what went, and the Chinese names of the fields that changed."""
    values = minimal_values()
    values["team"] = {"t1": {"name": "老街组团", "grids": ["g1"], "duties": ["走访"]}}
    without, one = make_catalogue(), make_catalogue(values)
    values["team"]["t1"]["phone"] = "0988-5550001"
    other = make_catalogue(values)
    told = [
        [change.sentence.zh for change in compare_catalogues(*pair) if change.section == "team"]
        for pair in ((without, one), (one, without), (one, other), (other, other))
    ]
    assert told == [
        ["新增组团“老街组团”。"],
        ["组团“老街组团”撤下了。"],
        ["组团“老街组团”公布了电话：0988-5550001。"],
        [],
    ]


def test_what_has_no_page_yet_is_not_told_and_a_kind_without_pages_is(monkeypatch):
    """A kind says which of its entries are public."""
    values = minimal_values()
    team = {"name": "老街组团", "grids": ["g1"], "duties": ["走访"]}
    values["team"] = {"t1": team, "t2": team | {"name": "新街组团"}}
    pages = replace(TEAMS.pages, is_public=lambda _, one: one.id != "t2")
    for shown, names in ((pages, ["t1"]), (NotShown("none"), ["t1", "t2"])):
        publication = replace(TEAMS, pages=shown)
        monkeypatch.setattr(entries, "PUBLICATIONS", (publication,))
        found = compare_catalogues(make_catalogue(), make_catalogue(values))
        assert [one.subjects for one in found if one.section == "team"] == [
            (f"team/{name}",) for name in names
        ]
