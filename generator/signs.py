"""Signs in what a file says that a closer reading of it, by some rule, may pay.

Every entry is looked at once, when it is read; nearly all have no sign, and rules on wording pass over them.
A look may be wrong in one direction only. It reads all texts of an entry at once, each between quotes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.privacy.glance import PRIVATE, find_private_signs, look


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the first of the words that stands there, and nothing without words.

    They are grouped by first letters, which are found fastest.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()) or r"(?!)")


UNWRITTEN = frozenset({"code", "boundary"})
"""Fields without words, which other checks hold to their form."""
DWELLING, PLACEHOLDER, HONOUR, GROUP, HARDSHIP = "dwelling", "placeholder", "honour", "group", "hardship"
REMARK = "remark"
"""A comment that may hold private data."""
CODE = "code"
"""What may be code of a web page or a workbook."""
ALL = PRIVATE | {CODE, DWELLING, PLACEHOLDER, HONOUR, GROUP, HARDSHIP, REMARK}

_HONOURS = "评选 表彰 荣誉 称号 评优 评先 先进个人 最美网格"
_GROUPS = """
    低保 特困 五保 涉毒 吸毒 戒毒 精神障碍 精神病 精神疾病 精神残疾 刑满 刑释 社区矫正 信访 上访 艾滋
    孕妇 孕产妇 怀孕
"""
_HARDSHIPS = """
    低保 特困户 特困 贫困 困难户 吃救济 欠债 失信 涉毒 吸毒 戒毒 精神障碍 精神病 抑郁 刑满 上访 艾滋
    肝炎 肺结核 癌 肿瘤 透析 尿毒症 糖尿病 高血压 心脏病 中风 瘫痪 偏瘫 痴呆 残疾 流产 怀孕 不孕
"""
OTHERS = "其他"
_HOLES = f"{OTHERS} 某某 xx XX ×× ｘｘ ＸＸ □□"
DWELLS = any_of(["住", "搬", "迁", "居", "家在"])
HONOURS = any_of(_HONOURS.split())
"""Words of honours, of which none is given by quota."""
GROUPS = any_of(_GROUPS.split())
"""Groups whose members are never listed."""
HARDSHIPS = any_of(_HARDSHIPS.split())
"""Words of health, poverty and the like."""
HOLES = any_of(_HOLES.split())
"""What holds a place inside a text."""
_RARE = any_of(f"{_HONOURS} {_GROUPS} {_HARDSHIPS} {_HOLES}".split())
PLACEHOLDERS = re.compile(
    r"\"(?<=[\[:,]\")(?:[^\w\"]+\"|[^\w\"]*(?:[待暂尚略空后某无视依]|[如同][上前左]|[参详]见|见[附上下后]|[不未][定填知详明清]|测试|[示样]例|例如"
    r"|另行|正在|建设|完善|整理|敬请|等|此处|[请点][填输击]|请[自在]|没有|按照?[国有相上政法文的、规要]|根据|参照|符合|具备|满足"
    r"|具体以|以[实窗现通官公最]|[有相]关|国家|法律|必要|所需|需要|ref!|value!|name\?|div/0|num!|null!|spill!|calc!|todo|tbd|fixme|test|asdf|qwer|lorem|n/?a\b|none|null"
    r"|[Ａ-Ｚａ-ｚ]{2}|(?P<one>[0-9])(?P=one){3}|aaa))",
    re.IGNORECASE,
)
"""How texts begin, in JSON, that only hold a place."""
_FIRST = (
    "待暂尚略空后某无视依如同参详见不未测示样例另正整建完敬等此请点没按根符具满以有相国法必所需Ａ-Ｚａ-ｚ"
)
MAY_HOLD_PLACE = re.compile(
    rf"\"(?:[{_FIRST}]|[^\w\",:}}\]][^\w\"]*[\"{_FIRST}0-9A-Za-z]|([0-9])\1{{3}}"
    r"|[TtFfAaQqLlNn](?i:odo|bd|ixme|est|sdf|wer|orem|/?a\b|one|ull|aa))"
)
"""The same with less to compare at each of the many quotes; asked first."""
_WORDS = {HONOUR: HONOURS, GROUP: GROUPS, HARDSHIP: HARDSHIPS, PLACEHOLDER: HOLES}


def may_hold_place(text: str) -> bool:
    """Whether a text may say nothing itself; most say something."""
    return HOLES.search(text) is not None or PLACEHOLDERS.match(quote_all([text]), 1) is not None


def find_signs(value: Mapping[str, object]) -> frozenset[str]:
    """Signs in the plain values of an entry."""
    texts: list[str] = []
    placed = (
        _collect([one for field, one in value.items() if field not in UNWRITTEN], texts) or "address" in value
    )
    text = quote_all(texts)
    signs = find_private_signs(text, text.encode("utf-8", "replace"))
    if placed or DWELLS.search(text):
        signs.append(DWELLING)
    if any(PLACEHOLDERS.match(text, quote.start()) for quote in MAY_HOLD_PLACE.finditer(text)):
        signs.append(PLACEHOLDER)
    if "<" in text or "&" in text or "_x00" in text or "_X00" in text:
        signs.append(CODE)
    if _RARE.search(text):
        signs += (sign for sign, words in _WORDS.items() if words.search(text))
    return frozenset(signs)


_REMARKS = re.compile("#.*")


def find_remark_signs(text: str) -> frozenset[str]:
    """Whether a comment of a file of entries, or what looks like one, may hold private data."""
    remarks = "\n".join(_REMARKS.findall(text)) if "#" in text else ""
    return frozenset({REMARK} if remarks and look(remarks) else ())


def quote_all(texts: list[str]) -> str:
    """Texts between quotes, with commas between; their own quotes part nothing."""
    whole = '","'.join(texts)
    if whole.count('"') > 2 * (len(texts) - 1):
        whole = '","'.join(text.replace('"', "'") for text in texts)
    return f'["{whole}"]'


def _collect(value: Iterable[Any], texts: list[str]) -> bool:
    """Gather all texts below some values; whether any of them is an address."""
    placed = False
    for one in value:
        if one.__class__ is str:
            texts.append(one)
        elif isinstance(one, dict):
            placed = _collect(one.values(), texts) or "address" in one or placed
        elif one is not None:
            placed = _collect(one, texts) or placed
    return placed
