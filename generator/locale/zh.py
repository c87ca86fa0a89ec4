"""Chinese labels, and how dates, times and numbers are written in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.days import Days
    from generator.model.periods import Period

WEEKDAYS = "一二三四五六日"
MIDNIGHT = 24 * 60

ROLE_ORDER = ("网格长", "专职网格员", "兼职网格员", "微网格长", "网格指导员", "志愿者")
"""Whom a resident asks first comes first."""

ORGANIZATION_KINDS = ("村居", "政府部门", "社会组织", "志愿队", "兼合式党组织", "企业")
"""Near ones first."""

SERVICE_TYPES = {
    "政务": "政务服务",
    "公益": "公益服务",
    "志愿": "志愿服务",
    "便民市场": "便民市场服务",
}
GRID_KINDS = {"综合": "综合网格", "专属": "专属网格", "海上": "海上网格", "微网格": "微网格"}
GRID_FUNCTIONS = {"重点": "重点网格", "服务": "服务网格", "联络": "联络网格"}
SECTORS = {"政府": "政府", "市场": "市场", "社会": "社会力量"}
CHANNELS = {
    "电话": "打电话",
    "窗口": "到窗口",
    "上门": "上门服务",
    "微信": "微信",
    "网站": "网上办",
    "公交船班": "乘车坐船",
    "邮寄": "邮寄",
}

GRID_FUNCTION_NOTES = {
    "重点": "人多、事多、难处多的地方，配的人手多，走访得更勤",
    "服务": "一般的居民区，把服务送到家门口",
    "联络": "人少或者离得远的地方，有人联络，有事叫得到部门",
}
VERB_NOTES = {
    "宣传": "把政策和通知讲给您听，讲到听懂",
    "走访": "上门看看，问问有什么难处；您不愿意，就不上门",
    "采集": "问几样办事用得着的情况，先说清楚拿去做什么",
    "发现": "看到不安全、不方便的地方，记下来",
    "报告": "把事情报给管这件事的部门，再把答复带回来",
    "协助": "部门来办事的时候，带路、联系、说明情况",
    "代办": "替您跑窗口、交材料、取结果，不收钱",
    "劝导": "邻里有争执，劝一劝；危险的做法，提醒一声",
    "先期处置": "急事来了先喊人、先报警、先让人避开，等专业的人到",
}
OWNER_NOTES = {
    "基本履职": ("社区和网格自己该做的", "网格员天天在做，做得好不好，您可以打监督电话说。"),
    "配合履职": ("部门来办，网格搭把手", "网格员只报情况、带个路、传个话，主意由部门拿。"),
    "居民自治": ("居民自己商量着办", "邻里的规矩大家定，大家的事大家做，网格员只帮着张罗。"),
    "上级收回": ("部门收回去自己办", "以前压给网格的，现在不派给网格员了，请直接找部门。"),
}
STANDING_DUTIES = {
    "宣传": "把政策讲明白",
    "收集民意": "把您的话带上去，再把答复带回来",
    "予以帮助": "有难处，搭把手",
}
LEVEL_NAMES = {"Ⅰ": "Ⅰ级", "Ⅱ": "Ⅱ级", "Ⅲ": "Ⅲ级", "Ⅳ": "Ⅳ级"}
COLOUR_NAMES = {"红": "红色", "橙": "橙色", "黄": "黄色", "蓝": "蓝色"}
PHASE_NOTES = {
    "预防准备": "平时就做",
    "监测预警": "有苗头了",
    "处置救援": "事情来了",
    "恢复重建": "过去以后",
}
PARTS_OF_STEPS = {
    "accountable": "牵头负责",
    "responsible": "具体去做",
    "consulted": "先问一声",
    "informed": "要知道",
}
CARD_HEADS = {
    "notice": ("察觉", "看到、听到什么要警觉"),
    "judge": ("研判", "怎样判断轻重"),
    "report": ("报告", "报给谁，说什么"),
    "act": ("先期处置", "人到之前做什么"),
}


_TURNS = {number: f"第{word}个" for number, word in enumerate("一二三四五", 1)} | {
    -number: f"倒数第{word}个" for number, word in enumerate("一二三四五", 1)
}
_TURNS[-1] = "最后一个"


def format_date(day: datetime.date) -> str:
    """`2026年5月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_days(first: datetime.date, last: datetime.date | None, today: datetime.date) -> str:
    """`10月1日至7日`; the year only when it is not this year."""
    start = format_date(first) if first.year != today.year else f"{first.month}月{first.day}日"
    if last is None or last == first:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}至{last.day}日"
    end = format_date(last) if last.year != first.year else f"{last.month}月{last.day}日"
    return f"{start}至{end}"


def format_weekdays(days: Sequence[int]) -> str:
    """Weekday numbers 0 to 6 as `周一至周五`, `周六、周日`, `每天`."""
    if len(days) == len(WEEKDAYS):
        return "每天"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_format_run(run) for run in runs)


def _format_run(run: list[int]) -> str:
    first, last = f"周{WEEKDAYS[run[0]]}", f"周{WEEKDAYS[run[-1]]}"
    if len(run) == 1:
        return first
    return f"{first}、{last}" if run[-1] == run[0] + 1 else f"{first}至{last}"


_DATES = {tuple(range(1, 32, 2)): "单日", tuple(range(2, 32, 2)): "双日"}


def format_recurring_days(days: Days) -> str:
    """Days that come again: `周一至周五`, `每月第一个、第三个周六`, `单周周三`, `每月5日`."""
    if days.dates:
        return "每月" + (_DATES.get(days.dates) or "、".join(_format_dates(days.dates)))
    weekdays = format_weekdays(days.weekdays)
    if days.turns:
        return "每月" + "、".join(_TURNS[turn] for turn in days.turns) + weekdays
    return f"{days.weeks}周{weekdays}" if days.weeks else weekdays


def _format_dates(dates: Iterable[int]) -> Iterator[str]:
    """`1日至10日`, `最后一天`."""
    for _, group in groupby(enumerate(dates), key=lambda one: one[1] - one[0]):
        run = [day for _, day in group]
        ends = run if len(run) < 3 else [run[0], run[-1]]  # noqa: PLR2004 - two stand alone
        between = "、" if run == ends else "至"
        yield between.join("最后一天" if day < 0 else f"{day}日" for day in ends)


def format_period(period: Period) -> str:
    """Minutes since midnight as `8:30–11:30`, `22:00–次日6:00`, `24 小时`, `预约`, `14:00–16:00（预约）`."""
    if period.anytime:
        return "预约"
    minutes = (period.start, period.end)
    if minutes == (0, MIDNIGHT):
        text = "24 小时"
    else:
        text = "–".join(f"{'次日' * (one > MIDNIGHT)}{_clock(one)}" for one in minutes)
    return f"{text}（预约）" if period.appointment else text


def _clock(minute: int) -> str:
    hour, minute = divmod(minute - MIDNIGHT if minute > MIDNIGHT else minute, 60)
    return f"{hour}:{minute:02d}"


def format_minutes(minutes: int) -> str:
    """`25 分钟`, `1 小时 30 分钟`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} 分钟"
    return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
