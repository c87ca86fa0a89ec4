"""Private data in texts: numbers, papers and homes in all writings, and what only looks like them."""

import datetime
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.privacy.folding import fold
from generator.privacy.identifiers import OLDEST, is_card, is_identity, is_mobile, is_old_identity
from generator.rules.private_data import find_private
from scripts.privacy import invented
from scripts.privacy.corpus import load_forms, load_lookalikes
from scripts.privacy.forms import make_forms
from scripts.privacy.lookalikes import make_lookalikes
from scripts.privacy.measure import is_caught


def test_of_the_forms_of_the_cases_at_least_95_in_100_are_caught() -> None:
    forms = load_forms()
    assert len(forms) >= 372
    for sort in {form.sort for form in forms}:
        own = [form for form in forms if form.sort == sort]
        assert sum(map(is_caught, own)) >= 0.95 * len(own), sort


@pytest.mark.parametrize("seed", [2, 3])
def test_forms_made_anew_are_caught_as_well(seed: int) -> None:
    forms = list(make_forms(seed))
    assert sum(map(is_caught, forms)) >= 0.95 * len(forms)


def test_no_look_alike_raises_an_alarm() -> None:
    texts = [one.text for one in (*load_lookalikes(), *make_lookalikes(2))]
    assert len(texts) >= 328
    assert [text for text in texts if next(find_private(text, (), ()), None)] == []


def test_all_numbers_of_people_are_recognised_whenever_and_wherever_they_were_born() -> None:
    random = Random(4)  # noqa: S311 - nothing secret
    numbers = [invented.identity(random, cross=index % 11 == 0) for index in range(4000)]
    assert all(map(is_identity, numbers))
    assert all(map(is_old_identity, (invented.old_identity(random) for _ in range(1000))))
    assert is_identity(_checked("33011320230615001"))  # a district founded in 2021
    assert is_identity(_checked("33011319500615001"))
    assert is_identity(_checked("33011320501231001"))
    assert not is_identity(_checked("33011320510101001"))


def test_a_number_that_continues_the_code_of_a_community_is_nobodys() -> None:
    assert [one.sort for one in find_private("330902450307123", (), ())] == ["old_id"]
    assert not list(find_private("330902450307123", (), ("330902450307",)))
    assert [one.sort for one in find_private("6222021234567894", (), ("622202123456",))] == ["card"]


def _checked(body: str) -> str:
    return next(body + last for last in "0123456789X" if _sum(body, last))


def _sum(body: str, last: str) -> bool:
    values = [*map(int, body), 10 if last == "X" else int(last)]
    return sum(value * pow(2, 17 - place, 11) for place, value in enumerate(values)) % 11 == 1


@pytest.mark.parametrize(
    ("born", "found"),
    [
        (datetime.date(OLDEST, 1, 1), True),
        (datetime.date(OLDEST - 1, 12, 31), False),
        (datetime.date(2026, 6, 15), True),
        (datetime.date(2026, 6, 16), False),
    ],
)
def test_nobody_is_born_after_today_or_before_the_oldest(born: datetime.date, found: bool) -> None:  # noqa: FBT001 - a value of the table
    text = "号码" + _checked(f"330902{born:%Y%m%d}001")
    assert bool(list(find_private(text, (), (), today=datetime.date(2026, 6, 15)))) is found


@pytest.mark.parametrize(
    "number", ["330902199002300012", "160902199003070012", "33090219900307001A", "", "X" * 18, "²" * 18]
)
def test_impossible_dates_provinces_and_letters_are_no_number(number: str) -> None:
    assert not is_identity(number)


@given(
    st.text(
        alphabet=st.sampled_from("0123456789X０９一幺零-. \n/()&#;%<>*户号室住址李王，。：|\t姓名护照E"),
        max_size=80,
    )
)
def test_any_text_is_read_without_an_error_and_what_is_found_stands_where_it_is_said(text: str) -> None:
    for one in find_private(text, ("李健",), ("330902001001",)):
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.text


@given(st.text())
def test_folding_keeps_track_of_where_each_character_stood(text: str) -> None:
    folded = fold(text)
    places = [folded.origin(position) for position in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(st.text(max_size=25))
def test_numbers_are_judged_without_an_error(text: str) -> None:
    for judge in (is_identity, is_old_identity, is_mobile):
        judge(text)
    is_card(re.sub(r"[^0-9]", "", text))


CARDS = (
    ("62 81", {16, 17, 18, 19}),
    ("60 68 69", {18, 19}),
    ("9558 9559 4", {16, 19}),
    ("51 55 2221 2229 223 229 23 26 270 271 2720 35", {16}),
    ("34 37", {15}),
    ("50 56 2220 222 2721 36 30 9557 61 82", set[int]()),
)
"""The lengths that cards have which begin so, and beginnings that no card has."""


@pytest.mark.parametrize(
    ("start", "lengths"), [(start, lengths) for starts, lengths in CARDS for start in starts.split()]
)
def test_a_card_has_the_length_of_its_issuer_and_a_right_check_digit(start: str, lengths: set[int]) -> None:
    found = set()
    for length in range(13, 22):
        body = f"{start}001234567890123456"[: length - 1]
        right = [body + last for last in "0123456789" if is_card(body + last)]
        assert len(right) <= 1
        found |= {length for _ in right}
    assert found == lengths


PLACES = {
    "电话：１３８\u3000１２３４\u3000５６７８。": "１３８\u3000１２３４\u3000５６７８",
    "打138&nbsp;1234&nbsp;5678找人": "138&nbsp;1234&nbsp;5678",
    "打13\u200b81\u200b23\u200b45678找人": "13\u200b81\u200b23\u200b45678",
    "幺三八幺二三四五六七八": "幺三八幺二三四五六七八",
    "打138\\-1234\\-5678找人": "138\\-1234\\-5678",
    "打138<tspan x='20'>1234</tspan>5678找人": "138<tspan x='20'>1234</tspan>5678",
    '<a href="tel:138-1234-5678">打电话</a>': "138-1234-5678",
    "<b title='李健家住望海新村3幢201室'>人</b>": "李健家住望海新村3幢201室",
    "李健（**望海新村** 3 幢 201 室）": "李健（**望海新村** 3 幢 201 室",
    "tel:+86%20138%201234%205678": "86%20138%201234%205678",
}


@pytest.mark.parametrize(("text", "shown"), PLACES.items())
def test_the_finding_underlines_the_text_as_it_is_written(text: str, shown: str) -> None:
    assert [one.text for one in find_private(text, ("李健",), ())] == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 50_000,
        "13812345678a" * 10_000,
        "1.13812345678 " * 10_000,
        "从" * 50_000 + "3幢201室",
        "李健，男，" * 10_000 + "住3幢201室",
        "3幢2单元" * 10_000,
        "姓名|地址\n" + "李健|3-201\n" * 10_000,
        "&#49;" * 20_000,
        "一" * 50_000,
        "(" * 50_000 + "3幢",
        "<b " * 20_000,
        "E1234567" * 10_000 + "护照",
    ],
    ids=range(12),
)
def test_long_texts_are_read_to_their_end(text: str) -> None:
    """What takes time that grows with the square of a text would not come back from these."""
    list(find_private(text, ("李健",), ()))
