"""The message catalogue: words of the interface and labels by key, in each language of the site."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Message(NamedTuple):
    """One message in each language; what stands in braces is filled in where it is used."""

    zh: str
    en: str


def tell(language: Language, key: str, **values: object) -> str:
    """One message with its values. Raises KeyError for a key that the catalogue does not hold."""
    return str(getattr(MESSAGES[key], language)).format(**values)


MESSAGES: Mapping[str, Message] = {
    "site": Message("{city}社区服务", "Community services in {city}"),
    "lead": Message(
        "找人帮忙、办事、急事打哪个电话。", "Whom to ask for help, what is offered, and which number to ring."
    ),
    "home": Message("首页", "Home"),
    "chinese": Message("中文页", "This page in Chinese"),
    "skip": Message("跳到正文", "Skip to the content"),
    "find": Message("查找", "Search"),
    "find.hint": Message("要办什么事？可输拼音", "Search, in Chinese or English"),
    "find.label": Message("查找服务、电话、网格", "Search services, numbers and grids"),
    "find.site": Message("站内查找", "Search this site"),
    "size": Message("大字", "Larger text"),
    "menu": Message("菜单", "Menu"),
    "tabs": Message("主导航", "Main sections"),
    "footer": Message("页脚", "Foot of the page"),
    "guide": Message("使用指南", "Guide (in Chinese)"),
    "privacy": Message("隐私保护", "Privacy (in Chinese)"),
    "about": Message("关于本站", "About this site (in Chinese)"),
    "install": Message("装到手机上", "Put this site on your phone (in Chinese)"),
    "complaints": Message("投诉和评分", "Complaints (in Chinese)"),
    "top": Message("回到顶部", "Back to the top"),
    "edit": Message("修改此页", "Edit this page"),
    "here": Message("所在位置", "You are here"),
    "urgent": Message("紧急电话", "In an emergency"),
    "hotline": Message("服务热线", "Hotline of the city"),
    "hotline.note": Message(
        "说中文为主；可以请人帮您说",
        "Mostly in Chinese: ask somebody to speak for you, or say which language you speak",
    ),
    "number.110": Message("报警", "Police"),
    "number.119": Message("火警", "Fire"),
    "number.120": Message("急救", "Ambulance"),
    "number.122": Message("交通事故", "Traffic accidents"),
    "number.12345": Message("政务服务便民热线", "Government services hotline"),
    "number.12395": Message("海上遇险", "Rescue at sea"),
    "services": Message("服务", "Services"),
    "plans": Message("应急", "When disaster strikes"),
    "offices": Message("机构", "Offices"),
    "other": Message("其他", "Other"),
    "call": Message("打电话", "Call"),
    "where": Message("地点", "Where"),
    "hours": Message("时间", "Hours"),
    "holidays.closed": Message("法定节假日不开", "Closed on public holidays"),
    "holidays.open": Message("法定节假日照常", "Open on public holidays as usual"),
    "hours.special": Message(
        "另有特别安排的日子，看中文页", "Some days are different: see the page in Chinese"
    ),
    "hours.chinese": Message("看中文页", "See the page in Chinese"),
    "fee": Message("费用", "Fee"),
    "free": Message("免费", "Free of charge"),
    "fee.chinese": Message("要收费或部分免费，看中文页", "Not free for everybody: see the page in Chinese"),
    "bring": Message("带什么", "What to bring"),
    "bring.nothing": Message("什么都不用带", "Nothing"),
    "bring.chinese": Message("{count} 样，看中文页", "Papers ({count}): see the page in Chinese"),
    "office": Message("提供单位", "Offered by"),
    "address": Message("地址", "Address"),
    "night": Message("夜间电话", "At night"),
    "missing": Message("还没有英文的", "Not in English yet"),
    "missing.count": Message(
        "还有 {count} 项服务、{plans} 份应急预案、{offices} 个机构只有中文；"
        "网格、人员、公告和公开的数据也只有中文。",
        "{count} services, {plans} emergency plans and {offices} offices are in Chinese only. "
        "So are grids, people, notices and figures.",
    ),
    "missing.page": Message(
        "步骤、条件和材料的要求只有中文。", "Steps, conditions and details of papers are in Chinese only."
    ),
    "all.services": Message("看全部服务（中文）", "All services, in Chinese"),
    "all.plans": Message("看应急预案（中文）", "Emergency plans, in Chinese"),
    "all.offices": Message("看全部机构（中文）", "All offices, in Chinese"),
    "none": Message("还没有英文内容。", "Nothing is in English yet."),
    "unusual": Message("现在不一定办，先打电话问。", "May not be offered at present: ring first."),
    "Mo": Message("周一", "Mon"),
    "Tu": Message("周二", "Tue"),
    "We": Message("周三", "Wed"),
    "Th": Message("周四", "Thu"),
    "Fr": Message("周五", "Fri"),
    "Sa": Message("周六", "Sat"),
    "Su": Message("周日", "Sun"),
    "always": Message("每天 24 小时", "Day and night, every day"),
}
