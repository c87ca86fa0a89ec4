"""A workspace begun: divisions, starters and the files around them, written whole or not at all."""

import datetime
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml
from jinja2 import Environment, StrictUndefined

from generator import __version__
from generator.diagnostics import OutputError
from generator.publishing import CONTENT
from generator.publishing.overlay import DEMO_ONLY, find_defaults
from generator.publishing.scaffolding import write_schemas
from generator.reading import MENUS
from generator.scratch import open_scratch
from generator.starting.divisions import Placed

STARTERS = Path(__file__).parent / "starters"
_PLAIN = re.compile(r"[\w（）·]+")
_TEMPLATES = Environment(
    variable_start_string="[[",
    variable_end_string="]]",
    block_start_string="[%",
    block_end_string="%]",
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - YAML and Markdown
    keep_trailing_newline=True,
)
_TEMPLATES.filters["scalar"] = lambda text: (
    text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What an office says of itself."""

    divisions: Sequence[Placed]
    publisher: str
    hotline: str
    grid_digits: int
    time_zone: str

    @property
    def city(self) -> Placed:
        """The division that all others belong to."""
        return self.divisions[0]


def begin_workspace(folder: Path, answers: Answers, today: datetime.date) -> list[Path]:
    """Write a workspace and return the files that were there before and were left alone.

    Raises OutputError for a folder that is a workspace already, OSError for one that cannot be written.
    """
    words = {
        "city": answers.city.name,
        "city_id": answers.city.id,
        "is_county": answers.city.level != "市",
        "site_name": f"{answers.city.name}网格服务",
        "publisher": answers.publisher,
        "hotline": answers.hotline,
        "hotline_name": "12345 政务服务便民热线" if answers.hotline == "12345" else "服务热线",
        "grid_digits": answers.grid_digits,
        "time_zone": answers.time_zone,
        "today": today.isoformat(),
        "version": __version__,
    }
    with _prepared(folder) as work:
        for path, text in _render_starters(words):
            _write(work / path, text)
        for one in answers.divisions:
            _write(work / MENUS / "divisions" / f"{one.id}.yaml", _render_division(one))
        write_schemas(work)
        return _move(work, folder)


def copy_demo(folder: Path) -> list[Path]:
    """Write a copy of the demo city; returns what was there before, and raises, as `begin_workspace`."""
    with _prepared(folder) as work:
        shutil.copytree(find_demo() / MENUS, work / MENUS)
        shutil.copytree(find_defaults() / CONTENT / DEMO_ONLY, work / CONTENT / DEMO_ONLY)
        write_schemas(work)
        return _move(work, folder)


def find_demo() -> Path:
    """The folder with the demo city's menus/: in the package, or the checkout."""
    package = Path(__file__).resolve().parents[1]
    return package / "demo" if (package / "demo").is_dir() else package.parent


def refuse_begun(folder: Path) -> None:
    """Raise OutputError for a folder that is a workspace already."""
    if os.path.lexists(folder / MENUS):
        raise OutputError(
            f"{folder} 里已经有 {MENUS} 文件夹，没有改动；换一个空的文件夹",
            f"{folder} holds a folder {MENUS} already and was left alone; name an empty folder",
        )


@contextmanager
def _prepared(folder: Path) -> Iterator[Path]:
    """A folder beside the workspace to be, so that a full disk is met before anything is there."""
    refuse_begun(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open_scratch(folder.parent) as work:
        yield work / "work"


def _render_starters(words: dict[str, object]) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in STARTERS.rglob("*") if path.is_file()):
        text = _TEMPLATES.from_string(path.read_text("utf-8")).render(words)
        yield path.relative_to(STARTERS).as_posix(), text


def _render_division(one: Placed) -> str:
    said = {**asdict(one), "aliases": [*one.aliases], "draft": one.level == "社区"}  # until it has a grid
    filled = {key: value for key, value in said.items() if value and key != "id"}
    return str(yaml.safe_dump(filled, allow_unicode=True, sort_keys=False))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _move(work: Path, folder: Path) -> list[Path]:
    """Move each file to where there is none; the entries last, so that without them nothing has begun."""
    kept = []
    files = (path.relative_to(work) for path in work.rglob("*") if path.is_file())
    for file in sorted(files, key=lambda file: (file.parts[0] == MENUS, file)):
        target = folder / file
        if os.path.lexists(target):
            kept.append(target)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        (work / file).rename(target)
    return kept
