"""What the four checks say, figure by figure: how many of how many, and each lack in words."""

import pytest
from sample_site import Values, make_catalogue, minimal_values
from test_handbook_views import grid, office, plan
from test_maps import box, ground

from generator.views.measures import SHOWN, Measure, four_checks


def told(values: Values) -> dict[str, tuple[str, str, list[tuple[str, str]]]]:
    """Each figure by name: its text, its share in percent, what is missing."""
    return {
        one.name: (one.text, one.percent, [(lack.link.text, lack.what) for lack in one.missing])
        for check in four_checks(make_catalogue(values))
        for one in check.measures
    }


def incomplete() -> Values:
    """A city with something wrong of each sort."""
    values = minimal_values()
    community = {"level": "社区", "parent": "town"}
    values["division"]["c1"]["boundary"] = ground(box(122, 29.95, 122.2, 30.05))
    values["division"]["c2"] = community | {
        "code": "330902002002",
        "name": "望海社区",
        "islands": [{"name": "小岛", "residents": "50"}, {"name": "礁", "residents": "49"}],
        "boundary": ground(box(122.2, 29.95, 122.3, 30.05)),
    }
    values["division"]["c3"] = community | {
        "code": "330902002003",
        "name": "山下社区",
        "boundary": ground(box(122.3, 29.95, 122.4, 30.05)),
    }
    values["grid"]["g1"]["boundary"] = ground(box(121.9, 29.95, 122.1, 30.05))
    values["grid"]["g2"] = grid(2, community="c2", code="330902002002001")
    roles = [{"grid": "g1", "role": "网格长"}, {"grid": "g2", "role": "专职网格员"}]
    values["person"]["p2"] = {"name": "乙", "roles": roles}
    values["organization"]["o2"] = office("闲着的", "企业", sector="市场", night_phone="12345")
    return values


def test_each_lack_is_told_in_words() -> None:
    assert told(incomplete()) == {
        "提供服务的政府": ("1 家里 1 家", "100%", []),
        "提供服务的市场": ("1 家里 0 家", "0%", [("服务机构", "没有一家")]),
        "提供服务的社会力量": ("1 家里 0 家", "0%", [("服务机构", "没有一家")]),
        "登记的机构都有事做": ("2 家里 1 家", "50%", [("闲着的", "没有服务、组团或职责")]),
        "地面有网格": (
            "画了边界的 2 个社区，33.33%有网格",
            "33%",
            [
                ("潮井社区", "50.00%没有网格，有网格画到了社区外面"),
                ("望海社区", "有网格没画边界，量不出来"),
                ("山下社区", "100.00%没有网格"),
            ],
        ),
        "社区都有网格": ("3 个里 2 个", "67%", [("山下社区", "没有网格")]),
        "住着 50 人以上的岛都有网格": ("1 个里 0 个", "0%", [("望海社区", "小岛没有网格")]),
        "网格夜里有人接电话": (
            "2 个里 0 个",
            "0%",
            [("第一网格", "没有夜里有人接的电话"), ("2号", "没有夜里有人接的电话")],
        ),
        "网格长有替补": (
            "2 个里 0 个",
            "0%",
            [("第一网格", "没有替补的网格长"), ("2号", "没有替补的网格长")],
        ),
        "预案每一步都有人负责": ("还没有应急预案。", "", []),
        "预案里的机构夜里找得到人": ("预案里没有写机构。", "", []),
        "网格都有网格长和网格员": (
            "2 个里 0 个",
            "0%",
            [("第一网格", "没有唯一的网格长和网格员"), ("2号", "没有网格长")],
        ),
    }


def test_what_is_complete_lacks_nothing() -> None:
    values = minimal_values()
    square = ground(box(122, 29.95, 122.2, 30.05))
    values["division"]["c1"] |= {"boundary": square, "islands": [{"name": "小岛", "residents": "50"}]}
    values["grid"]["g1"] |= {"boundary": square, "night_phone": "12345"}
    values["grid"]["g1"]["covers"] = [{"name": "小岛", "kind": "岛屿"}]
    values["grid"]["m1"] = grid(101, kind="微网格", parent="g1")
    posts = {"p2": ("g1", "网格长", "true"), "p3": ("g1", "专职网格员", ""), "p4": ("m1", "微网格长", "")}
    for name, (where, role, deputy) in posts.items():
        post = {"grid": where, "role": role} | ({"deputy": deputy} if deputy else {})
        values["person"][name] = {"name": name, "roles": [post]}
    values["organization"]["o1"] |= {"night_phone": "12345", "deputy": "值班室"}
    values["plan"] = {"t1": plan(["o1"])}
    values["plan"]["t1"]["steps"][0]["responsible"] = [{"role": "网格长"}]
    found = told(values)
    assert all(
        share in {"100%", "0%"} and bool(lacks) == (share == "0%") for _, share, lacks in found.values()
    )
    assert [name for name, (_, share, _) in found.items() if share == "0%"] == [
        "提供服务的市场",
        "提供服务的社会力量",
    ]
    assert found["地面有网格"][0] == "画了边界的 1 个社区，100%有网格"
    assert found["网格都有网格长和网格员"][0] == "2 个，都做到了"
    assert found["预案里的机构夜里找得到人"][0] == "1 家，都做到了"


def test_without_a_boundary_or_without_a_grid_that_is_drawn_ground_cannot_be_measured() -> None:
    values = minimal_values()
    assert told(values)["地面有网格"] == ("社区还没有画边界，量不出来。", "", [])
    values["division"]["c1"]["boundary"] = ground(box(122, 29.95, 122.2, 30.05))
    lack = ("潮井社区", "有网格没画边界，量不出来")
    assert told(values)["地面有网格"] == ("网格还没有画边界，量不出来。", "", [lack])


def test_while_something_is_missing_a_share_is_never_the_whole() -> None:
    values = minimal_values()
    values["division"]["c1"]["boundary"] = ground(box(122, 29, 123, 30), box(123.5, 29, 123.5005, 29.01))
    values["grid"]["g1"]["boundary"] = ground(box(122, 29, 123, 30))
    catalogue = make_catalogue(values, coverage={"tolerance": "0.000001"})
    (found,) = (one for one in four_checks(catalogue)[1].measures if one.name == "地面有网格")
    assert (found.text, [one.what for one in found.missing]) == (
        "画了边界的 1 个社区，99.99%有网格",
        ["0.01%没有网格"],
    )


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([{}], ""),
        ([{"accountable": []}], "1 步没有唯一的牵头方"),
        ([{"accountable": [{"organization": "o1"}, {"organization": "o1"}]}], "1 步没有唯一的牵头方"),
        ([{"responsible": []}, {"responsible": []}], "2 步没有写谁去做"),
        ([{"informed": [{}]}], "1 步有一方没有写清楚是谁"),
        ([{"informed": [{"role": "网格长", "organization": "o1"}]}], "1 步有一方没有写清楚是谁"),
        ([{"accountable": [{"role": "网格长"}]}], "1 步由没有公权力的一方牵头"),
        ([{"levels": ["Ⅱ", "Ⅰ"]}], "1 步写的级别或阶段不在预案里"),
        ([{}, {"phase": "恢复重建"}], "1 步写的级别或阶段不在预案里"),
        (
            [{"phase": "恢复重建", "responsible": []}],
            "Ⅱ级处置救援没有步骤，1 步没有写谁去做，1 步写的级别或阶段不在预案里",
        ),
    ],
)
def test_what_a_plan_leaves_open_is_told_by_steps(steps: list[dict[str, object]], words: str) -> None:
    whole = plan(["o1"])
    step = whole["steps"][0] | {"responsible": [{"role": "网格长"}]}
    values = minimal_values()
    values["plan"] = {"t1": whole | {"steps": [step | one for one in steps]}}
    lacks = told(values)["预案每一步都有人负责"][2]
    assert lacks == ([("台风预案", words)] if words else [])


@pytest.mark.parametrize(("lacking", "named", "more"), [(SHOWN, SHOWN, 0), (SHOWN + 1, SHOWN, 1)])
def test_many_lacks_are_named_up_to_a_number_and_the_rest_counted(
    lacking: int, named: int, more: int
) -> None:
    values = minimal_values()
    values["grid"] = {f"g{number}": grid(number) for number in range(1, lacking + 1)}
    values["person"] = {}
    measures = [one for check in four_checks(make_catalogue(values)) for one in check.measures]
    (found,) = (one for one in measures if one.name == "网格长有替补")
    assert isinstance(found, Measure)
    assert (len(found.lacks), found.more) == (named, more)
