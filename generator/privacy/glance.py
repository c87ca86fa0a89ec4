r"""A cheap look at a text: whether it may hold private data at all.

Thousands of entries are gone through at every check, nearly all without any; these looks take a tenth
of the time of the search itself. They may be wrong in one direction only. They read texts as they
are written, and JSON, in which a new line is `\n`.
"""

import re
import string
from collections.abc import Callable, Collection

from generator.privacy.folding import NUMERALS, WIDE_DIGITS
from generator.privacy.surnames import RARE, SURNAMES

SHORTEST = 7
"""Characters of the shortest home with a name (3幢201李健)."""
_BETWEEN = r"[^0-9A-Za-mo-z,\":;|{}\[\]\u3001-\u9fff\uff0c\uff1a\uff1b]{0,8}"
_WIDE = "".join(one for one in WIDE_DIGITS + NUMERALS if one <= "\uffff")
_MOBILE = re.compile(rf"1{_BETWEEN}[3-9{_WIDE}](?:{_BETWEEN}[0-9{_WIDE}]){{9}}")
_WIDE_MOBILE = re.compile(rf"１{_BETWEEN}[3-9{_WIDE}](?:{_BETWEEN}[0-9{_WIDE}]){{9}}")
_UNUSUAL = re.compile(rf"[{_WIDE}](?:{_BETWEEN}[{_WIDE}]){{2}}(?:{_BETWEEN}[0-9{_WIDE}]){{8}}")
_ANY = rf"[0-9{_WIDE}]"
_PARTS = rf"[^0-9A-Za-z{_WIDE}\n]{{1,6}}"
_PARTED_MOBILE, _WIDE_PARTED_MOBILE = (
    re.compile(
        rf"{first}{_ANY}{{2}}(?:{_PARTS}{_ANY}{{4}}(?:{_PARTS})?{_ANY}{{4}}"
        rf"|{_ANY}{_PARTS}{_ANY}{{4}}{_PARTS}{_ANY}{{3}}|{_PARTS}{_ANY}{{3}}{_PARTS}{_ANY}{{5}})(?!{_ANY})"
    )
    for first in ("1", "[１一壹幺]")
)
_THOUSANDS = re.compile(r"1[3-9],[0-9]{3},[0-9]{3},[0-9]{3}(?![0-9])")
_PARTED = (
    re.compile(
        rf"[0-9]{{6}}{_PARTS}(?:(?:1[89]|20)[0-9]{{2}}(?:{_PARTS})?[01][0-9]"
        rf"|[0-9]{{2}}(?:(?:{_PARTS})?[0-9]{{2}}){{2}}{_PARTS}[0-9]{{3}}(?![0-9])"
        r"|[0-9]{13}(?![0-9]))"
    ),
    re.compile(rf"[2-6][0-9]{{3}}(?:{_PARTS}[0-9]{{4}}){{3}}"),
)
"""Longer numbers in groups between commas, tabs, bars; asked where there are digits enough."""
_LETTERS = re.compile(
    r"[0-9０-９lIOoｌＩＯｏ](?<![0-9A-Za-z].)(?:(?<=[lIOoｌＩＯｏ])|(?=[0-9０-９ \-]{0,16}[lIOoｌＩＯｏ]))"
    r"(?:[ \-]?[0-9０-９lIOoｌＩＯｏ]){10}"
)
_POWER = re.compile(r"[.](?<=[0-9].)[0-9]{8,17}[Ee]")
_CODE = re.compile(r"\\(?:u00|x3|000)")
"""Numbers as spreadsheets and programs write them."""
_NUMBERS = (_MOBILE, _PARTED_MOBILE, _THOUSANDS, _POWER, _CODE)
_WIDE_NUMBERS = (_WIDE_MOBILE, _UNUSUAL, _WIDE_PARTED_MOBILE)
_SOME_WIDE = re.compile(
    rf"[{_WIDE}](?:{_ANY}{{2}}|(?<={_ANY}.){_ANY}|(?<={_ANY}{_ANY}.)|(?:{_BETWEEN}{_ANY}){{3}})"
)
"""Digits that are not ASCII with others beside them: what is looked for only where some are takes longer."""
_MATHEMATICAL = "\U0001d7ce".encode()[:3]
"""The first bytes of digits of mathematical alphabets, which would make the search for others slow."""
_KEPT = (string.ascii_letters + string.digits + '"\n').encode()
_SPARE = bytes(set(range(256)).difference(_KEPT))
"""What may stand between the groups of a number, as bytes of UTF-8."""
_AS_LETTERS = bytes.maketrans(b"0123456789lIOo", b"0" * 10 + b"l" * 4)
_LETTERED = re.compile(rb"(?=0*l)[0l]{11}")
"""Digits and such letters enough for a mobile, in bytes that are translated so."""
_FULL_WIDTH = re.compile(rb"\xef(?:\xbc[\x90-\x99\xa1-\xba]|\xbd[\x81-\x9a])")
"""A digit or a letter of full width, in UTF-8."""
_AS_HAN = bytes.maketrans(b"0123456789\xe3\xe4\xe5\xe6\xe7\xe8\xe9", b"0" * 10 + b"H" * 7)
_ROOM_MARKS = " :：".encode()
_SAME = bytes(
    byte
    if chr(byte).isdigit()
    else ord("L")
    if chr(byte) in "CDEGHKMPSTWcdeghkmpsw"
    else ord("M" if chr(byte).isalpha() else "x")
    for byte in range(128)
)
"""Digits, letters that papers begin with, other letters, and the rest."""
_DIGITS = _SAME + b"x" * 128
_ONE_DIGIT = re.sub(rb"[0-9]", b"0", _DIGITS)
_MARKS = b" -._/()~+*`\\nrt\r\t\n" + bytes(
    sorted(
        set(
            "".join(
                map(chr, (0xA0, 0xAD, 0xB7, *range(0x2000, 0x2016), 0x2060, 0x2212, 0x3000, 0xFEFF, 0xFF0D))
            ).encode()
        )
    )
)
"""Bytes of UTF-8 that are part of blanks, dashes and dots; what begins Chinese characters is none of them."""
_LONG = b"0" * 15
"""Digits of the shortest of the longer numbers."""
_FAR = 60
"""Bytes behind the beginning of a run of digits in which a number is looked for."""
_EACH_AS_ONE = bytes.maketrans(b"0123456789", b"0" * 10)
_OFFICER = re.compile("官证|兵证")
_WIDE_PAPER = re.compile("[０-９]{4}[^0-9A-Za-z]?[０-９]{3}")
_CARD = re.compile(r"[证卡簿本明]书?卡?(?:号码?|编号|[Nn][Oo])?[^0-9\n\"]{0,9}[0-9０-９][0-9０-９\-]{5}")
_PAPERS = (b"L00000000", b"LL0000000", b"LM0000000")
_DAY = rb"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
_PERSONAL = re.compile(
    rb"(?:[1-9][0-9]{5}(?:1[89]|20)[0-9]{2}"
    + _DAY
    + rb"|(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)[0-9]{4}"
    rb"(?:2[5-9]|[3-9][0-9])" + _DAY + rb"|(?:6|81|955|4|5[1-5]|2[2-7]|35)[0-9]{12}|3[47][0-9]{13})"
)


def may_hold_number(text: str, data: bytes) -> bool:
    """Whether there are digits enough for a mobile, an identity number or a card; `data` is the text."""
    return (
        "<" in text
        or "&" in text
        or "%" in text
        or _MATHEMATICAL in data
        or any([one.search(text) for one in _NUMBERS])  # noqa: C419 - a list takes half the time
        or (_SOME_WIDE.search(text) is not None and any(one.search(text) for one in _WIDE_NUMBERS))
        or _may_hold_parted(text, data)
        or _may_hold_run(data)
    )


def _may_hold_parted(text: str, data: bytes) -> bool:
    """Whether there may be a longer number in groups, or one with letters for digits."""
    packed = data.translate(_AS_LETTERS, _SPARE)
    longer = _LONG in packed and packed.count(_LONG) > data.translate(_AS_LETTERS).count(_LONG)
    if longer and any(one.search(text) for one in _PARTED):
        return True
    lettered = (b"0l" in packed or b"l0" in packed) and _LETTERED.search(packed)
    return bool(lettered or _FULL_WIDTH.search(data)) and _LETTERS.search(text) is not None


def _may_hold_run(data: bytes) -> bool:
    """Whether a run of digits, whatever marks part it, is that of an identity number or a card."""
    at = data.translate(_ONE_DIGIT, _MARKS).find(_LONG)
    if at < 0:
        return False
    digits = data.translate(_DIGITS, _MARKS)
    runs = digits.translate(_EACH_AS_ONE)
    while at >= 0:
        if _PERSONAL.search(digits, at, at + _FAR):
            return True
        at = runs.find(_LONG, at + len(_LONG))
    return False


def may_hold_paper(text: str, data: bytes) -> bool:
    """Whether a passport, permit or officer's card may be named with its number; `data` is the text."""
    if _CARD.search(text):
        return True
    if "证" in text or "照" in text or "assport" in text or "ermit" in text:
        if "胞" in text or "台湾" in text or _OFFICER.search(text):
            return True
        if "护照" in text and _WIDE_PAPER.search(text):
            return True
        runs = data.translate(_ONE_DIGIT, _MARKS)
        return any(paper in runs for paper in _PAPERS)
    return "字" in text and "字第" in text


_DOOR = re.compile(
    r"[室单幢栋座号號弄组房#]"
    r"(?<=[0-9０-９〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾A-Za-z #\u3000\u00a0].)(?!窗)"
)
_BACK, _SHORTEST = 90, 4
"""Characters before a door in which a name is looked for; fewer hold no name and a door."""
_ESTATE = "[村苑园里城府庭区寓]"
_NUMBERS_ONLY = re.compile(
    rf"-(?=[0-9])(?:[0-9]{{1,2}}-|(?<={_ESTATE}[0-9]-)|(?<={_ESTATE}[0-9]{{2}}-))[0-9]{{3,4}}(?![0-9\-])"
)
_CUE = re.compile(
    r"住|搬|迁|[现定寄暂]居|居于|籍|址|落户|[家房屋][住在是：:，,子号]|安家|坐落|门牌|[，,、:：;；（(|/\t@>)）\]】」—－–[【「『〔﹙［]|(?<![0-9])-|名下|承租|购[买置]|[租买]了|老屋|家[\u4e00-\u9fff]{2}|[是系为]"
    r"|[\u3007\u3400-\u9fff][ \u3000\u00a0\u2002-\u200a]+[\u3007\u3400-\u9fff]"
)
_LABEL_ENDS = r"['\"\])）】*_ ]{0,3}[:：=|\t<>\n—－】\]]"
_AND = "和[方电手住地身联单年性证号]"
"""和 is a surname too, but 姓名和电话 are two things."""
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-ZＡ-Ｚ] ?[·•]? ?[A-Z0-9Ａ-Ｚ０-９]{5}"
)
_NAMED = re.compile(
    r"(?:姓名|户主|业主|车主|房主|屋主|住户|租户|租客|房东|承租人|出租人|产权人|持证人|家庭成员|监护人|家长)"
    rf"(?:{_LABEL_ENDS}|['\"\])）】*_ ]{{0,3}}[,，;；（( \n]|(?!{_AND})[{SURNAMES}{RARE}]|$)"
)
_CALLED = re.compile(
    r"(?:居民|村民|老人|联系人|申请人|当事人|收件人|收货人|寄件人|name|Name|NAME|FN|owner|Owner|resident)"
    rf"(?!\"){_LABEL_ENDS}"
)
_BELONGS = re.compile(
    "址|门牌|房号|[室楼栋]号|幢|坐落|ddr|ADR|出生|生日|irth|BDAY|车|late|微信|QQ|邮|mail|MAIL|护照|证件|通行证|assport"
)
"""Each way to begin is a letter: searches for such alternatives are quick."""
_ROOM_AND_NAME = re.compile(rf"[0-9]{{3}} ?[:：]? ?(?!万)[{SURNAMES}][\u4e00-\u9fff]")
_NAME_BEHIND = re.compile(
    rf"[0-9\-]{{0,5}} ?[室户]?[{SURNAMES}{RARE}]"
    rf"|[^\"]{{0,8}}?[的户主民是东着望问看料，,、:：（( \-_][^\"]{{0,4}}?[{SURNAMES}{RARE}]"
)


def may_hold_home(text: str, data: bytes) -> bool:
    """Whether the number of a door stands where a name can be beside it; `data` is the text."""
    for door in _DOOR.finditer(text):
        at = door.start()
        begin = max(text.rfind('"', 0, at), at - _BACK) + 1
        if at - begin > _SHORTEST and _CUE.search(text, begin, at):
            return True
        if text[at + 1 : at + 2] != '"' and _NAME_BEHIND.match(text, at + 1, at + 24):
            return True
    if _NUMBERS_ONLY.search(text):
        return True
    return b"000H" in data.translate(_AS_HAN, _ROOM_MARKS) and _ROOM_AND_NAME.search(text) is not None


def may_hold_record(text: str, data: bytes) -> bool:  # noqa: ARG001 - called like the others
    """Whether something is called a name, and something what belongs to a person."""
    if _PLATE.search(text):
        return True
    return (_NAMED.search(text) or _CALLED.search(text)) is not None and _BELONGS.search(text) is not None


_LOOKS: dict[str, Callable[[str, bytes], bool]] = {
    "number": may_hold_number,
    "paper": may_hold_paper,
    "record": may_hold_record,
    "home": may_hold_home,
}
PRIVATE = frozenset(_LOOKS)
"""What a text may hold: numbers, papers, records of people, homes."""


def find_private_signs(text: str, data: bytes) -> list[str]:
    """What a text may hold; `data` is the text in UTF-8."""
    return [one for one, look in _LOOKS.items() if look(text, data)]


def look(text: str, among: Collection[str] = PRIVATE) -> frozenset[str]:
    """What a text may hold, of what is possible: a cheap look, wrong in one direction only."""
    if len(text) < SHORTEST:
        return frozenset()
    data = text.encode("utf-8", "replace")
    return frozenset(one for one in among if _LOOKS[one](text, data))
