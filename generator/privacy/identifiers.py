"""Numbers that belong to one person, told by what they must hold: dates, provinces, check digits.

People's numbers are judged here rather than by python-stdnum, which wants the county of the number to
have existed at birth and does not know counties founded since 2021.
"""

import datetime
import re
from functools import lru_cache
from operator import mul

OLDEST, NEWEST = 1880, 2050
"""No living person was born earlier; which day it is, the caller may know."""
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_NUMERIC = re.compile(r"[0-9]{15,17}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OLD_YEARS = range(25, 100)
"""Birth years of 15-digit numbers (1925 to 1999); lower ones are codes of streets and towns."""
_CARDS = (
    (re.compile(r"62|81"), range(16, 20)),  # UnionPay
    (re.compile(r"9558|9559"), (16, 19)),  # Chinese banks before UnionPay
    (re.compile(r"60|62|68|69"), (18, 19)),
    (re.compile(r"4"), (16, 19)),  # Visa; China Construction Bank
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),  # Mastercard
    (re.compile(r"35"), (16,)),  # JCB
    (re.compile(r"3[47]"), (15,)),  # American Express
)
MOBILE = re.compile(r"(?:0{0,2}86|0)?1[3-9][0-9]{9}")


@lru_cache(maxsize=4096)
def is_identity(digits: str) -> bool:
    """A person's number of 18 characters (GB 11643): province, possible birth date, check digit."""
    if len(digits) != 18 or not _NUMERIC.fullmatch(digits[:17]) or not _PROVINCES.match(digits):  # noqa: PLR2004 - GB 11643
        return False
    total = sum(map(mul, _WEIGHTS, map(int, digits)))
    return digits[17] == "10X98765432"[total % 11] and _is_birth(digits[6:14])


def is_old_identity(digits: str) -> bool:
    """A person's number of 15 digits, as they were before 1999: province and possible birth date."""
    return (
        _NUMERIC.fullmatch(digits) is not None
        and len(digits) == 15  # noqa: PLR2004 - before GB 11643-1999
        and _PROVINCES.match(digits) is not None
        and int(digits[6:8]) in _OLD_YEARS
        and _is_birth(f"19{digits[6:12]}")
    )


def _is_birth(digits: str) -> bool:
    try:
        born = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= born.year <= NEWEST


def birthday(identity: str) -> datetime.date:
    """The day of birth that a number of 18 characters tells. ValueError for a number that is none."""
    return datetime.date(int(identity[6:10]), int(identity[10:12]), int(identity[12:14]))


def is_card(digits: str) -> bool:
    """A bank card: its issuer's range and length, and the Luhn check digit."""
    if not digits.isdecimal() or not any(
        len(digits) in lengths and start.match(digits) for start, lengths in _CARDS
    ):
        return False
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def is_mobile(digits: str) -> bool:
    """A personal mobile number, with the country's code or a zero before it or without."""
    return MOBILE.fullmatch(digits) is not None
