"""Lists of postings: how much a term says of a document, and which documents a long list keeps."""

from math import log1p

import pytest
from search.reference import _unpack

from generator.outputs.search_postings import Postings

MEAN = 4


def read(postings: Postings) -> dict[str, list[tuple[int, int]]]:
    """Documents and impacts by term."""
    return {term: list(_unpack(packed)) for term, packed in postings.pack().items()}


def impact(frequency: float, holders: int, total: int) -> int:
    """BM25 of a frequency that counts its length already, on the scale of 1 to 63."""
    level = int(frequency / (frequency + 1.8) * 255)
    rarity = [log1p((total - number + 0.5) / (number + 0.5)) for number in (holders, 1)]
    return max(1, round(level * rarity[0] / rarity[1] * 63 / 255))


@pytest.mark.parametrize("holders", [1, 3, 9])
@pytest.mark.parametrize(("text", "times"), [("甲乙", 1), ("甲乙丙丁", 1), ("甲乙甲乙戊己庚辛", 2)])
def test_a_term_counts_more_when_it_is_rare_repeated_and_its_text_short(
    text: str, times: int, holders: int
) -> None:
    postings = Postings(MEAN, MEAN)
    for number in range(10):
        postings.add((), text if number < holders else "")
    worth = 1 / (0.1 + 0.9 * len(text) / MEAN)
    wanted = [(number, impact(times * worth, holders, 10)) for number in range(holders)]
    found = read(postings)
    assert found["甲乙"] == wanted
    assert found["甲"] == [(number, impact(times * worth, holders, 10)) for number in range(holders)]


def test_a_document_may_count_a_share_of_others() -> None:
    postings = Postings(MEAN, MEAN)
    for share in (1, 0.5):
        postings.add(("老人",), "老人", share)
    (_, whole), (_, half) = read(postings)["老人"]
    assert half == pytest.approx(whole / 2, abs=1)


@pytest.mark.parametrize("name", ["老人", "老人食堂", "老人食堂老人食堂"])
def test_a_name_weighs_four_times_a_text_and_short_ones_more(name: str) -> None:
    postings = Postings(MEAN, MEAN)
    for one in (name, "", ""):
        postings.add((one,), "")
    worth = 4 / (0.4 + 0.6 * len(name) / MEAN)
    found = read(postings)
    assert found["~lao ren"] == [(0, impact(worth, 1, 3))]
    assert found["老人"] == [(0, impact(worth, 1, 3))]


def test_what_stands_in_name_and_text_counts_twice_and_the_best_name_counts() -> None:
    postings = Postings(MEAN, MEAN)
    postings.add(("老人食堂", "老人"), "老人食堂")
    postings.add((), "")
    found = read(postings)
    best, worth = 4 / (0.4 + 0.6 * 2 / MEAN), 1.0
    assert found["~lao ren"] == [(0, impact(best, 1, 2))]
    assert found["老人"] == [(0, impact(best + worth, 1, 2))]


@pytest.mark.parametrize(
    ("term", "name", "text", "kept"),
    [
        ("甲", "", "甲", 400),
        ("甲乙", "", "甲乙", 250),
        ("老人", "老人", "", 250),
        ("老", "老人", "", 400),
        ("~lao", "老人", "", 120),
        ("^lr", "老人", "", 120),
    ],
)
@pytest.mark.parametrize("more", [0, 1])
def test_a_long_list_keeps_the_first_of_equals(term: str, name: str, text: str, kept: int, more: int) -> None:
    postings = Postings(MEAN, MEAN)
    for _ in range(kept + more):
        postings.add((name,) if name else (), text)
    assert [number for number, _ in read(postings)[term]] == list(range(kept))


def test_a_long_list_keeps_its_best_in_order() -> None:
    postings = Postings(MEAN, MEAN)
    for number in range(260):
        postings.add((), "甲乙" if number >= 100 else "甲乙丙丁戊己庚辛")
    assert [number for number, _ in read(postings)["甲乙"]] == [*range(90), *range(100, 260)]


def test_a_distance_may_be_long() -> None:
    postings = Postings(MEAN, MEAN)
    for number in range(1100):
        postings.add((), "甲乙" if number in {0, 32, 65, 1099} else "")
    assert [number for number, _ in read(postings)["甲乙"]] == [0, 32, 65, 1099]
