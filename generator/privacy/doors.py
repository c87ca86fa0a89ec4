"""Numbers of doors in addresses: where they stand, and what the words beside them tell."""

import re
from collections.abc import Iterator

HAN = r"\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_COUNT = r"(?:[0-9]{1,5}[A-Za-z]?|[〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,5})"
_NO_HOME = (
    r"线|窗|码|公|文|令|台|柜|店|厅|桌|位|档|机|门市|口|馆|仓|泊|车|病|床|通知|航|出|站|地铁|井|灯|会议|桥|渡|院校"
    r"|以|前|之(?![0-9一二三四五六七八九])|起|至|到|截"
)
"""What follows 号 where it is no door's: 12号线, 3号窗口, 15号以前."""
_PART = (
    rf"(?:号楼(?!窗)|[号號](?!{_NO_HOME})|室|单元|幢|栋|座|户(?![籍口外主数以])|弄"
    r"|组(?![织成长])|#|房(?![屋子]))"
)
_ESTATE = "[村苑园里城府庭区寓]"
_PLAIN = (
    rf"(?:(?<=[0-9]-[0-9]-)|(?<=[0-9]-[0-9]{{2}}-)|(?<={_ESTATE}[0-9]-)|(?<={_ESTATE}[0-9]{{2}}-))"
    r"(?=[0-9]{3,4}(?![0-9\-]))"
)
"""Behind the last dash of 3-2-201, or of 新村3-201."""
_DOOR = re.compile(
    rf"(?:[室单幢栋座号號弄组#房](?<=[0-9〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾A-Za-z ].)|-{_PLAIN})"
)
_WHOLE_DOOR = re.compile(
    rf"(?:第? ?{_COUNT} ?{_PART}|[0-9]{{1,3}}-[0-9]{{1,2}}-[0-9]{{3,4}}"
    rf"|(?<={_ESTATE})[0-9]{{1,2}}-[0-9]{{3,4}})"
    rf"(?:[ \-,]?(?:第? ?{_COUNT} ?{_PART}|{_COUNT}(?:-{_COUNT})*(?![0-9年月日元人]))"
    r"|[ \-]?[东西南北中]?[左右]?[室户](?![籍口外主数以]))*"
)
INSTITUTION = re.compile(
    r"居委|村委|委员会|社区(?:服务|居民|工作|卫生|办|中心)|服务|便民|办事处|街道办|派出所|警务|大厅|办公|会议|活动[室中]"
    r"|物业|公司|商店|超市|商场|餐厅|食堂|饭店|酒店|宾馆|菜馆|饭馆|面馆|理发|药店|书店|门店|商铺|店铺|医院|卫生|诊所|门诊"
    r"|学校|学院|幼儿园|[小中大]学|银行|信用社|邮局|政府|党群|驿站|工作|站|图书馆|文化|博物馆|体育|场馆|中心|大厦|写字楼"
    r"|大楼|工业|工厂|厂区|园区|产业园|仓库|码头|市场|法院|检察|律师|事务所|协会|联合会|机关|柜台|接待|岗亭|书屋|广场"
    r"|[局厅署]|单位|养老院|敬老院|福利院|护理院|照料|经营|营业|窗口|注册地|负责|巡查|走访|包联"
)
"""Words of offices, shops and companies."""
_HOUSE_AND_ROOM = r"(?<![0-9])[0-9]{1,2}-[0-9]{3,4}(?![0-9])"
RESIDENTIAL = re.compile(
    rf"[室幢栋户弄]|单元|号楼|[0-9]座|组 ?[0-9]|# ?[0-9]|{_HOUSE_AND_ROOM}|小区|新村|公寓|花园|家园|[苑]"
)
"""Words of houses that people live in."""
ROOM = re.compile(rf"室|单元|[幢栋座#] ?[0-9]|{_HOUSE_AND_ROOM}|[号弄].{{0,4}}[0-9一二三四五六七八九十]户")
"""An address that goes on to a flat: not only a building that somebody looks after."""


def find_doors(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of each door begin and end in a folded text: 3幢2单元201室 is one."""
    done = 0
    for sign in _DOOR.finditer(text):
        if sign.start() >= done:
            found = _whole_door(text, sign.start(), done)
            if found is not None:
                done = found[1]
                yield found


def _whole_door(text: str, at: int, done: int) -> tuple[int, int] | None:
    """Where the numbers around a sign of a door begin and end; None for a day of a month."""
    for match in _WHOLE_DOOR.finditer(text, max(done, at - 12), at + 30):
        if match.start() <= at < match.end():
            return None if text[max(0, match.start() - 1) : match.start()] == "月" else match.span()
        if match.start() > at:
            break
    return None
