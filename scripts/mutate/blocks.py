"""Blocks of the program: the body of a function, branch or loop, by file and lines."""

import ast
import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.mutate.mutants import ROOT

ROOMS = ("rules", "facts", "views", "outputs", "writing", "changes")
"""Rooms of the program that are mutated."""


def list_sources() -> list[Path]:
    """All modules of the rooms."""
    return sorted(path for room in ROOMS for path in (ROOT / "generator" / room).rglob("*.py"))


def digest_sources() -> str:
    """Changes when a module of the rooms does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in list_sources())).hexdigest()


def name_module(file: str) -> str:
    """What a file of the program is called when it is imported."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def list_blocks(tree: ast.Module) -> list[tuple[int, int, list[ast.stmt]]]:
    """First and last line and the statements of each block that does not always run with its module."""
    found = []
    for node in ast.walk(tree):
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if not inside and not isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try):
            if isinstance(node, ast.ExceptHandler | ast.match_case):
                found.append(_measure(node.body))
            continue
        bodies = (getattr(node, name, []) for name in ("body", "orelse", "finalbody"))
        found.extend(_measure(body) for body in bodies if body)
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _measure(body: list[ast.stmt]) -> tuple[int, int, list[ast.stmt]]:
    return body[0].lineno, body[-1].end_lineno or body[-1].lineno, body


def list_names(files: Iterable[str]) -> list[str]:
    """All blocks of files by name, in an order that every process knows: they are bits of a mask."""
    blocks = (
        (file, block) for file in files for block in list_blocks(ast.parse((ROOT / file).read_text("utf-8")))
    )
    return list(dict.fromkeys(name_block(file, first, last) for file, (first, last, _) in blocks))


def name_block(file: str, first: int, last: int) -> str:
    """What a block is called."""
    return f"{file}:{first}-{last}"
