"""Lists are ordered as people look names up: numbers as they count, Chinese by pinyin."""

from dataclasses import replace

import pytest
from conftest import ROOT
from sample_site import make_shells

from generator.catalogue import Catalogue
from generator.locale.collation import name_order
from generator.outputs.site import Site
from generator.reading.loading import load_catalogue


@pytest.mark.parametrize(
    "names",
    [
        [
            "第7网格",
            "第九网格",
            "第十网格",
            "第十一网格",
            "第二十网格",
            "第叁拾网格",
            "第一百零五网格",
            "第两百网格",
            "第一千零一网格",
        ],
        ["9 号楼", "10号楼", "１１号楼", "100号楼"],
        ["一村", "2村", "三村", "十村", "十二村"],
        ["望海社区第九网格", "望海社区第十网格", "渔港社区第一网格"],
        ["A座", "b座", "C座"],
        ["东一", "东二", "东三", "东十", "西一"],
        ["A1", "A2", "A10", "b1"],
        ["1-2幢", "1-10幢", "2-1幢"],
        ["网格一", "网格二", "网格十一"],
        ["八角楼", "白泉", "岱山", "定海", "普陀", "三门社区", "嵊山", "长峙"],
        ["第二〇三室", "第二百零四室"],
    ],
)
def test_names_stand_in_the_order_people_count_and_read(names: list[str]) -> None:
    assert sorted(set(names), key=name_order) == names


def test_a_person_is_not_counted() -> None:
    assert sorted(["张三", "张二", "张一"], key=lambda name: name_order(name, person=True)) == [
        *("张二", "张三", "张一")
    ]


def test_a_surname_is_read_as_one() -> None:
    people = ["曾一", "仇二", "单明", "张三", "区四", "任五"]
    ordered = sorted(people, key=lambda name: name_order(name, person=True))
    assert ordered == ["区四", "仇二", "任五", "单明", "曾一", "张三"]


NAMES = ("第二甲", "第九甲", "第十甲", "第十一甲", "第二十甲")
LISTS = {
    "service": ("services/index.html", "name"),
    "organization": ("organizations/index.html", "name"),
    "team": ("teams/index.html", "name"),
    "person": ("", "name"),
    "audience": ("audiences/index.html", "name"),
    "category": ("categories/index.html", "name"),
    "matter": ("matters/index.html", "name"),
    "plan": ("plans/index.html", "name"),
    "notice": ("notices/index.html", "title"),
    "life_event": ("life-events/index.html", "name"),
    "charter": ("charters/index.html", "name"),
}
ALSO = {"service": {"plain_name": None}}
SUBJECTS = {"audience": "audiences", "category": "categories", "life_event": "life_events"}


@pytest.fixture(scope="module")
def city() -> Catalogue:
    """The demo city, which has something of each kind."""
    catalogue = load_catalogue(ROOT).catalogue
    assert catalogue is not None
    return catalogue


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_is_in_that_order_whatever_the_ids(kind: str, city: Catalogue) -> None:
    """Ids run the other way; copies of one entry stand together in every list."""
    page, field = LISTS[kind]
    entries = {name: dict(found) for name, found in city.entries.items()}
    service = next(one for one in city.services.values() if one.value.status == "正常")
    pattern = service if kind == "service" else next(iter(city.entries[kind].values()))
    if kind == "person":
        pattern = next(one for one in city.people.values() if one.value.roles)
        page = f"grids/{pattern.value.roles[0].grid}.html"
    for number, name in enumerate(reversed(NAMES)):
        key = f"x{number}"
        named = {field: name, **ALSO.get(kind, {}), **({"incident": name} if kind == "plan" else {})}
        entries[kind][key] = replace(pattern, id=key, value=pattern.value.model_copy(update=named))
        if kind in SUBJECTS:
            value = service.value.model_copy(update={SUBJECTS[kind]: (key,)})
            entries["service"][key] = replace(service, id=key, value=value)
    html = Site(replace(city, entries=entries), make_shells(), "").render(page).decode()
    places = [html.index(name) for name in NAMES]
    assert places == sorted(places)
