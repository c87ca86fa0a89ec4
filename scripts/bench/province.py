"""An invented province of several invented cities side by side, which share their vocabularies.

.venv/bin/python -m scripts.bench.province FOLDER [--cities 10] [--share 1.0]
"""

import argparse
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from scripts.bench.city import WHOLE, Size, write_city

SHARED = (
    "audiences",
    "categories",
    "life_events",
    "document_types",
    "matter_categories",
    "information_items",
)
SETTINGS = """\
name: 云海省
site_url: https://province.example/
publisher: 云海省社会工作部
hotline: "12345"
"""
NAMES = "甲乙丙丁戊己庚辛壬癸"
STEP = 4
"""Degrees of longitude between two cities, so that none lies on another."""
FIRST = -42
_BROKEN = re.compile(r"(?m)^boundary: .*(?:\n  .*)*")


def write_province(root: Path, cities: int = 10, size: Size = WHOLE) -> int:
    """Write a province below `root`; returns the number of its entries."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "province.yaml").write_text(SETTINGS, "utf-8")
    for number in range(cities):
        name = f"city-{number + 1:02}"
        write_city(root / name, size, seed=number + 1)
        _move(root / name, number, name)
        for folder in SHARED:
            own = root / name / "menus" / folder
            if own.is_dir() and not (root / "menus" / folder).exists():
                shutil.move(own, root / "menus" / folder)
            shutil.rmtree(own, ignore_errors=True)
    return sum(1 for _ in root.rglob("menus/**/*.yaml"))


def _move(city: Path, number: int, name: str) -> None:
    """Give a city codes, a name, an address and ground of its own."""
    code = f"99{number + 10:02}"
    title = f"云{NAMES[number % len(NAMES)]}{'' if number < len(NAMES) else number // len(NAMES)}市"
    for path in sorted((city / "menus").rglob("*.*")):
        text = path.read_text("utf-8").replace("9901", code).replace("云汐市", title)
        text = text.replace("city.example", f"province.example/{name}")
        text = _BROKEN.sub(lambda found: _shift(found[0], number), text)
        target = path.with_name(path.name.replace("9901", code))
        path.write_text(text, "utf-8", newline="\n")
        if target != path:
            path.rename(target)


def _shift(boundary: str, number: int) -> str:
    """A boundary further east: whole degrees, so that no coordinate is rounded."""
    east = FIRST + STEP * number

    def move(found: re.Match[str]) -> str:
        whole, point, rest = found[1].partition(".")
        return f"{int(whole) + east}{point}{rest} {found[2]}"

    return re.sub(r"(\d+\.\d+)\s+(\d+\.\d+)", move, boundary)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a province into a folder."""
    parser = argparse.ArgumentParser(description="Write an invented province for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cities", type=int, default=10)
    parser.add_argument("--share", type=float, default=1.0, help="of each city's size")
    chosen = parser.parse_args(arguments)
    size = WHOLE if chosen.share == 1 else WHOLE.scaled(chosen.share)
    print(f"{write_province(chosen.folder, chosen.cities, size)} entries in {chosen.folder}")


if __name__ == "__main__":
    main()
