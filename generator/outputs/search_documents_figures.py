"""What can be found of assessments, evaluations, honours, case statistics, checks and open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.honours import published_honours
from generator.outputs.search import SearchDocument
from generator.views.addresses import INDEXES, page_path
from generator.views.assessment import METHOD_PATH, published_assessments
from generator.views.cases import published_series
from generator.views.evaluation import published_evaluations
from generator.views.honour import view_honour_item
from generator.views.pieces import cut_text, plain_text
from generator.views.rates import quarter_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue

NOTE = 60
PAGES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("考核怎么算", METHOD_PATH, ("部门打分", "满意率怎么算"), "部门考核的公式、权重，为什么有的不排名"),
    (
        "四项自查",
        INDEXES["check"].url,
        ("覆盖率", "过期的服务", "全社会参与", "全方位覆盖", "全天候运行", "全区域平安"),
        "四项要求做到了多少，还缺什么，各单位待办",
    ),
    (
        "开放数据",
        INDEXES["open_data"].url,
        ("数据下载", "CSV", "JSON", "Excel"),
        "服务、网格、考核和诉求统计的数据文件",
    ),
    (
        "本次变更",
        INDEXES["change"].url,
        ("更新记录", "最近有什么变化", "换电话", "改时间", "要重印的手册"),
        "服务、电话、人员、网格最近有什么变化",
    ),
    (
        "加减法",
        INDEXES["lineage"].url,
        ("网格合并", "网格拆分", "原来的网格", "减负"),
        "网格、任务、专职网格员，调整前后对照",
    ),
)
"""Pages that are there whatever is published: title, address, other words, note."""


def figure_documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    """Documents of these kinds."""
    yield from _honours(catalogue)
    for title, url, aliases, note in PAGES:
        yield SearchDocument("page", title, url, aliases, note, note)
    yield from _assessments(catalogue)
    yield from _evaluations(catalogue)
    yield from _series(catalogue)


def _honours(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_honours(catalogue):
        item = view_honour_item(catalogue, one.id)
        text = f"{item.title}。{plain_text(one.value.citation)}。{item.community}"
        state = f"{item.badge.text}。" if item.badge else ""
        note = cut_text(f"{state}{item.title}，{item.year}", NOTE)
        yield SearchDocument("honour", item.recipient, page_path("honour", one.id), (item.title,), text, note)


def _assessments(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in reversed(published_assessments(catalogue)):
        quarter = quarter_figures(catalogue, one.id)
        names = "、".join(department.name.text for department in quarter.departments)
        text = f"考核 打分 名次 响应率 解决率 满意率 {names} {plain_text(one.value.intro)}"
        note = f"交办 {quarter.total.cases} 件，满意率 {quarter.total.results[-1].text}"
        title = f"{one.value.period}部门考核"
        yield SearchDocument("page", title, page_path("assessment", one.id), (), text, note)


def _evaluations(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_evaluations(catalogue):
        text = "。".join((*one.value.findings, one.value.method or "", one.value.sample or ""))
        note = cut_text(one.value.findings[0], NOTE)
        path = page_path("evaluation", one.id)
        yield SearchDocument("page", one.value.name, path, ("第三方评估",), text, note)


def _series(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_series(catalogue):
        note = cut_text(one.value.method or "", NOTE)
        text = f"诉求 投诉 反映 集中 倾向 预警 {one.value.method or ''}"
        yield SearchDocument(
            "page", one.value.name, page_path("case_series", one.id), ("诉求统计",), text, note
        )
