"""The site's own search index: scripts that a page loads one by one, from a server or from a folder.

    search/index.js      the core that reads and ranks, settings, the fallback, rows of the first documents
    search/t/<n>.js      one shard of the terms; an answer takes four or five of them
    search/d/<n>.js      one chunk of the rows of all further documents; loaded only for what is shown
    search/kept.js       documents that a phone keeps, from its own worker: see outputs/offline.py

Files are scripts, not JSON, because a page opened from a disk may load the former only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from urllib.parse import urlsplit

from generator.artifact import Artifact
from generator.model.phones import parse_phones
from generator.outputs.escaping import dump_script
from generator.outputs.search_folding import LOOKALIKES, list_simplified, list_sounds
from generator.outputs.search_known import KnownDocuments, Source
from generator.outputs.search_pinyin import SYLLABLES
from generator.outputs.search_shards import split_shards
from generator.outputs.search_words import DIALECT, SAME_WORDS, STOP_PHRASES
from generator.views.projections import SearchDocument
from generator.views.register import SEARCH_LABELS

LABELS = {**SEARCH_LABELS, "place": "地点", "page": "页面"}
GROUND = ("grid", "place", "division")
"""Kinds among which a resident looks for the own grid; the documents of a kind lie together."""
_OTHER_LABEL = "其他"
CORE = "assets/search-core.js"
"""Where the chrome keeps the core, which is published as a part of search/index.js."""
_LAST = ("person", "grid", "place")
"""Kinds that a city has by the thousand: their rows come last, by name, what is alike together."""
_SHARES = {**dict.fromkeys(("audience", "category", "life_event", "page"), 0.75), "matter": 0.87}
"""A page that leads on, or tells what workers do, gives way to the thing itself where both bear a name."""
_FIRST_BYTES = 400_000
_CHUNK_ROWS = 128
_VERSION = 8
"""Characters that tell a file of the index from the same file of another build."""
KeptRow = tuple[str, str, str, str, str, bool, list[tuple[str, str, str]]]
"""Kind, title, URL, note, the document's own terms, whether it is of the ground, calls."""


@dataclass(frozen=True, slots=True)
class SearchFallback:
    """What a search offers when it finds nothing: a hotline to ring and links (label, site-relative URL)."""

    hotline_name: str
    hotline_phone: str
    links: tuple[tuple[str, str], ...]


def render_search(
    documents: Iterable[SearchDocument],
    fallback: SearchFallback | None,
    dialect: Iterable[Sequence[str]] = (),
    core: bytes = b"",
    known: KnownDocuments | None = None,
) -> Iterator[Artifact]:
    """Yield the files of the index. The same documents in the same order give the same bytes.

    Each row of `dialect` is a word that residents say and what else to search for it. `core` is the script
    that reads and ranks; `known` are the documents of the last index, and then these.

    Documents that nobody else holds go from memory as they are read, before their terms are packed.

    Raises ValueError for a URL that leaves the site.
    """
    _check_urls(url for _, url in (fallback.links if fallback else ()))
    every = list(documents)
    _check_urls(document.url for document in every)
    kinds = list(dict.fromkeys(document.kind for document in every))
    every.sort(key=lambda one: _place(one, kinds))
    rows = _view_rows(every, kinds)
    ground = [_span([one.kind for one in every], kind) for kind in GROUND if kind in kinds]
    sources = list(map(_source, every))
    every.clear()
    postings = (known or KnownDocuments()).index(sources)
    groups, shards = split_shards(postings)
    first = _count_first(rows)
    chunks = [_join(rows[:first])]
    chunks += [_join(rows[at : at + _CHUNK_ROWS]) for at in range(first, len(rows), _CHUNK_ROWS)]
    terms = [dump_script(shard) for shard in shards]
    versions = {"t": list(map(_version, terms)), "d": list(map(_version, chunks))}
    root = {
        "versions": {folder: "".join(each) for folder, each in versions.items()},
        "groups": groups,
        "shards": len(shards),
        "kinds": [LABELS.get(kind, _OTHER_LABEL) for kind in kinds],
        "ground": ground,
        "fallback": fallback and _view_fallback(fallback),
        **_view_writing([term for term in postings if len(term) == 1], dialect),
        "first": first,
        "chunks": len(chunks) - 1,
        "documents": len(rows),
    }
    script = _raw_script("search/index.js", f'{dump_script(root)[:-1]},"rows":{chunks[0]}}}', "root")
    yield Artifact(script.path, core + script.data)
    for folder, function, files in (("t", "shard", terms), ("d", "rows", chunks)):
        for number, (version, file) in enumerate(zip(versions[folder], files, strict=True)):
            if file is not chunks[0]:
                yield _raw_script(f"search/{folder}/{number}.js", f'"{version}",{number},{file}', function)


def _join(rows: Sequence[str]) -> str:
    return f"[{','.join(rows)}]"


def _version(file: str) -> str:
    """What tells the files of two builds apart: each has its own, so that an edit leaves most of them."""
    return blake2b(file.encode(), digest_size=_VERSION // 2).hexdigest()


def _place(document: SearchDocument, kinds: Sequence[str]) -> tuple[bool, int, str]:
    """Documents of a kind lie together; those of large kinds come last, by name."""
    last = document.kind in _LAST
    return last, kinds.index(document.kind), document.title if last else ""


def _count_first(rows: Sequence[str]) -> int:
    """How many rows the first file holds."""
    return sum(total <= _FIRST_BYTES for total in accumulate(len(row.encode()) for row in rows))


def _check_urls(urls: Iterator[str]) -> None:
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or url.startswith(("/", "\\")):
            raise ValueError(f"not relative to the site: {url!r}")


def render_kept_root(
    rows: Iterable[KeptRow], fallback: SearchFallback, dialect: Iterable[Sequence[str]], core: bytes
) -> bytes:
    """What stands for search/index.js where there is no network: enough to search rows that are kept."""
    characters = sorted({term for row in rows for term in re.findall(r"\|(.):", row[4])})
    writing = _view_writing(characters, dialect)
    root = {"kept": True, "groups": [], "fallback": _view_fallback(fallback), **writing}
    return core + _script("", "root", root).data


def view_kept(one: SearchDocument, known: KnownDocuments) -> KeptRow:
    """A document as a phone keeps and searches it by itself, once all are indexed."""
    label, on_ground = LABELS.get(one.kind, _OTHER_LABEL), one.kind in GROUND
    return label, one.title, one.url, one.note, known.format(_source(one)), on_ground, _view_calls(one)


def _source(one: SearchDocument) -> Source:
    return Source(tuple(dict.fromkeys((one.title, *one.aliases))), one.text, _SHARES.get(one.kind, 1))


def _view_rows(documents: Sequence[SearchDocument], kinds: list[str]) -> list[str]:
    """What is shown of each document, as JSON."""
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return [
        dump_script(
            [numbers[one.kind], one.title, one.url, one.note, *([_view_calls(one)] if one.calls else [])]
        )
        for one in documents
    ]


def _span(kinds: list[str], kind: str) -> tuple[int, int]:
    """The number of the first document of a kind, and of the first after them."""
    first = kinds.index(kind)
    return first, first + kinds.count(kind)


def _view_calls(document: SearchDocument) -> list[tuple[str, str, str]]:
    """Label, number as shown and as dialled of each call."""
    return [(one.label, one.phone.numbers[0].text, one.phone.numbers[0].href) for one in document.calls]


def _view_fallback(fallback: SearchFallback) -> dict[str, object]:
    return {
        "name": fallback.hotline_name,
        "phones": [[one.href, one.text] for one in parse_phones(fallback.hotline_phone)],
        "links": [list(link) for link in fallback.links],
    }


def _view_writing(characters: Iterable[str], dialect: Iterable[Sequence[str]]) -> dict[str, object]:
    """What a query is read with, given the characters of the index."""
    known = list(characters)
    return {
        "chunk": _CHUNK_ROWS,
        "stop": sorted(STOP_PHRASES, key=lambda phrase: (-len(phrase), phrase)),
        "same": [list(row) for row in SAME_WORDS],
        "dialect": [list(row) for row in (*dialect, *DIALECT)],
        "syllables": " ".join(SYLLABLES),
        "sounds": list_sounds(known),
        "simple": list_simplified(known),
        "shapes": " ".join(LOOKALIKES),
    }


def _script(path: str, function: str, *arguments: object) -> Artifact:
    return _raw_script(path, ",".join(dump_script(argument) for argument in arguments), function)


def _raw_script(path: str, arguments: str, function: str) -> Artifact:
    return Artifact(path, f"gridpressSearch.{function}({arguments});\n".encode())
