"""A folder of this machine or of the network: replaced in one step, the site before kept beside it."""

from pathlib import Path

from generator.deploying.listing import Plan, Published, list_site, plan_between
from generator.diagnostics import OutputError
from generator.writing.errors import refuse_write
from generator.writing.exchange import exchange
from generator.writing.folder import bears_marker, locate_output, repair_interrupted
from generator.writing.lock import hold_lock
from generator.writing.site import write_site


class Folder:
    """A folder that a web server shows, `name`; the site before stands in `name.previous`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.previous = folder, folder.with_name(f"{folder.name}.previous")

    def compare(self, site: Published) -> Plan:
        """What sending the site would change."""
        return plan_between(self._standing(), site)

    def send(self, site: Published) -> Plan:
        """Replace the folder, unless nothing differs; what stood there is kept. Raises OutputError."""
        if self.folder.exists() and self.folder.samefile(site.folder):
            raise OutputError(
                f"`{self.folder}` 就是刚生成的网站，没有可发布的；换一个文件夹",
                f"`{self.folder}` is the site that was built: name another folder",
            )
        plan = self.compare(site)
        if plan.sent or plan.removed or not self._standing():
            write_site(site.artifacts(), self.previous)
            self._exchange()
        return plan

    def roll_back(self) -> Plan:
        """Put the site before into the folder; the one that stands there becomes the one before."""
        if not bears_marker(self.previous):
            raise OutputError(
                f"没有可退回的：`{self.previous}` 里没有上一版", f"nothing to go back to in `{self.previous}`"
            )
        plan = self.compare(list_site(self.previous))
        self._exchange()
        return plan

    def _exchange(self) -> None:
        """The folder and the one beside it change places: one shows, the other is kept."""
        folder = locate_output(self.folder)
        try:
            with hold_lock(folder):
                repair_interrupted(folder)
                exchange(self.previous, folder)
        except OSError as fault:
            raise refuse_write(str(self.folder), fault) from fault

    def _standing(self) -> dict[str, str]:
        return dict(list_site(self.folder).files) if bears_marker(self.folder) else {}
