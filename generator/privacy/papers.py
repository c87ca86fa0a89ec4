"""Passports, travel permits and officers' cards: a letter and digits, told by the words near them."""

import re
from collections.abc import Iterator

from generator.privacy.runs import DATE

_GAP = r"[ \-.]?"
_PAPER = re.compile(
    rf"(?<![A-Za-z0-9])(?:"
    rf"[EGDSPHMCWKTLegdsphmcwktl]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?:{_GAP}[0-9]{{2}})?"
    rf"|[EGDSPHMCWKTegdsphmcwkt]{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}"
    rf"|(?:[ECWecw][A-Za-z]|[PSDpsd][Ee]){_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}"
    rf"|(?:14|15)[0-9]{{7}}"
    rf")(?![A-Za-z0-9])"
)
_EIGHT = re.compile(rf"(?<![A-Za-z0-9\-.])[0-9]{{4}}{_GAP}[0-9]{{4}}(?![A-Za-z0-9\-.])")
_NAMED_PAPER = re.compile(
    r"(?:社保卡|社会保障卡|医保卡|市民卡|老年卡|公交卡|优待证|老年证|残疾军人证|残疾人?证|低保证|居住证|户口[簿本]|学生证|准考证"
    r"|就业创业证|失业证|出生(?:医学)?证明?|永久居留(?:身份)?证|驾驶?证)(?:书|卡)?(?:的)?"
    r"(?:(?:编号|号码?|[Nn][Oo]\.?) ?[:是为]{0,2} ?[\u4e00-\u9fff]{0,4}字?第?"
    r"|[ :]{0,2}(?=[A-Za-z]|[0-9]{12}))([A-Za-z]{0,3}[0-9][0-9\-]{5,18})(?![0-9A-Za-z*X])"
)
"""Cards and certificates of people whose numbers follow their names."""
_WORD = re.compile(r"护照|通行证|台胞证|回乡证|旅行证|签证|证件|passport|permit", re.IGNORECASE)
_RESIDENTS_OF_TAIWAN = re.compile(r"(?:台胞证|大陆通行证|台湾[^,。;\n]{0,8}通行证)[^0-9,。;\n]{0,8}$")
_OFFICER = re.compile(
    r"(?:军官证|士官证|士兵证|文职[^0-9\n]{0,4}证|警官证)[^0-9\n]{0,10}?([0-9]{6,8})|[军士文]字第?([0-9]{6,8})号?"
)
_NEAR = 20


def find_papers(text: str) -> Iterator[tuple[str, int, int]]:
    """The number, start and end of each paper in a folded text."""
    for match in _PAPER.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _WORD.search(around):
            yield re.sub(r"[^0-9A-Za-z]", "", match[0]).upper(), match.start(), match.end()
    for match in _NAMED_PAPER.finditer(text):
        yield match[1], match.start(1), match.end(1)
    for match in _EIGHT.finditer(text):
        day = DATE.fullmatch(match[0])
        if not day and _RESIDENTS_OF_TAIWAN.search(text, max(0, match.start() - _NEAR), match.start()):
            yield re.sub(r"[^0-9]", "", match[0]), match.start(), match.end()
    for match in _OFFICER.finditer(text):
        group = 1 if match[1] else 2
        yield match[group], match.start(group), match.end(group)
