"""Acts of authority in a text: which are the grid worker's own, and which only look like it."""

import pytest
from conftest import ROOT
from reading_work import count_reading

from generator.rules import forbidden
from generator.rules.forbidden import find_acts

TEXTS = {
    name: (ROOT / "tests" / "cases" / "acts" / f"{name}.txt").read_text("utf-8").splitlines()
    for name in ("own", "not-own")
}


@pytest.mark.parametrize("text", TEXTS["own"])
def test_what_a_grid_worker_is_told_to_enforce_is_found(text: str) -> None:
    assert find_acts(text)


@pytest.mark.parametrize("text", TEXTS["not-own"])
def test_denials_authorities_talk_and_names_are_left_alone(text: str) -> None:
    assert find_acts(text) == ()


def test_the_piece_pointed_at_is_the_act_and_not_a_harmless_word_before() -> None:
    text = "不得罚款。发现再犯的罚款"
    ((word, piece),) = find_acts(text)
    assert word == "罚款"
    assert text.find(piece) + len(piece) == len(text)


@pytest.mark.parametrize(
    "text",
    ["不" + "对" * 3500 + "处罚", "处罚" * 2000, "不得" * 1500 + "处罚", "不得，" * 1000 + "处罚"],
    ids=["long denial", "acts only", "denials only", "many clauses"],
)
def test_work_grows_with_the_text_and_no_faster(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text, at most twice the work; what judges an act never looks further than its reach."""
    work = count_reading(monkeypatch, forbidden)
    find_acts(text)
    once = work.characters
    find_acts(text + text)
    assert work.characters - once <= 2.1 * once
    over_all = {forbidden._ACT.pattern, forbidden._CLAUSE.pattern, forbidden._ONLY_ACTS.pattern}  # noqa: SLF001
    judging = {pattern: most for pattern, most in work.longest.items() if pattern not in over_all}
    assert all(most <= forbidden._REACH for most in judging.values())  # noqa: SLF001
