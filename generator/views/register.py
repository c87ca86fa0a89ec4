"""The register: what is published of each kind, and the pages that stand whatever is published.

A new kind is published by a line here. Results of search, sets of open data and headings of the list of
changes come in this order.
"""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views import complaint
from generator.views.addresses import HOME
from generator.views.checks import view_checks
from generator.views.duty import view_boundary, view_can
from generator.views.english import english_paths, view_english, view_english_entry
from generator.views.finder import trait_paths, view_finder, view_trait
from generator.views.holidays import view_holidays
from generator.views.home import view_home
from generator.views.lineage import view_lineage
from generator.views.offline import view_install, view_offline
from generator.views.pieces import Link
from generator.views.projections import (
    DataSet,
    Extra,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    Section,
    StandingPage,
    Words,
)
from generator.views.publications import (
    assessment,
    case_series,
    charter,
    division,
    evaluation,
    grid,
    honour,
    matter,
    notice,
    organization,
    person,
    plan,
    profile,
    roster,
    service,
    subject,
    team,
)
from generator.views.todo import offices_with_tasks, todo_path, view_todo
from generator.views.wording import INDEX as WORDING
from generator.views.wording import view_wording

PUBLICATIONS: tuple[Publication, ...] = (
    service.PUBLICATION,
    grid.PUBLICATION,
    person.PUBLICATION,
    organization.PUBLICATION,
    division.PUBLICATION,
    profile.PUBLICATION,
    subject.AUDIENCES,
    subject.CATEGORIES,
    subject.LIFE_EVENTS,
    subject.DOCUMENT_TYPES,
    notice.PUBLICATION,
    matter.MATTERS,
    matter.INFORMATION_ITEMS,
    matter.MATTER_CATEGORIES,
    plan.PUBLICATION,
    team.PUBLICATION,
    roster.PUBLICATION,
    charter.PUBLICATION,
    honour.PUBLICATION,
    assessment.PUBLICATION,
    evaluation.PUBLICATION,
    case_series.PUBLICATION,
)
DATA_SETS = tuple(one.open_data for one in PUBLICATIONS if isinstance(one.open_data, DataSet))
FEED_SOURCES = tuple(one.feed for one in PUBLICATIONS if not isinstance(one.feed, NotShown))
SECTIONS = {
    **{one.changes.name: one.changes.title for one in PUBLICATIONS if isinstance(one.changes, Section)},
    "handbook": Text("要重印的手册", "Handbooks to reprint"),
}
"""What changes are about, in the order of interest; the first part of a change's kind."""
CHAPTERS = {
    chapter.field: chapter.title
    for one in PUBLICATIONS
    if not isinstance(one.handbook, NotShown)
    for chapter in one.handbook
}
"""Parts of the handbook by field of its view."""
SEARCH_LABELS = {one.kind: one.search.label for one in PUBLICATIONS if isinstance(one.search, Findable)}
"""What search calls each kind in its results."""


def _todo_paths(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for name in sorted(offices_with_tasks(catalogue)):
        yield todo_path(name), name


STANDING: tuple[StandingPage, ...] = (
    StandingPage(
        "home",
        Pages(HOME, (Listing("home.html.j2", view_home),)),
        NotShown("whoever searches is on the site already"),
    ),
    StandingPage(
        "find",
        Pages(
            Link("找服务", "find/index.html"),
            (
                Listing("find.html.j2", view_finder),
                Extra("listing.html.j2", view_trait, trait_paths),
            ),
        ),
        Words(
            (
                "选服务",
                "免费的服务",
                "不花钱",
                "不要钱",
                "打电话就能办",
                "现在开着",
                "我能办什么",
                "有什么服务",
            ),
            "按您是谁、遇到什么事、住在哪里选服务；不花钱的、打电话就能办的",
        ),
    ),
    StandingPage(
        "english",
        Pages(
            Link("English", "en/index.html"),
            (
                Listing("english.html.j2", view_english),
                Extra("english_entry.html.j2", view_english_entry, english_paths),
            ),
        ),
        Words(
            ("英文", "英语", "外国人", "foreigner", "services in English"),
            "Services, telephone numbers and help in an emergency, in English",
        ),
    ),
    StandingPage(
        "can",
        Pages(Link("能做什么、不能做什么", "matters/can.html"), (Listing("can.html.j2", view_can),)),
        Words(
            ("罚款", "能罚款吗", "可以罚我吗", "没收东西", "封路封门", "有权管我吗", "网格员能干什么"),
            "网格员能帮您做什么；不罚款、不收费、不审批、不执法",
        ),
    ),
    StandingPage(
        "boundary",
        Pages(
            Link("政府和居民的分工", "matters/boundary.html"), (Listing("boundary.html.j2", view_boundary),)
        ),
        NotShown("each matter on it is found"),
    ),
    StandingPage(
        "complaint",
        Pages(
            Link("投诉和评分", "complaints/index.html"),
            (Listing("complaint.html.j2", complaint.view_complaint),),
        ),
        Words(
            (
                *("投诉", "举报", "评分", "打分", "投诉电话", "举报电话", "监督电话"),
                *("不满意", "告状", "提意见", "意见建议", "部门评分", "投诉网格员", "投诉部门"),
                *("态度不好", "态度差", "办得不好", "推来推去", "乱收费"),
            ),
            complaint.NOTE,
        ),
    ),
    StandingPage(
        "check",
        Pages(
            Link("四项自查", "checks/index.html"),
            (
                Listing("checks.html.j2", view_checks),
                Extra("todo.html.j2", view_todo, _todo_paths),
            ),
        ),
        Words(
            ("覆盖率", "过期的服务", "全社会参与", "全方位覆盖", "全天候运行", "全区域平安"),
            "四项要求做到了多少，还缺什么，各单位待办",
        ),
    ),
    StandingPage(
        "holidays",
        Pages(Link("放假和调休", "holidays/index.html"), (Listing("holidays.html.j2", view_holidays),)),
        Words(
            (
                "放假",
                "调休",
                "上班",
                "节假日",
                "补班",
                "元旦",
                "春节",
                "清明",
                "五一",
                "劳动节",
                "端午",
                "中秋",
                "国庆",
            ),
            "今年和明年哪几天放假，哪几个周六、周日要上班",
        ),
    ),
    StandingPage(
        "install",
        Pages(Link("装到手机上", "guide/install.html"), (Listing("install.html.j2", view_install),)),
        Words(
            ("添加到桌面", "安装", "下载", "二维码", "微信打不开", "在浏览器中打开", "没有网", "U盘"),
            "放到手机桌面，一点就开；没有网也能看自己的网格",
        ),
    ),
    StandingPage(
        "offline",
        Pages(Link("没有网的时候", "guide/offline.html"), (Listing("offline.html.j2", view_offline),)),
        NotShown("it stands in where there is no network; how to prepare for it is found under install"),
    ),
    StandingPage(
        "wording",
        Pages(WORDING, (Listing("wording.html.j2", view_wording),)),
        NotShown("it is for those who write the entries"),
    ),
    StandingPage(
        "lineage",
        Pages(Link("加减法", "lineage/index.html"), (Listing("lineage.html.j2", view_lineage),)),
        Words(("网格合并", "网格拆分", "原来的网格", "减负"), "网格、任务、专职网格员，调整前后对照"),
    ),
)
