"""Files of entries tried on a copy: what residents would notice, and what would be wrong."""

import datetime
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.changes import Change, compare_catalogues
from generator.diagnostics import Diagnostic
from generator.publishing import CONTENT
from generator.publishing.checking import check_workspace, locate_all
from generator.reading import MENUS
from generator.reading.inheritance import copy_above
from generator.reading.loaded import Loaded, restamp
from generator.reading.provinces import ABOVE
from generator.reporting.located import Located
from generator.scratch import open_scratch
from generator.writing.entries import Files, Stamps, refuse_outside, stamp_entries


@dataclass(frozen=True)
class Trial:
    """What new files would do: changes that residents notice, and errors that were not there before.

    `since` tells what stood in the workspace when that was found out.
    """

    files: Files
    since: Stamps
    changes: Sequence[Change]
    found: Sequence[Located]

    @property
    def errors(self) -> list[Located]:
        """What would have to be mended before anything could be published."""
        return [one for one in self.found if one.diagnostic.stops_publishing]


def try_files(root: Path, files: Files, *, today: datetime.date | None = None) -> Trial:
    """Check `files` in place of those in `root`, on a copy."""
    with on_a_copy(root, today=today) as attempt:
        return attempt(files)


@contextmanager
def on_a_copy(
    root: Path, *, today: datetime.date | None = None, loaded: Loaded | None = None
) -> Iterator[Callable[[Files], Trial]]:
    """What tries files on a copy of `root`, each time over those of the time before.

    The workspace is checked once, and only what differs is read again; `loaded` has been read already.
    """
    since = stamp_entries(root)
    before = check_workspace(root, today=today, before=loaded)
    known = {_identity(one) for one in before.found}
    with _copied(root) as copy:
        latest = replace(before, files=restamp(before.files, copy))

        def attempt(files: Files) -> Trial:
            nonlocal latest
            refuse_outside(file.removeprefix(ABOVE) for file in files)  # the province's are refused later
            for file, text in files.items():
                _lay(copy / file, text)
            day = before.catalogue.today if before.catalogue else today
            latest = check_workspace(copy, today=day, before=latest)
            new = locate_all(copy, [one for one in latest.found if _identity(one) not in known])
            return Trial(files, since, _compare(before, latest), new)

        yield attempt


def _lay(path: Path, text: str | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_bytes(text.encode())


def _identity(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.place.file, one.message.zh


@contextmanager
def _copied(root: Path) -> Iterator[Path]:
    with open_scratch() as folder:
        copy = folder / "copy"
        copy.mkdir()
        copy_above(root, copy)
        for name in (MENUS, CONTENT):
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=False)
        yield copy


def _compare(before: Loaded, after: Loaded) -> Sequence[Change]:
    if before.catalogue is None or after.catalogue is None:
        return ()
    return compare_catalogues(before.catalogue, after.catalogue)
