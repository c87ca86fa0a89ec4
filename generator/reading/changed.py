"""What a commit would change: files that git knows to differ from the last commit."""

import os
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.reading.revisions import NO_FILES, NO_REPOSITORY, run_git

TABLE, ENTRY = ".csv", ".yaml"


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that differ from the last commit, relative to the workspace; `gone` are not there any more."""

    files: frozenset[str]
    gone: frozenset[str]

    def concerns(self, found: Diagnostic) -> bool:
        """Whether a finding is for whoever makes the commit to mend.

        It is in a changed file or the table beside it, or has to do with one. What is gone may be missed
        anywhere, so that errors elsewhere count then.
        """
        places = (found.place, *(one.place for one in found.related))
        here = any(_stem(place.file) in self._stems for place in places)
        return here or (bool(self.gone) and found.stops_publishing)

    @property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(_stem, self.files))


def _stem(file: str) -> str:
    return file.removesuffix(ENTRY).removesuffix(TABLE)


def load_changed(root: Path) -> Changed | None:
    """Staged and unstaged changes and new files; None before the first commit, which changes everything.

    Raises RevisionError outside a repository, or without git.
    """
    run_git(root, "rev-parse", "--git-dir", problem=NO_REPOSITORY)
    head = run_git(root, "rev-list", "-n", "1", "--all", problem=NO_FILES)
    if not head.strip():
        return None
    differ = ("diff", "--name-only", "-z", "--relative", "--no-renames", "HEAD")
    changed = _names(run_git(root, *differ, "--", ".", problem=NO_FILES))
    new = _names(
        run_git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", ".", problem=NO_FILES)
    )
    gone = frozenset(name for name in changed if not os.path.lexists(root / name))
    return Changed(changed | new, gone)


def _names(listed: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)
