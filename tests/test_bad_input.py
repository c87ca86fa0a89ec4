"""What goes wrong in entries and around them: a clear sentence, a place, and nothing published is lost."""

import errno
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from generator.reading import ahead
from generator.writing import site as writing

Run = Callable[..., Result]

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
SERVICE = "menus/services/elder-card.yaml"
AUDIENCE = "menus/audiences/elderly.yaml"
GRID = "menus/grids/chaojing-1.yaml"


@pytest.fixture
def published(workspace: Path, gridpress: Run) -> Path:
    """The small workspace with its site standing."""
    done = gridpress("build", "--root", workspace, "--no-handbooks")
    assert done.exit_code == 0, done.output
    return workspace


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and times of all files below a folder."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(done: Result) -> str:
    """What a command said when it failed, which must be a sentence and no accident."""
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), repr(done.exception)
    assert "Traceback" not in done.output
    assert CHINESE.search(done.output)
    return done.output


def refuse_build(gridpress: Run, root: Path, *words: object) -> str:
    """Build and be refused, with the standing site untouched and nothing left beside it."""
    before = state_of(root / "site")
    names = sorted(path.name for path in root.iterdir())
    output = refused(gridpress("build", "--root", root, "--no-handbooks", *words))
    assert state_of(root / "site") == before
    assert sorted(path.name for path in root.iterdir()) == names
    return output


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# ---- files ----

BOMB = "a: &a [1, 1]\nb: &b [*a, *a]\nname: *b\n"
FILES = {
    "empty": (b"", AUDIENCE, "没有内容"),
    "only a comment": ("# 以后再写\n".encode(), AUDIENCE, "没有内容"),
    "a list": ("- 老年人\n".encode(), f"{AUDIENCE}:1:1", "列表"),
    "a bare text": ("老年人\n".encode(), f"{AUDIENCE}:1:1", ""),
    "aliases": (BOMB.encode(), f"{AUDIENCE}:1:4", "锚点"),
    "a key twice": ("name: 老年人\nname: 老人\n".encode(), f"{AUDIENCE}:2:1", "name"),
    "bytes of no text": (b"name: \xff\xfe\x80\n", AUDIENCE, "UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", AUDIENCE, ""),
    "GBK": ("name: 老年人\n".encode("gbk"), AUDIENCE, "GBK"),
    "UTF-16": ("name: 老年人\n".encode("utf-16"), AUDIENCE, ""),
    "a NUL": (b"name: a\x00b\n", f"{AUDIENCE}:1:8", ""),
    "a tag that runs code": (b"name: !!python/object/apply:os.system [true]\n", f"{AUDIENCE}:1:7", ""),
    "two documents": ("name: 老年人\n---\nname: 老人\n".encode(), AUDIENCE, ""),
    "a tab": (b"name: a\naliases:\n\t- b\n", f"{AUDIENCE}:3:1", ""),
    "an open bracket": (b"name: [a\n", AUDIENCE, ""),
    "too deep": (b"name: " + b"[" * 5000 + b"]" * 5000 + b"\n", AUDIENCE, ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_entry_is_named(published: Path, gridpress: Run, name: str) -> None:
    data, place, word = FILES[name]
    (published / AUDIENCE).write_bytes(data)
    output = refuse_build(gridpress, published)
    assert place in output
    assert word in output


def test_ten_megabytes_are_refused_at_once(published: Path, gridpress: Run) -> None:
    (published / AUDIENCE).write_text("name: 老年人\naliases:\n" + "  - 老人家\n" * 700_000, "utf-8")
    assert AUDIENCE in refuse_build(gridpress, published)


def test_a_billion_laughs_take_no_memory(published: Path, gridpress: Run) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    (published / AUDIENCE).write_text("\n".join([*lines, "name: *a29"]), "utf-8")
    assert f"{AUDIENCE}:1:5" in refuse_build(gridpress, published)


def test_a_link_out_of_the_folder_is_refused_and_not_read(
    published: Path, tmp_path: Path, gridpress: Run
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: 机密\n", "utf-8")
    (published / "menus/audiences/linked.yaml").symlink_to(secret)
    (published / "menus/notices").symlink_to(tmp_path)
    output = refuse_build(gridpress, published)
    assert "menus/audiences/linked.yaml" in output
    assert "menus/notices" in output
    assert "机密" not in output


def test_a_link_in_content_is_not_followed(whole_workspace: Path, tmp_path: Path, gridpress: Run) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    (whole_workspace / "content/secret.txt").symlink_to(secret)
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert "content/secret.txt" in refused(done)
    assert "机密" not in done.output
    assert not (whole_workspace / "site").exists()


def test_a_link_that_leads_nowhere_is_named(published: Path, gridpress: Run) -> None:
    (published / "menus/audiences/gone.yaml").symlink_to("nowhere.yaml")
    assert "menus/audiences/gone.yaml" in refuse_build(gridpress, published)


def test_a_folder_named_like_an_entry_is_named(published: Path, gridpress: Run) -> None:
    (published / "menus/audiences/folder.yaml").mkdir()
    assert "menus/audiences/folder.yaml" in refuse_build(gridpress, published)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_named_like_an_entry_does_not_hang(published: Path, gridpress: Run) -> None:
    os.mkfifo(published / "menus/audiences/pipe.yaml")
    assert "menus/audiences/pipe.yaml" in refuse_build(gridpress, published)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(published: Path, gridpress: Run) -> None:
    (published / AUDIENCE).chmod(0)
    assert AUDIENCE in refuse_build(gridpress, published)


@pytest.mark.parametrize("folder", ["content", "content/guide", "site_overrides", "menus", "menus/services"])
def test_a_folder_that_may_not_be_read_is_named_without_what_it_holds(
    whole_workspace: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    closed, scandir, listdir = whole_workspace / folder, os.scandir, os.listdir

    def refuse(path: Path | str = ".") -> None:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", lambda path=".": refuse(path) or scandir(path))
    monkeypatch.setattr(os, "listdir", lambda path=".": refuse(path) or listdir(path))
    done = gridpress("check", "--root", whole_workspace, "--format", "json")
    found = [(one["file"], one["code"]) for one in json.loads(done.output)]
    assert (folder, "SRC101") in found
    assert not {"PAG101", "PAG102"} & {code for _, code in found}


# ---- values ----

VALUES = {
    "an id that climbs": (AUDIENCE, "name:", "id: ../../etc/passwd\nname:", "1:5"),
    "a reference that climbs": (SERVICE, "[elderly]", "[../../../etc/passwd]", "7:13"),
    "a border that crosses itself": (
        GRID,
        "122.11 30.00, 122.11 30.01, 122.10 30.01",
        "122.11 30.01, 122.11 30.00, 122.10 30.01",
        "9:11",
    ),
    "axes swapped": (GRID, re.compile(r"(122\.\d+) (30\.\d+)"), r"\2 \1", "9:11"),
    "a border that is no border": (GRID, "POLYGON ((", "POINT (", "9:11"),
    "a border without end": (GRID, "122.10 30.00, 122.11", "nan inf, 122.11", "9:11"),
    "a date that does not exist": (SERVICE, "2026-04-01", "2026-02-30", "31:13"),
    "a date of another calendar": (SERVICE, "2026-04-01", "丙午年二月十四", "31:13"),
    "an address that runs": (
        "menus/profile.yaml",
        "demo: true",
        "edit_url: javascript:alert(1)\ndemo: true",
        "4:11",
    ),
    "a number beyond all numbers": (GRID, "households: 420", f"households: {'9' * 5000}", "5:13"),
    "a field that nobody knows": (GRID, "households:", "housholds:", "5:1"),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_wrong_value_is_shown_with_its_place(published: Path, gridpress: Run, name: str) -> None:
    file, old, new, place = VALUES[name]
    path = published / file
    text = path.read_text("utf-8")
    path.write_text(old.sub(new, text) if isinstance(old, re.Pattern) else text.replace(old, new, 1), "utf-8")
    assert path.read_text("utf-8") != text
    assert f"{file}:{place}: error" in refuse_build(gridpress, published)


@pytest.mark.parametrize("id_", ["Ünïcode", "-", "a_b", "Elderly", "a b", "a%2Fb", "<b>"])
def test_a_file_name_that_is_no_id_is_named(published: Path, gridpress: Run, id_: str) -> None:
    name = f"menus/audiences/{id_}.yaml"
    (published / name).write_text("name: 别人\n", "utf-8")
    assert name in refuse_build(gridpress, published)


def test_communities_in_a_ring_are_told_not_followed_for_ever(published: Path, gridpress: Run) -> None:
    (published / "menus/divisions/daixi.yaml").write_text(
        'code: "339900000000"\nname: 岱汐市\nlevel: 市\nparent: wanghai\n', "utf-8"
    )
    assert "menus/divisions/" in refuse_build(gridpress, published)


def test_categories_in_a_ring_are_told_not_followed_for_ever(published: Path, gridpress: Run) -> None:
    (published / "menus/categories/elder-care.yaml").write_text(
        "name: 养老助老\nparent: elder-care\n", "utf-8"
    )
    assert "menus/categories/elder-care.yaml" in refuse_build(gridpress, published)


def test_all_faults_come_at_once(published: Path, gridpress: Run) -> None:
    edit(published, SERVICE, "2026-04-01", "2026-02-30")
    edit(published, GRID, "kind: 综合", "kind: 大网格")
    (published / AUDIENCE).write_bytes(b"")
    output = refuse_build(gridpress, published)
    assert all(file in output for file in (SERVICE, GRID, AUDIENCE))


# ---- while building ----


def test_a_file_deleted_while_it_is_read_is_named(
    published: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = ahead.load_bytes

    def load_late(path: str, file: str) -> object:
        if file == AUDIENCE:
            Path(path).unlink()
        return load(path, file)

    monkeypatch.setattr(ahead, "load_bytes", load_late)
    assert AUDIENCE in refuse_build(gridpress, published)


def test_a_file_deleted_after_the_check_changes_nothing_any_more(
    published: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.publishing import pipeline  # noqa: PLC0415 - patched below

    build = pipeline.build_chrome

    def build_late(root: Path, engine: str, site_name: str) -> dict[str, bytes]:
        (root / AUDIENCE).unlink()
        return build(root, engine, site_name)

    monkeypatch.setattr(pipeline, "build_chrome", build_late)
    done = gridpress("build", "--root", published, "--no-handbooks")
    assert done.exit_code == 0, done.output
    assert (published / "site/audiences/elderly.html").is_file()


def test_a_full_disk_leaves_the_standing_site(
    published: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(published, SERVICE, "plain_name: 办老年证", "plain_name: 老年优待卡")
    create = writing._create  # noqa: SLF001 - the one place that writes a page

    def fill_up(path: str, data: bytes) -> None:
        if path.endswith("index.html"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        create(path, data)

    monkeypatch.setattr(writing, "_create", fill_up)
    assert "磁盘已满" in refuse_build(gridpress, published)


def test_a_stuck_engine_is_stopped_and_told(
    published: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publishing.engines.TIMEOUT_S", 0.01)
    assert "mkdocs" in refuse_build(gridpress, published)


# ---- folders ----


def test_a_folder_with_something_else_is_left_alone(published: Path, tmp_path: Path, gridpress: Run) -> None:
    thesis = tmp_path / "out" / "thesis.docx"
    thesis.parent.mkdir()
    thesis.write_text("十年心血", "utf-8")
    output = refuse_build(gridpress, published, "--out", thesis.parent)
    assert str(thesis.parent) in output
    assert thesis.read_text("utf-8") == "十年心血"


@pytest.mark.parametrize("out", [".", "menus", "..", "menus/services", "content"])
def test_sources_are_never_the_output(
    published: Path, gridpress: Run, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (published / "content").mkdir()
    (published / "content/own.md").write_text("# 我写的\n", "utf-8")
    monkeypatch.chdir(published)
    before = state_of(published / "menus")
    refused(gridpress("build", "--no-handbooks", "--out", out))
    assert state_of(published / "menus") == before
    assert (published / "content/own.md").is_file()


@pytest.mark.parametrize("folder", ["content/site", "menus", "menus/services/site", "site_overrides/site"])
def test_the_site_is_not_put_among_its_own_sources(
    whole_workspace: Path, gridpress: Run, folder: str
) -> None:
    before = state_of(whole_workspace)
    assert folder.split("/", maxsplit=1)[0] in refused(
        gridpress("build", "--root", whole_workspace, "--no-handbooks", "--out", whole_workspace / folder)
    )
    assert state_of(whole_workspace) == before


def test_a_name_too_long_for_the_disk_is_told(workspace: Path, gridpress: Run) -> None:
    assert "文件名太长" in refused(gridpress("build", "--root", workspace, "--out", workspace / ("长" * 100)))


@pytest.mark.parametrize(
    "words", [("new", "service", "meal"), ("schema",), ("check", "--fix"), ("handbook", "--all")]
)
def test_a_full_disk_loses_nothing_and_leaves_nothing_half_written(
    published: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    (published / "handbooks").mkdir()
    (published / "handbooks/chaojing-1.pdf").write_bytes(b"before")
    (published / AUDIENCE).write_bytes(b"\xef\xbb\xbf" + (published / AUDIENCE).read_bytes())
    before = state_of(published)

    def half(path: Path, _: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", half)
    monkeypatch.chdir(published)
    assert "磁盘已满" in refused(gridpress(*words, "--root", published))
    assert state_of(published) == before


def test_a_repair_keeps_a_link_a_link_and_a_file_its_mode(workspace: Path, gridpress: Run) -> None:
    linked = workspace / AUDIENCE
    kept = linked.rename(workspace / "menus/services/elderly.txt")
    kept.write_bytes(b"\xef\xbb\xbf" + kept.read_bytes())
    kept.chmod(0o640)
    linked.symlink_to("../services/elderly.txt")
    gridpress("check", "--fix", "--root", workspace)
    assert linked.is_symlink()
    assert not kept.read_bytes().startswith(b"\xef")
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_file_where_the_site_should_be_is_left_alone(workspace: Path, gridpress: Run) -> None:
    (workspace / "site").write_text("我的", "utf-8")
    assert "site" in refused(gridpress("build", "--root", workspace, "--no-handbooks"))
    assert (workspace / "site").read_text("utf-8") == "我的"


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows have other rights")
def test_a_folder_that_may_not_be_written_is_told_before_the_work(
    published: Path, tmp_path: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = tmp_path / "locked"
    parent.mkdir(mode=0o500)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != parent)  # root may write anywhere
    assert str(parent) in refuse_build(gridpress, published, "--out", parent / "site")


def test_handbooks_go_to_a_folder_that_can_be_written(
    published: Path, tmp_path: Path, gridpress: Run
) -> None:
    place = tmp_path / "file"
    place.write_text("", "utf-8")
    output = refused(gridpress("handbook", "chaojing-1", "--root", published, "--out", place))
    assert str(place) in output


def test_a_handbook_of_a_grid_that_does_not_exist_names_those_that_do(
    published: Path, tmp_path: Path, gridpress: Run
) -> None:
    output = refused(gridpress("handbook", "../../etc", "--root", published, "--out", tmp_path / "h"))
    assert "chaojing-1" in output


# ---- chrome ----


@pytest.fixture
def standing(whole_workspace: Path, gridpress: Run) -> Path:
    """A workspace with chrome of its own and its site standing."""
    done = gridpress("build", "--root", whole_workspace, "--no-handbooks")
    assert done.exit_code == 0, done.output
    return whole_workspace


def _break_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")


def _list_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("- 1\n", "utf-8")


def _empty_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_bytes(b"")


def _garble_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_bytes("site_name: 网格\n".encode("gbk"))


def _drop_shell(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nexclude_docs: services/\n")


def _drop_marker(root: Path) -> None:
    edit(root, "site_overrides/main.html", "<!--gridpress:main-->", "")


def _break_template(root: Path) -> None:
    edit(root, "site_overrides/main.html", "{% endblock %}", "{% endblok %}")


def _unknown_name(root: Path) -> None:
    edit(root, "site_overrides/partials/content.html", "", "{{ nothing.of.it }}")


def _unknown_theme(root: Path) -> None:
    edit(root, "mkdocs.yml", "name: material", "name: no-such-theme")


CHROME = {
    "mkdocs.yml": (_break_settings, _list_settings, _empty_settings, _garble_settings),
    "services/index": (_drop_shell,),
    "gridpress:main": (_drop_marker,),
    "endblok": (_break_template,),
    "site_overrides/partials/content.html": (_unknown_name,),
    "no-such-theme": (_unknown_theme,),
}
BREAKS = [(word, break_it) for word, breaks in CHROME.items() for break_it in breaks]


@pytest.mark.parametrize(("word", "break_it"), BREAKS, ids=lambda one: getattr(one, "__name__", ""))
def test_broken_chrome_is_told(
    standing: Path, gridpress: Run, word: str, break_it: Callable[[Path], None]
) -> None:
    break_it(standing)
    assert word in refuse_build(gridpress, standing)


def test_a_folder_without_menus_is_told(tmp_path: Path, gridpress: Run) -> None:
    assert "menus" in refused(gridpress("build", "--root", tmp_path))
    assert not (tmp_path / "site").exists()


def test_without_a_profile_the_rest_is_still_checked(published: Path, gridpress: Run) -> None:
    (published / "menus/profile.yaml").unlink()
    (published / AUDIENCE).write_bytes(b"")
    output = refuse_build(gridpress, published)
    assert "menus/profile.yaml" in output
    assert AUDIENCE in output


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a command leaves in the current folder would be seen here."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    yield
    assert list(place.iterdir()) == []
