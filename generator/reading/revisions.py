"""Entries as they once were: menus/ of a git revision, of a folder or of the last build, as a catalogue.

Git is run with fixed words and never through a shell; the name of a revision reaches it only behind
`--end-of-options`, and afterwards only the object's number is used.
"""

import datetime
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, RevisionError, Severity, Text
from generator.facts.lapsed import without_lapsed
from generator.reading import BUILT, MENUS, PRINTED
from generator.reading.inheritance import copy_above
from generator.reading.loaded import Recall
from generator.reading.loading import load_catalogue
from generator.reading.provinces import KEPT_ABOVE, PROVINCE, find_province
from generator.scratch import open_scratch

_OBJECT = re.compile(r"[0-9a-f]{40,64}\Z")
_BLOBS = {b"100644", b"100755"}
"""Plain files; links and submodules are not entries."""
_SECONDS = 120
RecallIn = Callable[[Path], Recall]
"""What is known of files below a folder."""


@dataclass(frozen=True)
class Edition:
    """One side of a comparison: what it was called, its catalogue, faults found while loading."""

    name: str
    catalogue: Catalogue
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many faults make entries unusable; those are not compared."""
        return sum(one.severity is Severity.ERROR for one in self.found)


def load_edition(
    root: Path, name: str | None, *, today: datetime.date | None = None, recall: RecallIn | None = None
) -> Edition:
    """A folder with menus/, else a git revision of the repository that `root` lies in; None: `root`.

    What `recall` knows of files there is not read. Raises RevisionError when there is no such thing, or no
    profile in it.
    """
    if name is None:
        return _load(root, "现在的文件夹", today, recall)
    folder = Path(name)
    if name and (folder / MENUS).is_dir():
        return _load(folder, name, today, recall)
    with _checked_out(root, name) as copy:
        return _load(copy, name, today, recall)


def load_built(root: Path, *, today: datetime.date | None = None, recall: RecallIn | None = None) -> Edition:
    """The entries that the site of `root` was last built from. Raises RevisionError when none are kept."""
    missing = RevisionError(
        "还没有用 gridpress build 生成过；写上和哪个 git 版本或文件夹比较",
        "nothing has been built here yet: name a git revision or a folder to compare with",
    )
    with _unpacked(root, BUILT, missing) as copy:
        return _load(copy, "上次生成的网站", today, recall)


def load_printed(root: Path, *, today: datetime.date | None = None) -> Edition:
    """The entries that were last noted as printed. Raises RevisionError when none are kept."""
    missing = RevisionError(
        "还没有记过印的是哪一版：写上和哪个 git 版本或文件夹比较，第一次印用 --all；印完加 --done 记下来",
        "nothing has been noted as printed: name a git revision or a folder to compare with, or --all the "
        "first time; --done notes what was printed",
    )
    with _unpacked(root, PRINTED, missing) as copy:
        return _load(copy, "上次印的", today, None)


@contextmanager
def _unpacked(root: Path, file: str, missing: RevisionError) -> Iterator[Path]:
    """Entries that were kept in a file, in a temporary folder."""
    with open_scratch() as folder:
        try:
            with zipfile.ZipFile(root / file) as kept:
                copy, names = _make_copy(folder), kept.namelist()
                kept.extractall(copy, [one for one in names if _is_inside(one)])
                above = [one for one in names if one.startswith(KEPT_ABOVE)]
                for one in above:
                    _put_inside(copy.parent, one.removeprefix(KEPT_ABOVE), kept.read(one))
                if not above:  # as kept by an older release, or by a city that had no province
                    copy_above(root, copy)
        except (OSError, zipfile.BadZipFile) as fault:
            raise missing from fault
        yield copy


def _make_copy(folder: Path) -> Path:
    """A folder for entries as they once were, below a folder for what their province said."""
    copy = folder / "copy"
    copy.mkdir()
    return copy


def _load(folder: Path, name: str, today: datetime.date | None, recall: RecallIn | None) -> Edition:
    loaded = load_catalogue(folder, today=today, recall=recall(folder) if recall else None)
    if loaded.catalogue is None:
        raise RevisionError(
            f"{name} 里没有能用的 menus/profile.yaml，没法比较",
            f"{name} has no usable menus/profile.yaml to compare",
        )
    return Edition(name, without_lapsed(loaded.catalogue), tuple(loaded.found))


@contextmanager
def _checked_out(root: Path, name: str) -> Iterator[Path]:
    """menus/ of a revision in a temporary folder."""
    commit = _resolve(root, name)
    with open_scratch() as folder:
        copy = _make_copy(folder)
        _write_tree(root, commit, copy)
        _check_out_above(root, commit, copy)
        if not (copy / MENUS).is_dir():
            raise RevisionError(f"版本 `{name}` 里没有 {MENUS}/", f"revision `{name}` has no {MENUS}/")
        yield copy


def _check_out_above(root: Path, commit: str, copy: Path) -> None:
    """What the province said in that commit; what it says today where its city is kept without it."""
    province = find_province(root)
    if province is not None and _find_top(province) == _find_top(root):
        _write_tree(province, commit, copy.parent)
    else:
        copy_above(root, copy)


def _find_top(folder: Path) -> bytes:
    with suppress(RevisionError):
        return run_git(folder, "rev-parse", "--show-toplevel", problem=NO_REPOSITORY)
    return b""


def _resolve(root: Path, name: str) -> str:
    """The number of a commit. Unknown names, and folders outside a repository, are wrong use."""
    if not name or not name.isprintable():
        raise RevisionError("版本名里有不能用的字符", "the revision's name has characters that no name has")
    run_git(root, "rev-parse", "--git-dir", problem=NO_REPOSITORY)
    unknown = Text(
        f"没有版本或文件夹 `{name}`：写提交号、分支、标签，或者一个里面有 {MENUS}/ 的文件夹",
        f"no revision or folder `{name}`: name a commit, branch, tag, or a folder that holds {MENUS}/",
    )
    found = run_git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", problem=unknown
    )
    commit = found.decode("ascii", "replace").strip()
    if not _OBJECT.match(commit):
        raise RevisionError(unknown.zh, unknown.en)
    return commit


NO_REPOSITORY = Text(
    "这个文件夹不在 git 仓库里；可以写两个文件夹来比较",
    "this folder is in no git repository; name two folders to compare",
)
NO_FILES = Text("读不出这个版本的文件", "the files of this revision cannot be read")


def _write_tree(root: Path, commit: str, folder: Path) -> None:
    listed = run_git(root, "ls-tree", "-r", "-z", commit, "--", f"{MENUS}/", PROVINCE, problem=NO_FILES)
    files: list[tuple[bytes, str]] = []
    for line in listed.split(b"\0"):
        head, tab, name = line.partition(b"\t")
        parts = head.split()
        if tab and parts[0] in _BLOBS and _is_inside(os.fsdecode(name)):
            files.append((parts[2], os.fsdecode(name)))
    request = b"".join(number + b"\n" for number, _ in files)
    answer = run_git(root, "cat-file", "--batch", problem=NO_FILES, request=request)
    position = 0
    for _, path in files:
        end = answer.index(b"\n", position)
        size = int(answer[position:end].split()[2])
        _put_inside(folder, path, answer[end + 1 : end + 1 + size])
        position = end + size + 2


def _put_inside(folder: Path, path: str, data: bytes) -> None:
    if _is_inside(path):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _is_inside(path: str) -> bool:
    """A tree may be made by anybody: no name of it leads out of the folder."""
    pure = PurePosixPath(path)
    return (
        pure.parts[:1] in {(MENUS,), (PROVINCE,)}
        and ".." not in pure.parts
        and "\\" not in path
        and ":" not in path
    )


def run_git(root: Path, *words: str, problem: Text, request: bytes = b"") -> bytes:
    """What git prints; RevisionError with `problem` when it fails."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a name behind --end-of-options
            ["git", "-C", str(root.resolve()), *words],  # noqa: S607 - the user's own git
            input=request,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=os.environ | quiet,
        )
    except FileNotFoundError as error:
        raise RevisionError("没有找到 git，请先安装", "git was not found: install it first") from error
    except subprocess.TimeoutExpired as error:
        raise RevisionError("git 太久没有回音", "git did not answer in time") from error
    if done.returncode != 0:
        raise RevisionError(problem.zh, problem.en)
    return done.stdout
