"""What is measured: each case gives rows of the table."""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.publishing.sealing import CACHE
from scripts.bench.answers import ask_site
from scripts.bench.city import WHOLE, write_city
from scripts.bench.engines import Page, load_pages, time_page, write_hugo_project, write_markdown_project
from scripts.bench.imported import INVENTED, RealLists
from scripts.bench.measuring import ask, run, take_turns
from scripts.bench.province import write_province
from scripts.bench.weight import build_demo

EDITED = ("services", "people", "grids")
"""Folders of which one entry is edited: most rules read one of these kinds."""
QUICK_SHARE = 0.02
TENTH = 0.1
MOST_GROWTH = 12
"""How many times as long all rules may take on ten times the entries."""
YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable}}"
BIN = os.path.dirname(sys.executable)  # noqa: PTH120 - resolving it would leave the environment


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of both, and how many times as fast Gridpress should be.

    `most` is a limit of the same ratio instead, where both are Gridpress. `other` None means that the
    tool is not here; the row then says so.
    """

    what: str
    against: str
    ours: float
    other: float | None
    target: float | None = None
    note: str = ""
    most: float | None = None


@dataclass(frozen=True)
class Bench:
    """One run: where it works, how often each thing is measured, and how large the city is."""

    folder: Path
    rounds: int
    quick: bool
    lists: RealLists = INVENTED
    whole: bool = False
    """Whether an edit is measured in the whole city, whose prints take minutes, instead of a tenth."""

    @cached_property
    def city(self) -> Path:
        """The workspace of the whole city."""
        return self._write("city", QUICK_SHARE if self.quick else 1)

    @cached_property
    def hamlet(self) -> Path:
        """A small city of the same make, to tell fixed cost from the cost of a page."""
        return self._write("hamlet", QUICK_SHARE / 2 if self.quick else QUICK_SHARE)

    @cached_property
    def tenth(self) -> Path:
        """A tenth of the city."""
        return self._write("tenth", TENTH * QUICK_SHARE if self.quick else TENTH)

    @cached_property
    def province(self) -> Path:
        """Ten such cities side by side; two small ones where it has to be quick."""
        root = self.folder / "province"
        write_province(root, 2 if self.quick else 10, WHOLE.scaled(QUICK_SHARE) if self.quick else WHOLE)
        return root

    @cached_property
    def demo(self) -> Path:
        """The demo, built without handbooks."""
        build_demo(self.folder / "demo")
        return self.folder / "demo"

    def _write(self, name: str, share: float) -> Path:
        root = self.folder / name
        size = WHOLE if share == 1 else WHOLE.scaled(share)
        write_city(root, size, lists=self.lists)
        return root

    @cached_property
    def chrome(self) -> Path:
        """The chrome as MkDocs Material builds it."""
        ask("chrome", self.city, self.folder / "chrome")
        return self.folder / "chrome"

    def gridpress(self, *arguments: str | Path) -> float:
        """Seconds of one command of Gridpress."""
        return run(sys.executable, "-m", "generator.cli", *arguments).seconds

    def build(self, root: Path) -> float:
        """Seconds of a build from nothing, without handbooks."""
        out = root / "site"
        shutil.rmtree(out, ignore_errors=True)
        return self.gridpress("build", "--root", root, "--out", out, "--no-handbooks")


def measure_checking(bench: Bench) -> Iterator[Row]:
    """The whole check with all rules beside linters that know nothing of the domain."""
    files = [path.relative_to(bench.city).as_posix() for path in (bench.city / "menus").rglob("*.yaml")]
    empty = bench.folder / "empty.json"
    empty.write_text(json.dumps({}))
    schema = (f"{BIN}/check-jsonschema", "--schemafile", empty)
    check = partial(bench.gridpress, "check", "--root", bench.city)
    found = take_turns(
        {
            "gridpress check": lambda: _forget_and(check, bench.city),
            "gridpress check, again": check,
            **{f"gridpress {kind}": partial(_edit_and, check, bench.city, kind) for kind in EDITED},
            "check-jsonschema": lambda: run(*schema, *sorted(files), folder=bench.city).seconds,
            "yamllint": lambda: (
                run(f"{BIN}/yamllint", "-f", "parsable", "-d", YAMLLINT, "menus", folder=bench.city).seconds
            ),
        },
        bench.rounds,
    )
    what, peer = f"check {len(files):,} entries, all rules", "check-jsonschema with an empty schema"
    first, again = found["gridpress check"], found["gridpress check, again"]
    yield Row(what, peer, first, found["check-jsonschema"], 10)
    yield Row("the same once more, nothing changed", peer, again, found["check-jsonschema"], 25)
    yield Row("the same once more, nothing changed", "the first check", again, first, 3)
    for kind in EDITED:
        yield Row(
            f"the same after one edit in {kind}/", "the first check", found[f"gridpress {kind}"], first, 3
        )
    yield Row(what, "yamllint", first, found["yamllint"])


def _forget_and(check: Callable[[], float], city: Path) -> float:
    shutil.rmtree(city / CACHE, ignore_errors=True)
    return check()


def _edit_and(check: Callable[[], float], city: Path, kind: str) -> float:
    entry = min((city / "menus" / kind).glob("*.yaml"))
    text = entry.read_text("utf-8")
    try:
        entry.write_text(f"{text}\n# {time.time_ns()}\n", "utf-8")  # another edit each time
        return check()
    finally:
        entry.write_text(text, "utf-8")


def measure_growth(bench: Bench) -> Iterator[Row]:
    """All rules on a tenth of the city and on the whole: linear rules take ten times as long.

    A quick run is too small to judge: what every city has weighs most in it.
    """
    answer = ask("rules", bench.tenth, bench.city)
    (small, large), (few, many) = answer["seconds"], answer["entries"]
    what = "all rules on a tenth of the city, read before"
    note = f"{few:,} and {many:,} entries, {many / few:.1f} times as many; the best of 3 turns"
    limit = None if bench.quick else MOST_GROWTH
    yield Row(what, "all rules on the whole city", small, large, note=note, most=limit)


def measure_pages(bench: Bench) -> Iterator[Row]:
    """One page of a service more, here and in other engines; then the mean of all kinds of pages."""
    out = bench.folder / "pages"
    ask("pages", bench.city, bench.chrome, out)
    count, rest = (40, 10) if bench.quick else (2000, 20)
    pages = load_pages(out, count)
    made: list[dict[str, float]] = []
    processor: list[float] = []

    def all_pages() -> float:
        made.append(_write_pages(bench))
        return made[-1]["seconds"] / made[-1]["pages"]

    def more_pages() -> float:
        many, few = (_write_pages(bench, str(number)) for number in (count, rest))
        processor.append((many["processor"] - few["processor"]) / (count - rest))
        return (many["seconds"] - few["seconds"]) / (count - rest)

    measures: dict[str, Callable[[], float]] = {"gridpress": more_pages, "gridpress, all": all_pages}
    engines = ("mkdocs", "zensical", *(("hugo", "hugo, HTML") if shutil.which("hugo") else ()))
    for name in engines:
        many, few = _write_projects(bench, name, pages, rest)
        measures[name] = time_page(name, many, few, len(pages), rest)
    found = take_turns(measures, bench.rounds)
    what, ours = "one service page viewed, rendered, written", found["gridpress"]
    yield Row(what, "MkDocs Material, Markdown", ours, found["mkdocs"], 10)
    yield Row(what, "Zensical, Markdown", ours, found["zensical"])
    yield Row(what, "Hugo, Markdown", ours, found.get("hugo"), 2)
    spent = f"as a build does it, many by two processes; {min(processor) * 1000:.3f} ms of the processor"
    yield Row(what, "Hugo, finished HTML in one layout", ours, found.get("hugo, HTML"), 1, spent)
    note = f"{made[-1]['pages']:,} pages of {made[-1]['kilobytes']:.0f} KB"
    yield Row("one page, mean of all kinds", "-", found["gridpress, all"], None, None, note)


def _write_pages(bench: Bench, count: str = "") -> dict[str, float]:
    out = bench.folder / "pages"
    shutil.rmtree(out, ignore_errors=True)
    return ask("pages", bench.city, bench.chrome, out, *([count] if count else []))


def _write_projects(bench: Bench, name: str, pages: list[Page], rest: int) -> tuple[Path, Path]:
    """Projects of one engine with all the pages and with `rest` of them."""
    many, few = bench.folder / f"{name}-many", bench.folder / f"{name}-few"
    for folder, some in ((many, pages), (few, pages[:rest])):
        folder.mkdir()
        if name.startswith("hugo"):
            shell = (bench.chrome / "services" / "index.html").read_text("utf-8")
            write_hugo_project(folder, shell, some, finished=name != "hugo")
        else:
            write_markdown_project(folder, bench.city, some)
    return many, few


def measure_handbooks(bench: Bench) -> Iterator[Row]:
    """A handbook with Typst, tagged, beside the same content with WeasyPrint."""
    count = "2" if bench.quick else "8"
    pages: list[float] = []

    def weasyprint() -> float:
        answer = ask("weasyprint", bench.city, count)
        pages.append(answer["pages"])
        return float(answer["seconds"])

    found = take_turns(
        {"typst": lambda: float(ask("handbooks", bench.city, count)["seconds"]), "weasyprint": weasyprint},
        bench.rounds,
    )
    note = f"mean of {count} grids; {pages[-1]:.0f} pages in WeasyPrint"
    yield Row("one handbook", "WeasyPrint", found["typst"], found["weasyprint"], 25, note)


def measure_prints(bench: Bench) -> Iterator[Row]:
    """All prints of a tenth of the city, and what an edit costs of them; the whole takes half an hour."""
    answer = ask("city prints", bench.tenth)
    grids, (own, worker) = answer["grids"], answer["megabytes"]
    note = (
        f"{answer['files']:,} handbooks and posters, {answer['seconds'] / grids * 1000:.0f} ms a grid; "
        f"peak memory {own:,} MB, of a worker {worker:,} MB"
    )
    yield Row(f"prints of {grids:,} grids, cold", "-", answer["seconds"], None, None, note)
    some = ask("editions", bench.tenth, "2" if bench.quick else "8")
    book, published, every = some["seconds"]
    note = "seconds of the processor, one grid after the other"
    yield Row("the handbook of a grid", "what is published of it", book, published, note=note, most=1.5)
    what = f"all {some['editions']} editions, {some['files']} files"
    yield Row("the handbook of one grid", what, book, every)
    yield _measure_edit(bench, bench.city if bench.whole else bench.tenth)


def _measure_edit(bench: Bench, root: Path) -> Row:
    """All with handbooks from nothing, and again after the number of one person on duty was changed."""
    out = bench.folder / "printed"
    build = partial(bench.gridpress, "build", "--root", root, "--out", out, "--handbooks")
    shutil.rmtree(root / CACHE, ignore_errors=True)
    cold = build()
    files = (root / "menus" / "people").glob("*.yaml")
    person = min(path for path in files if "\nduty_phone:" in path.read_text("utf-8"))
    text = person.read_text("utf-8")
    person.write_text(re.sub(r"(?m)^duty_phone:.*$", 'duty_phone: "0580-5559999"', text), "utf-8")
    try:
        edited = build()
    finally:
        person.write_text(text, "utf-8")
    shutil.rmtree(out)
    grids = sum(1 for _ in (root / "menus" / "grids").glob("*.yaml"))
    return Row("one number edited, all built again", "the same, cold", edited, cold, 50, f"{grids:,} grids")


def measure_preview(bench: Bench) -> Iterator[Row]:
    """A page after one edit beside a build from nothing."""
    found = take_turns(
        {
            "refresh": lambda: float(ask("refresh", bench.city)["seconds"]),
            "build": partial(bench.build, bench.city),
            "build of a hamlet": partial(bench.build, bench.hamlet),
        },
        bench.rounds,
    )
    yield Row(
        "one edit in `gridpress serve`", "building anew, no handbooks", found["refresh"], found["build"], 10
    )
    pages = [sum(1 for _ in (root / "site").rglob("*.html")) for root in (bench.city, bench.hamlet)]
    each = (found["build"] - found["build of a hamlet"]) / (pages[0] - pages[1])
    note = f"reading, checking, pages, search index, writing; {pages[0]:,} pages"
    yield Row("one page more in the whole build", "-", each, None, None, note)


def measure_province(bench: Bench) -> Iterator[Row]:
    """Cities side by side: by one worker and by two, and beside a province of one of them.

    Each figure is shown when it is known: a fault an hour later is not to lose it.
    """

    def show(name: str, figures: dict[str, Any]) -> dict[str, Any]:
        print(f"    {name}: {json.dumps(figures)}", file=sys.stderr, flush=True)
        return figures

    whole, alone = bench.province, bench.province.with_name("province-of-one")
    if not alone.exists():
        alone.mkdir()
        for name in ("province.yaml", "menus", "city-01"):
            copy = shutil.copytree if (whole / name).is_dir() else shutil.copy
            copy(whole / name, alone / name)
    one = show("one worker", ask("province", whole, "1"))
    two = show("two workers", ask("province", whole, "2"))
    single = show("one of its cities, one worker", ask("province", alone, "1"))
    worker = max(one["megabytes"], two["megabytes"])
    entries = sum(1 for _ in whole.rglob("menus/**/*.yaml"))
    note = (
        f"{one['files']:,} files, {one['pages']:,} pages; a worker held {worker:,} MB at most, "
        f"the process that joins them {two['own']:,} MB"
    )
    what = f"a province of {entries:,} entries, two workers"
    yield Row(what, "one worker", two["seconds"], one["seconds"], 1.6, note)
    yield Row("the same, one worker", "a province of one of its cities", one["seconds"], single["seconds"])
    grown = one["seconds"] / single["seconds"] if single["seconds"] else 0
    cities = sum(1 for _ in whole.glob("city-*"))
    limit = "" if bench.quick else " (at most 10.5)"
    note = f"{cities} cities take {grown:.1f} times as long as one{limit}"
    yield Row("one city, one worker", "-", single["seconds"], None, None, note)
    answers = ask_site(whole / "site")
    requests, size = max(one.requests for one in answers), max(one.size for one in answers) / 1000
    note = f"at most {requests} requests and {size:.0f} KB for a first answer (targets 8 and 200)"
    slowest = max(one.wait for one in answers) / 1000
    yield Row("the slowest first answer of its search", "-", slowest, None, None, note)


def measure_memory(bench: Bench) -> float:
    """Peak memory of a build from nothing, in MB: of whichever of its processes held most."""
    out = bench.folder / "memory-site"
    command = ("build", "--root", bench.city, "--out", out, "--no-handbooks")
    return run(sys.executable, "-m", "generator.cli", *command).megabytes


CASES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "checking": measure_checking,
    "linear": measure_growth,
    "pages": measure_pages,
    "handbooks": measure_handbooks,
    "prints": measure_prints,
    "preview": measure_preview,
    "province": measure_province,
}
