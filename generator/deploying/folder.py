"""A folder of this machine or of the network: replaced in one step, the site before kept beside it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.deploying.listing import (
    Plan,
    Published,
    digest_files,
    list_files,
    list_site,
    plan_between,
)
from generator.diagnostics import OutputError
from generator.writing.errors import refuse_write
from generator.writing.exchange import exchange
from generator.writing.folder import MARKER, MARKER_TEXT, bears_marker, locate_output, repair_interrupted
from generator.writing.lock import hold_lock
from generator.writing.site import write_site


class Folder:
    """A folder that a web server shows, `name`; the site before stands in `name.previous`.

    Its marker lists what was published, so that what somebody else has put into it is known and carried over.
    """

    def __init__(self, folder: Path) -> None:
        """Raises OutputError for a folder that is not ours to replace."""
        self.folder = locate_output(folder)
        self.previous = self.folder.with_name(f"{self.folder.name}.previous")

    def compare(self, site: Published) -> Plan:
        """What sending the site would change."""
        standing, kept = self._standing(), self._kept()
        plan = plan_between(standing, site)
        return plan._replace(
            removed=tuple(path for path in plan.removed if path not in kept),
            kept=tuple(sorted(kept - site.files.keys())),
        )

    def send(self, site: Published) -> Plan:
        """Replace the folder, unless nothing differs; what stood there is kept. Raises OutputError."""
        if self.folder.exists() and self.folder.samefile(site.folder):
            raise OutputError(
                f"`{self.folder}` 就是刚生成的网站，没有可发布的；换一个文件夹",
                f"`{self.folder}` is the site that was built: name another folder",
            )
        with self._alone():
            plan = self.compare(site)
            if plan.sent or plan.removed or not self._standing():
                write_site(site.artifacts(), self.previous)
                listed = "".join(f"{path}\n" for path in site.files)
                (self.previous / MARKER).write_bytes(MARKER_TEXT + listed.encode())
                self._keep_times(site.files.keys() - {*plan.sent})
                self._exchange(plan.kept)
        return plan

    def roll_back(self) -> Plan:
        """Put the site before into the folder; the one that stands there becomes the one before."""
        if not bears_marker(self.previous):
            raise OutputError(
                f"没有可退回的：`{self.previous}` 里没有上一版", f"nothing to go back to in `{self.previous}`"
            )
        with self._alone():
            plan = self.compare(list_site(self.previous))
            self._exchange(plan.kept)
        return plan

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else deploys here meanwhile. What the system refuses is explained."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with hold_lock(self.folder):
                repair_interrupted(self.folder)
                yield
        except OSError as fault:
            raise refuse_write(str(self.folder), fault) from fault

    def _exchange(self, kept: tuple[str, ...]) -> None:
        """The folder and the one beside it change places: one shows, the other is kept."""
        for path in kept:
            self._carry_over(path)
        exchange(self.previous, self.folder)

    def _keep_times(self, unchanged: Iterable[str]) -> None:
        """By its time a server tells readers who ask again that a file is as it was."""
        for path in unchanged:
            with suppress(OSError):  # a shared folder may keep times of its own
                status = (self.folder / path).stat()
                os.utime(self.previous / path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def _carry_over(self, path: str) -> None:
        place = self.previous / path
        if not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.folder / path, place, follow_symlinks=False)

    def _standing(self) -> dict[str, str]:
        return digest_files(self.folder) if bears_marker(self.folder) else {}

    def _kept(self) -> set[str]:
        """What stands there and was not published; nothing where the marker has no list."""
        if not bears_marker(self.folder):
            return set()
        marker = (self.folder / MARKER).read_bytes().removeprefix(MARKER_TEXT)
        listed = marker.decode("utf-8", "replace").splitlines()
        return {*list_files(self.folder)} - {*listed} if listed else set()
