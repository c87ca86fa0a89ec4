"""Which mutants are tried, and which modules are watched to know the tests that reach them."""

import itertools
from collections.abc import Iterable, Sequence

import yaml

from scripts.mutate.blocks import list_names, list_sources, name_module
from scripts.mutate.mutants import ROOT, Mutant, list_mutants

SAMPLE, SEED = 24, 60411
"""How many mutants `make test` tries, and which ones."""
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.yaml"


def choose(sample: int | None = SAMPLE, seed: int = SEED, only: Sequence[str] = ()) -> list[Mutant]:
    """Some mutants, or all without a `sample`, of the files or folders `only`; none that changes nothing."""
    known = {one["mutant"] for one in yaml.safe_load(EQUIVALENT.read_text("utf-8")) or ()}
    found = [
        mutant
        for path in list_sources()
        for mutant in list_mutants(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        if mutant.name not in known and mutant.file.startswith(tuple(only) or "")
    ]
    if sample is not None:
        found.sort(key=lambda mutant: mutant.order(seed))
    return list(itertools.islice((mutant for mutant in found if mutant.compiles()), sample))


def list_watched(mutants: Iterable[Mutant]) -> list[str]:
    """The files of mutants; in place of one that has no blocks those that import it."""
    files = {mutant.file for mutant in mutants}
    bare = {file for file in files if not list_names([file])}
    users = {
        path.relative_to(ROOT).as_posix()
        for path in list_sources()
        if any(imports(path.read_text("utf-8"), file) for file in bare)
    }
    return sorted(files | users)


def imports(text: str, file: str) -> bool:
    """Whether a module imports from a file of the program."""
    return f"from {name_module(file)} import" in text
