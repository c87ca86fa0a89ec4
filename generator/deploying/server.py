"""A server that is reached by ssh: rsync sends what differs, a link is turned to the new site in one step."""

import datetime
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.deploying.listing import Plan, Published, order
from generator.diagnostics import OutputError

_ADDRESS = re.compile(r"ssh://(?:([\w.][\w.-]*)@)?([\w.][\w.-]*|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?(/.+)")
_UNREACHED = 255  # what ssh itself answers, and no program behind it
_TURN = """\
set -e
cd {parent}
test ! -e {name} || test -L {name}
before=$(readlink {name} || true)
mv {next} {release}
ln -s {release} {name}.new
mv -T {name}.new {name}
for old in {releases}/*; do
  test "$old" = {release} || test "$old" = "$before" || rm -rf "$old"
done
test -z "$before" || printf '%s\\n' "$before" > {releases}.previous
"""
_TURN_BACK = """\
set -e
cd {parent}
before=$(readlink {name})
back=$(cat {releases}.previous)
test -n "$back"
test -d "$back"
ln -s "$back" {name}.new
mv -T {name}.new {name}
printf '%s\\n' "$before" > {releases}.previous
"""


@dataclass(frozen=True, slots=True)
class Server:
    """`path` on a host is a link into `path.releases`, where this site and the one before stand.

    A connection that breaks leaves the part that came over; the next run goes on with it.
    """

    host: str
    port: str
    path: PurePosixPath

    def compare(self, site: Published) -> Plan:
        """What sending the site would change, by what rsync says of each file's content."""
        if not self._stands():
            return Plan(
                tuple(site.files), (), sum((site.folder / path).stat().st_size for path in site.files)
            )
        return self._sync(site, f"{self.path}/", "--dry-run")

    def send(self, site: Published) -> Plan:
        """Send what differs into a folder of its own, then turn the link to it."""
        plan = self.compare(site)
        if not (plan.sent or plan.removed):
            return plan
        releases = f"{self.path}.releases"
        upcoming = f"{releases}/.next-{site.digest[:12]}"
        self._run(f"mkdir -p {shlex.quote(upcoming)}")
        self._sync(site, f"{upcoming}/", *([f"--link-dest={self.path}"] if self._stands() else []))
        self._run(self._script(_TURN, site.digest[:12]))
        return plan

    def roll_back(self) -> Plan:
        """Turn the link to the site before; the one that it showed becomes the one before."""
        if self._ask(f"test -s {shlex.quote(f'{self.path}.releases.previous')}"):
            raise OutputError(
                f"没有可退回的：{self.host} 上没有 `{self.path}` 的上一版",
                f"nothing to go back to: {self.host} has no earlier {self.path}",
            )
        self._run(self._script(_TURN_BACK, ""))
        return Plan()

    def _script(self, script: str, digest: str) -> str:
        now = datetime.datetime.now(datetime.UTC)
        releases = f"{self.path.name}.releases"
        names = {
            "parent": str(self.path.parent),
            "name": self.path.name,
            "releases": releases,
            "next": f"{releases}/.next-{digest}",
            "release": f"{releases}/{now:%Y%m%dT%H%M%S}-{digest}",
        }
        return script.format(**{key: shlex.quote(value) for key, value in names.items()})

    def _stands(self) -> bool:
        """Whether a site of ours stands there. Raises OutputError where something else does."""
        place = shlex.quote(str(self.path))
        answer = self._ask(f"test ! -e {place} && exit 3; test -L {place} || exit 4")
        if answer == 4:  # noqa: PLR2004 - as asked in the line above
            raise OutputError(
                f"{self.host} 上的 `{self.path}` 不是 gridpress 的链接，不去动它；请先移走，或换一个路径",
                f"{self.path} on {self.host} is not a link of gridpress: move it away or name another path",
            )
        return answer == 0

    def _sync(self, site: Published, place: str, *options: str) -> Plan:
        remote = f"ssh -p {self.port} {' '.join(_manners())}"
        words = [
            *("rsync", "--recursive", "--checksum", "--delete", "--partial", "--compress", "--perms"),
            *("--chmod=D755,F644", "--exclude=/.gridpress", "--secluded-args", "--out-format=%o %l %n"),
            *("-e", remote, *options, "--", f"{site.folder}/", f"{self.host}:{place}"),
        ]
        return _read(self._call(words), site)

    def _run(self, script: str) -> None:
        self._call(self._ssh(script))

    def _ask(self, script: str) -> int:
        """The answer of a small question, which is no failure."""
        done = _start(self._ssh(script))
        if done.returncode == _UNREACHED:
            raise self._unreached(done)
        return done.returncode

    def _ssh(self, script: str) -> list[str]:
        return ["ssh", "-p", self.port, *_manners(), "--", self.host, script]

    def _call(self, words: list[str]) -> str:
        done = _start(words)
        if done.returncode:
            raise self._unreached(done)
        return done.stdout

    def _unreached(self, done: subprocess.CompletedProcess[str]) -> OutputError:
        why = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        return OutputError(
            f"没有发布完：{self.host} 说 {why}。原来的网站没有动；改好以后再运行同一条命令，会接着传。",
            f"not published: {self.host} says {why}. The site is as it was; run the same again.",
        )


def open_server(address: str) -> Server:
    """The server of an address `ssh://name@host:port/path`. Raises OutputError for one of another form."""
    found = _ADDRESS.fullmatch(address)
    path = PurePosixPath(found[4]) if found else PurePosixPath()
    if not found or ".." in path.parts or path == PurePosixPath("/"):
        raise OutputError(
            f"看不懂 `{address}`：写成 ssh://用户@主机/网站的完整路径",
            f"cannot read `{address}`: write ssh://name@host/whole/path/of/the/site",
        )
    name = f"{found[1]}@" if found[1] else ""
    return Server(f"{name}{found[2]}", found[3] or "22", path)


def _manners() -> list[str]:
    """Without somebody at the terminal nothing is asked."""
    return [] if sys.stdin is not None and sys.stdin.isatty() else ["-o", "BatchMode=yes"]


def _start(words: list[str]) -> subprocess.CompletedProcess[str]:
    if shutil.which(words[0]) is None:
        raise OutputError(
            f"这台电脑上没有 {words[0]}；装好以后再运行（Windows 上用 WSL，或发布到对象存储、共享文件夹）",
            f"{words[0]} is not on this machine; install it (Windows: WSL, storage or a shared folder)",
        )
    return subprocess.run(  # noqa: S603 - words, not a shell; the address has been read by its parts
        words,
        stdin=None if not _manners() else subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _read(listing: str, site: Published) -> Plan:
    """What rsync lists: `send 120 path` or `del. 0 path`; folders are not counted."""
    sent, removed = [], []
    for line in listing.splitlines():
        what, _, rest = line.partition(" ")
        path = rest.partition(" ")[2]
        if what == "send" and path in site.files:
            sent.append(path)
        elif what == "del." and path and not path.endswith("/"):
            removed.append(path)
    return Plan(
        tuple(sorted(sent, key=order)),
        tuple(removed),
        sum((site.folder / path).stat().st_size for path in sent),
    )
