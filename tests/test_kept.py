"""What is kept of a workspace changes nothing but the time: a check finds what one without it does."""

import datetime
import errno
import inspect
import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from cases.casefile import CASES, read_case, write_workspace
from conftest import ROOT
from provinces import SERVICE, add, make_province

from generator.diagnostics import Diagnostic, sort_diagnostics
from generator.publishing import kept, kept_files, kept_findings, sealing
from generator.publishing.checking import check_workspace
from generator.publishing.kept import Kept
from generator.publishing.sealing import Shelf
from generator.reading import ahead
from generator.reading.documents import Document
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue
from generator.reading.revisions import load_edition
from generator.reads import EACH, note_reads
from generator.rules import CODES, load_rule

FILES = sorted([*CASES.glob("rules/*/*.case"), *CASES.glob("sources/*/*.case")])
NEW = Path("menus/services/elder-card.yaml")
TICK = 0.02
"""Seconds after which files are stamped with another time."""


@pytest.fixture(autouse=True)
def _keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small workspaces are kept like large ones, all again after each edit."""
    monkeypatch.setattr(kept, "MANY", 1)
    monkeypatch.setattr(kept_files, "FEW", 0)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "home" / "seal.key"
    monkeypatch.setattr(sealing, "find_key", lambda: place)
    return place


@pytest.fixture
def workspace(workspace: Path) -> Path:
    """The small workspace, as it has been for a while."""
    time.sleep(TICK)
    return workspace


def check_anew(root: Path) -> Loaded:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "MANY", 10**9)
        return check_workspace(root)


def assert_same(root: Path) -> None:
    told, true = check_workspace(root), check_anew(root)
    assert told.found == true.found
    assert (told.catalogue, told.whole) == (true.catalogue, true.whole)
    assert [*told.files] == [*true.files]


def rewrite(root: Path, case: Path) -> None:
    """Make a workspace that of a case, touching only what differs."""
    wanted = root.with_name("wanted")
    shutil.rmtree(wanted, ignore_errors=True)
    write_workspace(read_case(case), wanted)
    there = {path.relative_to(root) for path in root.glob("[!.]*/**/*") if path.is_file()}
    want = {path.relative_to(wanted) for path in wanted.rglob("*") if path.is_file()}
    for name in there - want:
        (root / name).unlink()
    for name in want:
        if name not in there or (root / name).read_bytes() != (wanted / name).read_bytes():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(wanted / name, root / name)


@pytest.mark.parametrize("few", [0, 100])
def test_from_case_to_case_a_check_finds_what_one_without_memory_finds(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(kept_files, "FEW", few)
    dice = Random(few)  # noqa: S311 - repeatable, no secret
    for case in dice.sample(FILES, 20):
        rewrite(workspace, case)
        time.sleep(TICK)
        assert_same(workspace)


ALONE = [one for one in CODES.split() if "each_entry(" in inspect.getsource(load_rule(one))]


@pytest.mark.parametrize("code", ALONE)
def test_a_rule_that_looks_at_each_entry_by_itself_finds_the_same_in_it_alone(
    code: str, tmp_path: Path
) -> None:
    module = load_rule(code)
    for case in CASES.glob(f"rules/{code}/*.case"):
        write_workspace(read_case(case), tmp_path / case.stem)
        catalogue = load_catalogue(tmp_path / case.stem).catalogue
        assert catalogue is not None
        watched = catalogue.watched()
        with note_reads() as reads:
            found = list(module.check(watched))
        assert EACH in reads
        alone = []
        for entry in catalogue.iter_entries():
            watched.entries.only = {entry.file}  # type: ignore[attr-defined]
            alone += module.check(watched)
        assert sort_diagnostics(alone) == sort_diagnostics(found)


def test_after_an_edit_only_that_file_is_read_and_only_what_reads_its_kind_is_done(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_workspace(workspace)
    read: list[str] = []
    ran: list[str] = []
    parse, run = ahead.parse_document, kept_findings.run_check

    def note_file(file: str, data: bytes) -> tuple[Document, list[Diagnostic]]:
        read.append(file)
        return parse(file, data)

    def note_check(name: str, check: kept_findings.Check) -> kept_findings.Outcome:
        ran.append(name)
        return run(name, check)

    monkeypatch.setattr(ahead, "parse_document", note_file)
    monkeypatch.setattr(kept_findings, "run_check", note_check)
    path = workspace / NEW
    path.write_text(path.read_text("utf-8") + "\n# seen\n", "utf-8")
    check_workspace(workspace)
    assert read == [NEW.as_posix()]
    assert {"SVC101", "TXT101"} <= {*ran}
    assert not {*ran} & {"GRD102", "PPL101", "files"}


def test_a_check_of_what_has_not_changed_knows_no_models() -> None:
    """To load them would take longer than the rest of it."""
    words = "import sys, generator.publishing.answers; print(*sys.modules)"
    asked = [sys.executable, "-c", words]
    loaded = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert not {*loaded.stdout.split()} & {"pydantic", "generator.model", "numpy", "yaml"}


def test_a_process_that_stays_finds_the_same_after_each_edit(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `serve` does, which keeps nothing on the disk: what was found before is there in its memory."""
    monkeypatch.setattr(kept, "MANY", 10**9)
    loaded = check_workspace(workspace)
    for case in Random(7).sample(FILES, 15):  # noqa: S311 - repeatable, no secret
        rewrite(workspace, case)
        time.sleep(TICK)
        loaded, true = check_workspace(workspace, before=loaded), check_workspace(workspace)
        assert (loaded.found, loaded.catalogue) == (true.found, true.catalogue)


def test_what_an_entry_states_counts_though_drafts_were_taken_out_of_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`consent_public: false` says the same as nothing does, and is told otherwise."""
    monkeypatch.setattr(kept, "MANY", 10**9)
    grid, person = workspace / "menus/grids/chaojing-2.yaml", workspace / "menus/people/zhou-ping.yaml"
    grid.write_text(f"draft: true\n{grid.read_text('utf-8')}", "utf-8")
    roles = "roles: [{grid: chaojing-1, role: 志愿者}, {grid: chaojing-2, role: 志愿者}]"
    person.write_text(f"name: 周平\nvoluntary: true\n{roles}\n", "utf-8")
    before = check_workspace(workspace)
    person.write_text(f"name: 周平\nvoluntary: true\nconsent_public: false\n{roles}\n", "utf-8")
    time.sleep(TICK)
    assert check_workspace(workspace, before=before).found == check_workspace(workspace).found


def test_a_comparison_reads_of_another_revision_what_is_not_the_same(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is the same in both is known; what the other has instead is read there."""
    before = Path(shutil.copytree(workspace, tmp_path / "before"))
    path = workspace / NEW
    path.write_text(path.read_text("utf-8").replace("老年优待证办理", "老年人优待证办理"), "utf-8")
    check_workspace(workspace)
    known = Kept(workspace)
    read: list[str] = []
    parse = ahead.parse_document

    def note_file(file: str, data: bytes) -> tuple[Document, list[Diagnostic]]:
        read.append(file)
        return parse(file, data)

    monkeypatch.setattr(ahead, "parse_document", note_file)
    told = load_edition(workspace, str(before), recall=known.recall_in)
    assert read == [NEW.as_posix()]
    assert told == load_edition(workspace, str(before))


class _Bomb:
    """What pickle would set off."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._mark),)


@pytest.mark.parametrize("name", ["check", "read"])
@pytest.mark.parametrize("sealed", ["", "zeros", "another"])
def test_a_cache_that_came_with_the_workspace_is_not_believed(
    workspace: Path, tmp_path: Path, key: Path, name: str, sealed: str
) -> None:
    """Not even where the key of whoever wrote it made its seal."""
    bomb = pickle.dumps(_Bomb(tmp_path / "went off"))
    (workspace / ".cache").mkdir()
    if sealed == "another":
        Shelf(workspace).write(name, bomb)
        key.unlink()
    else:
        (workspace / ".cache" / name).write_bytes(bomb if not sealed else bytes(32) + bomb)
    assert_same(workspace)
    assert not (tmp_path / "went off").exists()


def test_the_bomb_of_these_tests_goes_off(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(_Bomb(tmp_path / "went off")))  # noqa: S301 - what is tried
    assert (tmp_path / "went off").exists()


def test_any_damaged_byte_breaks_the_seal(workspace: Path) -> None:
    check_workspace(workspace)
    for name in ("check", "read"):
        file = workspace / ".cache" / name
        whole = file.read_bytes()
        assert Shelf(workspace).load(name) == whole[32:]
        for spot in {*range(40), *range(40, len(whole), len(whole) // 20), len(whole) - 1}:
            file.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :])
            assert Shelf(workspace).load(name) is None
        file.write_bytes(whole[:-1])
        assert Shelf(workspace).load(name) is None
        file.write_bytes(whole)


def test_one_file_is_not_taken_for_the_other(workspace: Path) -> None:
    check_workspace(workspace)
    cache = workspace / ".cache"
    (cache / "check").write_bytes((cache / "read").read_bytes())
    assert Shelf(workspace).load("check") is None
    assert_same(workspace)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps other users out of one's folder by itself")
def test_a_key_that_others_can_read_or_write_seals_nothing(workspace: Path, key: Path) -> None:
    check_workspace(workspace)
    assert key.stat().st_mode & 0o777 == 0o600
    assert Shelf(workspace).load("read") is not None
    key.chmod(0o644)
    assert Shelf(workspace).load("read") is None
    check_workspace(workspace)  # a new one takes its place
    assert key.stat().st_mode & 0o777 == 0o600
    assert Shelf(workspace).load("read") is not None


def _fail(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_where_nothing_can_be_written_everything_is_found_all_the_same(
    workspace: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a folder or a home that is read-only, somebody without a home."""
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "_write_new", _fail)
        assert_same(workspace)
    key.parent.parent.joinpath("home").write_bytes(b"")  # no folder can be made there
    assert_same(workspace)
    monkeypatch.setattr(sealing, "find_key", lambda: Path("~nobody-of-that-name").expanduser())
    assert_same(workspace)
    assert not [one for one in (workspace / ".cache").iterdir() if one.name != ".gitignore"]


def test_what_a_city_takes_over_is_read_again_when_its_province_changes_it(tmp_path: Path) -> None:
    """Beside, beneath and instead of a file of its own, also when the province goes or comes."""
    city = make_province(tmp_path / "dongyu") / "daixi"
    own, above, province = city / SERVICE, city.parent / SERVICE, city.parent / "province.yaml"
    audience = city.parent / "menus" / "audiences" / "elderly.yaml"
    said, hidden = own.read_bytes(), tmp_path / "hidden"
    for act in (
        lambda: add(own, "time_limit: 3日\n"),
        lambda: add(above, "fee: 免费\n"),
        lambda: add(above, "status: 暂挺\n"),
        lambda: audience.write_text(audience.read_text("utf-8") + "aliases: [待定]\n", "utf-8"),
        own.unlink,
        lambda: own.write_bytes(said),
        above.unlink,
        lambda: province.rename(hidden),
        lambda: hidden.rename(province),
    ):
        assert_same(city)
        act()
        time.sleep(TICK)
    assert_same(city)


def _check_often(root: Path) -> None:
    true = check_anew(root)
    for number in range(10):
        told = check_workspace(root)
        assert (told.found, told.catalogue) == (true.found, true.catalogue)
        for name in ("check", "read")[: number % 3]:
            (root / ".cache" / name).unlink(missing_ok=True)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process begins without what these tests have set")
def test_two_processes_at_once_find_what_one_finds(workspace: Path) -> None:
    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=_check_often, args=(workspace,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert not [*(workspace / ".cache").glob("*.new")]


def test_what_changes_while_it_is_checked_leaves_no_findings(workspace: Path) -> None:
    known = Kept(workspace)
    loaded = check_workspace(workspace, kept=known)
    page = workspace / "content" / "about.md"
    page.parent.mkdir()
    page.write_text("# 关于", "utf-8")
    known.write(loaded)
    assert Kept(workspace).record.findings == b""
    assert Kept(workspace).unchanged.keys() == loaded.files.keys()


def test_old_files_that_are_moved_in_while_it_is_checked_are_looked_at_next_time(
    workspace: Path, tmp_path: Path
) -> None:
    news, content = tmp_path / "news", workspace / "content"
    for folder in (news, content):
        folder.mkdir()
    (news / "a.md").write_text("# 消息\n\n身份证号 11010519491231002X\n", "utf-8")
    time.sleep(TICK)
    known = Kept(workspace)
    loaded = check_workspace(workspace, kept=known)
    news.rename(content / "news")
    known.write(loaded)
    found = check_workspace(workspace).found
    assert "content/news/a.md" in {one.place.file for one in found if one.code == "PRV101"}


def test_another_day_keeps_what_was_read_but_not_what_was_found(workspace: Path) -> None:
    for day in ("2026-05-20", "2027-05-20", "2030-01-01"):
        today = datetime.date.fromisoformat(day)
        time.sleep(TICK)
        told = check_workspace(workspace, today=today)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kept, "MANY", 10**9)
            assert told.found == check_workspace(workspace, today=today).found


def test_a_table_that_comes_changes_and_goes_is_read_again(workspace: Path) -> None:
    """Each time beside an entry that stays as it is, also where a folder takes its place."""
    rewrite(workspace, CASES / "rules" / "ROS101" / "near-miss.case")
    table = next((workspace / "menus").rglob("*.yaml")).with_name("x.csv")
    for entry in (workspace / "menus" / "rosters").glob("*.yaml"):
        table = entry.with_suffix(".csv")
    for act in (
        lambda: table.write_text("日期,人员\n2026-05-20,wang-min\n", "utf-8"),
        lambda: table.write_text("日期,人员\n2026-05-21,wang-min\n", "utf-8"),
        table.unlink,
        table.mkdir,
        table.rmdir,
    ):
        assert_same(workspace)
        act()
        time.sleep(TICK)
    assert_same(workspace)
