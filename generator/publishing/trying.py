"""Files of entries tried on a copy: what residents would notice, and what would be wrong."""

import datetime
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.changes import Change, compare_catalogues
from generator.diagnostics import Diagnostic
from generator.publishing import CONTENT
from generator.publishing.checking import check_workspace, locate_all
from generator.reading import MENUS
from generator.reading.loading import Loaded
from generator.reporting.located import Located
from generator.writing.entries import Files


@dataclass(frozen=True)
class Trial:
    """What new files would do: changes that residents notice, and errors that were not there before."""

    files: Files
    changes: Sequence[Change]
    found: Sequence[Located]

    @property
    def errors(self) -> list[Located]:
        """What would have to be mended before anything could be published."""
        return [one for one in self.found if one.diagnostic.stops_publishing]


def try_files(root: Path, files: Files, *, today: datetime.date | None = None) -> Trial:
    """Check `files` in place of those in `root`, on a copy."""
    before = check_workspace(root, today=today)
    with _copied(root) as copy:
        for file, text in files.items():
            path = copy / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_bytes(text.encode())
        after = check_workspace(copy, today=before.catalogue.today if before.catalogue else today)
        known = {_identity(one) for one in before.found}
        new = locate_all(copy, [one for one in after.found if _identity(one) not in known])
    return Trial(files, _compare(before, after), new)


def _identity(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.place.file, one.message.zh


@contextmanager
def _copied(root: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gridpress-") as folder:
        for name in (MENUS, CONTENT):
            if (root / name).is_dir():
                shutil.copytree(root / name, Path(folder) / name, symlinks=False)
        yield Path(folder)


def _compare(before: Loaded, after: Loaded) -> Sequence[Change]:
    if before.catalogue is None or after.catalogue is None:
        return ()
    return compare_catalogues(before.catalogue, after.catalogue)
