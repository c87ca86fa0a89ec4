"""Private data in a text: what looks like it, and what proves it.

A cheap look tells whether a text may hold any; then it is folded into one writing, and check digits,
birth dates, number ranges and the words around decide, so that the codes of organisations, grids and
matters are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.model.phones import parse_phones
from generator.rules.privacy.folding import NUMERALS, fold, spell_digits
from generator.rules.privacy.glance import may_hold_home, may_hold_number, may_hold_paper
from generator.rules.privacy.homes import find_homes
from generator.rules.privacy.identifiers import birthday
from generator.rules.privacy.papers import find_papers
from generator.rules.privacy.runs import find_numbers

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from generator.catalogue import Catalogue
    from generator.rules.privacy.folding import Folded
    from generator.rules.privacy.runs import Number

Sort = Literal["id", "old_id", "card", "mobile", "paper", "home"]


@dataclass(frozen=True, slots=True)
class Private:
    """A piece of private data: its sort, the text as written, its digits (or the name), where it begins."""

    sort: Sort
    text: str
    core: str
    start: int


@dataclass(frozen=True, slots=True)
class Public:
    """What a catalogue makes public, and its day: people's names, codes of divisions, consented phones."""

    names: frozenset[str]
    codes: frozenset[str]
    phones: frozenset[str]
    today: datetime.date

    @classmethod
    def of(cls, catalogue: Catalogue) -> Public:
        """All that the entries make public."""
        return cls(
            people_names(catalogue), public_codes(catalogue), public_phones(catalogue), catalogue.today
        )

    def find_private(self, text: str) -> Iterator[Private]:
        """Private data of a text, apart from mobiles that are public."""
        for one in find_private(text, self.names, self.codes, today=self.today):
            if one.sort != "mobile" or one.core not in self.phones:
                yield one


def people_names(catalogue: Catalogue) -> frozenset[str]:
    """Names of all people of the catalogue."""
    return frozenset(person.value.name for person in catalogue.people.values())


def public_codes(catalogue: Catalogue) -> frozenset[str]:
    """Codes of divisions, which grid codes begin with too."""
    return frozenset(division.value.code for division in catalogue.divisions.values())


def public_phones(catalogue: Catalogue) -> frozenset[str]:
    """Duty phones without area code that are public with their owner's consent."""
    people = (person.value for person in catalogue.people.values())
    phones = (person.duty_phone for person in people if person.duty_phone and person.consent_public)
    return frozenset(one.local for phone in phones for one in parse_phones(phone))


def find_private(
    text: str, names: Collection[str], codes: Collection[str], *, today: datetime.date | None = None
) -> Iterator[Private]:
    """Private data of a text. `names` are people's names, `codes` division codes that are public.

    Nobody is born after `today`.
    """
    data = text.encode("utf-8", "replace")
    number, paper, home = may_hold_number(text, data), may_hold_paper(text, data), may_hold_home(text)
    if not (number or paper or home):
        return
    folded = fold(text)
    if number:
        for one in _numbers(folded.text):
            if _is_private(folded.text, one, codes, today):
                yield _private(one.sort, text, folded, (one.digits, one.start, one.end))
    if paper:
        yield from (_private("paper", text, folded, one) for one in find_papers(folded.text))
    if home:
        yield from (_private("home", text, folded, one) for one in find_homes(folded.text, names))


def _private(sort: Sort, text: str, folded: Folded, found: tuple[str, int, int]) -> Private:
    """What was found in the folded text, as it was written."""
    core, start, end = found
    first, last = folded.origin(start), folded.origin(end - 1) + 1
    return Private(sort, text[first:last], core, first)


_SPELT = re.compile(rf"[{NUMERALS}](?:[ \-]{{0,3}}[0-9{NUMERALS}]){{3}}|(?:[0-9{NUMERALS}]){{11}}")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六]")


def _numbers(text: str) -> Iterator[Number]:
    """Numbers in digits, then those spelt in Chinese numerals, wholly or in part."""
    yield from find_numbers(text)
    if _SPELT.search(text):
        for one in find_numbers(spell_digits(_WEEKDAY.sub(lambda match: "-" * len(match[0]), text))):
            if any(character in NUMERALS for character in text[one.start : one.end]):
                yield one


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


def mask(found: Private) -> str:
    """The data with its middle hidden, for messages that end up in logs."""
    if found.sort == "home":
        return found.core[0] + "×" * (len(found.core) - 1)
    keep = 3 if found.sort in {"mobile", "paper"} else 4
    return found.core[:keep] + "*" * (len(found.core) - keep - 2) + found.core[-2:]
