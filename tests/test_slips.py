"""Slips of typing, tried systematically: one finding, where the slip is, in words; the repair undoes it."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.casefile import BASE
from slips import SLIPS, Slip
from yaml import _yaml

from generator.diagnostics import apply_edits
from generator.publishing.checking import check_workspace, locate_all
from generator.reading.faults.problems import PROBLEMS
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue, load_document
from generator.reading.respelling import locate_rewrite
from generator.reading.shapes import known_words

DEMO = Path(__file__).parents[1]
OUR_WORDS = {
    "UTF",
    "YAML",
    "BOM",
    "Excel",
    "Word",
    "GBK",
    "Tab",
    "CSV",
    "WKT",
    "QGIS",
    "POLYGON",
    "MULTIPOLYGON",
}
"""Words of other alphabets that an editor meets in Chinese sentences."""


WORKSPACES = {"demo": DEMO, "small": BASE}


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Loaded]]:
    """Workspaces without a fault, and what was loaded of each."""
    return {name: load_city(whole, tmp_path_factory.mktemp(name)) for name, whole in WORKSPACES.items()}


def load_city(whole: Path, root: Path) -> tuple[Path, Loaded]:
    shutil.copytree(whole / "menus", root / "menus")
    if (pages := whole / "content/statements").is_dir():  # which the profile names
        shutil.copytree(pages, root / "content/statements")
    loaded = check_workspace(root)
    assert loaded.found == []
    return root, loaded


def make_slip(root: Path, name: str) -> tuple[Path, str, int] | None:
    """The slip made somewhere, the same place each time: the file, its text and the line; None if nowhere."""
    slip, chance = SLIPS[name], random.Random(name)  # noqa: S311 - a choice of places
    paths = sorted((root / "menus").glob("*/*.yaml"))
    for path in chance.sample(paths, len(paths)):
        text = path.read_text("utf-8")
        matches = list(re.finditer(slip.pattern, text, re.MULTILINE))
        for match in chance.sample(matches, len(matches)):
            made = match.expand(slip.becomes) if isinstance(slip.becomes, str) else slip.becomes(match)
            if made != match[0]:
                line = text.count("\n", 0, match.start()) + 1 + slip.below
                return path, text[: match.start()] + made + text[match.end() :], line
    return None


def repair(root: Path, file: str, before: Loaded) -> None:
    """What `--fix` does, for one file."""
    for _ in range(3):
        document = load_document(root, file)
        found = [one for one in load_catalogue(root, before=before).found if one.place.file == file]
        edits = [edit for one in found for edit in locate_rewrite(document, one).edits]
        (root / file).write_text(apply_edits(document.text, edits), "utf-8")


def hold_to(slip: Slip, root: Path, before: Loaded, file: str, line: int) -> None:
    """Fail unless there is one finding, on the line, in Chinese, and the repair is right."""
    located = locate_all(root, check_workspace(root, before=before).found)
    entry = load_catalogue(root, before=before).files[file].entry
    if not (slip.harmless and not located and entry and entry.value == before.files[file].entry.value):
        assert [(one.span.file, one.span.line) for one in located] == [(file, line)]
        found = located[0].diagnostic
        said = re.sub("`[^`]*`", "", found.message.zh + (found.hint.zh if found.hint else ""))
        assert {word for word in re.findall("[A-Za-z_]{2,}", said) if word not in known_words()} <= OUR_WORDS
    if slip.fixed:
        repair(root, file, before)
        assert load_catalogue(root, before=before).files[file].entry == before.files[file].entry


TRIALS = [(city, name) for city, root in WORKSPACES.items() for name in SLIPS if make_slip(root, name)]
"""Each slip in each workspace that has a place for it."""


def test_every_slip_can_be_made_somewhere() -> None:
    assert {name for _, name in TRIALS} == set(SLIPS)


@pytest.mark.parametrize(("city", "name"), TRIALS)
def test_a_slip_is_one_finding_on_its_line_and_its_repair_gives_back_what_was_meant(
    city: str, name: str, cities: dict[str, tuple[Path, Loaded]]
) -> None:
    root, before = cities[city]
    made = make_slip(root, name)
    assert made is not None
    path, text, line = made
    right = path.read_bytes()
    path.write_text(text, "utf-8")
    try:
        hold_to(SLIPS[name], root, before, path.relative_to(root).as_posix(), line)
    finally:
        path.write_bytes(right)


def recode(encoding: str) -> Callable[[Path], Path]:
    def change(menus: Path) -> Path:
        path = menus / "services" / "elder-card.yaml"
        path.write_bytes(path.read_text("utf-8").encode(encoding))
        return path

    return change


def move(old: str, new: str, *, copy: bool = False) -> Callable[[Path], Path]:
    def change(menus: Path) -> Path:
        (shutil.copy if copy else shutil.move)(menus / old, menus / new)
        return menus / new

    return change


FILES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "saved with a mark": ("SRC104", recode("utf-8-sig")),
    "saved as UTF-16": ("SRC123", recode("utf-16")),
    "saved as UTF-16 without a mark": ("SRC123", recode("utf-16-le")),
    "saved as UTF-32": ("SRC123", recode("utf-32")),
    "saved as GBK": ("SRC103", recode("gbk")),
    "in another folder": ("IDN109", move("services/elder-card.yaml", "grids/elder-card.yaml")),
    "beside the folders": ("IDN104", move("services/elder-card.yaml", "elder-card.yaml")),
    "copied": ("IDN110", move("grids/chaojing-1.yaml", "grids/chaojing-9.yaml", copy=True)),
    "copied by Windows": (
        "IDN102",
        move("services/elder-card.yaml", "services/elder-card - 副本.yaml", copy=True),
    ),
    "ending in .yml": ("IDN104", move("services/elder-card.yaml", "services/elder-card.yml")),
    "ending in .yaml.txt": ("IDN104", move("services/elder-card.yaml", "services/elder-card.yaml.txt")),
    "with a Chinese name": ("IDN102", move("services/elder-card.yaml", "services/老年证.yaml")),
    "in capitals": ("IDN102", move("services/elder-card.yaml", "services/Elder-Card.yaml")),
    "with a blank": ("IDN102", move("services/elder-card.yaml", "services/elder card.yaml")),
}


@pytest.mark.parametrize("name", FILES)
def test_a_slip_with_a_file_is_one_finding_at_that_file(name: str, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    code, change = FILES[name]
    file = change(tmp_path / "menus").relative_to(tmp_path).as_posix()
    assert [(one.code, one.place.file) for one in check_workspace(tmp_path).found] == [(code, file)]


def test_an_entry_that_is_gone_is_one_finding_for_each_that_names_it(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    gone = tmp_path / "menus" / "organizations" / "chaojing-office.yaml"
    gone.unlink()
    naming = sum(
        len(re.findall(r": chaojing-office$", path.read_text("utf-8"), re.MULTILINE))
        for path in (tmp_path / "menus").rglob("*.yaml")
    )
    assert [one.code for one in check_workspace(tmp_path).found] == ["REF101"] * naming


def test_each_message_of_the_library_has_words_of_our_own() -> None:
    """Read from the library itself, so that a new release cannot say something new unnoticed."""
    said = re.findall(
        rb"(?:did not find|could not find|found) [\x20-\x7e]{6,}", Path(_yaml.__file__).read_bytes()
    )
    unsaid = ("UTF-8 octet", "<stream-start>", "for imported type", "another document")
    missing = {one.decode() for one in said} - PROBLEMS.keys()
    assert [one for one in sorted(missing) if not one.endswith(unsaid)] == []
