"""Whole numbers in Chinese numerals: 三百五十六, 二〇三, 壹佰."""

import re

NUMERALS = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟"
_PLAIN = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟", "零二一二三四五六七八九十百千")
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_UNITS = {sign: 10**place for place, sign in enumerate(_PLACES) if sign}
_TEN_THOUSAND = 10_000


def parse_numeral(text: str) -> int | None:
    """A whole number in Chinese numerals; None for what is none, or not said in full (三五, 一百五)."""
    text = text.translate(_PLAIN)
    text = "十" + text[2:] if text.startswith("一十") else text
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        elif sign == "万":
            total, section, digit = (section + digit) * _TEN_THOUSAND, 0, 0
        else:
            return None
    value = total + section + digit
    return value if value < _TEN_THOUSAND**2 and spell_numeral(value) == text else None


def spell_numeral(value: int) -> str:
    """A whole number below 10⁸ in Chinese numerals: 十五, 一百零五, 一万零二十."""
    if value >= _TEN_THOUSAND:
        head, rest = divmod(value, _TEN_THOUSAND)
        tail = spell_numeral(rest) if rest else ""
        gap = "零" if 0 < rest < _TEN_THOUSAND // 10 else ""
        return f"{spell_numeral(head)}万{gap}{'一' if tail.startswith('十') else ''}{tail}"
    signs = "".join(
        _DIGITS[int(digit)] + (_PLACES[place] if digit != "0" else "")
        for place, digit in zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True)
    )
    signs = re.sub("零+", "零", signs).rstrip("零") or "零"
    return signs[1:] if signs.startswith("一十") else signs


def parse_digits(text: str) -> str | None:
    """Chinese digits one by one, as in years: 二〇二六 is 2026."""
    text = text.translate(_PLAIN)
    return "".join(str(_DIGITS.index(sign)) for sign in text) if set(text) <= set(_DIGITS) else None


def format_size(square_metres: float) -> str:
    """Square metres for reading: whole numbers from ten on, two digits below."""
    return f"{square_metres:,.0f}" if square_metres >= 10 else f"{square_metres:.2g}"  # noqa: PLR2004 - ten
