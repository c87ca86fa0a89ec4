"""Names of people with the address of their home, in the orders in which people write them.

Every way begins at the number of a door. What stands around it tells whose door it is: a verb of
dwelling, a label, brackets, a heading of a table, or a name close by. Doors of offices, shops and
communities, and names of those who may be reached there, are left alone.
"""

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.privacy.doors import HAN, INSTITUTION, RESIDENTIAL, ROOM, find_doors
from generator.privacy.surnames import (
    NOT_GIVEN,
    is_called,
    is_full_name,
    is_surely_a_person,
    is_usual,
    name_at_end,
    name_at_start,
)

Home = tuple[str, int, int]
"""The name, and where name and address begin and end in the text."""

_DWELLS = re.compile(
    r"(?:现|家庭|户籍|常|原|身份证)?住址|家庭地址|户籍(?:地址|所在地|地|在)?|居住(?:地址|地|在|于)?|[一全]?家住|现居|定居于?|居于|租住在?|暂住在?"
    r"|借住在?|寄[住居]在?|(?:搬迁?|迁)(?:家|居)?[到去至进往入回]|户口(?:所在地|地址|在)?|常住地?址?|名下(?:的)?房产|承租|购[买置](?:的是|了)?|[租买]了|老屋在|房屋在|的家在迁居|落户|安家在?|家在|家是|家:|老家在?|(?:房子|出租屋)在|出租[房屋](?:在|:)|住[在进到过]?(?![房宅院户所建])|入住"
)
_LABEL = re.compile(
    r"(?:通讯|联系|详细|收货|收件|邮寄|快递|送货|送餐|上门)?地址|门牌号?|房号|住所|楼栋|房屋坐落|坐落|(?<=[,、:\s])在"
)
_ROLE_WORDS = (
    r"(?:联系人|[负主]?责任?人|[主承]办人|牵头人|召集人|[楼栋]{1,2}长|[协网]管员|调解员|辅警|经办人?|代表人?|法人|网格[长员]|组长|队长|主任|书记|委员|医生|护士|老师|律师|志愿者|社工"
    r"|民警|片警|站长|所长|值班|经理|校长|园长|店主|老板|管家|专干|干事|主管|会长|理事长|秘书长"
    r"|咨询|受理|接待|找|问)"
)
_ROLE = re.compile(rf"{_ROLE_WORDS}(?:是|为)?[:,、 ]*$")
_LED_BY_ROLE = re.compile(_ROLE_WORDS)
_COMMAS = r"[,、:;()\s/|\-]"
_DETAIL = (
    r"(?:[男女]性?|[\u4e00-\u9fff]族|(?:现年|今年|年龄)?:? ?[0-9〇一二三四五六七八九十]{1,3} ?岁"
    r"|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出?生)?|[0-9]{1,2}[日号]|[0-9]{1,2}月(?:份|底|初)?"
    r"|[0-9X*][0-9X* \-]{5,24}"
    r"|已婚|未婚|离异|丧偶|独居|退休|党员|群众|居民|村民|户主|低保户?|残疾|(?:高龄|孤寡|空巢)?老人|同志|先生|女士"
    r"|(?:联系)?(?:电话|手机|方式)号?码?|身份证号?码?|证号|一家[三四五六]?口?人?|全家|夫妇俩?|夫妻|老两口|母子|父子|母女|祖孙"
    r"|现在?|原[先来]?|以前|从前|曾经?|先前|目前|一直|仍|还|也|都|就|独自|一?个?人|已经?|刚刚?|今年|去年|前年|上个?月|本月|上周|昨天|前天|最近|近日|日前|后来"
    r"|于|是|的|家庭?|本人|长期|居家(?:隔离|养老|观察|照护)?|暂|同|其|她|他)"
)
_DETAILS = re.compile(rf"(?:{_COMMAS}|{_DETAIL})*+(?:[从由][^,。;\n]{{1,10}})?$")
"""What people put between a name and an address; possessive, so that a long run is tried once."""
_STOPS = re.compile(r'[^"。\n!?]*$')
_LINE_BEFORE = re.compile(r'[^"。\n!?]*\n[ \-*>]*$')
_TAIL = re.compile(r'[^"。;\n|!?]*')
_ROOM = r"(?<![0-9A-Za-z\-.])(?:[0-9]{1,2}-[0-9]{3,4}|(?!(?:19|20)[0-9]{2})[0-9]{3,4})室?[ :]{0,2}"
_ROLL = re.compile(
    rf"{_ROOM}([{HAN}·]{{2,4}})(?=[、,; \n]{{1,3}}{_ROOM}[{HAN}]{{2,3}}(?:[^{HAN}]|$))"
    rf"|(?<![0-9A-Za-z\-.])[0-9]{{1,2}}-[0-9]{{3,4}}([{HAN}·]{{3}})(?![{HAN}])"
)
"""201李健、202王敏; one is enough where the house stands before the room."""
_LONG_BACK, _LONG_ON, _LONGEST = 90, 30, 40


def find_homes(text: str, names: Collection[str]) -> Iterator[Home]:
    """Homes in a folded text, from left to right."""
    for roll in _ROLL.finditer(text):
        name = roll[1] or roll[2]
        if is_full_name(name) and is_usual(name):
            yield name, *roll.span()
    for door in find_doors(text):
        found = _whose(text, door, names)
        if found is not None:
            yield found


def _whose(text: str, door: tuple[int, int], names: Collection[str]) -> Home | None:
    start, end = door
    stop = _STOPS.search(text, max(0, start - _LONG_BACK), start)
    tail = _TAIL.match(text, end, end + _LONG_ON)
    clause = stop[0] if stop else ""
    led = clause.lstrip(" -*>")
    if _LABEL.match(led) or _DWELLS.match(led):  # 姓名：李健 in one line, 住址：… in the next
        line = _LINE_BEFORE.search(text, max(0, start - _LONG_BACK), start - len(led))
        clause = line[0] + led if line else clause
    after = tail[0] if tail else ""
    if not clause and not after:
        return None
    return _Clause(text, start, end, clause, after).owner(names)


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words before a door, the door from `start` to `end` in the text, and the words after it."""

    text: str
    start: int
    end: int
    before: str
    after: str

    @property
    def begin(self) -> int:
        """Where the words before the door begin."""
        return self.start - len(self.before)

    def owner(self, names: Collection[str]) -> Home | None:
        return (
            self._by_verb(names)
            or self._by_label(names)
            or self._by_brackets(names)
            or self._by_name_after(names)
            or self._by_name_before()
            or self._by_household()
        )

    def _by_verb(self, names: Collection[str]) -> Home | None:
        """李健，男，78 岁，家住望海新村 3 幢。"""
        verb = _last(_IS if _OF_WHOM.match(self.after) else _DWELLS, self.before)
        if verb is None or len(self.before) - verb.end() > _LONGEST or self._is_office(verb.end(), far=False):
            return None
        if verb[0] in {"租了", "买了"} and not (self._is_room(verb.end()) and _AT_REST.match(self.after)):
            return None  # 租了 301 室办培训班
        found = _name_before(self.before[: verb.start()], names)
        return self._home(*found) if found else self._named_behind(names)

    def _by_label(self, names: Collection[str]) -> Home | None:
        """李健，地址：望海新村 3 幢。"""
        label = _last(_LABEL, self.before)
        if label is None or self._is_office(label.end()):
            return None
        found = _name_before(self.before[: label.start()], names)
        if found is None:
            return self._named_behind(names)
        role = _ROLE.search(self.before[: found[1]])
        lived = label[0] == "住所" and found[1] + len(found[0]) == label.start()
        street = (label[0] in {"住所", "在"} and not lived) or role
        return None if street and not self._is_room(label.end()) else self._home(*found)

    def _by_brackets(self, names: Collection[str]) -> Home | None:
        """李健（望海新村 3 幢）。"""
        opened = self.before.rfind("(")
        inside = self.before[opened:]
        between = inside.rpartition(",")[0]
        if opened < 0 or ")" in inside or not _DETAILS.match(between) or self._is_office(opened):
            return None
        found = _name_before(self.before[:opened], names)
        if found is None or not self.after.lstrip(" 0123456789").startswith((")", ",", "、")):
            return None
        role = _ROLE.search(self.before[: found[1]])
        return None if role and not self._is_room(opened) else self._home(*found)

    def _by_name_after(self, names: Collection[str]) -> Home | None:
        """望海新村 3 幢 201 室的李健；3 幢 201 室李健。"""
        match = _AFTER.match(self.after)
        if match is None:
            return None
        body = re.split(r"[,、:()]", self.before)[-1]
        begin = len(self.before) - len(body)
        name = name_at_start(self.after[match.end() :], names, alone=bool(match["of"]))
        if name is None or self._is_office(begin, far=False) or INSTITUTION.search(self.after[: match.end()]):
            return None
        following = self.after[match.end() + len(name) :]
        if re.match(r"[处那]|办公|窗口|受理|接待|收取|负责", following):
            return None
        alone = _ALONE.match(self.before[:begin]) and _ENDS.match(following)
        glued = match[0] in {"", "_"} and _GLUED.match(following)
        certain = (alone or glued) and is_surely_a_person(name)
        held = match["of"] or certain or _AT_HOME.match(following) or _ELDER.search(name)
        unsure = ":" in match[0] or (match[0] != "" and not is_surely_a_person(name))
        if not held and not (self._is_room(begin) if unsure else self._is_residential(begin)):
            return None
        last = self.end + match.end() + len(name)
        return name, self.begin + begin, last

    def _named_behind(self, names: Collection[str]) -> Home | None:
        """住址：望海新村 3 幢 201 室，姓名：李健。"""
        match = _OWNER.match(self.after)
        if match is None:
            return None
        name = name_at_start(self.after[match.end() :], names, alone=True)
        last = self.end + match.end() + len(name or "")
        posted = name is not None and _LED_BY_ROLE.search(self.after, last - self.end, last - self.end + 9)
        return (name, self.start, last) if name and not posted else None

    def _by_name_before(self) -> Home | None:
        """李健 望海新村 3 幢 201 室。"""
        for match in _BESIDE.finditer(self.before):
            begin = match.end()
            called = is_called(match[1])
            name = name_at_end(match[1], (), alone=True) if called else _HOUSEHOLD.sub("", match[1])
            if name is None or not is_full_name(name) or self._has_role(match):
                continue
            if self.before[match.start(1) - 1 : match.start(1)] == "(" and not is_usual(name):
                continue  # 【通知】
            near = len(self.before) - begin <= _LONGEST and not self._is_office(begin)
            certain = called or self._is_room(begin) or is_surely_a_person(name)
            posted = _LED_BY_ROLE.search(self.before, begin, begin + 12)
            if posted or {"|", ";"}.intersection(match["mark"]):  # perhaps of a table of posts
                certain = self._is_room(begin)
            if near and certain:
                return self._home(name, match.start(1) + match[1].rindex(name))
        return None

    def _by_household(self) -> Home | None:
        """李建国家望海新村 3 幢 201 室, as files are called."""
        match = _HOUSE_OF.match(self.before)
        known = match is not None and is_full_name(match[1]) and is_surely_a_person(match[1])
        if match is None or not known or len(self.before) - match.end() > _LONGEST:
            return None
        if not self._is_room(match.end()) or self._is_office(match.end()):
            return None
        return self._home(match[1], match.start(1))

    def _has_role(self, token: re.Match[str]) -> bool:
        """Whether the words say that somebody may be reached here, before the name or joined to it."""
        return bool(_ROLE.search(self.before[: token.start(1)]) or _LED_BY_ROLE.match(token[1]))

    def _address(self, begin: int) -> str:
        return self.text[self.begin + begin : self.end]

    def _is_residential(self, begin: int) -> bool:
        return RESIDENTIAL.search(self._address(begin)) is not None

    def _is_room(self, begin: int) -> bool:
        """Whether the address goes on to a flat: not only a building that somebody looks after."""
        return ROOM.search(self._address(begin)) is not None

    def _is_office(self, begin: int, *, far: bool = True) -> bool:
        """Whether the address is one of an office; without `far` only what follows the number tells."""
        near = re.split(r"[,、:)]", self.after)[0][:12]
        return bool(INSTITUTION.search(near) or (far and INSTITUTION.search(self._address(begin))))

    def _home(self, name: str, start: int) -> Home:
        return name, self.begin + start, self.end


_IS = re.compile(r"[是系为]")
_OF_WHOM = re.compile(r"的?(?:业主|户主|租[客户]|住户|居民|村民|[房屋租][东主]|出?租住?户)(?![大委代会])")
"""陈阿毛是 3 幢 201 室的业主。"""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


_AFTER = re.compile(
    r"[ ,、:(]{0,2}(?P<of>[^,、:()]{0,4}?(?:的|是(?=[\u4e00-\u9fff]{2,3}家)|住着|住的是"
    r"|住户|居民|业主|户主|租户|租客|村民|[房屋租][东主]|出?租住?户|(?:看望|慰问|探望|走访|照看|照料)了?)"
    r"(?:是|为|姓名)?[:, ]*)?(?:独居|高龄|孤寡|空巢|残疾)?(?:老人)?[ ,、:(\-_]{0,2}"
)
_AT_REST = re.compile(r"[室户]?(?:$|[,、;:()\s住\"])")
"""What follows a door that somebody rents to live behind it."""
_AT_HOME = re.compile(r"家|老人|一家|夫[妇妻]|户(?!籍)")
_ELDER = re.compile(r"(?:阿[婆公姨伯]|大[爷妈伯娘叔姐嫂]|奶奶|爷爷|婆婆|公公|老[太汉])$")
_GLUED = re.compile(r"$|[,、;)(.]|低保|申请")
"""What ends a name that follows a door without a mark."""
_ALONE = re.compile(r"[^\w\n]*(?:[0-9]{1,3}[.、) ]+)?$")
"""What may stand in a line before an address that nothing but a name follows."""
_ENDS = re.compile(r" *(?:$|[,、;(|]? *(?:[0-9男女]|电话|手机))")
_OWNER = re.compile(
    r"[ ,、)]*(?:姓名|户主(?:姓名)?|住户|业主|居民|村民|产权人|所有人|承租人|租客|租户|收件人"
    r"|收货人|本人|老人|房主|家属)[: ]*(?:是|为)?[: ]*|[ ,、]+"
)
_BESIDE = re.compile(
    rf"(?:(?<=[,、:;|@\s(.)0-9])|^)([{HAN}·]{{2,12}})(?=(?:\([^()]{{1,8}}\))?(?P<mark>[,、:;|@)(\s/\-]{{1,44}})[{HAN}0-9])"
)
_HOUSE_OF = re.compile(
    rf"[^{HAN}]*([{HAN}]{{3}})家(?![住在电庭政具常装纺教居园私用饰族长委门禽畜属访务])(?=[{HAN}]{{2}})"
)
_HOUSEHOLD = re.compile(r"(?<=..)(?:夫[妇妻]|全?家|一家|户|[男女]|老人|同志)$")
"""Words behind a name that speak of somebody at home."""


def _name_before(text: str, names: Collection[str]) -> tuple[str, int] | None:
    """The name that a text ends with, past age, sex, phone and the like; and where it begins."""
    details = _DETAILS.search(text)
    for cut in dict.fromkeys((details.start() if details else len(text), len(text.rstrip(" ,、:(")))):
        words = re.search(rf"[{HAN}·]{{2,14}}$", text[:cut])
        if words is None:
            continue
        alone = words.start() == 0 or re.search(r"[,、:\s(\[.0-9]$", text[: words.start()]) is not None
        name = name_at_end(words[0], names, alone=alone)
        if (
            name is None
            and alone
            and details
            and re.search(r"[男女]|岁", details[0])
            and len(words[0]) in {2, 3}
        ):
            name = None if NOT_GIVEN.intersection(words[0]) else words[0]
        if name is not None:
            return name, cut - len(name)
    return None
