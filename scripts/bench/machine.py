"""What the figures were measured on, and with which versions."""

import os
import platform
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "zensical",
    "check-jsonschema",
    "yamllint",
    "weasyprint",
    "typst",
    "PyYAML",
    "pydantic",
    "shapely",
    "jinja2",
)
GIGABYTE = 1024**3
NODE_BIN = Path(__file__).parent / "node_modules" / ".bin"
ABSENT = "not installed (`python3 scripts/setup.py --bench`)"


def describe_machine() -> list[str]:
    """Lines of Markdown."""
    return [
        f"- {_processor()}, {os.cpu_count()} cores{_memory()}",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- {', '.join((*map(_version, PACKAGES), hugo_version(), pagefind_version()))}",
    ]


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        names = [
            line.partition(":")[2].strip() for line in listed.read_text().splitlines() if "model name" in line
        ]
        if names:
            return names[0]
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f", {size / GIGABYTE:.0f} GB of memory"


def _version(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{name} {ABSENT}"


def pagefind_version() -> str:
    """`pagefind 1.6.0`, or that it is not installed."""
    program = shutil.which("pagefind")
    if not program:
        return f"pagefind {ABSENT}"
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip()


def hugo_version() -> str:
    """`hugo 0.168.0`, or that it is not installed."""
    program = shutil.which("hugo")
    if not program:
        return f"hugo {ABSENT}"
    words = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout.split()
    version = next((word for word in words if word[:1] == "v" and word[1:2].isdigit()), "")
    return f"hugo {version[1:].partition('-')[0].partition('+')[0]}"
