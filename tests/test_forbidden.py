"""Acts of authority in a text: which are the grid worker's own, and which only look like it."""

from __future__ import annotations

import pytest
from reading_work import count_reading

from generator.rules import forbidden
from generator.rules.forbidden import find_acts

OWN = [
    "对占道经营的摊主罚款",
    "先封路，再报告交警",
    "报告公安机关后扣押车辆",
    "会同公安机关查封场所",
    "替部门审批建房",
    "不配合的予以罚款",
    "不能配合的，强制带离",
    "不得进入的由网格员强制带离",
    "劝导无效的处罚",
    "宣传并执法",
    "配合执法",
    "不听劝就罚款",
    "开罚款单",
    "作出处罚决定",
    "网格员封路",
    "不得处罚。发现再犯的，处罚",
    "对违停车辆执法检查",
    "协助民警，网格员封路",
    "强制劝离",
    "收取罚款",
    "由公安机关通知网格员封路",
    "在街道封路",
    "报告后先行扣押",
    "特别要处罚屡教不改的",
    "把人强制带走",
    "用车把路口拦住，封路",
    "封路并等待交警",
    "和城管部门一起执法",
    "代城管部门处罚",
    "上门扣押电动车",
]
NOT_OWN = [
    "不得对居民处罚",
    "不得处罚、查封、扣押",
    "不得处罚，查封，扣押",
    "不能自己封路",
    "不要封路",
    "不处罚",
    "不参与执法",
    "不作任何处罚",
    "不得直接罚款",
    "由交警封路",
    "封路由交警决定",
    "协助城管部门执法",
    "配合公安机关强制清场",
    "报告执法部门",
    "报综合执法队处理",
    "宣传罚款标准",
    "代办建房审批手续",
    "告知居民乱停车会罚款",
    "禁止封路",
    "无权审批",
    "没有执法权",
    "等交警来封路",
    "交警封路时引导绕行",
    "交给城管部门处罚",
    "审批由街道办窗口办理",
    "发现非法扣押证件的报告",
    "转告封路信息",
    "发现违停被罚款的居民有疑问",
    "经民政局审批后通知居民",
    "公安机关依法处罚",
    "网格员没有处罚权、执法权",
    "罚款是城管部门的事",
    "陪同执法人员入户",
    "不代替部门审批",
    "提醒船员配合海事部门执法",
    "不得擅自封路、不得处罚",
    "不搞强制",
    "协助公安机关等部门强制疏散",
    "网格员不得对居民进行罚款",
    "帮老人递交审批材料",
    "不封路，拉绳提醒绕行",
    "切勿自行查封",
    "网格员发现后报告，由城管部门处罚",
    "劝导，不罚款",
    "非强制",
]


@pytest.mark.parametrize("text", OWN)
def test_what_a_grid_worker_is_told_to_enforce_is_found(text: str) -> None:
    assert find_acts(text)


@pytest.mark.parametrize("text", NOT_OWN)
def test_denials_authorities_talk_and_names_are_left_alone(text: str) -> None:
    assert find_acts(text) == ()


def test_the_piece_pointed_at_is_the_act_and_not_a_harmless_word_before() -> None:
    text = "不得罚款。发现再犯的罚款"
    ((word, piece),) = find_acts(text)
    assert word == "罚款"
    assert text.find(piece) + len(piece) == len(text)


@pytest.mark.parametrize(
    "text",
    ["不" + "对" * 3500 + "处罚", "处罚" * 2000, "不得" * 1500 + "处罚", "不得，" * 1000 + "处罚"],
    ids=["long denial", "acts only", "denials only", "many clauses"],
)
def test_work_grows_with_the_text_and_no_faster(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text, at most twice the work; what judges an act never looks further than its reach."""
    work = count_reading(monkeypatch, forbidden)
    find_acts(text)
    once = work.characters
    find_acts(text + text)
    assert work.characters - once <= 2.1 * once
    over_all = {forbidden._ACT.pattern, forbidden._CLAUSE.pattern, forbidden._ONLY_ACTS.pattern}  # noqa: SLF001
    judging = {pattern: most for pattern, most in work.longest.items() if pattern not in over_all}
    assert all(most <= forbidden._REACH for most in judging.values())  # noqa: SLF001
