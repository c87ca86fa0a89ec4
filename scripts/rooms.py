"""Count the rooms of `generator/` and the arrows between them: `python -m scripts.rooms [CHECKOUT]`.

A room is a file or folder at the root of the package, an arrow the imports of one room from another at run
time, a floor a step of the longest way along arrows.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


def list_imports(path: Path) -> Iterator[str]:
    """Dotted names below `generator` that a module imports; what only types need does not count."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in typing_only:
            if node.module == "generator":
                yield from (alias.name for alias in node.names)
            elif node.module.startswith("generator."):
                yield node.module.removeprefix("generator.")
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
            yield from (name.removeprefix("generator.") for name in names if name.startswith("generator."))


def room_of(path: Path, package: Path) -> str:
    """The room that a module stands in."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def count_arrows(package: Path) -> dict[str, set[str]]:
    """Rooms, each with the rooms that it imports from."""
    arrows: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        room = room_of(path, package)
        if room != "__init__":
            found = {name.partition(".")[0] for name in list_imports(path)}
            arrows.setdefault(room, set()).update(found - {room, "__version__"})
    return arrows


def count_floors(arrows: dict[str, set[str]]) -> int:
    """The length of the longest way down. Raises RecursionError for a circle."""
    return max(_depth(room, arrows) for room in arrows)


def _depth(room: str, arrows: dict[str, set[str]]) -> int:
    return 1 + max((_depth(below, arrows) for below in arrows.get(room, ())), default=0)


if __name__ == "__main__":
    checkout = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = count_arrows(checkout / "generator")
    files = sorted((checkout / "generator").rglob("*.py"))
    lines = sum(path.read_text("utf-8").count("\n") for path in files)
    print(f"rooms {len(found)}, floors {count_floors(found)}, arrows {sum(map(len, found.values()))}")
    print(
        f"modules {len(files)}, at the root {len(list((checkout / 'generator').glob('*.py')))}, lines {lines}"
    )
