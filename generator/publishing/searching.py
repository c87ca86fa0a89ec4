"""The search of a site, and what phones keep: documents and lists that have not changed are not read again.

What is known of them is told by what they hold, so that it is true whatever stands in the output folder.
"""

import json
from collections.abc import Iterator, Mapping

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.offline import Offline
from generator.outputs.search import render_search, view_kept
from generator.outputs.search_documents import search_dialect, search_documents, search_fallback
from generator.outputs.search_known import KnownDocuments
from generator.publishing.sealing import Shelf
from generator.views.projections import SearchDocument

DOCUMENTS, WEIGHTS = "search", "weights"
"""Names of what is kept."""


def begin_offline(catalogue: Catalogue, core: bytes, shelf: Shelf | None) -> Offline:
    """What phones keep, before any file has passed; `core` is the script that reads and ranks."""
    weighed = shelf.load(WEIGHTS) if shelf else None
    return Offline(catalogue, core, json.loads(weighed) if weighed else {})


def make_search(
    catalogue: Catalogue, pages: Mapping[str, str], offline: Offline, shelf: Shelf | None
) -> Iterator[Artifact | int]:
    """How many documents there are, those of hand-written `pages` too; the index, and what phones keep.

    `offline` has seen every other file. What the next build may know is kept on the shelf.
    """
    documents = list(search_documents(catalogue, pages))
    yield len(documents)
    kept = [one for one in documents if offline.keeps(one.url)]
    known = KnownDocuments(shelf.load(DOCUMENTS) if shelf else None)
    words = search_fallback(catalogue), search_dialect(catalogue)
    yield from render_search(_hand_over(documents), *words, offline.core, known)
    yield from offline.artifacts([view_kept(one, known) for one in kept])
    if shelf:
        shelf.write(WEIGHTS, json.dumps(offline.weighed).encode())
        if not known.is_as_kept:
            shelf.write(DOCUMENTS, *known.dump())


def _hand_over(documents: list[SearchDocument]) -> Iterator[SearchDocument]:
    """All of them, in their order, none of which is held here any more."""
    documents.reverse()
    while documents:
        yield documents.pop()
