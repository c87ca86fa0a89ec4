"""Names of people beside words that nobody may publish about them.

What makes a name: it is somebody's of the catalogue, or a usual surname with one or two characters,
standing alone between separators. That is weak evidence, so it counts in lists only.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.privacy.surnames import SURNAMES, WORDS
from generator.signs import HARDSHIPS

LISTED = re.compile(r"名单|花名册|如下|人员|对象|有|[:：|]|户主|姓名")
CONTACT = re.compile(
    r"(?:找|联系|问|咨询|拨|电话|负责|经办|受理|办理|代办|协助|走访|网格员|网格长|组长|成员|主任|书记|医生|护士|志愿者|"
    r"窗口|值班)[^。；\n]{0,6}$"
)
DUTY = re.compile(
    r"负责|经办|受理|办理|代办|协助|帮助|走访|探访|上门|宣传|审核|医生|护士|照护|陪|送|服务|政策|申请|窗口|专干|工作"
)
_NAME = rf"[{SURNAMES}][\u4e00-\u9fff·]{{1,2}}"
_SEPARATOR = r"(?:[、，,；;|/\t ]|\r?\n[-*\d.、 ]*+)++(?:\d+[.、 |,，]*)?"
"""Possessive, so that a long run of blank lines is tried once."""
_EDGE_BEFORE = r"(?<![\u4e00-\u9fff·])"
_EDGE_AFTER = r"(?![\u4e00-\u9fff·](?<![都均等是为系属]))"
_NOT_GIVEN = frozenset(
    "人户员口者的在未已可应须需居住家所工老众病障症岗科室费证表册款号码片区县镇村街道路局院所站点中心会部"
)
_KIN = "阿婆|阿公|大爷|大妈|大伯|大娘|奶奶|爷爷|女士|先生|师傅"
_RELATIVE = re.compile(
    rf"[{SURNAMES}](?:{_KIN})|(?<![\u4e00-\u9fff])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:{_KIN})"
    rf"|(?:居民|村民|住户|渔民|老人|患者|户主)([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[患的家因是，,（(、确查住])"
)
"""People called by surname and age, or by what they are: 陈阿婆, 居民王某某."""


@dataclass(frozen=True, slots=True)
class Named:
    """A piece of text that names people, from `start` to `end`, and how many."""

    start: int
    end: int
    count: int


def is_name(text: str, names: Collection[str]) -> bool:
    """Whether a text that stands alone is a name, as far as one can tell."""
    if text in names:
        return True
    return (
        2 <= len(text) <= 3  # noqa: PLR2004 - a surname and one or two characters
        and text[0] in SURNAMES
        and text not in WORDS
        and not _NOT_GIVEN.intersection(text[1:])
    )


_LIST = re.compile(rf"{_EDGE_BEFORE}{_NAME}{_EDGE_AFTER}(?:{_SEPARATOR}{_NAME}{_EDGE_AFTER})+")
_ROW = re.compile(rf"^(?:[^\n]*?[,|;\t])? *({_NAME}) *(?:[,|;\t][^\n]*)?$", re.MULTILINE)
"""A line of a table with a name in one of its cells."""
_ONE = re.compile(rf"{_EDGE_BEFORE}{_NAME}{_EDGE_AFTER}")


def find_lists(text: str, names: Collection[str]) -> Iterator[Named]:
    """Runs of two names or more that are no contacts, and tables with names in two rows or more."""
    for match in _LIST.finditer(text):
        found = [one for one in _ONE.finditer(match[0]) if is_name(one[0], names)]
        before = text[max(0, match.start() - 16) : match.start()]
        if len(found) > 1 and not CONTACT.search(before):
            yield Named(match.start() + found[0].start(), match.start() + found[-1].end(), len(found))
    if ("," in text or "|" in text or "\t" in text) and "\n" in text:
        rows = [match for match in _ROW.finditer(text) if is_name(match[1], names)]
        if len(rows) > 1:
            yield Named(rows[0].start(), rows[-1].end(), len(rows))


REACH = 8
"""Characters between a name and a word that is said of it."""


def find_beside(text: str, names: re.Pattern[str]) -> Iterator[tuple[Named, str]]:
    """Names within `REACH` characters of a word of hardship in one clause, and that word.

    `names` matches the names of the catalogue; others count with an address (陈阿婆, 居民王某某).
    Who deals with hardship as a duty is passed over.
    """
    for clause in re.finditer(r"[^。；;！？!?\n]+", text):
        words = list(HARDSHIPS.finditer(clause[0]))
        if not words or DUTY.search(clause[0]):
            continue
        for match in (*names.finditer(clause[0]), *_RELATIVE.finditer(clause[0])):
            group = 1 if match.re is _RELATIVE and match[1] else 0
            start, end = match.span(group)
            near = next(
                (word for word in words if word.start() <= end + REACH and start <= word.end() + REACH), None
            )
            if near is not None:
                yield Named(clause.start() + start, clause.start() + end, 1), near[0]
