"""Numbers that belong to one person: every digit, date, province, range and length is judged."""

import datetime
from random import Random

import pytest

from generator.privacy.identifiers import birthday, is_card, is_identity, is_mobile, is_old_identity
from generator.privacy.surnames import is_called, is_full_name, name_at_end
from scripts.privacy import invented

_AREAS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = [str(number) for first, last in _AREAS for number in range(first, last + 1)]
"""GB/T 2260, and 83 for residents of Taiwan."""


def with_check(body: str) -> str:
    """The check character of ISO 7064, MOD 11-2, put behind 17 digits one at a time."""
    sum_ = 0
    for digit in body:
        sum_ = (sum_ + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - sum_) % 11]


def with_luhn(body: str) -> str:
    """The digit that makes a card right: every second one from the right counts twice, 18 as 9."""
    worth = [
        int(digit) if place % 2 else int("0246813579"[int(digit)]) for place, digit in enumerate(body[::-1])
    ]
    return f"{body}{-sum(worth) % 10}"


def test_each_wrong_digit_and_each_swap_breaks_a_number() -> None:
    """What MOD 11-2 promises; the check character itself included."""
    random = Random(8)  # noqa: S311 - nothing secret
    for index in range(40):
        number = invented.identity(random, cross=index % 4 == 0)
        assert is_identity(number)
        for place in (*range(6), *range(14, 18)):
            for digit in "0123456789":
                changed = number[:place] + digit + number[place + 1 :]
                assert is_identity(changed) is (changed == number)
            swapped = number[: place - 1] + number[place] + number[place - 1] + number[place + 1 :]
            assert place == 0 or is_identity(swapped) is (swapped == number)


@pytest.mark.parametrize("place", range(17))
@pytest.mark.parametrize("seed", range(3))
def test_any_body_has_one_check_character(place: int, seed: int) -> None:
    """Also bodies with one digit that differs, where it may."""
    body = list(invented.identity(Random(seed), cross=False)[:17])  # noqa: S311 - nothing secret
    body[place] = {10: "1", 11: "0", 12: "2", 6: "2", 7: "0", 0: "3", 1: "3"}.get(place, "1")
    number = with_check("".join(body))
    likely = is_identity(number)
    assert likely is _is_date("".join(body[6:14]))
    assert not any(is_identity(number[:17] + last) for last in "0123456789X" if last != number[17])


def _is_date(digits: str) -> bool:
    try:
        year = datetime.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=datetime.UTC).year
    except ValueError:
        return False
    return 1880 <= year <= 2050


def test_a_number_begins_with_a_province() -> None:
    """All that there are, and no other."""
    both = [f"{number:02}" for number in range(100)]
    assert [one for one in both if is_identity(with_check(f"{one}010119900307001"))] == PROVINCES
    assert [one for one in both if is_old_identity(f"{one}0101900307001")] == PROVINCES


@pytest.mark.parametrize(
    ("born", "is_one"),
    [
        ("18791231", False),
        ("18800101", True),
        ("20501231", True),
        ("20510101", False),
        ("19000229", False),
        ("20000229", True),
        ("19990431", False),
        ("19991301", False),
        ("19990100", False),
    ],
)
def test_a_number_holds_a_possible_day(born: str, is_one: bool) -> None:  # noqa: FBT001 - a value of the table
    """From 1880 to 2050, leap years counted."""
    assert is_identity(with_check(f"330902{born}001")) is is_one


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("330902250101001", True),
        ("330902240101001", False),
        ("330902991231001", True),
        ("330902990229001", False),
        ("33090299123100", False),
        ("3309029912310011", False),
        ("33090299123100A", False),
        ("1330902991231001", False),
    ],
)
def test_old_numbers_have_fifteen_digits_and_a_day_of_1925_to_1999(number: str, *, is_one: bool) -> None:
    """Lower years are codes of streets."""
    assert is_old_identity(number) is is_one


def test_the_day_of_birth_is_read() -> None:
    """ValueError where there is none."""
    assert birthday("330902199003070012") == datetime.date(1990, 3, 7)
    with pytest.raises(ValueError, match=r"."):
        birthday("330902199013070012")


LENGTHS = {
    "62": {16, 17, 18, 19},
    "81": {16, 17, 18, 19},
    "9558": {16, 19},
    "9559": {16, 19},
    "60": {18, 19},
    "68": {18, 19},
    "69": {18, 19},
    "61": set(),
    "4": {16, 19},
    "50": set(),
    "51": {16},
    "55": {16},
    "56": set(),
    "2220": set(),
    "2221": {16},
    "2229": {16},
    "223": {16},
    "23": {16},
    "26": {16},
    "270": {16},
    "271": {16},
    "2720": {16},
    "2721": set(),
    "28": set(),
    "35": {16},
    "36": set(),
    "34": {15},
    "37": {15},
    "33": set(),
    "82": set(),
    "9557": set(),
    "1": set(),
    "02": set(),
}
"""Lengths that the cards of each issuer have."""


@pytest.mark.parametrize("start", LENGTHS)
def test_cards_have_the_range_and_length_of_their_issuer(start: str) -> None:
    """And none other between 12 and 22 digits."""
    cards = (with_luhn((start + "01234567890123456789")[: length - 1]) for length in range(12, 23))
    assert {len(card) for card in cards if is_card(card)} == LENGTHS[start]


def test_a_card_has_one_check_digit() -> None:
    """Each other last digit, and each other digit anywhere, is wrong."""
    for card in map(
        with_luhn, ("622202020011234567", "62220202001123456", "622848040256489001", "456735164800901")
    ):
        assert is_card(card)
        for place in range(2, len(card)):
            changed = (card[:place] + digit + card[place + 1 :] for digit in "0123456789")
            assert [one for one in changed if is_card(one)] == [card]


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("13012345678", True),
        ("19912345678", True),
        ("12012345678", False),
        ("23012345678", False),
        ("1301234567", False),
        ("130123456789", False),
        ("013012345678", True),
        ("0013012345678", False),
        ("8613012345678", True),
        ("08613012345678", True),
        ("008613012345678", True),
        ("0008613012345678", False),
        ("8713012345678", False),
    ],
)
def test_a_mobile_has_eleven_digits_behind_its_code(number: str, *, is_one: bool) -> None:
    """The country's code in its three writings, or a zero."""
    assert is_mobile(number) is is_one


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("王", False),
        ("王芳", True),
        ("王小芳", True),
        ("王小芳芳", False),
        ("王老太太", False),
        ("王芳阿婆", True),
        ("王阿婆", True),
        ("王某某", True),
        ("王某", True),
        ("欧阳", False),
        ("欧阳明", True),
        ("欧阳明月", True),
        ("欧阳明月儿", False),
        ("俞敏", True),
        ("芦苇", True),
        ("芳王", False),
        ("万元", False),
        ("黄山", False),
        ("田家湾", False),
        ("田湾", True),
        ("王家村", False),
        ("王小镇", False),
        ("王建国", True),
        ("阿依古丽·买买提", True),
        ("古丽·店", False),
        ("·古丽", False),
        ("", False),
    ],
)
def test_a_text_alone_is_a_name_or_none(text: str, is_name: bool) -> None:  # noqa: FBT001 - a value of the table
    """A surname, rare ones too, with one or two characters or a title, and no word or place."""
    assert is_full_name(text) is is_name


@pytest.mark.parametrize(
    ("text", "name", "alone"),
    [
        ("昨天李健", "李健", None),
        ("住户王芳", "王芳", "王芳"),
        ("居民俞敏", "俞敏", "俞敏"),
        ("俞敏", "俞敏", "俞敏"),
        ("王芳", "王芳", "王芳"),
        ("听说王芳", "王芳", "王芳"),
        ("听说俞敏", None, None),
        ("老李", None, "老李"),
        ("居民老李", "老李", "老李"),
        ("请居民", None, None),
        ("看望王小芳", "王小芳", "王小芳"),
        ("看望王家人", None, None),
        ("张王芳", "张王芳", "张王芳"),
        ("的张王芳", "张王芳", "张王芳"),
        ("看望欧阳明月", "欧阳明月", "欧阳明月"),
        ("看望王芳阿婆", "王芳阿婆", "王芳阿婆"),
        ("看望王人民", None, None),
        ("", None, None),
        ("王", None, None),
    ],
)
def test_the_name_that_a_text_ends_with_is_found(text: str, name: str | None, alone: str | None) -> None:
    """Somebody's of the catalogue first; surnames that are words too only where the text parts them."""
    assert name_at_end(text, {"李健"}) == name
    assert name_at_end(text, {"李健"}, alone=True) == (alone or name)


@pytest.mark.parametrize(
    ("text", "called"), [("居民王芳", True), ("困难户王芳", True), ("社区里的老人王", True), ("王芳", False)]
)
def test_what_people_are_called_before_their_name_is_known(text: str, *, called: bool) -> None:
    """居民, 户主, 老人 …"""
    assert is_called(text) is called
