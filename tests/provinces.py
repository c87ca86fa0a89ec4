"""A small province of two cities, made of the base workspace: what the tests of provinces share."""

import shutil
from pathlib import Path

from conftest import BASE

SHARED = ("audiences", "categories", "document_types", "information_items", "matter_categories")
SERVICE = "menus/services/elder-card.yaml"
OWN = ("provider", "phone", "assured_on", "assured_by")


def make_province(root: Path, names: tuple[str, ...] = ("daixi", "linhai")) -> Path:
    """Cities below `root` that share vocabularies and the guide of one service, each with its own rest."""
    root.mkdir(parents=True)
    (root / "province.yaml").write_text("name: 东屿省\nsite_url: https://dongyu.example/\n", "utf-8")
    for folder in SHARED:
        shutil.copytree(BASE / "menus" / folder, root / "menus" / folder)
    guide = (BASE / SERVICE).read_text("utf-8").splitlines(keepends=True)
    (root / "menus/services").mkdir()
    (root / SERVICE).write_text("".join(one for one in guide if not one.startswith(OWN)), "utf-8")
    for number, name in enumerate(names):
        city = root / name
        shutil.copytree(BASE, city)
        for folder in SHARED:
            shutil.rmtree(city / "menus" / folder)
        (city / SERVICE).write_text("".join(one for one in guide if one.startswith(OWN)), "utf-8")
        if number:
            for path in (city / "menus").rglob("*.yaml"):
                text = path.read_text("utf-8").replace("daixi.example", "dongyu.example/" + name)
                path.write_text(
                    text.replace("岱汐", "临海")
                    .replace("3399", f"33{98 - number}")
                    .replace("122.1", "123.1"),
                    "utf-8",
                )
    return root


def add(path: Path, text: str) -> None:
    """Write lines at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")
