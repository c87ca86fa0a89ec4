"""Set up this checkout: Python packages, a Chinese font, and what the tests need.

    python3 scripts/setup.py           what `gridpress build` needs
    python3 scripts/setup.py --test    also what the tests need
    python3 scripts/setup.py --bench   also the tools that the benchmarks compare with
    python3 scripts/setup.py --lock    write the lock files anew from pyproject.toml and package.json

Nothing but the standard library; the same on Linux, macOS and Windows; quick when nothing is to do.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import cast

if sys.version_info < (3, 11):  # noqa: UP036 - this script is what an older Python meets first
    sys.exit(
        "需要 Python 3.11 或更高版本。/ Python 3.11 or newer is needed: https://www.python.org/downloads/"
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NODE = ROOT / "node_modules"
FONT = NODE / "@expo-google-fonts" / "noto-sans-sc"
FONT_FILES = ("400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf")
FAMILIES = (  # any one of them sets the handbooks
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei"),
)
LOCKS = {"site": "requirements.lock", "test": "requirements-dev.lock", "bench": "requirements-bench.lock"}
EXTRAS = {"site": ("setup",), "test": ("setup", "dev"), "bench": ("setup", "bench")}
NPM_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund")
BENCH = ROOT / "scripts" / "bench"
PROGRAMS = {
    "pdftotext": "poppler-utils",
    "rsync": "rsync",
    "sshd": "openssh-server",
    "nginx": "nginx-light",
    "caddy": "caddy",
    "openssl": "openssl",
    "lou_translate": "liblouis-bin",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def say(zh: str, en: str) -> None:
    """Tell what is being done."""
    print(f"▸ {zh} / {en}", flush=True)


def fail(zh: str, en: str) -> SystemExit:
    """End the set-up with what the reader can do."""
    return SystemExit(f"✗ {zh}\n  {en}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> bool:
    """Run a tool in the checkout, its output visible; False when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        env=os.environ | (env or {}),
        check=False,
    )
    return done.returncode == 0


def digest(*files: str) -> str:
    """Sum up what a step depends on: files, this Python, and where the checkout lies."""
    parts = [(ROOT / name).read_bytes() for name in files]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), os.fsencode(ROOT)])).hexdigest()


def install_system(*packages: str) -> bool:
    """Install Debian packages where that needs no question; False elsewhere."""
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    if sys.platform == "win32" or not apt:
        return False
    prefix = [] if os.geteuid() == 0 else [sudo or "false", "-n"]
    if prefix and not run(*prefix, "true"):
        return False
    say(f"安装系统软件包 {' '.join(packages)}", "installing system packages")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return run(*install, env=quiet) or (run(*prefix, apt, "update", "-qq") and run(*install, env=quiet))


def create_environment() -> None:
    """Make `.venv`, or make it anew when it is broken or belongs to a moved checkout."""
    if PYTHON.exists() and run(PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"):
        return
    say("创建 Python 环境 .venv", "creating the Python environment")
    create = (sys.executable, "-m", "venv", "--clear", VENV)
    if not run(*create) and not (install_system("python3-venv") and run(*create)):
        raise fail(
            "无法创建 .venv。在 Debian 或 Ubuntu 上请先运行：sudo apt install python3-venv",
            "cannot create .venv; on Debian or Ubuntu first run: sudo apt install python3-venv",
        )


def install_packages(goal: str) -> None:
    """Install the packages of `goal`, each checked against its hash, then this checkout."""
    ready, state = VENV / f"{goal}.ready", digest(LOCKS[goal], "pyproject.toml")
    create_environment()
    if ready.exists() and ready.read_text() == state:
        ready.touch()
        return
    say("安装 Python 依赖，首次约需一两分钟", "installing Python packages, a minute or two the first time")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += [] if sys.stdout.isatty() else ["--quiet"]
    here = {"PIP_USER": "0"}  # a personal default of `--user` cannot work inside an environment
    if not (
        run(*pip, "--require-hashes", "-r", LOCKS[goal], env=here)
        and run(*pip, "--no-deps", "--no-build-isolation", "-e", ".", env=here)
    ):
        raise fail(
            "Python 依赖没有装好，原因见上；检查网络后再运行一次。",
            "pip failed for the reason above; check the network and run again.",
        )
    for reached in {"site", goal}:  # each goal includes what the site needs
        (VENV / f"{reached}.ready").write_text(digest(LOCKS[reached], "pyproject.toml"))


def has_system_font() -> bool:
    """Ask the typesetter itself whether it sees a Chinese font."""
    question = f"import sys, typst; sys.exit(not set({FAMILIES}) & set(typst.Fonts().families()))"
    return run(PYTHON, "-c", question)


def install_node_packages(wanted: set[str]) -> None:
    """Install the npm packages of `wanted` (`optional`: the font, `dev`: what tests use), hash-checked."""
    ready, state = NODE / "gridpress.ready", digest("package-lock.json")
    before = json.loads(ready.read_text()) if ready.exists() else {}
    present = set(before.get("groups", [])) if before.get("state") == state else set()
    if wanted <= present:
        return
    say("用 npm 安装：" + "、".join(sorted(wanted)), "installing with npm")
    wanted |= present
    npm = shutil.which("npm")
    omitted = [f"--omit={group}" for group in ("dev", "optional") if group not in wanted]
    if not npm or not run(npm, "ci", *NPM_QUIET, *omitted):
        raise fail(
            "npm 安装失败或没有 npm：请装 Node.js 20.19、22.16 或 24 以上（https://nodejs.org/）再试。"
            "如果只缺中文字体，自行安装一种也可以，Debian 上是：sudo apt install fonts-noto-cjk",
            "npm failed or is missing: install Node.js 20.19, 22.16, 24 or newer and run again. "
            "If only the font is wanted, install one yourself, on Debian: sudo apt install fonts-noto-cjk",
        )
    ready.parent.mkdir(exist_ok=True)
    ready.write_text(json.dumps({"groups": sorted(wanted), "state": state}))


def install_font() -> None:
    """Fetch a Chinese font for the handbooks where the system has none."""
    if has_system_font() or all((FONT / name).exists() for name in FONT_FILES):
        return
    say("系统没有可用的中文字体，下载 Noto Sans SC（约 57 MB）", "no Chinese font here, fetching one")
    (NODE / "gridpress.ready").unlink(missing_ok=True)
    install_node_packages({"optional"})
    if not all((FONT / name).exists() for name in FONT_FILES):
        raise fail(
            "中文字体没有下载成功。也可以自行安装一种：Debian 上是 sudo apt install fonts-noto-cjk",
            "the font did not arrive; install one yourself, on Debian: sudo apt install fonts-noto-cjk",
        )


def find_program(name: str) -> str | None:
    """Where a program is; servers lie outside the path of ordinary people."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def install_test_tools() -> None:
    """Install what the tests drive; what cannot be installed here is only named."""
    install_node_packages({"dev"})
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    missing += [package for program, package in PROGRAMS.items() if not find_program(program)]
    if missing and not install_system(*missing):
        missing = [one for one in missing if not install_system(one)]  # one unknown name stops them all
    else:
        missing = []
    if missing:
        say(
            f"缺少 {'、'.join(missing)}，用到它们的测试会失败；请自行安装",
            f"missing {', '.join(missing)}: tests that use them will fail until you install them",
        )


def install_bench_tools() -> None:
    """Install what only the benchmarks compare with; without it they go on, and say so."""
    ready, state = BENCH / "node_modules" / "gridpress.ready", digest("scripts/bench/package-lock.json")
    if ready.exists() and ready.read_text() == state:
        return
    say("用 npm 安装测速用的 Pagefind", "installing Pagefind, for the benchmarks")
    npm = shutil.which("npm")
    if npm and run(npm, "ci", *NPM_QUIET, "--prefix", BENCH):
        ready.write_text(state)
    else:
        say("Pagefind 没有装上，测速时不比较它", "Pagefind is missing: the benchmarks will do without it")


def write_locks(options: list[str]) -> None:
    """Resolve anew for every system and every Python from 3.11 on; known pins stay unless `--upgrade`."""
    tools = ROOT / ".cache" / "lock-tools"
    python = tools / BIN.name / PYTHON.name
    if not (run(sys.executable, "-m", "venv", tools) and run(python, "-m", "pip", "install", "-q", "uv")):
        raise fail("无法安装 uv。", "cannot install uv.")
    command: list[str | Path] = [
        python,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--universal",
    ]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--no-annotate", "--no-header", *options]
    for goal, lock in LOCKS.items():
        say(f"解析 {lock}", "resolving")
        extras = [f"--extra={extra}" for extra in EXTRAS[goal]]
        same_as_site = [] if goal == "site" else ["--constraints", LOCKS["site"]]
        if not run(*command, *extras, *same_as_site, "--output-file", lock):
            raise fail(f"{lock} 无法解析，原因见上。", "cannot resolve, see above.")
    npm = shutil.which("npm")
    lock_only = (
        "install",
        "--package-lock-only",
        "--omit-lockfile-registry-resolved",
        *NPM_QUIET,
        "--prefix",
    )
    if not npm or not all(run(npm, *lock_only, folder) for folder in (ROOT, BENCH)):
        raise fail("package-lock.json 无法更新：需要 npm。", "npm is needed for package-lock.json.")


def main() -> None:
    """Set up for the goal on the command line."""
    for stream in (sys.stdout, sys.stderr):
        cast("TextIOWrapper", stream).reconfigure(errors="replace")  # consoles of other code pages
    parser = argparse.ArgumentParser(description="Set up this checkout.")
    goal = parser.add_mutually_exclusive_group()
    for name in ("test", "bench", "lock"):
        goal.add_argument(f"--{name}", action="store_const", const=name, dest="goal", default="site")
    chosen, rest = parser.parse_known_args()
    if chosen.goal == "lock":
        write_locks(rest)
        return
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    install_packages(chosen.goal)
    install_font()
    if chosen.goal == "test":
        install_test_tools()
    if chosen.goal == "bench":
        install_bench_tools()


if __name__ == "__main__":
    main()
