"""The house keeps its order: imports go one way, and registers name everything there is."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import generator
from generator.model import KIND_BY_NAME, KINDS
from generator.model.fields import Shape
from generator.model.walking import shapes_in, walk_fields
from generator.rules import RULE_MODULES
from scripts.rooms import list_imports, room_of

PACKAGE = Path(generator.__file__).parent

ROOT = PACKAGE.parent
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROOMS = re.findall(r"^\| (`.+?) \| .+ \|$", MAP, re.MULTILINE)
LAYERS = [[name.rstrip("/") for name in re.findall(r"`(.+?)`", row)] for row in ROOMS]
"""The rooms, line by line, as the table in docs/architecture.md has them."""
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
READS_DISK = {"scratch", "reading", "writing", "publishing", "starting", "deploying", "province", "cli"}


def _modules():
    return sorted(PACKAGE.rglob("*.py"))


def test_every_room_has_its_layer():
    """A module that the table of rooms does not name would escape the check of imports."""
    rooms = {info.name for info in pkgutil.iter_modules([str(PACKAGE)])}
    assert rooms - RANK.keys() == set(), "name the room in the table of docs/architecture.md"
    assert RANK.keys() - rooms == set(), "docs/architecture.md names a room that is not there"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    """A module imports its own room or a lower layer, never a higher one; types may look up."""
    room = room_of(path, PACKAGE)
    if room == "__init__":
        return
    for other in {name.partition(".")[0] for name in list_imports(path)} & RANK.keys():
        allowed = other == room or RANK[other] < RANK[room]
        assert allowed, f"{room} must not import {other}"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small(path):
    """A module over 300 lines is two modules."""
    assert path.read_text("utf-8").count("\n") <= 300


def test_every_model_with_a_folder_is_registered_once():
    """Each kind has a name, a folder and a model of its own."""
    for attribute in ("name", "folder", "model"):
        values = [getattr(kind, attribute) for kind in KINDS]
        assert len(values) == len(set(values))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_rooms_that_may_touch_the_disk(path):
    """Reading and writing files is left to the rooms made for it."""
    if room_of(path, PACKAGE) in READS_DISK or path == PACKAGE / "outputs/prints/typesetting.py":
        return  # Typst takes what templates read from files: a folder of its own, gone with the program
    tree = ast.parse(path.read_text("utf-8"))
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "rmtree"}


PLACEHOLDER = re.compile(r"<[^>]+>")
CODE = {".py", ".j2", ".js", ".html", ".typ"}
SEARCHED = ("generator", "tests", "scripts", "site_overrides", "Makefile", "pyproject.toml", "mkdocs.yml")


@pytest.fixture(scope="module")
def written():
    """All code, templates and settings in one text, this document left out."""
    files = [ROOT / name for name in SEARCHED if (ROOT / name).is_file()]
    for name in SEARCHED:
        files += [one for one in (ROOT / name).rglob("*.*") if one.suffix in CODE]
    return "\n".join(one.read_text("utf-8") for one in sorted(files))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", MAP))))
def test_the_map_names_only_what_is_there(name, written):
    """Each path of docs/architecture.md leads to a file, each other name stands somewhere in the code."""
    path = PLACEHOLDER.sub("*", name).rstrip("/")
    if any(next(folder.glob(path), None) for folder in (ROOT, PACKAGE) if not path.startswith(("-", "/"))):
        return
    assert name.startswith("site/") or name in written, (
        f"docs/architecture.md names {name}, which is not there"
    )


def _shapes():
    """All models that are written in model/, by name."""
    for info in pkgutil.iter_modules(generator.model.__path__):
        importlib.import_module(f"generator.model.{info.name}")
    waiting = [Shape]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("generator.model."):
                yield one


def test_every_model_belongs_to_a_kind():
    """A model that no line of KINDS leads to is never read."""
    known = {KIND_BY_NAME[name].model for name in KIND_BY_NAME} | {kind.row for kind in KINDS}
    for model in list(known - {None}):
        known |= {inner for _, info in walk_fields(model) for inner in shapes_in(info.annotation)}
    for one in _shapes():
        used = any(issubclass(other, one) for other in known - {None})
        assert used, f"{one.__module__}: give {one.__name__} a line in KINDS (generator/model/__init__.py)"


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.name)
def test_every_kind_has_an_example(kind):
    """The demo city shows each kind, so that an editor finds one to copy."""
    folder = ROOT / "menus" / kind.folder
    assert any(folder.glob("*.yaml")), f"put an example of {kind.name} into menus/{kind.folder}/"
    if kind.row:
        assert any(folder.glob("*.csv")), f"put a table of {kind.name} into menus/{kind.folder}/"


REGISTERS = {
    "rules": "its code in CODES (generator/rules/__init__.py)",
    "views": "a line in PUBLICATIONS or STANDING (generator/views/register.py)",
    "changes": "a line in COMPARISONS (generator/changes/__init__.py)",
    "outputs": "a line in generator/publishing/pipeline.py",
}


def test_every_module_is_asked_for():
    """What nothing imports is never run; most often its line in a register was forgotten."""
    files = [path for folder in ("generator", "scripts") for path in (ROOT / folder).rglob("*.py")]
    asked = {name for path in files for name in _imported(path)}
    asked |= {module.__name__.removeprefix("generator.") for module in RULE_MODULES}
    for path in PACKAGE.glob("*/**/*.py"):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        line = REGISTERS.get(path.relative_to(PACKAGE).parts[0], "a caller")
        assert name in asked or path.name == "__init__.py", (
            f"nothing imports generator/{name}: give it {line}"
        )


def _imported(path):
    """Modules of the house that a file imports, below `generator`, with names that may be modules."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            inside = node.module.removeprefix("generator").removeprefix(".")
            yield inside
            yield from (f"{inside}.{one.name}".removeprefix(".") for one in node.names)
