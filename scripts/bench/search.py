"""What search finds: ours, bigram BM25, Material's, and Pagefind if it is here; one half was never tuned on.

    python -m scripts.bench.search [--services FILE] [--whole]

Answers with the browser's own code under Node. FILE is the list of real items that the questions of
tests/search/item_questions.yaml belong to.
"""

import argparse
import dataclasses
import json
import math
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import yaml

from generator.artifact import Artifact
from generator.outputs.search import render_search
from generator.outputs.search_documents import search_dialect, search_documents, search_fallback
from generator.publishing.engines import build_chrome
from generator.publishing.pipeline import split_chrome, written_pages
from generator.reading.loading import load_catalogue
from generator.views.projections import SearchDocument
from scripts.bench.city import WHOLE, write_city
from scripts.bench.imported import RealLists
from scripts.bench.machine import ABSENT
from scripts.bench.material import Material, name_material
from scripts.bench.measuring import ROOT
from scripts.bench.pagefind import Pagefind, find_pagefind

QUESTIONS = ROOT / "tests" / "search"
CORE = ROOT / "site_overrides" / "assets" / "search-core.js"
HEAD = "\n| questions | engine | MRR@10 | first | in three | found | empty |\n|---|---|---|---|---|---|---|"
FIRST = 10
MOST_REQUESTS = 6
"""As in site_overrides/assets/search.js."""
SATURATION, LENGTH_SHARE = 1.5, 0.75
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")

Answers = list[list[str]]
"""For each question the names of what was found, best first."""
Engine = Callable[[Sequence[str]], Answers]
Hit = Mapping[str, str]
Questions = Mapping[str, str | list[str]]
"""What is asked and the names of what answers it."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well an engine answers, each as a share of the questions; `rank` is MRR@10."""

    rank: float
    first: float
    third: float
    found: float
    empty: int


def score_answers(questions: Questions, answers: Answers) -> Score:
    """Judge answers to questions, both in the same order."""
    places = [
        next((place for place, name in enumerate(found[:FIRST], 1) if name in wanted), 0)
        for wanted, found in zip(questions.values(), answers, strict=True)
    ]
    return Score(
        fmean(1 / place if place else 0 for place in places),
        fmean(place == 1 for place in places),
        fmean(0 < place <= 3 for place in places),  # noqa: PLR2004 - what a phone shows at once
        fmean(place > 0 for place in places),
        sum(not found for found in answers),
    )


class Browser:
    """Our index, asked by search-core.js under Node.

    `loaded` holds how many files each query took, and their bytes (gzip).
    """

    def __init__(
        self, artifacts: Iterable[Artifact], folder: Path, name: Callable[[dict[str, str]], str]
    ) -> None:
        self._folder, self._name = folder, name
        self.loaded: list[tuple[int, int]] = []
        for artifact in artifacts:
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)

    def __call__(self, queries: Sequence[str]) -> Answers:
        """Answer all queries in one process."""
        job = {
            "script": str(CORE),
            "site": str(self._folder),
            "queries": list(queries),
            "requests": MOST_REQUESTS,
        }
        node = shutil.which("node") or "node"
        done = subprocess.run(
            [node, str(QUESTIONS / "run_search.js")],
            input=json.dumps({**job, "requests": MOST_REQUESTS}),
            capture_output=True,
            text=True,
            check=True,
        )
        answers = json.loads(done.stdout)
        self.loaded += [(len(one["taken"]), sum(one["taken"].values())) for one in answers]
        return [[self._name(hit) for hit in one["hits"]] for one in answers]


class Bigrams:
    """BM25 over pairs of characters and words, as anybody would write it first."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._names = list(texts)
        self._counts = [Counter(_cut(text)) for text in texts.values()]
        self._mean = fmean(counts.total() for counts in self._counts)
        self._holders = Counter(term for counts in self._counts for term in counts)

    def __call__(self, queries: Sequence[str]) -> Answers:
        """Answer each query over all documents."""
        return [self._answer(_cut(query)) for query in queries]

    def _answer(self, terms: list[str]) -> list[str]:
        scores = [sum(self._weigh(term, counts) for term in terms) for counts in self._counts]
        best = sorted(range(len(scores)), key=lambda number: -scores[number])
        return [self._names[number] for number in best[:FIRST] if scores[number] > 0]

    def _weigh(self, term: str, counts: Counter[str]) -> float:
        times, holders = counts[term], self._holders[term]
        rarity = math.log1p((len(self._names) - holders + 0.5) / (holders + 0.5))
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * counts.total() / self._mean
        return rarity * times * (SATURATION + 1) / (times + SATURATION * length)


def _cut(text: str) -> list[str]:
    runs = _RUN.findall(text.lower())
    return [
        term for run in runs for term in ([run] if run.isascii() else ["".join(two) for two in pairwise(run)])
    ]


def _page(hit: Hit) -> str:
    return hit["url"].partition("#")[0]


def _title(hit: Hit) -> str:
    return hit["title"]


def load_documents(root: Path, *, chrome: bool) -> tuple[list[SearchDocument], list[Artifact]]:
    """What can be found in a workspace and its index; with `chrome` hand-written pages, too."""
    catalogue = load_catalogue(root).catalogue
    if catalogue is None:
        raise SystemExit(f"{root} cannot be read")
    shells = split_chrome(build_chrome(root, "mkdocs", catalogue.profile).files)[0] if chrome else {}
    pages = written_pages(catalogue, shells) if chrome else {}
    documents = list(search_documents(catalogue, pages))
    words, core = search_dialect(catalogue), CORE.read_bytes()
    return documents, list(render_search(documents, search_fallback(catalogue), words, core))


def measure(
    what: str,
    indexed: tuple[list[SearchDocument], list[Artifact]],
    halves: Mapping[str, Questions],
    name: Callable[[Hit], str],
) -> None:
    """Print a line for each half and engine."""
    documents, artifacts = indexed
    texts: dict[str, str] = {}
    for one in documents:
        key = name({"title": one.title, "url": one.url})
        texts[key] = " ".join((texts.get(key, ""), one.title, *one.aliases, one.text))
    with tempfile.TemporaryDirectory(prefix="gridpress-search-") as folder:
        ours = Browser(artifacts, Path(folder), name)
        engines: dict[str, Engine] = {"gridpress": ours, "bigram BM25": Bigrams(texts)}
        stock = Path(folder) / "material"
        stock.mkdir()
        engines[name_material()] = Material(documents, stock, name)
        if find_pagefind():
            pages = Path(folder) / "pages"
            pages.mkdir()
            engines["Pagefind"] = Pagefind(documents, pages, name)
        print(HEAD)
        for half, questions in halves.items():
            for engine, answer in engines.items():
                _print_score(f"{what}, {half} ({len(questions)})", engine, questions, answer(list(questions)))
        if "Pagefind" not in engines:
            print(f"\nPagefind: {ABSENT}.")
        files, sizes = zip(*ours.loaded, strict=True)
        print(
            f"\nOver {len(documents):,} documents an answer takes {fmean(files):.1f} requests, "
            f"{fmean(sizes) / 1000:.0f} KB (gzip); "
            f"at most {max(files)}, {max(sizes) / 1000:.0f} KB."
        )


def _print_score(what: str, engine: str, questions: Questions, answers: Answers) -> None:
    score = score_answers(questions, answers)
    print(
        f"| {what} | {engine} | {score.rank:.3f} | {score.first:.1%} "
        f"| {score.third:.1%} | {score.found:.1%} | {score.empty} |"
    )


def _load(name: str) -> dict[str, Questions]:
    found: dict[str, Questions] = yaml.safe_load((QUESTIONS / name).read_text("utf-8"))
    return found


def measure_search(services: Path | None, *, whole: bool = False) -> None:
    """Ask the demo and, given their list, the real items, alone or in a city of full size; print a table."""
    residents = yaml.safe_load((QUESTIONS / "residents.yaml").read_text("utf-8"))
    halves = {**_load("demo_questions.yaml"), "residents": residents}
    measure("demo", load_documents(ROOT, chrome=True), halves, _page)
    if services:
        size = WHOLE if whole else WHOLE.scaled(0.01)
        size = dataclasses.replace(size, services=WHOLE.services)
        with tempfile.TemporaryDirectory(prefix="gridpress-items-") as folder:
            write_city(Path(folder), size, lists=RealLists(None, services, "公益"))
            items = load_documents(Path(folder), chrome=False)
        measure("real items", items, _load("item_questions.yaml"), _title)


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="scripts.bench.search", description="Measure what search finds.")
    parser.add_argument("--services", type=Path, help="the real list, one JSON object a line")
    parser.add_argument("--whole", action="store_true", help="the real items in a city of full size")
    chosen = parser.parse_args()
    measure_search(chosen.services, whole=chosen.whole)


if __name__ == "__main__":
    main()
