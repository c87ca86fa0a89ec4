"""Numbers as people and Excel write them: 1,234, 356.0, ３５６, '356, 3.56E+02, 三百五十六, 1.5万."""

import re
from decimal import Decimal

from generator.locale.numerals import parse_numeral
from generator.locale.spelling import fold
from generator.model.spelling import refuse, refuse_mark_of_excel, respell

_MOST_DIGITS = 12

_WHOLE = re.compile(r"[0-9]{1,12}")
_FLOAT = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?([eE]-?[0-9]{1,2})?")
_MARKED = re.compile(r"""['‘’](.*)|="?(.*?)"?""")
"""What marks a cell of Excel as text: an apostrophe, or ="356"."""
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DECIMAL = re.compile(r"([+-]?[0-9]+(?:\.[0-9]*)?|[+-]?\.[0-9]+)([万亿%]?)")
_SHORTENED = re.compile(r"([+-]?[0-9](?:\.([0-9]+))?)e([+-]?[0-9]{1,3})", re.IGNORECASE)
_WITH_UNIT = re.compile(r"[¥￥$€]? ?[0-9][0-9,.]* ?(?:[a-zA-Z\u4e00-\u9fff]{1,4}|%)|[¥￥$€] ?[0-9][0-9,.]*")
_NONE = {"-", "/", "无", "没有", "空", "暂无", "不详", "n/a", "N/A", "NULL", "null"}
_FACTORS = {"": Decimal(1), "%": Decimal("0.01"), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}


def parse_whole(value: object) -> int:
    """A count: digits; other forms of a whole number are respelled, units and lost digits refused."""
    if isinstance(value, int):
        return value
    text = str(value).strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    number = _read_number(text, grouped=True)
    if number is not None and number == number.to_integral() and 0 <= number < 10**_MOST_DIGITS:
        respell(str(int(number)))
    advice = ("只写阿拉伯数字，不带单位和小数", "digits only, no unit or decimals")
    if number is not None:
        refuse(("不是整数", "is not a whole number") if number > 0 else ("小于 0", "is below 0"), advice)
    refuse_mark_of_excel(text)
    if fold(text) in _NONE:
        refuse(
            ("不是数", "is no number"),
            ("没有发生就写 0；不知道就去掉这一行", "write 0, or leave the line out"),
        )
    if _WITH_UNIT.fullmatch(fold(text)):
        refuse(("带着单位", "carries a unit"), advice)
    return refuse(("不是整数", "is not a whole number"), advice)


def parse_number(value: object) -> float:
    """A number: digits and a decimal point; other forms with one meaning are respelled."""
    if isinstance(value, float | int):
        return float(value)
    text = str(value).strip()
    if _FLOAT.fullmatch(text):
        return float(text)
    number = _read_number(text, grouped=False)
    if number is not None and abs(number) < 10**9:
        respell(f"{number:f}")
    return refuse(
        ("不是数字", "is not a number"), ("只写阿拉伯数字和小数点", "digits and a decimal point only")
    )


def parse_code(value: object) -> object:
    """A code of digits: what Excel made of it is respelled, or refused where digits are lost."""
    text = str(value).strip()
    if (bare := text.strip("\"'“”")) != text and bare.isalnum():
        respell(bare)
    number = None if text.isdecimal() and text.isascii() else _read_number(text, grouped=False)
    if number is not None and number == number.to_integral() and (plain := str(int(number))) != text:
        respell(plain)
    return value


def _read_number(text: str, *, grouped: bool) -> Decimal | None:
    """The number that a text means beyond doubt. Groups of three count where decimals are not expected."""
    text = fold(text)
    if marked := _MARKED.fullmatch(text):
        text = (marked[1] or marked[2] or "").strip()
    if _GROUPED.fullmatch(text) and (grouped or text.count(",") > 1 or "." in text):
        text = text.replace(",", "")
    if match := _SHORTENED.fullmatch(text):
        return _lengthen(match)
    if match := _DECIMAL.fullmatch(text):
        return Decimal(match[1]) * _FACTORS[match[2]] if match[2] != "%" or not grouped else None
    numeral = parse_numeral(text)
    return Decimal(numeral) if numeral is not None else None


def _lengthen(match: re.Match[str]) -> Decimal:
    """3.56E+02 is 356. Excel shows two decimals of any number, so 1.23E+05 has lost its last digits."""
    if int(match[3]) > len(match[2] or ""):
        refuse(
            ("是 Excel 缩短了的数，后几位已经丢了", "was shortened by Excel and has lost its last digits"),
            (
                "在 Excel 里把这一列设成“数值”、小数位数 0，核对后再存一次",
                "format the column as a number without decimals in Excel, check it and save again",
            ),
        )
    return Decimal(match[0])
