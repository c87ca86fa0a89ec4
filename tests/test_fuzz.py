"""Nothing that is typed, pasted or handed over ends in a traceback: what was found once, and more.

`make fuzz` goes on for ten minutes and puts what it finds into `tests/corpus/`.
"""

import os
import random
from pathlib import Path

import pytest
from fuzzing import CORPUS, TARGETS, load_corpus, texts
from hypothesis import given, settings
from search.reference import Index
from test_search import AWKWARD_QUERIES, FALLBACK, ask_browser, load_services

from generator.outputs.search import render_search

EXAMPLES = int(os.environ.get("GRIDPRESS_FUZZ_EXAMPLES", "60"))
QUERIES = EXAMPLES * 5


@pytest.mark.parametrize("target", TARGETS)
def test_every_kept_text_is_read_or_refused(target: str) -> None:
    check, _ = TARGETS[target]
    kept = load_corpus(target)
    assert kept, "keep a text to start from"
    for text in kept:
        check(text)


@pytest.mark.parametrize("target", TARGETS)
def test_any_text_is_read_or_refused(target: str) -> None:
    check, _ = TARGETS[target]

    @settings(max_examples=EXAMPLES)
    @given(texts(target))
    def run(text: str) -> None:
        check(text)

    run()


def test_the_corpus_holds_small_texts_of_known_targets() -> None:
    assert {path.name for path in CORPUS.iterdir()} == TARGETS.keys() | {"query"}
    assert all(path.stat().st_size < 4000 for path in CORPUS.rglob("*.txt"))


def test_browser_and_python_agree_on_any_query(tmp_path: Path) -> None:
    """Kept ones, and what becomes of them when pieces of others are put into them."""
    chance = random.Random(os.environ.get("GRIDPRESS_FUZZ_SEED", "1"))  # noqa: S311 - no secret
    whole = [one for one in AWKWARD_QUERIES if one.isprintable()]  # half a character is only looked at alone
    pieces = [*load_corpus("query"), *whole, "<b>", "\u3000", "Ａ", "①", "𡐓", "ﬁ", "é", "\u200d"]
    queries = [*load_corpus("query"), *("".join(chance.choices(pieces, k=3))[:60] for _ in range(QUERIES))]
    artifacts = list(render_search(load_services()[:60], FALLBACK))
    index = Index(artifacts)
    for answer in ask_browser(artifacts, tmp_path, queries, requests=0):
        expected = index.search(answer["query"])[:10]
        assert [hit["number"] for hit in answer["hits"]] == [number for number, _ in expected], answer[
            "query"
        ]
        assert [hit["score"] for hit in answer["hits"]] == pytest.approx([one for _, one in expected])
