"""What headings of tables, labels and keys of records call a person's name and what belongs to it."""

import re

from generator.privacy import Sort
from generator.privacy.doors import ROOM

PERSON = (
    r"[\u4e00-\u9fff]{0,6}姓名|户主|业主|住户|居民|村民|(?:独居|高龄|空巢|孤寡)?老人|租客|租户|房东|房主|屋主|承租人|出租人|产权人"
    r"|家长|监护人|车主|持证人|家庭成员"
)
"""Somebody in private."""
ANYBODY = (
    r"联系人|申请人|当事人|收[件货]人|寄件人|[Nn]ame|NAME|[Ff]ull_?[Nn]ame|[Oo]wner|[Rr]esident|FN|[Cc]ontact"
)
"""Somebody who may stand for an office too."""
HOME = (
    r"(?:家庭|现|户籍|户口|居住|常住?|详细|现居|房屋|租赁|出租|身份证|联系|通讯|收货|反映人|申请|被?走访){0,2}(?:房?屋)?(?:住址|地址|所在地|居住地)|(?:家庭|居住|户籍|现居)地址?"
    r"|门牌号?码?|房号|楼栋(?:号|房号)?|室号|房间号?|房屋坐落|坐落|幢室|楼号|幢号?|栋号?|室|住房|住处|小区楼栋"
    r"|(?:[Hh]ome_?)?(?:[Aa]ddress|[Aa]ddr)|ADR(?:;[^:\n]{0,40})?"
)
WORK = re.compile(
    r"单位|机构|职务|职位|岗位|部门|科室|窗口|服务|站点|网格|职责|办公|营业|店|职称|法定|法人|公司|企业|坐诊|专长|楼长|志愿|医生|护士|教师|老师|律师|专家|商户|获奖|书记|主任|负责|委员|队员|[队组]长|社工|经办|title|ORG|TITLE"
)
"""What tells that somebody is named for a post."""
OFFICE = re.compile(
    r"居委|村委|委员会|服务|便民|办事处|派出所|办公|公司|超市|医院|学校|银行|中心|大厦|大楼|市场|站|局|大厅|店|厂|窗口|广场|园区"
)
_NUMBERS = r"(?<![0-9])[0-9]{1,2}-[0-9]{1,4}(?:-[0-9]{1,4})?(?![0-9])"
DOOR = re.compile(
    r"[0-9〇零一二三四五六七八九十百A-Za-z] ?(?:[号號]|室|单元|幢|栋|座|户|弄|组|#|房)|" + _NUMBERS
)
_BARE_DOOR = re.compile(r"[0-9A-Za-z]{1,5}")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z] ?·? ?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_FREE_MAIL = (
    r"[\w.\-]+@(?:qq|163|126|139|189|yeah|sina|sohu|foxmail|gmail|hotmail|outlook|yahoo|icloud)\.[a-z.]+"
)
FACTS: dict[Sort, tuple[str, re.Pattern[str]]] = {
    "birth": (
        r"出生(?:日期|年月日?|时间)?|生日|[Bb]irthday|[Bb]irth_?[Dd]ate|BDAY",
        re.compile(
            r"(?:1[89]|20)[0-9]{2} ?[-年./]? ?(?:1[0-2]|0?[1-9]) ?[-月./]? ?"
            r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
        ),
    ),
    "plate": (r"车牌号?码?|车号|号牌号?码?|[Pp]late", PLATE),
    "account": (
        r"(?:个人)?(?:微信|QQ|qq)号?码?|(?:电子|个人)?邮箱|电子邮件|[Ee]-?[Mm]ail|EMAIL(?:;[^:\n]{0,40})?|[Ww]e[Cc]hat",
        re.compile(rf"{_FREE_MAIL}|[A-Za-z][A-Za-z0-9_\-]{{5,19}}(?![\w@.])|[1-9][0-9]{{4,10}}(?![\w@.])"),
    ),
    "paper": (
        r"护照号?码?|证件号?码?|[\u4e00-\u9fff]{0,6}通行证号?码?|[Pp]assport(?:_?[Nn]o)?",
        re.compile(r"[A-Za-z]{1,2}[0-9]{7,8}(?![0-9A-Za-z])|[HMhm][0-9]{10}(?![0-9A-Za-z])"),
    ),
}
"""What is private beside somebody's name: how it is labelled, and what it looks like."""
SORTS: dict[Sort, re.Pattern[str]] = {
    "home": re.compile(HOME),
    **{sort: re.compile(label) for sort, (label, _) in FACTS.items()},
}
DWELLING = re.compile(r"[住户家房门室]")
"""What the label of a home holds even where people are named for their posts."""
NAMES = re.compile(rf"(?P<person>{PERSON})|{ANYBODY}")


def holds(sort: Sort, value: str, *, strict: bool, bare: bool = False) -> re.Match[str] | None:
    """What is private in a value; with `strict` homes must be flats, with `bare` a number is a door."""
    if sort != "home":
        return None if strict else FACTS[sort][1].search(value)
    if OFFICE.search(value):
        return None
    return (ROOM if strict else DOOR).search(value) or (
        _BARE_DOOR.fullmatch(value) if bare and not strict else None
    )
