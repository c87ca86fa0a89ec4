"""What reading finds no sign of, no rule on wording would have found: signs only save time."""

from typing import Any

from conftest import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from generator import signs
from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic
from generator.model import KIND_BY_NAME
from generator.model.phones import format_phones
from generator.reading.loading import load_catalogue
from generator.reading.sources import load_source
from generator.rules import hon101, prv101, prv102, prv103, txt101
from generator.signs import find_signs, quote_all
from scripts.privacy.corpus import load_forms, load_lookalikes

WORDING = (prv101, prv102, prv103, txt101, hon101)
DEMO = load_catalogue(ROOT).catalogue
assert DEMO is not None
PRIVATE = [one.text for one in (*load_forms(), *load_lookalikes())]


def _is_phone(text: str) -> bool:
    try:
        format_phones(text)
    except PydanticCustomError:
        return False
    return True


WORDS = [
    *(
        "待定",
        "无",
        "暂无",
        "其他材料",
        "按有关规定",
        "详见附件",
        "TODO",
        "xxx",
        "……",
        "——",
        "同上",
        "某某路",
        "XX路",
    ),
    *(
        '"待定"',
        "“略”",
        "1111",
        "ａｂ",
        "评选先进个人，每个社区各一名",
        "分配名额",
        "称号",
        "低保户张三、李四",
        "孕妇：王五、赵六",
    ),
    *(
        "患糖尿病",
        "残疾人李健",
        "住在3幢201室",
        "搬到望海新村3幢201室",
        "姓名",
        "户主：",
        "电话",
        "地址",
        "李健",
        "，",
        "\n",
        " ",
    ),
    *(
        "13812345678",
        "138 1234 5678",
        "0988-5550101",
        "l38O1234567",
        r"\u0031",
        "&#49;3812345678",
        "望海新村3幢2单元201室",
    ),
]
NUMBERS = [text for text in (*PRIVATE, *WORDS) if _is_phone(text)]
PLACES = {
    "service": ("name", "summary", "eligibility", "ineligible", "fee", "alert", "aliases", "legal_basis"),
    "person": ("name", "badge", "intro"),
    "honour": ("title", "citation"),
    "organization": ("name", "aliases", "address", "intro", "deputy", "credit_code", "link"),
    "notice": ("title", "body"),
}
"""Fields of kinds into which texts are put."""
PHONES = {
    "service": "complaint_phone",
    "person": "duty_phone",
    "organization": "night_phone",
    "notice": "phone",
}


def _plain(kind: str) -> dict[str, Any]:
    """The plain values of an entry of the demo."""
    folder = ROOT / "menus" / KIND_BY_NAME[kind].folder
    document, _ = load_source(min(folder.glob("*.yaml")), "")
    assert document is not None
    assert document.value is not None
    return document.value


def _check(kind: str, value: dict[str, Any], found: frozenset[str]) -> list[Diagnostic]:
    """What rules on wording find in an entry whose signs are these."""
    entry = Entry(
        kind, "here", "menus/here.yaml", KIND_BY_NAME[kind].model.model_validate(value), signs=found
    )
    assert DEMO is not None
    people = {**DEMO.entries["person"], **({"here": entry} if kind == "person" else {})}
    catalogue = Catalogue(DEMO.profile, DEMO.today, {"person": people, kind: {"here": entry}})
    return [one for rule in WORDING for one in rule.check(catalogue) if one.place.file == entry.file]


def _put(value: dict[str, Any], field: str, text: str) -> dict[str, Any]:
    """The values with a text in a field, as an item if the field holds several."""
    return {**value, field: [text] if isinstance(value.get(field), list) else text}


@given(st.sampled_from([*PLACES]), st.data())
def test_with_the_signs_of_what_is_written_rules_find_all_that_they_find_without(
    kind: str, data: st.DataObject
) -> None:
    words, private = st.sampled_from(WORDS), st.sampled_from(PRIVATE)
    texts = words | private | st.lists(words | private, max_size=3).map("".join)
    value = _plain(kind)
    for field in data.draw(st.sets(st.sampled_from(PLACES[kind]), max_size=2)):
        value = _put(value, field, data.draw(texts))
    if kind in PHONES and data.draw(st.booleans()):
        value = _put(value, PHONES[kind], data.draw(st.sampled_from(NUMBERS)))
    try:
        everything = _check(kind, value, signs.ALL)
    except ValidationError:
        assume(False)  # noqa: FBT003 - hypothesis's own
    assert _check(kind, value, find_signs(value)) == everything


def test_each_form_of_private_data_leaves_its_sign_wherever_it_stands() -> None:
    """Alone, and as an item of a list far below."""
    for text in PRIVATE:
        found = find_signs({"summary": text}) & signs.PRIVATE
        assert (
            find_signs({"name": "食堂", "steps": [{"name": "先", "notes": [text]}]}) & signs.PRIVATE >= found
        )


def test_quotes_inside_a_text_part_nothing() -> None:
    assert quote_all(['张"三', "李四"]) == '["张\'三","李四"]'
    assert quote_all(["张三", "李四"]) == '["张三","李四"]'
    assert quote_all([]) == '[""]'


def test_codes_and_boundaries_are_not_read_as_words() -> None:
    assert find_signs({"code": "13812345678", "boundary": "13812345678"}) == frozenset()
    assert find_signs({"phone": "13812345678"}) == {"number"}


def test_an_address_anywhere_is_a_sign_of_a_dwelling() -> None:
    assert (
        find_signs({"address": "东街"}) == find_signs({"covers": [{"address": "东街"}]}) == {signs.DWELLING}
    )
    assert find_signs({"covers": [{"name": "东街"}]}) == frozenset()
