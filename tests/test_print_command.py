"""`gridpress print`: what its words name, and what it says of those that name nothing."""

import pytest

from generator.outputs.prints.editions import EDITIONS


def _names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def prints(gridpress, workspace, tmp_path):
    """Call it with the words of `gridpress print`; get what it said and the names of the files made."""

    def run(*words, code=0):
        out = tmp_path / "out"
        done = gridpress("print", *words, "--root", workspace, "--out", out)
        assert done.exit_code == code, done.output
        return done.output, _names(out)

    return run


def test_without_a_word_it_lists_every_edition_by_group_with_its_use(gridpress) -> None:
    said = gridpress("print").output
    for one in EDITIONS:
        assert f"  {one.name} " in said
        assert one.use.zh, f"{one.name}: say in `use` what it is for"
        assert one.use.zh in said
        assert said.index(one.group.zh) < said.index(f"  {one.name} ")


@pytest.mark.parametrize("word", ["chaojing-1", "潮井社区第一网格"])
def test_a_grid_goes_by_id_or_name(prints, word) -> None:
    assert prints("poster-a4", word)[1] == ["chaojing-1_poster-a4.pdf"]


def test_a_grid_goes_by_its_code(prints, workspace) -> None:
    text = (workspace / "menus/grids/chaojing-1.yaml").read_text("utf-8")
    code = (
        next(line for line in text.splitlines() if line.startswith("code:")).partition(":")[2].strip(" \"'")
    )
    assert prints("poster-a4", code)[1] == ["chaojing-1_poster-a4.pdf"]


@pytest.mark.parametrize("word", ["chaojing", "潮井社区", "望海街道"])
def test_an_area_stands_for_its_grids(prints, workspace, word) -> None:
    """A community or what is above it, by id or name; a grid named besides is printed once."""
    both = ["chaojing-1_poster-a4.pdf", "chaojing-2_poster-a4.pdf"]
    if word == "望海街道":
        text = (workspace / "menus/divisions/wanghai.yaml").read_text("utf-8")
        word = next(line for line in text.splitlines() if line.startswith("name:")).partition(":")[2].strip()
    assert prints("poster-a4", "chaojing-1", "--of", word)[1] == both


@pytest.mark.parametrize(
    "words", ["poster-a4,handbook-a4", "poster-a4，handbook-a4", "楼道海报（A4）,handbook_a4"]
)
def test_several_editions_stand_behind_commas(prints, words) -> None:
    assert prints(words, "chaojing-1")[1] == ["chaojing-1_handbook-a4.pdf", "chaojing-1_poster-a4.pdf"]


@pytest.mark.parametrize("word", ["elder-card", "老年优待证办理"])
def test_one_service_is_printed_alone(prints, word) -> None:
    """Of what there is one for each service, only that of the service named by id or name is made."""
    assert prints("service-sheet", "chaojing-1", "--for", word)[1] == [
        "chaojing-1_service-sheet_elder-card.pdf"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("handbok", "chaojing-1"), "是不是想写 `handbook`"),
        (("xyz", "chaojing-1"), "没有叫 `xyz` 的印刷品；有这些：handbook、"),
        (("poster-a4", "chaojin-1"), "是不是想写 `chaojing-1`（潮井社区第一网格）"),
        (("poster-a4", "潮井社区第十网格"), "是不是想写 `chaojing-"),
        (("poster-a4", "9"), "写名字或编号，编号是 menus/grids/ 里的文件名，例如 `chaojing-1`"),
        (("poster-a4", "--of", "chaojin"), "是不是想写 `chaojing`（潮井社区）"),
        (("poster-a4", "chaojing-1", "--for", "elderly"), "`poster-a4` 每个网格只有一份"),
        (("leaflet", "chaojing-1", "--for", "laoren"), "没有能单独印的服务、人群或人 `laoren`；写名字或编号"),
        (("leaflet", "chaojing-1", "--for", "elderli"), "是不是想写 `elderly`（老年人）"),
        (("handbook", "chaojing-1", "--paper", "b5"), "没有叫 `b5` 的纸"),
        (("handbook-booklet", "chaojing-1", "--marks"), "送印刷厂用 `handbook`"),
    ],
)
def test_words_that_name_nothing_get_near_matches_and_write_nothing(prints, words, said) -> None:
    output, made = prints(*words, code=1)
    assert said in output
    assert not made


@pytest.mark.parametrize("words", [("handbook",), ("handbook", "chaojing-1", "--all")])
def test_grids_are_named_or_all_are_meant(gridpress, workspace, words) -> None:
    done = gridpress("print", *words, "--root", workspace)
    assert done.exit_code == 2
    assert "--all" in done.output
