"""A server that is reached by ssh: rsync sends what differs, a link is turned to the new site in one step."""

import datetime
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.deploying.listing import Plan, Published, order, plan_between
from generator.deploying.refusals import explain_server
from generator.diagnostics import OutputError

_ADDRESS = re.compile(r"ssh://(?:([\w.][\w.-]*)@)?([\w.][\w.-]*|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?(/.+)")
_UNREACHED = 255  # what ssh itself answers, and no program behind it
_KEEP = """
test ! -e "$name" || test -L "$name"
if test -s "$name/.gridpress"; then
  (cd "$name/" && find . ! -type d ! -path ./.gridpress | grep -vxFf .gridpress || true) |
  while IFS= read -r file; do
    test -e "$next/$file" && continue
    mkdir -p "$next/$(dirname "$file")"
    cp -pP "$name/$file" "$next/$file"
  done
fi
"""
"""What somebody else has put beside our pages comes along; `.gridpress` lists what is ours."""
_TURN = f"""
before=$(readlink "$name" || true)
if ! test -d "$next"; then
  case $before in *-"$digest") exit 0;; esac
fi
{_KEEP}
cat > "$next/.gridpress"
mv "$next" "$release"
ln -sfn "$release" "$name.new"
mv -T "$name.new" "$name"
for old in "$releases"/*; do
  test "$old" = "$release" || test "$old" = "$before" || rm -rf "$old"
done
find "$releases" -maxdepth 1 -name '.next-*' -mtime +1 -exec rm -rf {{}} +
test -z "$before" || printf '%s\\n' "$before" > "$releases.previous"
"""
"""Where somebody has published the same site meanwhile, nothing is left to do."""
_TURN_BACK = f"""
before=$(readlink "$name")
next=$(cat "$releases.previous")
test -d "$next"
{_KEEP}
ln -sfn "$next" "$name.new"
mv -T "$name.new" "$name"
printf '%s\\n' "$before" > "$releases.previous"
"""
_LOOK = """
test -e "$name" || exit 3
case $(readlink "$name") in "$releases"/*) ;; *) exit 4;; esac
cat "$name/.gridpress" || true
"""
_NOTHING, _NOT_OURS = 3, 4
"""How `_LOOK` ends where nothing stands, and where something stands that is no link of ours."""


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
        listed = self._look()
        if listed is None:
            return plan_between({}, site)
        plan = self._sync(site, f"{self.path}/", "--dry-run")
        kept = tuple(path for path in plan.removed if path not in listed) if listed else ()
        return plan._replace(removed=tuple(path for path in plan.removed if path not in kept), kept=kept)

    def send(self, site: Published) -> Plan:
        """Send what differs into a folder of its own, then turn the link to it."""
        plan = self.compare(site)
        if not (plan.sent or plan.removed):
            return plan
        upcoming = f"{self.path}.releases/.next-{site.digest[:12]}"
        self._run(f"mkdir -p {shlex.quote(upcoming)}")
        self._sync(site, f"{upcoming}/", f"--link-dest={self.path}")
        self._run(self._script(_TURN, site.digest[:12]), "".join(f"./{path}\n" for path in site.files))
        return plan

    def roll_back(self) -> Plan:
        """Turn the link to the site before; the one that it showed becomes the one before."""
        if self._ask(f"test -s {shlex.quote(f'{self.path}.releases.previous')}").returncode:
            raise OutputError(
                f"没有可退回的：{self.host} 上没有 `{self.path}` 的上一版",
                f"nothing to go back to: {self.host} has no earlier {self.path}",
            )
        self._run(self._script(_TURN_BACK))
        return Plan()

    def _script(self, script: str, digest: str = "") -> str:
        now = datetime.datetime.now(datetime.UTC)
        releases = f"{self.path.name}.releases"
        names = {
            "name": self.path.name,
            "releases": releases,
            "digest": digest,
            "next": f"{releases}/.next-{digest}",
            "release": f"{releases}/{now:%Y%m%dT%H%M%S}-{digest}",
        }
        lines = [f"{key}={shlex.quote(value)}" for key, value in names.items()]
        return "\n".join(["set -e", f"cd {shlex.quote(str(self.path.parent))}", *lines, script])

    def _look(self) -> set[str] | None:
        """The files of the site that stands there, none of a nameless list; None where nothing stands.

        Raises OutputError where something stands that is not ours.
        """
        done = self._ask(f"test -d {shlex.quote(str(self.path.parent))} || exit 3\n{self._script(_LOOK)}")
        if done.returncode == _NOT_OURS:
            raise OutputError(
                f"{self.host} 上的 `{self.path}` 不是 gridpress 的链接，不去动它；请先移走，或换一个路径",
                f"{self.path} on {self.host} is not a link of gridpress: move it away or name another path",
            )
        if done.returncode == _NOTHING:
            return None
        return {line.removeprefix("./") for line in done.stdout.splitlines()}

    def _sync(self, site: Published, place: str, *options: str) -> Plan:
        remote = f"ssh -p {self.port} {' '.join(_manners())}"
        words = [
            *("rsync", "--recursive", "--checksum", "--delete", "--partial", "--compress", "--perms"),
            *("--chmod=D755,F644", "--exclude=/.gridpress", "--secluded-args"),
            *("--out-format=%o %l %n", "--8-bit-output"),
            *("-e", remote, *options, "--", f"{site.folder}/", f"{self.host}:{place}"),
        ]
        return _read(self._call(words), site)

    def _run(self, script: str, text: str = "") -> None:
        self._call(self._ssh(script), text)

    def _ask(self, script: str) -> subprocess.CompletedProcess[str]:
        """The answer of a question, which is no failure."""
        done = _start(self._ssh(script))
        if done.returncode == _UNREACHED:
            raise self._unreached(done)
        return done

    def _ssh(self, script: str) -> list[str]:
        return ["ssh", "-p", self.port, *_manners(), "--", self.host, script]

    def _call(self, words: list[str], text: str = "") -> str:
        done = _start(words, text)
        if done.returncode:
            raise self._unreached(done)
        return done.stdout

    def _unreached(self, done: subprocess.CompletedProcess[str]) -> OutputError:
        return OutputError(*explain_server(self.host, done.stderr, done.returncode))


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


def _start(words: list[str], text: str = "") -> subprocess.CompletedProcess[str]:
    if shutil.which(words[0]) is None:
        raise OutputError(
            f"这台电脑上没有 {words[0]}；装好以后再运行（Windows 上用 WSL，或发布到对象存储、共享文件夹）",
            f"{words[0]} is not on this machine; install it (Windows: WSL, storage or a shared folder)",
        )
    return subprocess.run(  # noqa: S603 - words, not a shell; the address has been read by its parts
        words, input=text, capture_output=True, encoding="utf-8", errors="replace", check=False
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
        sum(map(site.size, sent)),
    )
