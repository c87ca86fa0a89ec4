"""Telephone numbers as people write them, what is shown of them and what a telephone dials.

One field may hold several numbers; each is shown and dials by itself. What is stored is the plain form:
`0988-5550117转801、0988-5550118`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NoReturn

from generator.locale.spelling import fold
from generator.model.spelling import refuse

_AREA = r"010|02\d|0(?![48]00)[3-9]\d\d"
_LONG, _FREE = 8, 10
_EIGHT_DIGITS = re.compile("010|02")
"""Cities with an area code of three digits have numbers of eight."""
_LOCAL = r"\d{2,3}[ -]?\d{4}"
_SHORT = r"1\d\d|1\d{4,5}|9[56]\d{3,6}"
_WORD = r"(?:转|接|按|分机号?|内线|ext(?:ension|n)?\.?|x|#)"
_NUMBER = re.compile(
    r"(?:0?(?P<mobile>1[3-9]\d(?:[ -]?\d{4}){2})"
    r"|(?P<free>[48]00(?:[ -]?\d){7})"
    rf"|(?:(?P<area>\((?:{_AREA})\)|{_AREA})[ -]?)?"
    rf"(?:(?P<local>(?(area)[1-9]|[2-9]){_LOCAL})|(?P<short>{_SHORT}))"
    r"|(?P<foreign>\+(?!86)[1-9]\d{0,2}(?:[ -]?\d{2,4}){2,4}))"
    r"(?:(?P<dashed>(?:-\d{1,6}){1,3})"
    rf"|(?P<named>(?:[ (]*(?:{_WORD}[ :]*)+\d{{1,6}}(?: ?号?分机)?\)?){{1,3}}| \d{{1,6}} ?分机))?"
)
_PLAIN = re.compile(
    r"(?:(?:010|02\d)-[2-9]\d{7}|0(?![48]00)[3-9]\d\d-[2-9]\d{6,7}|12345)(?:转\d{1,6})?", re.ASCII
)
"""How nearly all numbers are written: they need no reading."""
_EXTENSION = re.compile(r"\d+")
_COUNTRY = re.compile(r"(?:(?:\+|00)86[ -]?|86(?:[ -]|(?=1[3-9]\d{9}$)))(?:\(0\))?")
_WITH_ZERO = re.compile(r"0|1[3-9]|[48]00")
_LABEL = re.compile(
    r"(?:(?:咨询|联系|办公|值班|服务|投诉|监督)?电话(?:咨询|投诉|号码)?|热线|请?拨打|总机|座机|固话|手机|tel|phone)"
    r"\.?[: ]*(?=[+(\d])"
)
_SEPARATOR = re.compile(r" ?(?:[、;,/|]+|或者?|和) ?")
_LONGEST = 80
_FEW = 20
"""83163328-9 may be two lines one after the other: up to so much above the last digits it is no extension."""
_ADVICE = (
    "写成 0988-5550101 或 12345；分机写 0988-5550101转801；几个号码用“、”隔开",
    "write 0988-5550101 or 12345; an extension as `0988-5550101转801`; several with `、` between",
)

_NAMED = (
    "这里只写号码；谁的、哪里的，写在条目的名称、联系人或说明里",
    "write numbers only; whose or where belongs into a name or a note",
)
_AT_NIGHT = (
    "这里只写号码；夜里打的写进 `night_phone`，24 小时有人接的也写在那里",
    "write numbers only; one that is answered at night belongs into `night_phone`",
)
_IN_PART = re.compile(r"\d[\d -]{5,}\d|1\d\d(?!\d)|[19]\d{4}")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number. `area` is empty for mobiles and service numbers, and where it was not written."""

    local: str
    area: str = ""
    country: str = ""
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As people write it: `0988-5550117转801`."""
        local = self.local
        if self.area and not (self.country or self.extensions):
            return f"{self.area}-{local}"
        if len(local) == _FREE and local.startswith(("400", "800")):
            local = f"{local[:3]}-{local[3:6]}-{local[6:]}"
        number = "-".join(filter(None, (self.country, self._area, local)))
        return number + "".join(f"转{one}" for one in self.extensions)

    @property
    def href(self) -> str:
        """What a telephone dials: the number, a pause of two seconds, the extension.

        Android and iOS both take a comma as that pause; neither dials `;ext=` of RFC 3966.
        """
        return f"tel:{self.country}{self._area}{','.join((self.local, *self.extensions))}"

    @property
    def _area(self) -> str:
        return self.area.removeprefix("0") if self.country else self.area

    @property
    def words(self) -> tuple[str, ...]:
        """What a search finds it by: with and without area code."""
        return (self.area, self.local, self.area + self.local) if self.area else (self.local,)

    @property
    def is_mobile(self) -> bool:
        """Whether it may be somebody's own."""
        return re.fullmatch(r"1[3-9]\d{9}", self.local) is not None


@lru_cache(maxsize=16384)
def parse_phones(text: str) -> tuple[PhoneNumber, ...]:
    """The numbers of a field in the order written; refused when any part of it is none.

    A number without area code behind one that has it lies in the same area: 0988-5550117、5550118.
    """
    if _PLAIN.fullmatch(text):
        number, _, extension = text.partition("转")
        area, _, local = number.rpartition("-")
        return (PhoneNumber(local, area, extensions=(extension,) if extension else ()),)
    return _parse_written(text)


def _parse_written(text: str) -> tuple[PhoneNumber, ...]:
    """The numbers of a field in any of the ways in which people write them."""
    folded = fold(text.lower()).replace(";ext=", "转").rstrip("。., ;、")
    label = _LABEL.match(folded)
    found: list[PhoneNumber] = []
    for part in _SEPARATOR.split(folded[label.end() :] if label else folded):
        for number in _read_part(part, text):
            before = found[-1] if found else number
            near = re.fullmatch(r"[2-9]\d{6,7}", number.local) and not number.area
            found.append(replace(number, area=before.area, country=before.country) if near else number)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16384)
def format_phones(text: str) -> str:
    """A field's numbers in the plain form."""
    if _PLAIN.fullmatch(text):
        return text
    return "、".join(one.text for one in parse_phones(text))


def _read_part(part: str, text: str) -> list[PhoneNumber]:
    """What stands between two separators of a field: one number, or several with blanks between them."""
    ways = list(_read_ways(part)) if len(part) <= _LONGEST else []
    if len(ways) != 1:
        _refuse_part(part, text)
    return ways[0]


def _refuse_part(part: str, text: str) -> NoReturn:
    """Say what beside a number does not belong here, or that there is none."""
    words = "".join(re.findall(r"24小时|[\u4e00-\u9fff]{2,}", part))
    if not words or words.startswith("转") or not _IN_PART.search(part):
        within = ("", "") if part == text else (f"里的“{part}”", f"holds “{part}”, which ")
        refuse((f"{within[0]}不像电话号码", f"{within[1]}is no phone number"), _ADVICE)
    if re.search("传真|微信", words):
        refuse((f"里写着“{words}”，不是电话", f"says “{words}”, which is no telephone"), _ADVICE)
    advice = _AT_NIGHT if re.search("24小时|夜|晚|白天", words) else _NAMED
    refuse((f"里号码旁边还有“{words}”", f"holds “{words}” beside the number"), advice)


def _read_ways(part: str) -> Iterator[list[PhoneNumber]]:
    """Each way to cut a part at blanks into numbers."""
    if number := _read_number(part):
        yield [number]
    for blank in re.finditer(" ", part):
        if head := _read_number(part[: blank.start()]):
            yield from ([head, *rest] for rest in _read_ways(part[blank.end() :]))


def _read_number(text: str) -> PhoneNumber | None:
    country = _COUNTRY.match(text)
    if country:
        text = re.sub(r"^\((\d+)\)", r"\1", text[country.end() :])
        text = text if _WITH_ZERO.match(text) else f"0{text}"
    match = _NUMBER.fullmatch(text)
    if match is None or (country and (match["short"] or match["foreign"])):
        return None
    local = match["mobile"] or match["free"] or match["local"] or match["short"] or match["foreign"]
    extensions = tuple(_EXTENSION.findall(match["dashed"] or match["named"] or ""))
    number = PhoneNumber(
        re.sub("[ -]", "", local), (match["area"] or "").strip("()"), "+86" if country else "", extensions
    )
    if _EIGHT_DIGITS.match(number.area) and match["local"] and len(number.local) != _LONG:
        return None
    if match["dashed"] and not match["short"]:
        _refuse_run(number)
    return number


def _refuse_run(number: PhoneNumber) -> None:
    """A dash and digits that count on from the number's own last ones."""
    extension = number.extensions[0]
    if 0 <= int(extension) - int(number.local[-len(extension) :]) <= _FEW:
        refuse(
            ("看不出是分机，还是连着的几个号码", "may be an extension or several numbers in a row"),
            _ADVICE,
        )
