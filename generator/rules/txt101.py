"""给居民看的字要写实，不写占位的话

检查各类条目里给人看的文字，有没有只写了占位的话：还没写的（待定、待补充、TODO、xxx、同上、略、……、横线）、
没有内容的（无、暂无、不详），Excel 的出错标记（#N/A、#REF!），
和什么都没说的兜底话（其他材料、法律法规规定的其他材料、按有关规定、详见附件）。
居民看了不知道要带什么、去哪里，只好再跑一趟。

费用写“免费”“无”，`ineligible`（谁不可以办）和 `cannot`（不做什么）写“无”，都说清楚了，不算占位。

修改办法：写清楚；还不知道的先删掉这个字段；兜底的材料一样一样列出来，列不出的就不要。

过期：没有，和哪一天检查无关。

来源：政府网站与政务服务检查指标（指南要素不全、含兜底条款）；2019 年以来的普查里，865 份指南有 13% 写了
“其他材料”“按有关规定”这样的话。
---
What residents read says something; no words that only hold a place

Checks the texts of all entries for those that say nothing: not yet written (TODO, xxx, dots, dashes),
empty (none, unknown), errors of Excel (#N/A), and catch-alls ("other documents", "according to the rules").
People who read them do not know what to bring or where to go, and come twice.

A fee of "none", and "none" for who is not eligible or what a grid worker does not do, do say something.

Repair: write it out; remove the field while it is unknown; list documents one by one.

Lapse: none; it is the same on every day.

Source: the indicators by which public sites are inspected; a national check of 865 guides found 13 %
with catch-all documents.
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Severity, Text
from generator.facts.memory import each_entry
from generator.locale.spelling import fold
from generator.model import PROFILE
from generator.model.fields import Shape
from generator.rules.texts import collect_texts
from generator.signs import OTHERS, PLACEHOLDER, may_hold_place

CODE = "TXT101"
finding = partial(Diagnostic, CODE, Severity.WARNING)
SAYS_ENOUGH = frozenset({"fee", "ineligible", "cannot"})
"""Fields in which 无 is an answer."""
LONGEST = 200
"""Characters of a text in which catch-alls are looked for; longer ones say something besides."""

LONGEST_WITH_HOLE = 40
"""Characters of a text in which XX is a word left out; longer ones may speak about it."""

_ENDS = "。.!,;、…[]【】()（） "
_UNWRITTEN = re.compile(
    r"[暂尚]?待(?:定|补充?|完善|填写?|核实|确认|更新?|录入|通知)(?:内容|信息)?|后续?(?:补充?|完善)|[如同][上前左]|略|空白?|"
    r"暂[缺定空]|[尚暂]?未[定填]|[尚暂]未(?:确定|明确|公布)|[不未]填|另行通知|(?:正在)?(?:建设|完善|整理)中|正在完善|敬请期待|等等?|"
    r"(?:参|详)?见(?:附件?|附[表图录]|[上下]文|[上下后]|[上下]表)[一二三四五\d]*|[示样]例(?:文字|内容|文本)?|例如|"
    r"测试(?:服务|通知|数据|一下|用|条目)?|"
    r"(?:此处|请|点击)(?:自行|在此|在这里)?(?:填写|输入)[^，。,]{0,6}|"
    r"todo|tbd|fixme|tests?|asdf\w*|qwer\w*|lorem ipsum.*|x{2,}"
    r"|[×＊*?？□]{2,}|[?？]|某某+|[.。…·、]+|[-—_~/\\]+|n/?a|(?P<one>[0-9])(?P=one){3,}|a{3,}",
    re.IGNORECASE,
)
_OF_EXCEL = re.compile(r"#(?:n/a|ref|value|name|div/0|num|null|spill|calc)[?!]?", re.IGNORECASE)
_NOTHING = re.compile(r"无|没有|暂无|不详|未知|[暂尚]?不(?:清楚|明确?)|none|null", re.IGNORECASE)
_OF_RULES = "(?:国家|有关|相关|现行|上级|法律|法规|规章|政策|文件|规定|要求|条例|、|和|及|的)"
_CATCH_ALL = re.compile(
    r"(?:(?:法律|法规|规章|政策|国家|有关|相关|规定|要求|需要|应当|提供|提交|办理|部门|机关|、|和|或|及|与|的|等|所)*"
    r"其他(?:有关|相关|必要|需要|应当|提供|提交|的)*(?:材料|证明|资料|证件|情形|条件|情况)(?:等)?|"
    rf"(?:按照?|依照?|依据|根据|参照|符合)(?:(?:国家|有关|相关)的?)?{_OF_RULES}*(?:规定|要求|政策|法律|法规|文件|实际情况)"
    r"(?:办理|执行|收取|收费|提供)?|(?:国家)?[有相]关(?:法律|法规|规定|政策|要求|条例|、|和)+|法律、?法规|依法依规(?:办理)?|"
    r"视(?:具体|实际)?情况而定|(?:具体)?以(?:实际|窗口|现场|通知|官[方网]|公告|最新)?(?:情况|通知|公告|要求|公布|发布)?为准|"
    r"(?:符合|具备|满足)(?:国家|法律|法定|规定|相关|有关|相应|上述|办理|申请|要求|政策|的)*条件"
    r"(?:的?(?:居民|市民|群众|人员|对象|单位|个人|人))?|"
    r"(?:相关|有关|必要|所需|需要)的?(?:证明)?(?:材料|资料|证件|证明|手续|人员|部门|单位|情况)|"
    r"详见(?:附件|文件|官网|网站|窗口|公告)?)"
)
_HOLE = re.compile(r"\A(?:x{2,}(?![a-z])|[×□]{2,}|某某+)|(?:(?<![a-z])x{2,}|[×□]{2,}|某某+)\Z", re.IGNORECASE)
"""What stands at either end of a text for a word to come; inside, names of forms leave room for one."""
_PARTS = re.compile(r"[、，,；;。\n]+")

_SORTS = (
    (
        _OF_EXCEL,
        Text("是 Excel 算不出来时写的，不是内容", "is what Excel writes when a formula fails"),
        Text("在 Excel 里改好公式，或照原意写上", "mend the formula in Excel, or write what was meant"),
    ),
    (
        _UNWRITTEN,
        Text("还没有写", "is not written yet"),
        Text(
            "现在写清楚；还不知道的，先删掉这个字段", "write it out, or remove the field while it is unknown"
        ),
    ),
    (
        _NOTHING,
        Text("没有内容", "says nothing"),
        Text("没有就删掉这个字段", "remove the field when there is nothing to say"),
    ),
    (
        _CATCH_ALL,
        Text("是兜底的话，没有说清楚", "is a catch-all"),
        Text(
            "一样一样写明：哪几样材料、多少钱、哪一条规定；写不出的不要写",
            "say which documents, how much, which rule; leave out what you cannot name",
        ),
    ),
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on texts that only hold a place."""
    for entry in each_entry(catalogue):
        if entry.kind != PROFILE.name and PLACEHOLDER in entry.signs:
            for path, text in collect_texts(entry.value):
                if len(text) <= LONGEST and may_hold_place(text):
                    yield from _check_text(entry, path, text)


def _check_text(entry: Entry[Shape], path: KeyPath, text: str) -> Iterator[Diagnostic]:
    for words, problem, advice in _find_places(path, text):
        message = Text("`{words}` {problem}", "`{words}` {problem}").format(words=words, problem=problem)
        yield finding(entry.at(*path), message, advice)


def _find_places(path: KeyPath, text: str) -> Iterator[tuple[str, Text, Text]]:
    """The first words of a text that only hold a place, with what is wrong and what to do."""
    plain = fold(text).strip(_ENDS) or text
    for pattern, problem, advice in _SORTS:
        if pattern is _NOTHING and path[-1] in SAYS_ENOUGH:
            continue
        parts = _PARTS.split(text) if pattern is _CATCH_ALL else []
        words = plain if pattern.fullmatch(plain) else next(filter(_names_others, parts), None)
        if words is None and pattern is _UNWRITTEN and len(plain) <= LONGEST_WITH_HOLE:
            words = hole[0] if (hole := _HOLE.search(plain)) else None
        if words is not None:
            yield words, problem, advice
            return


def _names_others(part: str) -> bool:
    """Whether one item of a list stands for all that it does not name."""
    return bool(_CATCH_ALL.fullmatch(part.strip())) and OTHERS in part
