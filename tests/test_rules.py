"""Each rule against its cases: where it points, what it says, and what it leaves alone."""

import math
import re
import shutil
import string
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from cases.casefile import BASE, CASES, describe, find_all, read_case, run_case
from hypothesis import given
from hypothesis import strategies as st

from generator import rules, signs
from generator.diagnostics import Diagnostic, Text
from generator.facts.geometry import (
    SEMI_MAJOR,
    intersect,
    lie_apart,
    measure,
    parse_shapes,
    tile_exactly,
)
from generator.rules import RULE_MODULES, documentation
from generator.rules.private_data import find_private

RULES = CASES / "rules"
FILES = sorted(RULES.glob("*/*.case"))
NEEDED = ("bad", "near-miss", "two", "edge")
CODES = [module.CODE for module in RULE_MODULES]


def shorten(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=shorten)
def test_a_case_finds_exactly_what_it_lists(path: Path, tmp_path: Path) -> None:
    code = path.parent.name
    assert code in CODES, f"name {code} among CODES of generator/rules/__init__.py"
    own = [one for one in run_case(path, tmp_path) if one.code == code]
    if path.stem == "bad":
        assert len(own) == 1
    elif path.stem == "two":
        assert len(own) == 2
    elif path.stem.startswith("near-miss"):
        assert own == []
    elif path.stem.startswith("edge"):
        assert len(own) == 1


def test_the_base_workspace_is_clean() -> None:
    assert describe(BASE, find_all(BASE)) == ""


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_a_bad_case_a_near_miss_a_case_of_two_and_an_edge(code: str) -> None:
    present = {path.stem for path in FILES if path.parent.name == code}
    assert set(NEEDED) <= present, f"write tests/cases/rules/{code}/{{{','.join(NEEDED)}}}.case"


def test_each_edge_has_a_half_that_passes() -> None:
    edges = [path for path in FILES if path.stem.startswith("edge")]
    assert [shorten(path) for path in edges if read_case(path).passing is None] == []


def test_each_folder_of_cases_belongs_to_a_registered_rule() -> None:
    assert {path.parent.name for path in FILES} == set(CODES)


def test_each_rule_module_is_registered_and_named_after_its_code() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if re.fullmatch(r"[a-z]{3}\d{3}", path.stem)}
    assert files == {module.CODE.lower() for module in RULE_MODULES}
    assert sorted(set(CODES)) == CODES


@pytest.mark.parametrize("code", CODES)
def test_documentation_has_title_reason_repair_and_source_in_both_languages(code: str) -> None:
    doc = documentation(code)
    assert doc.title.zh
    assert not doc.title.zh.endswith("。")
    assert (
        doc.title.en.isascii()
        or "网格" in doc.title.en
        or "政务" in doc.title.en
        or "调休" in doc.title.en
        or "海上" in doc.title.en
    )
    assert "\n\n修改办法：" in doc.body.zh
    assert "\n\n来源：" in doc.body.zh
    assert "\n\nRepair: " in doc.body.en
    assert "\n\nSource: " in doc.body.en


@pytest.mark.parametrize("module", RULE_MODULES, ids=lambda module: module.CODE)
def test_documentation_says_what_the_passing_of_time_does(module: ModuleType) -> None:
    """A rule says whether its findings can lapse; where errors can, also what the site shows meanwhile."""
    doc = documentation(module.CODE)
    (zh,) = (one for one in doc.body.zh.split("\n\n") if one.startswith("过期："))
    (en,) = (one for one in doc.body.en.split("\n\n") if one.startswith("Lapse: "))
    assert ("是到期" in zh) == ("lapses" in en) == (hasattr(module, "MEANWHILE") or module.CODE == "SVC106")
    assert zh.startswith(("过期：没有，", "过期：没有；")) == en.startswith("Lapse: none")


def check_sentence(text: Text) -> None:
    """Chinese is punctuated in full width, English in ASCII; what is quoted is left as it is."""
    zh = re.sub(r"`[^`]*`|“[^”]*”|[\d,]+ 平方米", "字", text.zh)
    assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", zh), text.zh
    en = re.sub(r"`[^`]*`|\([^)]*\)", "", text.en)
    assert not re.search(r"[，。；：？！（）、]", en), text.en


def all_findings(tmp_path: Path) -> list[Diagnostic]:
    return [
        one
        for number, path in enumerate(sorted(CASES.glob("*/*/*.case")))
        for one in run_case(path, tmp_path / str(number))
    ]


def test_every_sentence_is_punctuated_in_the_manner_of_its_language(tmp_path: Path) -> None:
    for one in all_findings(tmp_path):
        for text in (one.message, one.hint, *(related.note for related in one.related)):
            if text is not None:
                check_sentence(text)


def square(x: float, y: float, size: float) -> str:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return "((" + ", ".join(f"{one:.6f} {other:.6f}" for one, other in corners) + "))"


def test_areas_agree_with_the_exact_area_of_a_zone_of_the_ellipsoid() -> None:
    (found,) = measure(parse_shapes([f"POLYGON {square(122.1, 30.0, 0.1)}"]))
    assert found == pytest.approx(exact_area(0.1, 30.0, 30.1), rel=1e-5)


def exact_area(width: float, south: float, north: float) -> float:
    """Square metres between two parallels: Snyder's q (PP 1395, eq. 3-12) integrated exactly."""
    eccentricity = math.sqrt((2 - 1 / 298.257223563) / 298.257223563)

    def zone(degrees: float) -> float:
        sine = math.sin(math.radians(degrees))
        squared = 1 - (eccentricity * sine) ** 2
        logarithm = math.log((1 - eccentricity * sine) / (1 + eccentricity * sine)) / (2 * eccentricity)
        return (1 - eccentricity**2) * (sine / squared - logarithm)

    return SEMI_MAJOR**2 / 2 * math.radians(width) * (zone(north) - zone(south))


def test_tiles_fit_exactly_only_when_no_ground_is_left_or_covered_twice() -> None:
    whole = parse_shapes(["POLYGON ((0 0, 1 0, 2 0, 2 1, 1 1, 0 1, 0 0))"] * 3)
    left, right = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))", "POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"
    wide = "POLYGON ((0.9 0, 2 0, 2 1, 1 1, 0.9 0))"
    tiles, owners = parse_shapes([left, right, left, left, wide]), np.array([0, 0, 1, 2, 2])
    assert tile_exactly(tiles, owners, whole).tolist() == [True, False, False]


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(1, 3)] * 2), min_size=1, max_size=6))
def test_shapes_that_are_told_to_lie_apart_by_their_edges_share_no_ground(
    boxes: list[tuple[int, int, int, int]],
) -> None:
    """Whatever they are: beside each other, one inside another, twice the same."""
    shapes = parse_shapes(
        f"POLYGON (({x} {y}, {x + w} {y}, {x + w} {y + h}, {x} {y + h}, {x} {y}))" for x, y, w, h in boxes
    )
    first, second = np.triu_indices(len(shapes), 1)
    if lie_apart(shapes):
        assert not measure(intersect(shapes[first], shapes[second])).any()


def test_neighbours_that_meet_vertex_for_vertex_lie_apart() -> None:
    left, right = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))", "POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"
    assert lie_apart(parse_shapes([left, right]))
    assert not lie_apart(parse_shapes([left, right, left]))
    assert not lie_apart(parse_shapes([left, "POLYGON ((0.2 0.2, 0.8 0.2, 0.8 0.8, 0.2 0.2))"]))
    assert lie_apart(parse_shapes([]))


def test_an_archipelago_of_215_islands_in_one_grid_has_no_gap(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    islands = [square(122 + number % 15 / 50, 30 + number // 15 / 50, 0.01) for number in range(215)]
    for name, parts in (
        ("divisions/chaojing", islands),
        ("grids/chaojing-1", islands),
        ("grids/chaojing-2", []),
    ):
        file = tmp_path / f"menus/{name}.yaml"
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("boundary")]
        text = "\n".join(lines).replace("kind: 综合", "kind: 综合" if parts else "kind: 海上")
        text = text.replace("kind: 小区", "kind: 小区" if parts else "kind: 船组")
        file.write_text(
            text + (f"\nboundary: MULTIPOLYGON ({', '.join(parts)})\n" if parts else "\n"), "utf-8"
        )
    assert describe(tmp_path, find_all(tmp_path)) == ""
    grid = tmp_path / "menus/grids/chaojing-1.yaml"
    grid.write_text(grid.read_text("utf-8").replace(f", {islands[-1]}", ""), "utf-8")
    assert [one.code for one in find_all(tmp_path)] == ["GRD103"]


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("身份证 330902199003070012", ["id"]),
        ("身份证 33090219900307001X", []),
        ("身份证 330902 19900307 0012。", ["id"]),
        ("编号 A330902199003070012", ["id"]),
        ("编号 91A330902199003070013", []),
        ("编号 3309021990030700125", []),
        ("https://a.cn/330902199003070012/13905800001，另见", ["id", "mobile"]),
        ("https://a.cn/11440000006939756B2440101007000/213905800001，另见", []),
        ("打13905800001", ["mobile"]),
        ("打 +86 139 0580 0001 或 139-0580-0002", ["mobile", "mobile"]),
        ("打 0580-13905800001", ["mobile"]),
        ("单号 139058000011", []),
        ("卡号 6222021234567890128", ["card"]),
        ("卡号 6222021234567890127", []),
        ("老证 330902560307001", ["old_id"]),
        ("网格 330902001001001", []),
        ("日期 20260301123456", []),
        ("王阿婆家住东湾里 3 幢 201 室", ["home"]),
        ("李健，住址：望海路五号二单元", ["home"]),
        ("老人住在 3 幢 2 单元", []),
        ("方便居住在 5 号楼的居民", []),
        ("高龄老人居住满 3 户以上的", []),
        ("常住人口 300 户", []),
    ],
)
def test_private_data_is_told_from_what_looks_like_it(text: str, sorts: list[str]) -> None:
    assert [one.sort for one in find_private(text, {"李健"}, {"330902001001"})] == sorts


def test_the_first_look_for_placeholders_passes_over_none_that_the_second_knows() -> None:
    """Tried with each character of the patterns, alone and before each word of them."""
    letters = dict.fromkeys(
        signs.PLACEHOLDERS.pattern.lower() + string.ascii_uppercase + string.digits + "【《—，ａ"
    )
    words = re.findall(r"\w+", signs.PLACEHOLDERS.pattern)
    tails = {"", *["111", "aaa", "/a"], *words, *(word[1:] for word in words), *"".join(words)}
    texts = [f'["{letter}{tail}"]' for letter in letters if letter not in '",:}]' for tail in tails]
    known = [text for text in texts if signs.PLACEHOLDERS.search(text)]
    assert len(known) > len(letters)
    assert not [text for text in known if not signs.MAY_HOLD_PLACE.search(text)]
