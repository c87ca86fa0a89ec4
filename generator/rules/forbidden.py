"""Acts of authority in a text, told apart from what is denied, named, or done by an authority.

A clause is judged alone: a word counts as the grid worker's act unless the clause denies it
(不得处罚), gives it to an authority (由交警封路, 协助城管部门执法), speaks about it (宣传罚款标准),
or uses it inside a name (执法部门).
"""

import re
from functools import lru_cache

WORDS = ("处罚", "查封", "扣押", "强制", "审批", "执法", "封路", "罚款")
_ANY = "|".join(WORDS)
_REACH = 80
"""Characters before a word that are looked at, so that long text costs little."""
_ACT = re.compile(_ANY)
_CLAUSE = re.compile(r"(?:[^。！？!?；;，,\n]|\n(?!\s*(?:[-*\d]|\n)))+")
_ONLY_ACTS = re.compile(rf"\s*(?:{_ANY}|[、和或及与也等更、\s])+")

_GAP = r"(?:(?!的(?:予以|给予|由|要|将|应|一律|就|可以)|的$|就|则|否则|而|但|却).)*$"
_STRONG = re.compile(
    r"(?:不得|不能|不可|不准|不许|不会|不应|不该|不要|不用|不必|不允许|不具[有备]|不享有|不是|无权|没有权"
    rf"|禁止|严禁|切勿|请勿|杜绝|(?<![特分区级类个])别(?![人的处家墅])){_GAP}",
    re.DOTALL,
)
_WEAK = re.compile(
    r"(?:不|没有|没|无|非|未)(?:作出?|做出?|进行|实施|参与|代替?|替.{0,6}|负责|开具?|搞|采取|直接|擅自|自行|随意|涉及"
    r"|使用|介入|行使|出具|收取?|对.{1,8}|属于|越权|单独|强行|任何|行政|等同于|承担|主动|亲自|私自){0,3}"
    rf"(?:(?:{_ANY})权?[、和或与及]){{0,7}}$"
)
_AUTHORITY = (
    r"(?:部门|机关|公安|民警|警察|交警|辅警|派出所|城管|法院|检察院|消防(?:员|队|部门|救援|大队|站)|海事|海警|渔政"
    r"|(?<![布格结定])局|政府|街道办|执法(?:队员?|人员|大队|中队|支队|机关|员)|大队|中队|支队|上级|窗口|工作人员|专业人员"
    r"|主管单位|法官|医院|疾控|市里|区里|县里|指挥部|卫健委)"
)
_GIVEN = re.compile(
    rf"(?:由|等|待|请|让|交|协助|配合|陪同|帮助|支持|听从|按|根据|经)[^网]{{0,12}}?{_AUTHORITY}(?!.*网格)"
)
_DONE_BY = re.compile(rf"{_AUTHORITY}(?!.*(?:网格|后|再|并|然后|同时))")
_TOGETHER = re.compile(r"(?:会同|联合|代替?|替|和|与|跟|同)[^，]{0,6}$")
_LATER = re.compile(rf"^[^并再后]{{0,4}}(?:由|归|是|属|找|请|等|须经|要经).{{0,8}}?{_AUTHORITY}")
_TALK = re.compile(
    r"(?:宣传|讲解|告知|提醒|解释|转告|介绍|普及|咨询|查询|代办|代交|代缴|代送|递交|申请|申报|催办|反映|报告|举报|了解|反馈)"
    r"(?!.*(?:后|再|并|然后|同时|直接|先行|就))"
)
_SUFFERED = re.compile(r"(?:被.{0,4}|遭|受到?|挨|非法|违法|违规|乱|免于|以免|避免|防止|谨防)$")
_ISSUED = re.compile(r"(?:作出|做出|下达|开具?|发出|出具|行使|发布)(?:行政)?$")
_NAMES = {
    "执法": r"部门|人员|队|大队|中队|支队|局|机关|员|单位|船|艇|车|记录|证|窗口",
    "审批": r"手续|材料|表|窗口|部门|流程|进度|结果|单位|科|局|中心|人员|事项|条件|服务|平台|要求|文件",
    "处罚": r"决定|规定|标准|依据|条款|记录",
    "罚款": r"标准|规定|金额|依据|通知",
    "强制": r"性|险|保险|标准|力|戒毒所",
    "扣押": r"物品|清单",
    "查封": r"公告|清单",
    "封路": r"信息|通知|公告|通告|期间|路段|消息|时间|标志|情况",
}
_NAME = {word: re.compile(endings) for word, endings in _NAMES.items()}


@lru_cache(maxsize=65536)
def find_acts(text: str) -> tuple[tuple[str, str], ...]:
    """Forbidden acts in a text that a grid worker is the doer of: the word, and the piece to point at.

    The piece is the word itself, or begins a little earlier where the word occurs before, harmlessly.
    """
    if not _ACT.search(text):
        return ()
    found: list[tuple[str, str]] = []
    denied = False
    for clause in _CLAUSE.finditer(text):
        words = clause.group()
        if denied and _ONLY_ACTS.fullmatch(words):
            continue
        denied = False
        for match in _ACT.finditer(words):
            before = words[max(0, match.start() - _REACH) : match.start()]
            after = words[match.end() : match.end() + _REACH]
            denied = _is_denied(before)
            if not denied and _is_done(match.group(), before, after):
                start, end = clause.start() + match.start(), clause.start() + match.end()
                found.append((match.group(), _piece(text, start, end)))
    return tuple(found)


def _is_denied(before: str) -> bool:
    return bool(_STRONG.search(before) or _WEAK.search(before))


def _is_done(word: str, before: str, after: str) -> bool:
    """Whether the grid worker does it, in a clause that does not deny it."""
    if _NAME[word].match(after) and not _ISSUED.search(before):
        return False
    if _SUFFERED.search(before) or _TALK.search(before) or _LATER.match(after):
        return False
    if _GIVEN.search(before):
        return False
    subject = _DONE_BY.search(before)
    return subject is None or bool(_TOGETHER.search(before[: subject.start()]))


def _piece(text: str, start: int, end: int) -> str:
    """The shortest piece up to `end` that occurs nowhere before."""
    for begin in range(start, max(-1, start - _REACH), -1):
        if text.find(text[begin:end]) == begin:
            return text[begin:end]
    return text[start:end]
