"""Chinese labels, and how dates, times and numbers are written in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

WEEKDAYS = "一二三四五六日"

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


def write_date(day: datetime.date) -> str:
    """`2026年5月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_days(first: datetime.date, last: datetime.date | None, today: datetime.date) -> str:
    """`10月1日至7日`; the year only when it is not this year."""
    start = write_date(first) if first.year != today.year else f"{first.month}月{first.day}日"
    if last is None or last == first:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}至{last.day}日"
    end = write_date(last) if last.year != first.year else f"{last.month}月{last.day}日"
    return f"{start}至{end}"


def write_weekdays(days: Sequence[int]) -> str:
    """Weekday numbers 0 to 6 as `周一至周五`, `周六、周日`, `每天`."""
    if len(days) == len(WEEKDAYS):
        return "每天"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_write_run(run) for run in runs)


def _write_run(run: list[int]) -> str:
    first, last = f"周{WEEKDAYS[run[0]]}", f"周{WEEKDAYS[run[-1]]}"
    if len(run) == 1:
        return first
    return f"{first}、{last}" if run[-1] == run[0] + 1 else f"{first}至{last}"


def write_period(period: tuple[int, int]) -> str:
    """Minutes since midnight as `8:30–11:30`."""
    return "–".join(f"{minute // 60}:{minute % 60:02d}" for minute in period)


def write_minutes(minutes: int) -> str:
    """`25 分钟`, `1 小时 30 分钟`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} 分钟"
    return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
