"""How people write dates, numbers, times and telephone numbers: read with their one meaning, or refused."""

import datetime
from typing import Any

import pytest
from cases.casefile import CASES
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from generator.locale.numerals import parse_numeral, spell_numeral
from generator.locale.zh import format_period, format_recurring_days
from generator.model import KINDS, PROFILE
from generator.model.fields import Count, Date, Number, Phone
from generator.model.hours import DaysText, Times
from generator.model.phone_mentions import find_phones
from generator.model.phones import PhoneNumber, _parse_written, format_phones, parse_phones
from generator.model.time_limit import StepMinutes, TimeLimit
from generator.model.walking import walk_fields

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def table(name: str) -> list[tuple[str, ...]]:
    """Rows of a table of cases, cells without their blanks."""
    lines = (CASES / "values" / f"{name}.txt").read_text("utf-8").splitlines()
    return [tuple(map(str.strip, line.split("| "))) for line in lines if line and not line.startswith("#")]


def read(kind: Any, written: object) -> Any:
    """What a field of this kind makes of a text: its value, or the words of its refusal."""
    try:
        return TypeAdapter(kind).validate_python(written)
    except ValidationError as error:
        (one,) = error.errors()
        if one["type"] == "respelled":
            return TypeAdapter(kind).validate_python(one["ctx"]["plain"])  # the plain form needs no other
        return one["ctx"]["problem"][0]


def _errors(kind: Any, written: str) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)
    return caught.value.errors()


@pytest.mark.parametrize(("written", "shown", "dialled"), table("phones"))
def test_a_telephone_number_is_shown_as_people_write_it_and_dials(
    written: str, shown: str, dialled: str
) -> None:
    """An extension is dialled after a pause; of several numbers each dials; two readings are refused."""
    found = read(Phone, written)
    if shown == "refused":
        assert dialled in found
    else:
        assert found == shown
        assert [one.href for one in parse_phones(written)] == [f"tel:{one}" for one in dialled.split()]
        assert format_phones(shown) == shown


@pytest.mark.parametrize(("written", "minutes"), table("time_limits"))
def test_a_time_limit_is_read_as_a_whole_or_refused(written: str, minutes: str) -> None:
    found = read(TimeLimit, written)
    if minutes == "refused":
        assert found == "看不出时限"
    else:
        assert (found.text, str(found.minutes)) == (written, minutes.replace("none", "None"))


@pytest.mark.parametrize(("written", "expected"), table("dates"))
def test_a_date_is_one_day_or_refused(written: str, expected: str) -> None:
    found = read(Date, written)
    assert str(found) == expected if isinstance(found, datetime.date) else expected in found


@pytest.mark.parametrize(("written", "expected"), table("counts"))
def test_a_count_is_one_number_or_refused(written: str, expected: str) -> None:
    found = read(Count, written)
    assert str(found) == expected if isinstance(found, int) else expected in found


@pytest.mark.parametrize(("written", "expected"), table("days"))
def test_days_of_opening_hours_have_one_meaning_or_are_refused(written: str, expected: str) -> None:
    """What is shown can be written again; a refusal says what to write instead."""
    found = read(DaysText, written)
    if expected.startswith("refused: "):
        (error,) = _errors(DaysText, written)
        assert expected.removeprefix("refused: ") in error["ctx"]["advice"][0]
    else:
        assert format_recurring_days(found) == expected
        assert read(DaysText, expected) == found


@pytest.mark.parametrize(("written", "expected"), table("periods"))
def test_periods_of_a_day_have_one_meaning_or_are_refused(written: str, expected: str) -> None:
    found = read(Times, written)
    assert expected == (
        f"refused: {found}" if isinstance(found, str) else "、".join(map(format_period, found))
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0.2", 0.2),
        ("20%", 0.2),
        ("０．２", 0.2),
        ("1e-9", 1e-9),
        (".5", 0.5),
        ("1,234.5", 1234.5),
        ("1,234", "不是数字"),
        ("1e400", "是 Excel 缩短了的数，后几位已经丢了"),
        ("很小", "不是数字"),
    ],
)
def test_a_number_is_read_or_refused(written: str, expected: object) -> None:
    """Where decimals are expected, 1,234 could be either."""
    assert read(Number, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("30", 30),
        ("30分钟", 30),
        ("半小时", 30),
        ("1.5小时", 90),
        ("三十", 30),
        ("20-30分钟", "不是分钟数"),
        ("2天", "不是分钟数"),
        ("1 30分钟", "不是分钟数"),
        ("很快", "不是分钟数"),
    ],
)
def test_minutes_of_a_step_may_be_said_in_words(written: str, expected: object) -> None:
    assert read(StepMinutes, written) == expected


DAYS = st.dates(datetime.date(1980, 1, 1), datetime.date(2099, 12, 31))
DAY_FORMS = (
    "{0:%Y}-{0.month}-{0.day}",
    "{0:%Y/%m/%d}",
    "{0:%Y}/{0.month}/{0.day}",
    "{0:%Y.%m.%d}",
    "{0:%Y}年{0.month}月{0.day}日",
    "{0:%Y} 年 {0.month} 月 {0.day} 日",
    "{0:%Y%m%d}",
    "{0} 00:00:00",
    "{0:%Y/%m/%d} 0:00",
    "{0}T00:00:00",
    "{0:%d-%b-%Y}",
    "{0:%A, %B %d, %Y}",
)


@given(DAYS, st.sampled_from(DAY_FORMS), st.booleans())
def test_any_day_in_any_form_is_read_back(day: datetime.date, form: str, wide: bool) -> None:  # noqa: FBT001 - hypothesis gives it by place
    written = form.format(day)
    assert (
        read(Date, written.translate(WIDE) if wide and "%b" not in form and "%A" not in form else written)
        == day
    )


@given(DAYS)
def test_any_serial_of_excel_is_the_day_it_stands_for(day: datetime.date) -> None:
    assert read(Date, str((day - datetime.date(1899, 12, 30)).days)) == day


@given(DAYS)
def test_day_and_month_that_can_change_places_are_refused(day: datetime.date) -> None:
    swappable = day.day <= 12 and day.day != day.month
    for written in (f"{day.month}/{day.day}/{day.year}", f"{day.day}/{day.month}/{day.year}"):
        found = read(Date, written)
        assert "可以读成" in found if swappable else found == day


@given(st.integers(0, 99_999_999))
def test_any_count_in_any_form_is_read_back(number: int) -> None:
    forms = (f"{number:,}", f"{number}.0", str(number).translate(WIDE), f"'{number}", spell_numeral(number))
    assert [read(Count, form) for form in forms] == [number] * len(forms)


@given(st.text("零一二两三四五六七八九十百千万", min_size=1, max_size=6))
def test_a_numeral_is_read_only_when_it_is_said_in_full(text: str) -> None:
    number = parse_numeral(text)
    assert number is None or parse_numeral(spell_numeral(number)) == number


LOCALS = st.from_regex(r"\A[2-8][0-9]{6,7}\Z")
NUMBERS = st.one_of(
    st.builds(
        PhoneNumber, LOCALS, st.from_regex(r"\A0(?![48]00)[3-9][0-9]{2}\Z"), st.sampled_from(["", "+86"])
    ),
    st.builds(PhoneNumber, LOCALS),
    st.builds(PhoneNumber, st.from_regex(r"\A1[3-9][0-9]{9}\Z")),
    st.builds(PhoneNumber, st.sampled_from(["110", "12345", "95588", "4008208820"])),
)
EXTENSIONS = st.lists(st.from_regex(r"\A[0-9]{1,6}\Z"), max_size=1).map(tuple)


@given(NUMBERS, EXTENSIONS, st.sampled_from(["转", " 转 ", "分机", " ext. ", "x"]), st.booleans())
def test_any_number_in_any_form_is_read_back(
    number: PhoneNumber,
    extensions: tuple[str, ...],
    word: str,
    wide: bool,  # noqa: FBT001 - hypothesis gives it by place
) -> None:
    meant = PhoneNumber(number.local, number.area, number.country, extensions)
    written = number.text + "".join(f"{word}{one}" for one in extensions)
    assert parse_phones(written.translate(WIDE) if wide else written) == (meant,)
    assert parse_phones(meant.text) == (meant,)


@given(NUMBERS, st.from_regex(r"\A[0-9]{1,6}\Z"))
def test_digits_behind_a_dash_never_become_part_of_the_number(number: PhoneNumber, extension: str) -> None:
    found = read(Phone, f"{number.text}-{extension}")
    plain = PhoneNumber(number.local, number.area, number.country, (extension,)).text
    assert found == plain or "看不出是分机" in found


@given(
    st.lists(NUMBERS, min_size=1, max_size=3, unique_by=lambda one: one.local),
    st.sampled_from(["、", "/", "；", " 或 ", "，"]),
)
def test_several_numbers_each_keep_their_own(numbers: list[PhoneNumber], separator: str) -> None:
    found = parse_phones(separator.join(one.text for one in numbers))
    assert [one.local for one in found] == [one.local for one in numbers]


def test_each_field_of_a_date_or_a_phone_takes_every_form() -> None:
    """No field of any kind, and no column of a table, has a reader of its own."""
    models = [model for kind in (*KINDS, PROFILE) for model in (kind.model, kind.row) if model]
    for path, field in (pair for model in models for pair in walk_fields(model)):
        named = f"{field.annotation} {field.metadata}"
        assert "datetime.date" not in named or str(Date.__metadata__[0]) in named, path
        assert not path[-1].endswith("phone") or str(Phone.__metadata__[0]) in named, path


HOURS = st.integers(1, 400)


@given(HOURS, HOURS)
def test_any_duration_in_any_form_is_read_back(hours: int, minutes: int) -> None:
    forms = {
        f"{hours}.5小时": 60 * hours + 30,
        f"{spell_numeral(hours)}个半小时": 60 * hours + 30,
        f"{spell_numeral(hours)}小时": 60 * hours,
        f"{hours}小时{minutes % 60}分": 60 * hours + minutes % 60,
        f"{hours} h {minutes} min": 60 * hours + minutes,
        f"{hours}个工作日": 480 * hours,
        f"{hours}-{hours + minutes}天": 1440 * (hours + minutes),
    }
    forms.pop(f"{hours}小时0分", None)
    assert [read(TimeLimit, form).minutes for form in forms] == list(forms.values())


@given(st.text("0123456789 .-年月日周天小时分钟工作半个一二三十当场内约()", max_size=8))
def test_no_time_limit_is_picked_out_of_a_longer_text(text: str) -> None:
    """Whatever is understood is understood as a whole: with one more word it is refused or the same."""
    found = read(TimeLimit, f"{text}另议")
    assert found == "看不出时限"


def test_numbers_in_running_text_keep_their_extension() -> None:
    text = "打 0988-5550117转801，或 0988-5550118；不是 0988-5550117-18，也不是 20260101-1234567"
    assert [(text[start:end], one.href) for start, end, one in find_phones(text)] == [
        ("0988-5550117转801", "tel:09885550117,801"),
        ("0988-5550118", "tel:09885550118"),
    ]


def test_a_promised_and_a_legal_limit_are_one_too_many() -> None:
    assert read(TimeLimit, "法定20个工作日，承诺5个工作日") == "写了两个时限"
    assert read(TimeLimit, "5个工作日（法定20个工作日）").minutes == 2400


_WRITTEN = r"(010|021|0988|0400|0512|12345|)-?[0-9]{0,9}(转[0-9]{0,7})?"


@given(st.from_regex(_WRITTEN, fullmatch=True))
def test_a_number_in_the_plain_form_is_read_as_any_other(text: str) -> None:
    """The short way for numbers as nearly all are written gives what the long one gives."""
    try:
        long = _parse_written(text)
    except PydanticCustomError:
        with pytest.raises(PydanticCustomError):
            parse_phones(text)
    else:
        assert parse_phones(text) == long
