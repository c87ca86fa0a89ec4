"""Every edition of hostile and rare texts: all comes out as it stands, or a finding names it."""

import hashlib
import html
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from conftest import BASE, ROOT
from pydantic import StringConstraints, ValidationError

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity
from generator.model import KIND_BY_FOLDER, PROFILE
from generator.model.fields import Code, Ref, Shape
from generator.model.walking import find_mark
from generator.outputs.prints.edition import Edition, Sheet
from generator.outputs.prints.editions import EDITIONS
from generator.publishing.printing import make_prints
from generator.reading.loading import load_catalogue
from generator.reading.shapes import nested_model

HOSTILE = (
    '#read("/etc/passwd")',
    '#import"@preview/a:1.0.0"',
    "\\u{41}\\",
    "[[({",
    "$x^2",
    "*_`<a>@b",
    '"];#panic()',
    "//*-+=~'/",
)
"""What the typesetter would take for code, for markup or for the end of a text."""
ROOM = 150
"""Characters of a text that leaves room for more: a line holds 200."""
RARE, FAMILY, LONG = "莫𡐓䶮", "👨\u200d👩\u200d👧", "望海新村" * 11 + "一"
ZALGO = "z" + "".join(map(chr, range(0x316, 0x320)))
SHEETS = 2
"""Files of one edition and grid, of those that make one for each service: more say nothing new."""
PRINTS = tuple(one for one in EDITIONS if one.suffix in {"pdf", "txt", "html"})


def _some(view: Callable[[Catalogue, str], Any]) -> Callable[[Catalogue, str], Iterator[Sheet]]:
    return lambda catalogue, grid_id: islice(view(catalogue, grid_id), SHEETS)


def _print(
    root: Path, grid_id: str, editions: tuple[Edition, ...] = EDITIONS
) -> tuple[dict[str, bytes], list]:
    """Files by path, and findings."""
    views = {one.view: _some(one.view) for one in EDITIONS}
    loaded = load_catalogue(root)
    assert loaded.catalogue, loaded.found
    chosen = [replace(one, view=views[one.view]) for one in editions]
    made = list(make_prints(ROOT, loaded.catalogue, [grid_id], "https://grid.example.cn/", chosen))
    files = {one.path: one.data for one in made if isinstance(one, Artifact)}
    return files, [one for one in made if isinstance(one, Diagnostic)]


def _read(path: str, data: bytes) -> str:
    """All that a file says, without blanks."""
    if path.endswith(".pdf"):
        pages = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    else:
        text = html.unescape(data.decode("utf-8", "replace"))
    return "".join(text.split())


def _spoil(value: Any, model: type[Shape], words: Iterator[str]) -> Any:
    """The values of an entry with something hostile behind every text of words."""
    if isinstance(value, list):
        return [_spoil(item, model, words) for item in value]
    spoilt = dict(value)
    for name, item in value.items():
        info = model.model_fields[name]
        below, marks = nested_model(model, (name,)), (info.annotation, tuple(info.metadata))
        if below is not None and not isinstance(item, str):
            spoilt[name] = _spoil(item, below, words)
        elif (
            find_mark(*marks, StringConstraints)
            and not find_mark(*marks, Ref)
            and info.annotation is not Code
        ):
            more = next(words)
            spoilt[name] = [f"{one}{more}" for one in item] if isinstance(item, list) else f"{item}{more}"
    return spoilt


def _restore(value: Any, given: Any, path: tuple[Any, ...]) -> None:
    """Put back what the model refuses, and so a finding names, at a path."""
    for part in path[:-1]:
        if isinstance(value, str) or (isinstance(value, dict) and part not in value):
            return
        value, given = value[part], given[part]
    if (isinstance(value, dict) and path[-1] in value) or isinstance(value, list):
        value[path[-1]] = given[path[-1]]


def _load(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)


def _write(path: Path, values: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=999), "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, bytes], list[Diagnostic]]:
    """How many texts of the demo were spoilt, which has a value in every field, and a grid's prints."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "menus", root / "menus")
    words, count = cycle(HOSTILE), 0
    for path in sorted(root.glob("menus/**/*.yaml")):
        kind = PROFILE if path.name == "profile.yaml" else KIND_BY_FOLDER[path.parent.name]
        given = _load(path)
        spoilt = _spoil({key: item for key, item in given.items() if key != "schema"}, kind.model, words)
        for _ in range(9):
            try:
                kind.model.model_validate(spoilt)
                break
            except ValidationError as error:
                for one in error.errors():
                    _restore(spoilt, given, one["loc"])
        count += str(spoilt).count("passwd")
        _write(path, spoilt | {key: given[key] for key in given if key == "schema"})
    return count, *_print(root, "chaojing-1")


def test_hostile_text_in_every_field_is_printed_to_the_letter_in_every_edition(
    hostile: tuple[int, dict[str, bytes], list[Diagnostic]],
) -> None:
    """Nothing is read, imported or left out, whatever the edition; no finding is needed."""
    count, files, found = hostile
    assert count > 200
    assert found == []
    for edition in EDITIONS:
        mine = [_read(path, data) for path, data in files.items() if _is_of(path, edition)]
        assert mine, edition.name
        assert not any("root:x:0" in text for text in mine), edition.name
        if edition in PRINTS:
            assert any(word in text for text in mine for word in HOSTILE), edition.name
    handbook = _read("x.pdf", files["handbooks/chaojing-1.pdf"])
    assert [word for word in HOSTILE if word not in handbook] == []


def _is_of(path: str, edition: Edition) -> bool:
    whole = edition.path("chaojing-1")
    stem, _, suffix = whole.rpartition(".")
    others = [one.path("chaojing-1").rpartition(".")[0] for one in EDITIONS if one.suffix == edition.suffix]
    mine = path == whole or (path.startswith(f"{stem}_") and path.endswith(suffix))
    return mine and not any(
        path.startswith(other) for other in others if len(other) > len(stem) and other.startswith(stem)
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "small")


def _change(root: Path, file: str, **fields: object) -> None:
    path = root / "menus" / file
    _write(path, {key: item for key, item in (_load(path) | fields).items() if item is not None})


def test_rare_names_are_printed_and_what_no_font_has_is_named_where_it_stands(small: Path) -> None:
    """A grid of 45 characters without boundary, a rare name, a picture, Zalgo and marks of direction."""
    _change(small, "grids/chaojing-1.yaml", name=LONG, boundary=None)
    _change(small, "people/wang-min.yaml", name=RARE)
    _change(
        small,
        "services/elder-card.yaml",
        plain_name=f"办{FAMILY}证",
        summary=f"给{ZALGO}办\u202e老年证\u200f。",
    )
    files, found = _print(small, "chaojing-1")
    assert {(one.code, one.place.file, one.place.path, one.severity) for one in found} == {
        ("HBK101", "menus/services/elder-card.yaml", (field,), Severity.WARNING)
        for field in ("plain_name", "summary")
    }
    handbook = _read("x.pdf", files["handbooks/chaojing-1.pdf"])
    for text in (LONG, RARE, "办〓证", "给〓办老年证。"):
        assert text in handbook, text


@pytest.mark.parametrize("count", [0, 400])
def test_a_grid_may_have_no_service_or_four_hundred(small: Path, count: int) -> None:
    """Every edition of the grid itself is made; those of a service are as many as services."""
    services = small / "menus" / "services"
    values = _load(services / "elder-visit.yaml")
    for path in services.iterdir():
        path.unlink()
    for number in range(count):
        _write(services / f"s{number}.yaml", values | {"name": f"第{number}项看望", "area": ["chaojing-1"]})
    whole = tuple(one for one in EDITIONS if one.name == "handbook" or not count)
    files, found = _print(small, "chaojing-1", whole)
    assert found == []
    handbook = _read("x.pdf", files["handbooks/chaojing-1.pdf"])
    assert all(f"第{number}项看望" in handbook for number in range(count))
    assert count or "还没有登记服务" in handbook


_DIGESTS = """
import sys; sys.path.insert(0, "tests")
from pathlib import Path
from test_hostile_prints import print_digests
print_digests(Path(sys.argv[1]))
"""


def print_digests(root: Path) -> None:
    """Of each file of every edition."""
    files, _ = _print(root, "chaojing-1")
    for path, data in sorted(files.items()):
        print(path, hashlib.sha256(data).hexdigest())  # noqa: T201 - another process reads it


def test_every_edition_has_the_same_bytes_in_another_process(small: Path) -> None:
    """Sets and dictionaries of another order, another time zone, another folder for the time being."""
    told = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _DIGESTS, str(small)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) >= len(EDITIONS)
