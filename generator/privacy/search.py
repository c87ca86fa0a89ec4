"""The close search of a text that may hold private data: what proves it, and what speaks against it."""

import datetime
import re
from collections.abc import Collection, Iterator

from generator.privacy import Sort
from generator.privacy.folding import NUMERALS, fold, spell_digits
from generator.privacy.homes import find_homes
from generator.privacy.identifiers import birthday
from generator.privacy.parted import find_parted
from generator.privacy.runs import Number, find_numbers
from generator.privacy.tables import find_table_facts, without_tags

Found = tuple[Sort, str, int, int]
"""A sort, the digits or the name, and where it begins and ends."""


def search(
    text: str,
    may: Collection[str],
    names: Collection[str],
    codes: Collection[str],
    today: datetime.date | None,
) -> Iterator[Found]:
    """Numbers, papers, records of people and homes, each if it `may` be there; places are those of `text`."""
    folded = fold(text)
    found: list[Found] = []
    if "number" in may:
        numbers = (one for one in _numbers(folded.text) if _is_private(folded.text, one, codes, today))
        found += ((one.sort, one.digits, one.start, one.end) for one in numbers)
    if "paper" in may:
        from generator.privacy.papers import find_papers  # noqa: PLC0415 - its patterns take long to make

        found += (("paper", *one) for one in find_papers(folded.text))
    if "record" in may:
        from generator.privacy.records import find_cars, find_records  # noqa: PLC0415 - as above

        found += (
            *find_table_facts(without_tags(folded.text)),
            *find_records(folded.text),
            *find_cars(folded.text),
        )
    if "home" in may:
        found += (("home", *one) for one in find_homes(without_tags(folded.text), names))
    for sort, core, start, end in _apart(found):
        yield sort, core, folded.origin(start), folded.origin(end - 1) + 1


def _apart(found: list[Found]) -> Iterator[Found]:
    """From left to right, of those of one sort that overlap the first: one finding for one cause."""
    ends: dict[Sort, int] = {}
    for one in sorted(found, key=lambda one: (one[2], -one[3])):
        if one[2] >= ends.get(one[0], 0):
            ends[one[0]] = one[3]
            yield one


_SPELT = re.compile(rf"[{NUMERALS}](?:[ \-]{{0,3}}[0-9{NUMERALS}]){{3}}|(?:[0-9{NUMERALS}]){{11}}")
_LETTERS = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9 \-]{0,16}[lIOo])[0-9lIOo](?:[ \-]?[0-9lIOoX]){10,18}(?![0-9A-Za-z])"
)
_AS_DIGITS = str.maketrans("lIOo", "1100")
"""Letters that are taken for digits, by mistake or to hide a number."""
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六]")


def _numbers(text: str) -> Iterator[Number]:
    """Numbers in digits, then those spelt, wholly or in part, in Chinese numerals or with l and O."""
    yield from _in_digits(text)
    respelt = (
        _LETTERS.sub(lambda match: match[0].translate(_AS_DIGITS), text),
        spell_digits(_WEEKDAY.sub(lambda match: "-" * len(match[0]), text)) if _SPELT.search(text) else text,
    )
    for other in respelt:
        for one in _in_digits(other) if other != text else ():
            if other[one.start : one.end] != text[one.start : one.end]:
                yield one


def _in_digits(text: str) -> Iterator[Number]:
    yield from find_numbers(text)
    yield from find_parted(text)


_OTHER_NUMBER = re.compile(
    r"(?:订单|单号|运单|快递|流水|批[号次]|条码|[电水气燃热]表|燃气|户号|用户号|客户号|序列号|设备|型号|案号|IMEI|ISBN|ISSN"
    r"|S/?N|EAN|ICCID|版本|追溯|发票|税号|纳税人|注册号|登记号|信用代码|网格|区划|编[码号]|代码|标[号准]|货号|文号|工单|受理|项目)"
    r"[^0-9,，;；。\n]{0,8}$",
    re.IGNORECASE,
)
"""Words that tell another sort of number."""
_ORGANISATION = re.compile(r"(?:信用|机构|组织|单位|企业|社会)[^0-9,;。\n]{0,6}代码|税号|纳税人")
_AMOUNT = re.compile(r" ?(?:元|万|亿|吨|人次|千|立方|平方|米|公里|度|KB|MB|字节|%|次)")
_ADDRESS_OF_WEB = re.compile(r"(?:https?://|www[.])[!-~]*$")
_LOOKS_BACK = 300


def _is_credit_code(digits: str) -> bool:
    from stdnum.cn import uscc  # noqa: PLC0415 - takes 50 ms, needed for candidates only

    return bool(uscc.is_valid(digits))


def _is_private(text: str, one: Number, codes: Collection[str], today: datetime.date | None) -> bool:
    """Whether what stands around a number lets it be somebody's."""
    before = text[max(0, one.start - 20) : one.start]
    if one.sort == "id":
        unborn = today is not None and birthday(one.digits) > today
        return not unborn and not (_ORGANISATION.search(before) and _is_credit_code(one.digits))
    if _OTHER_NUMBER.search(before) or _AMOUNT.match(text, one.end):
        return False
    if one.sort == "old_id" and one.digits[:12] in codes:
        return False
    web = _ADDRESS_OF_WEB.search(text, max(0, one.start - _LOOKS_BACK), one.start)
    return web is None or (one.sort == "mobile" and not {"/", "_"}.intersection(text[one.start : one.end]))
