"""The gate for private data over the files of a workspace, named from inside and from outside."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import casefile
from cases.casefile import BASE, CASES, run_case
from mkdocs.exceptions import PluginError

from generator.diagnostics import Diagnostic
from generator.mkdocs_hook import on_files, on_pre_build
from generator.publishing import privacy
from generator.reading.loading import load_document

CASES_OF_FILES = sorted((*(CASES / "rules").glob("PRV*/*.case"), *(CASES / "sources").glob("PUB*/*.case")))
LEAK = "电话 13905800021，身份证 330902199003070012。\n"


def find_all(root: Path) -> list[Diagnostic]:
    """All that is found, but that new pages are not in the navigation."""
    return [one for one in casefile.find_all(root) if one.code != "PAG115"]


@pytest.fixture(params=["absolute", "relative"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small workspace, named from outside or from inside, as `gridpress check` does by default."""
    whole = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    (whole / "content").mkdir()
    monkeypatch.chdir(whole)
    return whole if request.param == "absolute" else Path()


@pytest.mark.parametrize("path", CASES_OF_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_gate_finds_the_same_from_inside_the_workspace(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run_case(path, Path())


def test_the_check_without_a_root_looks_into_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gridpress: Callable[..., object]
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "x.md").write_text(LEAK, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = gridpress("check", "--format", "concise")
    assert done.exit_code == 1
    assert done.output.count("PRV101") == 2
    assert "content/x.md:1" in done.output.replace("\\", "/")


PUBLISHED = (
    *(
        "content/x.md",
        "content/x.html",
        "content/x.txt",
        "content/deep/er/x.csv",
        "content/x.js",
        "content/x.json",
    ),
    *(
        "content/x",
        "content/x.unknown",
        "content/.x/../x.md",
        "site_overrides/main.html",
        "site_overrides/x.css",
    ),
    "mkdocs.yml",
)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_file_that_is_published_is_looked_into(root: Path, name: str) -> None:
    file = root / os.path.normpath(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"# {LEAK}", "utf-8")
    assert [one.code for one in find_all(root) if one.code.startswith("PRV")] == ["PRV101", "PRV101"]


def test_names_of_files_and_of_entries_are_looked_at(root: Path) -> None:
    (root / "content" / "李健_13905800022.txt").write_text("x", "utf-8")
    (root / "content" / "tel-139-0580-0024.txt").write_text("x", "utf-8")
    shutil.copyfile(root / "menus/services/elder-card.yaml", root / "menus/services/a-13905800023.yaml")
    found = [one.place.file for one in find_all(root) if one.code == "PRV101"]
    assert found == [
        "content/tel-139-0580-0024.txt",
        "content/李健_13905800022.txt",
        "menus/services/a-13905800023.yaml",
    ]


@pytest.mark.parametrize(
    "name", ["13905800022", "tel-139-0580-0022", "１３９０５８０００２２", "a/李健家住渔港里5号201室"]
)
def test_names_of_folders_are_looked_at_once(root: Path, name: str) -> None:
    folder = root / "content" / name
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x", "utf-8")
    (folder / "b.txt").write_text("x", "utf-8")
    assert [one.place.file for one in find_all(root) if one.code == "PRV101"] == [f"content/{name}"]


def _make_pipe(file: Path) -> None:
    os.mkfifo(file)


def _make_socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(file.name)
    os.chdir(here)


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "a pipe": _make_pipe,
    "a socket": _make_socket,
    "a folder": lambda file: file.mkdir(),
    "a broken link": lambda file: file.symlink_to("nowhere"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "a device": lambda file: file.symlink_to("/dev/zero"),
    "a link to outside": lambda file: file.symlink_to(__file__),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["f.jpg", "x.md", "x.csv"])
@pytest.mark.parametrize("make", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_file_is_an_error_and_opened_by_nobody(
    root: Path, name: str, make: Callable[[Path], None]
) -> None:
    make((root / "content" / name).absolute())
    assert [(one.code, one.place.file) for one in find_all(root)] == [("SRC101", f"content/{name}")]


@pytest.mark.parametrize("name", ["x.md", "f.png", "site.css"])
def test_a_file_that_may_not_be_read_is_an_error(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / name).write_text("x", "utf-8")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = [(one.code, one.message.en) for one in find_all(root)]
    assert found == [("SRC101", "cannot read the file: Permission denied")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read all")
def test_a_folder_that_may_not_be_listed_is_an_error(root: Path) -> None:
    (root / "content" / "closed").mkdir(mode=0)
    assert [(one.code, one.place.file) for one in find_all(root)] == [("SRC101", "content/closed")]


def test_a_text_in_no_known_encoding_is_an_error(root: Path) -> None:
    (root / "content" / "x.md").write_bytes(b"\xff\xff\xff 13905800021")
    assert {one.code for one in find_all(root)} == {"SRC102", "PRV101"}


def test_a_page_in_gbk_is_an_error_and_is_read_all_the_same(root: Path) -> None:
    (root / "content" / "x.md").write_bytes(LEAK.encode("gbk"))
    assert {one.code for one in find_all(root)} == {"SRC103", "PRV101"}


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["SRC105"])])
def test_files_above_the_limit_are_refused_unread(
    root: Path, more: int, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "MOST_BYTES", 1000)
    (root / "content" / "x.md").write_text("x" * (1000 + more), "utf-8")
    assert [one.code for one in find_all(root)] == codes


def test_a_long_page_is_looked_into_to_its_end(root: Path) -> None:
    (root / "content" / "x.md").write_text("字" * 500_000 + "\n" + LEAK, "utf-8")
    assert [one.code for one in find_all(root) if one.code == "PRV101"] == ["PRV101", "PRV101"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links on Windows need rights")
def test_of_links_that_are_not_published_it_is_said(root: Path) -> None:
    """Neither engine publishes them, so nothing in them is looked into."""
    (root / "content" / "folder").mkdir()
    (root / "content" / "folder" / "x.md").write_text("x", "utf-8")
    (root / "content" / "linked").symlink_to("folder")
    (root / "content" / "y.md").symlink_to("folder/x.md")
    found = [(one.code, one.place.file) for one in find_all(root)]
    assert found == [("PUB105", "content/linked"), ("PUB105", "content/y.md")]


@pytest.mark.parametrize(
    ("settings", "written"),
    [
        ("docs_dir: ./content/\ntheme: {name: material, custom_dir: site_overrides}\n", None),
        ("docs_dir: docs\n", "docs"),
        ("theme: {name: material, custom_dir: ../look}\n", "../look"),
    ],
)
def test_settings_that_publish_other_folders_are_an_error(
    root: Path, settings: str, written: str | None
) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: x\n{settings}", "utf-8")
    found = [(one.code, load_document(root, "mkdocs.yml").locate(one.place)) for one in find_all(root)]
    assert [code for code, _ in found] == ["PAG105"] * (written is not None)


def test_plain_mkdocs_publishes_no_folder_that_was_not_looked_into(whole_workspace: Path) -> None:
    from mkdocs.config import load_config  # noqa: PLC0415 - takes a while, for these tests only

    (whole_workspace / "docs").mkdir()
    config = load_config(
        str(whole_workspace / "mkdocs.yml"), docs_dir=str(whole_workspace / "docs"), hooks=[]
    )
    with pytest.raises(PluginError, match="docs"):
        on_pre_build(config)


def test_links_are_left_behind_by_plain_mkdocs_too(
    whole_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.mkdocs_hook.shell_pages", dict)
    from mkdocs.config import load_config  # noqa: PLC0415 - takes a while, for this test only
    from mkdocs.structure.files import get_files  # noqa: PLC0415

    outside = whole_workspace.parent / "outside"
    outside.mkdir()
    (outside / "x.md").write_text(LEAK, "utf-8")
    (whole_workspace / "content" / "linked").symlink_to(outside)
    (whole_workspace / "content" / "one.md").symlink_to(outside / "x.md")
    config = load_config(str(whole_workspace / "mkdocs.yml"), hooks=[])
    files = on_files(get_files(config), config=config)
    names = {one.src_uri for one in files}
    assert "index.md" in names
    assert not names & {"linked/x.md", "one.md"}
