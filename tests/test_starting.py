"""A workspace is begun from a name or from an office's own list of divisions, whole or not at all."""

import csv
import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT

from generator.cli import main
from generator.diagnostics import OutputError
from generator.model import KIND_BY_FOLDER
from generator.starting.divisions import Placed, place_city
from generator.starting.lists import Named, load_names
from generator.starting.places import find_places
from generator.starting.workspace import STARTERS

Run = Callable[..., Result]
ROWS = [
    ("330900000000", "舟山市"),
    ("330901000000", "市辖区"),
    ("330902000000", "定海区"),
    ("330902002000", "昌国街道"),
    ("330902002001", "西安社区居委会"),
    ("330902002200", "茅岭村委会"),
    ("330902003000", "环南街道"),
    ("330902003003", "西安村民委员会"),
]


def save_csv(path: Path, rows: list[tuple[str, ...]], encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def save_book(path: Path, rows: list[tuple[object, ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("区划")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def place(path: Path, wanted: str = "") -> list[Placed]:
    named, refused = load_names(path)
    placed, left = place_city(wanted, named)
    assert not [*refused, *left]
    return placed


def names_of(placed: list[Placed]) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.name, one.level, one.parent) for one in placed]


WHOLE = [
    ("zhoushan", "舟山市", "市", ""),
    ("dinghai", "定海区", "县区", "zhoushan"),
    ("changguo", "昌国街道", "乡镇街道", "dinghai"),
    ("xian", "西安社区", "社区", "changguo"),
    ("maoling", "茅岭村", "社区", "changguo"),
    ("huannan", "环南街道", "乡镇街道", "dinghai"),
    ("huannan-xian", "西安村", "社区", "huannan"),
]


def test_a_list_gives_each_division_an_id_a_level_and_what_lies_above(tmp_path: Path) -> None:
    """Names of committees become those of communities; the second of a name stands with its township's."""
    placed = place(save_csv(tmp_path / "a.csv", ROWS))
    assert names_of(placed) == WHOLE
    assert placed[3].aliases == ("西安社区居委会",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_list_as_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    heads = [("上级代码", "统计用区划代码", "城乡分类代码", "名称", "邮政编码")]
    rows = [("", code, "111", name, "316000") for code, name in ROWS]
    assert names_of(place(save_csv(tmp_path / "a.csv", [*heads, *rows], encoding))) == WHOLE


def test_a_workbook_with_a_title_and_codes_as_numbers(tmp_path: Path) -> None:
    rows = [
        ("舟山市区划一览",),
        (),
        ("序号", "名称", "代码"),
        *((n, name, int(code)) for n, (code, name) in enumerate(ROWS)),
    ]
    assert names_of(place(save_book(tmp_path / "a.xlsx", rows))) == WHOLE


def test_a_wide_list_names_each_level_in_every_row(tmp_path: Path) -> None:
    heads = ("市代码", "市", "区县代码", "区县", "街道代码", "街道", "社区代码", "社区")
    row = ("330900000000", "舟山市", "330902000000", "定海区", "330902002000", "昌国街道")
    rows = [heads, (*row, "330902002001", "西安社区居委会"), (*row, "330902002200", "茅岭村委会")]
    assert names_of(place(save_csv(tmp_path / "a.csv", rows))) == WHOLE[:5]


def test_what_a_list_holds_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    bad = [
        ("3.30902E+11", "塔山社区居委会"),
        ("330902002003", ""),
        ("33090200", "留方社区居委会"),
        ("330902009001", "无街社区居委会"),
        ("330902002001", "西园社区居委会"),
    ]
    named, refused = load_names(save_csv(tmp_path / "a.csv", [("代码", "名称"), *ROWS, *bad]))
    placed, left = place_city("", named)
    said = [one.zh for one in (*refused, *left)]
    assert names_of(placed) == WHOLE
    assert ["科学计数" in said[0], "没有名称" in said[1], "不是区划代码" in said[2]] == [True] * 3
    assert ["已经" in said[3] or "用了前一个" in said[3], "330902009000" in said[4]] == [True] * 2
    assert len(said) == len(bad)


def test_the_part_of_a_list_that_is_asked_for(tmp_path: Path) -> None:
    path = save_csv(tmp_path / "a.csv", ROWS)
    (top, *below) = place(path, "定海")
    assert (top.name, top.level, top.parent) == ("定海区", "县区", "")
    assert {one.level for one in below} == {"乡镇街道", "社区"}


@pytest.mark.parametrize(
    ("wanted", "first", "count"),
    [("广安", "广安市", 7), ("广安区", "广安区", 1), ("511600", "广安市", 7), ("北京", "北京市", 17)],
)
def test_a_city_is_known_by_its_name(wanted: str, first: str, count: int) -> None:
    placed, left = place_city(wanted, [])
    assert (placed[0].name, len(placed), left) == (first, count, [])
    assert placed[0].level == ("县区" if first.endswith("区") else "市")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("朝阳区", "北京市朝阳区（110105）、吉林省长春市朝阳区（220104）"),
        ("某某市", "没有找到"),
        ("", "没有找到"),
        ("广按", "是不是“广安市”"),
        ("guangan", "是不是“广安市”"),
        ("义务市", "是不是“义乌市”"),
        ("朝阴区", "是不是“朝阳区”"),
    ],
)
def test_a_name_that_says_no_city_or_two_is_refused(wanted: str, said: str) -> None:
    with pytest.raises(OutputError) as raised:
        place_city(wanted, [])
    assert said in raised.value.text.zh


def test_names_without_sounds_get_their_code() -> None:
    """Characters beyond the basic plane have no pinyin; three names of villages are so."""
    here = find_places("330900")[0].place
    placed, _ = place_city("", [Named("330900000000", "\U00030000市", here)])
    assert placed[0].id == "d330900000000"


def test_starters_are_all_kinds_of_the_model_with_a_word_on_what_to_do() -> None:
    """Each is plain enough to be edited: a comment says where it is from or what to change."""
    folders = {path.parent.name for path in (STARTERS / "menus").glob("*/*.yaml")}
    assert folders <= KIND_BY_FOLDER.keys()
    assert len(list((STARTERS / "menus/plans").glob("*.yaml"))) == 5
    for kind in ("audiences", "categories", "life_events", "document_types", "matters", "plans"):
        for path in (STARTERS / "menus" / kind).glob("*.yaml"):
            assert path.read_text("utf-8").startswith("# "), path


def test_a_county_with_a_list_checks_clean(tmp_path: Path, gridpress: Run) -> None:
    save_csv(tmp_path / "a.csv", ROWS)
    options = ("--city", "定海区", "--divisions", tmp_path / "a.csv", "--publisher", "定海区: 社会“工作”部")
    done = gridpress("init", tmp_path / "w", *options, "--hotline", "0580-2012345", "--grid-digits", "4")
    assert done.exit_code == 0, done.output
    done = gridpress("check", "--root", tmp_path / "w")
    assert done.exit_code == 0
    assert "警告" not in done.output
    assert "草稿 3 份" in done.output, "communities wait for their first grid"
    profile = yaml.safe_load((tmp_path / "w/menus/profile.yaml").read_text("utf-8"))
    assert profile["publisher"] == "定海区: 社会“工作”部"
    assert profile["hotline"]["phone"] == "0580-2012345"
    assert profile["grid_code"]["sequence_digits"] == 4
    office = yaml.safe_load((tmp_path / "w/menus/organizations/xiaofang.yaml").read_text("utf-8"))
    assert office["name"] == "定海区消防救援大队"


def test_nothing_that_is_there_is_written_over(tmp_path: Path, gridpress: Run) -> None:
    (tmp_path / "广安").mkdir()
    (tmp_path / "广安/README.md").write_text("自己的", "utf-8")
    done = gridpress("init", tmp_path / "广安")
    assert done.exit_code == 0, done.output
    assert "README.md" in done.output
    assert (tmp_path / "广安/README.md").read_text("utf-8") == "自己的"
    before = {path: path.read_bytes() for path in (tmp_path / "广安").rglob("*") if path.is_file()}
    again = gridpress("init", tmp_path / "广安")
    assert again.exit_code == 1
    assert "menus" in again.output
    assert {path: path.read_bytes() for path in (tmp_path / "广安").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--hotline", "打电话"), "服务热线"),
        (("--time-zone", "Asia/Guangan"), "时区"),
        (("--divisions", "no.csv"), "no.csv"),
        (("--divisions", str(ROOT / "README.md")), "README.md"),
        (("--city", "某某市"), "某某市"),
    ],
)
def test_an_answer_that_cannot_be_used_leaves_nothing_behind(
    tmp_path: Path, gridpress: Run, options: tuple[str, str], said: str
) -> None:
    done = gridpress("init", tmp_path / "广安", *options)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_demo_can_be_copied(tmp_path: Path, gridpress: Run) -> None:
    assert gridpress("init", tmp_path / "demo", "--demo").exit_code == 0
    files = {path.name for path in (ROOT / "menus/plans").iterdir()}
    assert {path.name for path in (tmp_path / "demo/menus/plans").iterdir()} == files
    assert gridpress("check", "--root", tmp_path / "demo").output == "没有发现问题\n"


def test_plans_and_matters_begin_on_the_day_of_the_city(
    tmp_path: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 3, 1, 20, tzinfo=datetime.UTC).timestamp()))
    )
    gridpress("init", tmp_path / "广安")
    plan = yaml.safe_load((tmp_path / "广安/menus/plans/huozai.yaml").read_text("utf-8"))
    assert plan["issued_on"] == datetime.date(2026, 3, 2)


def test_answers_may_be_piped_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One a line, in the order of the questions; an empty one takes the usual answer, and so does the end."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["init", "网站"], input="\n昆山市\n某局\n\n5\n")
    assert done.exit_code == 0, done.output
    profile = (tmp_path / "网站/menus/profile.yaml").read_text("utf-8")
    for line in ("site_name: 昆山市网格服务", "publisher: 某局", "  sequence_digits: 5"):
        assert line in profile.splitlines()
    assert 'phone: "12345"' in profile


def test_an_answer_that_does_not_fit_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["init", "昆山"], input="\n\n\nabc\n")
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "`abc`" in done.output


def test_a_list_of_another_city_is_not_passed_over() -> None:
    here = find_places("330900")[0].place
    with pytest.raises(OutputError) as raised:
        place_city("昆山市", [Named("511600000000", "广安市", here)])
    assert "名单里没有昆山市（320583）的区划" in raised.value.text.zh
    placed, _ = place_city("昆山市", [Named("320583100000", "玉山镇", here)])
    assert [one.name for one in placed] == ["昆山市", "玉山镇"]


def test_a_folder_whose_name_has_a_blank_is_told_as_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["init", "我的 网站", "--city", "昆山"])
    assert 'cd "我的 网站"' in done.output
