"""Hints on easy words: what is found in what residents read, what is left alone, and where it is told."""

from pathlib import Path

import pytest
from conftest import ROOT, run_gridpress
from sample_site import make_catalogue, minimal_service, minimal_values

from generator.facts.plain_words import PLAIN, PLAIN_WORDS
from generator.facts.wording import LONGEST_SENTENCE, MOST_NUMBERS, READ_BY_RESIDENTS, Wording, find_wordings
from generator.model import KIND_BY_NAME, PROFILE
from generator.publishing.checking import check_workspace, list_hints, locate_all
from generator.views.wording import view_wording

SERVICE = "menus/services/elder-card.yaml"
SUMMARY = "summary: 给六十岁以上的居民办老年优待证。"


def _find(text: str, **profile: object) -> list[Wording]:
    values = minimal_values()
    values["service"] = {"s1": minimal_service(eligibility=text)}
    return [one for one in find_wordings(make_catalogue(values, **profile)) if one.path == ("eligibility",)]


def _told(text: str, **profile: object) -> list[tuple[str, str]]:
    return [(one.sort, one.said) for one in _find(text, **profile)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("凭身份证到窗口。", ["凭"]),
        ("逾期不予办理。", ["逾期", "不予", "办理"]),
        ("本人及家属须到场。", ["及", "须"]),
        ("不得代收现金，不得押证。", ["不得"]),
        ("带毕业文凭，必须本人来，及时告诉我们以及舍不得的事。", []),
        ("看《机动车登记办理规定》，问“凭什么”。", []),
        ("打开 https://example.cn/凭 看。", []),
    ],
)
def test_official_words_are_found_once_and_not_inside_of_plain_ones(text: str, said: list[str]) -> None:
    assert _told(text) == [("word", one) for one in said]


def test_names_of_entries_are_as_they_are() -> None:
    """A service called 老年证办理 is named so; the same word elsewhere is a hint."""
    values = minimal_values()
    values["service"] = {
        "s1": minimal_service(name="老年证办理"),
        "s2": minimal_service(eligibility="先看老年证办理，再来办理。"),
    }
    (found,) = find_wordings(make_catalogue(values))
    assert (found.entry.id, found.at, found.count) == ("s2", 10, 1)


@pytest.mark.parametrize(("length", "count"), [(LONGEST_SENTENCE, 0), (LONGEST_SENTENCE + 1, 1)])
def test_a_sentence_may_have_sixty_characters(length: int, count: int) -> None:
    text = f"好的。{'甲' * length}。好的《{'长' * 100}》"
    assert [one.sort for one in _find(text)] == ["sentence"] * count


@pytest.mark.parametrize(("numbers", "count"), [(MOST_NUMBERS, 0), (MOST_NUMBERS + 1, 1)])
def test_a_sentence_may_hold_six_numbers(numbers: int, count: int) -> None:
    assert [one.sort for one in _find("、".join(["8 元"] * numbers))] == ["numbers"] * count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("未经批准不得入内", "未经批准不得"),
        ("不得不来一趟", "不得不"),
        ("非本人不可", "非本人不可"),
        ("约一千二百人", "一千二百"),
        ("没有参保的不能报销", None),
        ("无不良记录", None),
        ("第一百二十条", None),
        ("满六十五岁", None),
    ],
)
def test_double_negatives_and_spelt_numbers_are_told(text: str, said: str | None) -> None:
    found = [one for sort, one in _told(text) if sort != "word"]
    assert found == ([said] if said else [])


def test_the_profile_adds_words_and_takes_them_out() -> None:
    own = [{"official": "船员证书", "plain": "船员证"}, {"official": "凭", "plain": "凭"}]
    found = _find("凭船员证书。", plain_words=own)
    assert [(one.said, one.instead) for one in found] == [("船员证书", "船员证")]


def test_every_word_has_another_and_no_plain_word_holds_a_hint() -> None:
    assert len(PLAIN_WORDS) > 70
    for said, plain in PLAIN_WORDS.items():
        assert said != plain
        assert not [one for one in PLAIN_WORDS if one in plain and one != said], (said, plain)
    assert not PLAIN & PLAIN_WORDS.keys() - {"须要", "逾期", "如若", "倘若", "无须", "毋须"}


def test_fields_that_residents_read_are_fields() -> None:
    for kind, fields in READ_BY_RESIDENTS.items():
        model = (PROFILE if kind == PROFILE.name else KIND_BY_NAME[kind]).model
        assert {field.partition(".")[0] for field in fields} <= model.model_fields.keys(), kind


def test_hints_have_line_and_column_and_stop_nothing(workspace: Path) -> None:
    """`必须` is plain, so that the `须` behind it is pointed at; the check itself says nothing of it."""
    path = workspace / SERVICE
    path.write_text(path.read_text("utf-8").replace(SUMMARY, "summary: 必须带证，须本人来。"), "utf-8")
    loaded = check_workspace(workspace)
    hints = [one for one in list_hints(loaded) if one.place.path == ("summary",)]
    (one,) = locate_all(workspace, hints)
    line = path.read_text("utf-8").splitlines()[one.span.line - 1]
    assert line[: one.span.end_column - 1].endswith("必须带证，须")
    assert not loaded.found
    quiet, told = (run_gridpress("check", "--root", workspace, *more) for more in ((), ("--words",)))
    assert (quiet.exit_code, told.exit_code) == (0, 0)
    assert "WRD101" not in quiet.output
    assert f"{SERVICE}:{one.span.line}:{one.span.column}" in told.output


def test_the_page_counts_words_by_office_and_shows_where() -> None:
    values = minimal_values()
    values["service"] = {
        "s1": minimal_service(eligibility="凭证件，凭票。"),
        "s2": minimal_service(eligibility=f"凭票。{'长' * 70}"),
    }
    view = view_wording(make_catalogue(values))
    (row,) = view.words
    assert (row.said, row.instead, row.count) == ("凭", "拿着", 2)
    assert sum(count for _, count in row.offices) == 2
    assert next((one.before, one.said, one.after) for one in row.examples) == ("凭证件，", "凭", "票。")
    assert [one.problem for one in view.sentences] == ["70 个字一句"]


def test_the_demo_is_easy_to_read() -> None:
    """A handful of hints is left, so that the page has something to show."""
    loaded = check_workspace(ROOT)
    assert 0 < len(list_hints(loaded)) <= 5
