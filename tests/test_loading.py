"""From a folder to a catalogue: what is read, what is refused, and what is not read twice."""

import gc
import os
import shutil
import weakref
from pathlib import Path

import pytest
from cases.casefile import BASE, describe, find_all

from generator.outputs.pages import list_pages
from generator.reading.loading import load_catalogue, load_document


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "site")
    return tmp_path / "site"


def codes(root: Path) -> list[str]:
    return [one.code for one in load_catalogue(root).found]


def test_a_folder_without_menus_is_one_finding(tmp_path: Path) -> None:
    loaded = load_catalogue(tmp_path)
    assert loaded.catalogue is None
    assert [one.code for one in loaded.found] == ["IDN106"]


def test_a_link_to_a_file_outside_is_refused_and_its_content_stays_unread(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: 秘密\n", "utf-8")
    (root / "menus/audiences/secret.yaml").symlink_to(secret)
    loaded = load_catalogue(root)
    assert [one.code for one in loaded.found] == ["SRC122"]
    assert loaded.catalogue is not None
    assert "secret" not in loaded.catalogue.audiences
    assert "秘密" not in describe(root, loaded.found)


def test_a_link_to_a_folder_outside_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away/a.yaml").write_text("title: x\n", "utf-8")
    (root / "menus/notices").symlink_to(tmp_path / "away", target_is_directory=True)
    assert codes(root) == ["SRC122"]


def test_a_link_inside_menus_is_read_and_called_a_copy(root: Path) -> None:
    (root / "menus/audiences/older.yaml").symlink_to(root / "menus/audiences/elderly.yaml")
    assert codes(root) == ["IDN110"]  # it is read, and so seen to repeat the other


def test_a_link_to_nothing_or_to_itself_does_not_stop_the_rest(root: Path) -> None:
    (root / "menus/audiences/lost.yaml").symlink_to(root / "menus/audiences/nowhere.yaml")
    (root / "menus/audiences/loop.yaml").symlink_to(root / "menus/audiences/loop.yaml")
    assert set(codes(root)) <= {"SRC101", "SRC122"}
    assert len(codes(root)) == 2


def test_a_folder_that_looks_like_an_entry_is_refused(root: Path) -> None:
    (root / "menus/audiences/x.yaml").mkdir()
    assert codes(root) == ["IDN104"]


@pytest.mark.parametrize(
    "name", ["X.yaml", "-x.yaml", "a_b.yaml", "a b.yaml", "a" * 64 + ".yaml", "a.b.yaml"]
)
def test_a_file_name_that_is_no_id_is_refused(root: Path, name: str) -> None:
    (root / "menus/audiences" / name).write_text("name: 青年\n", "utf-8")
    assert codes(root) == ["IDN102"]


def test_leftovers_of_desktops_and_editors_are_passed_over(root: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "x.yaml~", ".x.yaml.swp", "~$x.xlsx"):
        (root / "menus/audiences" / name).write_text("x", "utf-8")
    assert codes(root) == []


def test_two_runs_say_the_same_in_the_same_order(root: Path) -> None:
    for number in range(5):
        (root / f"menus/audiences/a{number}.yaml").write_text("nam: x\norder: y\n", "utf-8")
    assert describe(root, find_all(root)) == describe(root, find_all(root))


def test_a_file_that_did_not_change_is_not_read_again(root: Path) -> None:
    before = load_catalogue(root)
    after = load_catalogue(root, before=before)
    assert all(after.files[file] is one for file, one in before.files.items())


def test_a_changed_file_is_read_again_and_what_refers_to_it_is_checked_anew(root: Path) -> None:
    before = load_catalogue(root)
    (root / "menus/audiences/elderly.yaml").unlink()
    after = load_catalogue(root, before=before)
    assert [(one.code, one.place.file) for one in after.found] == [
        ("REF101", "menus/services/elder-card.yaml"),
        ("REF101", "menus/services/elder-visit.yaml"),
    ]


def test_a_file_that_is_gone_by_the_time_it_is_quoted_is_empty(root: Path) -> None:
    assert load_document(root, "menus/audiences/gone.yaml").text == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(root: Path) -> None:
    (root / "menus/audiences/elderly.yaml").chmod(0)
    assert "SRC101" in codes(root)


def test_suggestions_for_an_unknown_id_go_by_spelling_name_and_sound(root: Path) -> None:
    file = root / "menus/services/elder-card.yaml"
    text = file.read_text("utf-8").replace("[elder-care]", "[elder-cares, 养老助老, 养老祝老, qqq]")
    file.write_text(text, "utf-8")
    hints = [one.hint.zh if one.hint else "" for one in load_catalogue(root).found]
    assert hints[0] == hints[2] == "是不是想写 `elder-care`（养老助老）？"
    assert hints[1].startswith("写成 `elder-care`（养老助老）；")
    assert "elder-care" not in hints[3]


def test_a_catalogue_goes_when_another_takes_its_place(root: Path) -> None:
    """Beside a preview that stands all day there is one after each edit; the first may stay."""
    load_catalogue(root)
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    assert list_pages(catalogue)
    last = weakref.ref(catalogue)
    del catalogue
    gc.collect()
    assert last() is None
