"""What people write differently, folded into what the index is written with; `search-core.js` does the same.

Traditional characters become simplified ones, Chinese numerals that count something become digits. Tables of
what a query may have meant, by sound and by shape, are for the browser only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from generator.outputs.search_pinyin import read_character

_DIGITS = "〇一二三四五六七八九"
_COUNTED = re.compile(
    "([0-9〇一二三四五六七八九十]+)"
    "(?=个?(?:[微小大]?网格|号|幢|楼|栋|座|单元|[周虚]?岁|年级|[年月日天点季期室层组弄]))"
)
_ORDINAL = re.compile("(?<=第)[一二三四五六七八九十]+")
_BUILDING = re.compile("([0-9])(?:号楼|[栋座])")
_TENS = re.compile("([0-9]?)十([0-9]?)")
_DIGIT_TABLE = str.maketrans(_DIGITS, "0123456789")
_BLOCK = range(0x4E00, 0xA000)
_COMMON_ROWS = range(0xB0, 0xD8)  # of GB 2312: its first level, 3,755 characters

LOOKALIKES = (
    "己已巳", "未末", "土士", "人入", "干千于", "日曰", "苗苖", "租祖组", "折拆析", "拔拨", "侯候",
    "辨辩辫", "贷货", "晴睛", "幕墓慕暮", "栽裁载", "坐座", "住往主", "买卖", "午牛", "天夭", "兔免",
    "亨享", "活话", "询旬", "咨资", "照召", "第弟", "籍藉", "券卷", "暑署", "助劝", "锁琐", "理埋", "鱼渔",
    "渡度", "复夏", "疾急", "廷庭", "诊珍", "瘫摊", "检捡", "徽微", "堆推", "遗遣", "冶治", "捐损", "管菅",
    "崇祟", "戊戌戍", "刺剌", "历厉", "代伐", "待侍", "纪记", "验脸险", "漏露", "轮论", "抢枪", "扶抚",
    "氧痒", "津律", "贴帖", "衔街", "竟竞", "诉拆", "举拳", "婚昏", "育肓", "孕孑", "彩采",
)  # fmt: skip
"""Characters that are taken for one another on paper and on a screen."""


def fold_text(text: str) -> str:
    """Return normalised text in the writing of the index: `第三網格` → `第3网格`, `八十岁` → `80岁`."""
    simple = text.translate(_simplified())
    return _BUILDING.sub(r"\1幢", _COUNTED.sub(_to_digits, _ORDINAL.sub(_to_digits, simple)))


def _to_digits(match: re.Match[str]) -> str:
    plain = match[0].translate(_DIGIT_TABLE)
    return _TENS.sub(lambda tens: f"{tens[1] or 1}{tens[2] or 0}", plain)


@cache
def _simplified() -> dict[int, int]:
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries, needless without search

    characters = [chr(point) for point in _BLOCK]
    plain = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(one): ord(other)
        for one, other in zip(characters, plain, strict=True)
        if one != other and len(other) == 1
    }


def list_simplified(characters: Iterable[str]) -> str:
    """Return the traditional characters of these, each followed by its simplified one."""
    known = set(map(ord, characters))
    return "".join(chr(one) + chr(other) for one, other in _simplified().items() if other in known)


def list_sounds(characters: Iterable[str]) -> str:
    """Return folded syllables, each followed by its characters: these and the common ones."""
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted({*characters, *_list_common()}):
        syllable = read_character(character)
        if syllable.isascii() and syllable.isalpha():
            spoken[syllable].append(character)
    return "".join(syllable + "".join(known) for syllable, known in sorted(spoken.items()))


def _list_common() -> list[str]:
    pairs = (bytes((row, cell)) for row in _COMMON_ROWS for cell in range(0xA1, 0xFF))
    return list("".join(pair.decode("gb2312", "ignore") for pair in pairs))
