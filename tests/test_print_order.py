"""The print order: what changed since the last printing, for which grid, how many, on what."""

import re
import subprocess

import pytest
from conftest import ROOT
from python_calamine import CalamineWorkbook
from test_handbook import SERVICE, _edit

from generator.outputs.prints.editions import POSTERS

PERSON = "menus/people/wang-min.yaml"
COPIES = """prints:
  copies:
    - edition: handbook
      per_worker: 1
      households_per_copy: 20
      spare: 2
    - edition: poster-a4
      per_place: 4
    - edition: handbook-booklet
      spare: 1
"""


def _read(book):
    opened = CalamineWorkbook.from_path(str(book))
    read = {}
    for name in opened.sheet_names:
        _title, headings, *rows = opened.get_sheet_by_name(name).to_python()
        read[name] = [dict(zip(headings, row, strict=True)) for row in rows if any(row)]
    return read


@pytest.fixture
def order(gridpress, workspace, tmp_path):
    """Write the order; gives its sheets, {} when there is no file, and what the command said."""
    profile = workspace / "menus/profile.yaml"
    profile.write_text(profile.read_text("utf-8") + COPIES, "utf-8")

    def run(*words, code=0):
        out = tmp_path / "out" / "印刷单.xlsx"
        out.unlink(missing_ok=True)
        done = gridpress("print-order", *words, "--root", workspace, "--out", out)
        assert done.exit_code == code, done.output
        return (_read(out) if out.exists() else {}), done.output

    return run


def test_the_first_order_has_all_grids_and_editions(order) -> None:
    """Copies follow workers, places and households; sums stand below and for each community and job."""
    sheets, said = order("--all")
    assert [*sheets] == ["印刷单", "按社区", "给印刷厂"]
    *rows, total = sheets["印刷单"]
    assert {row["网格"] for row in rows} == {"潮井社区第一网格", "潮井社区第二网格"}
    first = {row["印刷品"]: row for row in rows if row["网格"] == "潮井社区第一网格"}
    assert [*first] == ["网格手册", "楼道海报（A4）", "网格手册（拼版，自己装订）"]
    book, poster, booklet = first.values()
    assert (book["纸张"], book["单双面"], book["装订"], book["为什么印"]) == (
        "A5",
        "双面",
        "骑马订",
        "全部印",
    )
    assert (poster["纸张"], poster["单双面"], poster["装订"], poster["页数"]) == ("A4", "单面", "不装订", 1)
    assert (booklet["纸张"], booklet["装订"]) == ("A4", "对折，骑缝订两针")
    assert booklet["页数"] * 2 == book["页数"]
    assert book["用纸张数"] == book["份数"] * book["页数"] / 2
    assert total["份数"] == sum(row["份数"] for row in rows)
    for name in ("按社区", "给印刷厂"):
        *parts, sums = sheets[name]
        assert sums["份数"] == sum(part["份数"] for part in parts) == total["份数"]
        assert sums["用纸张数"] == total["用纸张数"]
    assert f"6 行，{int(total['份数'])} 份" in said


def test_copies_are_counted_by_workers_households_and_places(order, workspace) -> None:
    grid = workspace / "menus/grids/chaojing-1.yaml"
    text = grid.read_text("utf-8")
    assert "households: " in text
    households = int(text.partition("households: ")[2].split()[0])
    workers = sum(
        "chaojing-1" in path.read_text("utf-8") for path in (workspace / "menus/people").glob("*.yaml")
    )
    places = text.partition("covers:")[2].count("- name:")
    rows = [row for row in order("--all")[0]["印刷单"] if row["网格"] == "潮井社区第一网格"]
    assert rows[0]["份数"] == workers + -(-households // 20) + 2
    assert rows[1]["份数"] == 4 * places > 0


def test_after_done_only_what_changed_is_ordered(order, workspace) -> None:
    """A new telephone of a head: handbook, booklet and poster of that grid, with the chapters as reasons."""
    assert "记下了" in order("--all", "--done")[1]
    sheets, said = order()
    assert not sheets
    assert "和上次印的相比，没有要重印的" in said
    _edit(workspace, PERSON, "0580-5550111", "0580-5550119")
    rows = order()[0]["印刷单"][:-1]
    assert {row["网格"] for row in rows} == {"潮井社区第一网格"}
    assert {row["印刷品"] for row in rows} == {"网格手册", "楼道海报（A4）", "网格手册（拼版，自己装订）"}
    assert all("人员" in row["为什么印"] for row in rows)


def test_a_service_changes_handbooks_and_no_poster(order, workspace) -> None:
    order("--all", "--done")
    _edit(workspace, SERVICE, "0580-5550110", "0580-5550119")
    rows = order()[0]["印刷单"][:-1]
    assert {row["印刷品"] for row in rows} == {"网格手册", "网格手册（拼版，自己装订）"}
    assert all("服务菜单" in row["为什么印"] for row in rows)


def test_a_git_revision_is_a_base_too(order, workspace) -> None:
    git = ["git", "-C", str(workspace), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "printed"]):
        subprocess.run([*git, *words], check=True)  # noqa: S603 - fixed words
    _edit(workspace, PERSON, "0580-5550111", "0580-5550119")
    assert len(order("HEAD")[0]["印刷单"]) == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "还没有记过印的是哪一版"),
        (("HEAD", "--all"), 2, "--all 是全部都印"),
        (("no-such",), 2, "不在 git 仓库里"),
    ],
)
def test_without_a_base_the_command_says_what_to_write(order, words, code, said) -> None:
    sheets, output = order(*words, code=code)
    assert said in output
    assert not sheets


@pytest.mark.parametrize(
    ("edition", "words"), [("postr-a4", "是不是想写 `poster-a4`"), ("text", "`text` 不是印在纸上的")]
)
def test_a_wrong_edition_in_the_profile_is_named(order, workspace, edition, words) -> None:
    _edit(workspace, "menus/profile.yaml", "edition: poster-a4", f"edition: {edition}")
    _, said = order("--all", code=1)
    assert "menus/profile.yaml 的 prints.copies" in said
    assert words in said


def test_posters_print_no_other_fields_than_they_say() -> None:
    """`shows` of the poster names what its template reads, so that nothing else makes it be printed again."""
    template = (ROOT / "generator/templates/prints/poster.typ").read_text("utf-8")
    assert POSTERS[0].shows == set(re.findall(r"\bview\.(\w+)", template))
