"""The house keeps its order: imports go one way, and registers name everything there is."""

import ast
import pkgutil
from pathlib import Path

import pytest

import generator
from generator.model import KINDS

PACKAGE = Path(generator.__file__).parent

LAYERS = (
    ("artifact", "diagnostics", "locale"),
    ("model",),
    ("catalogue",),
    ("facts",),
    ("reading",),
    ("rules", "views"),
    ("changes",),
    ("outputs",),
    ("reporting", "writing"),
    ("publishing",),
    ("cli", "mkdocs_hook"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
READS_DISK = {"reading", "writing", "publishing", "cli"}


def _modules():
    return sorted(PACKAGE.rglob("*.py"))


def _room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path):
    """Rooms of the house that a module imports at run time; type-only imports may look upwards."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("generator.")
            )


def test_every_room_has_its_layer():
    """A module that no layer names would escape the check of imports."""
    rooms = {info.name for info in pkgutil.iter_modules([str(PACKAGE)])}
    assert rooms - RANK.keys() == set()
    assert RANK.keys() - rooms == set()


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    """A module imports its own room or a lower layer, never a sibling's or a higher one."""
    room = _room(path)
    if room == "__init__":
        return
    for other in _imports(path):
        if other not in RANK:
            continue
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
    if _room(path) in READS_DISK:
        return
    tree = ast.parse(path.read_text("utf-8"))
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "rmtree"}
