"""A built site to where residents find it: a folder, a server over ssh, or object storage.

Every target sends only what differs by content, pages after what they need, and can go back to the site
before. Whatever breaks off is taken up again by the same command.
"""

from pathlib import Path
from typing import Protocol

from generator.deploying.listing import Plan, Published, describe, list_site
from generator.diagnostics import OutputError

__all__ = ["Plan", "Published", "Target", "describe", "list_site", "open_target"]


class Target(Protocol):
    """Somewhere that a site is published."""

    def compare(self, site: Published) -> Plan:
        """What sending the site would change; touches nothing. Raises OutputError."""

    def send(self, site: Published) -> Plan:
        """Publish the site; gives what has changed. Raises OutputError."""

    def roll_back(self) -> Plan:
        """Publish the site before this one again; gives what has changed. Raises OutputError without one."""


def open_target(address: str, endpoint: str | None = None) -> Target:
    """The target of an address: `ssh://name@host[:port]/path`, `s3://bucket[/folder]` or a folder.

    `endpoint` is the address of an object storage other than Amazon's. Raises OutputError for an address
    of another form.
    """
    if address.startswith("ssh://"):
        from generator.deploying.server import open_server  # noqa: PLC0415 - each target loads what it needs

        return open_server(address)
    if address.startswith("s3://"):
        from generator.deploying.bucket import open_bucket  # noqa: PLC0415 - boto3 is an extra

        return open_bucket(address, endpoint)
    if "://" in address:
        raise OutputError(
            f"不认识 `{address}`：写文件夹、ssh://用户@主机/路径，或 s3://桶名/文件夹",
            f"cannot publish to `{address}`: give a folder, ssh://name@host/path or s3://bucket/folder",
        )
    from generator.deploying.folder import Folder  # noqa: PLC0415 - as the others

    return Folder(Path(address))
