"""An index that is made after another one: the same bytes, and only what changed is read and written."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.artifact import Artifact
from generator.outputs import search_postings
from generator.outputs.search import SearchDocument, SearchFallback, render_search
from generator.outputs.search_known import KnownDocuments, Source

WORDS = ("老人助餐", "网格", "电话", "0988-5550101", "临城3幢", "etc", "", "老", "养老服务中心办事大厅")


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=most).map("，".join)


def sources() -> st.SearchStrategy[Source]:
    return st.builds(Source, st.lists(texts(2), max_size=2).map(tuple), texts(30), st.sampled_from((1, 0.75)))


@settings(max_examples=100)
@given(st.lists(sources(), max_size=8), st.lists(sources(), max_size=3), st.data())
def test_whatever_was_known_an_index_is_that_of_someone_who_knew_nothing(
    before: list[Source], more: list[Source], data: st.DataObject
) -> None:
    """Some documents stay, go, come, stand twice or elsewhere; what phones keep is the same, too."""
    known = KnownDocuments()
    known.index(before)
    now = data.draw(st.permutations([*more, *before]))[: len(before)]
    known, new = KnownDocuments(b"".join(known.dump())), KnownDocuments()
    assert list(known.index(now).items()) == list(new.index(now).items())
    assert list(map(known.format, now)) == list(map(new.format, now))
    again = KnownDocuments(b"".join(known.dump()))
    assert again.index(now) == new.index(now)
    assert again.is_as_kept


def index(some: Sequence[SearchDocument], known: KnownDocuments) -> list[Artifact]:
    return list(render_search(some, SearchFallback("热线", "12345", ()), (), b"", known))


@pytest.fixture
def city() -> list[SearchDocument]:
    return [
        SearchDocument("person", f"员{n}", f"{n}.html", (), f"网格员{chr(0x4E00 + n) * 60}5550{n:03}", "")
        for n in range(600)
    ]


def test_after_one_edit_one_document_is_read(
    city: list[SearchDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownDocuments()
    index(city, known)
    read: list[str] = []
    whole = search_postings.read_document
    monkeypatch.setattr(
        search_postings, "read_document", lambda names, text: read.append(text) or whole(names, text)
    )
    known = KnownDocuments(b"".join(known.dump()))
    index([*city[:7], replace(city[7], text="网格员换了号码5559999"), *city[8:]], known)
    assert read == ["网格员换了号码5559999"]
    assert not known.is_as_kept


def test_one_number_changes_the_files_that_hold_its_digits_and_no_other(city: list[SearchDocument]) -> None:
    """A version that stood in all of them would change them all."""
    now = [*city[:7], replace(city[7], text=city[7].text.replace("5550007", "5559999")), *city[8:]]
    files = [{one.path: one.data for one in index(some, KnownDocuments())} for some in (city, now)]
    assert files[0].keys() == files[1].keys()
    changed = {path for path in files[0] if files[0][path] != files[1][path]}
    holding = {path for path in changed if any(b"|=555" in one[path] for one in files)}
    assert changed == {"search/index.js", *holding}
    assert any(path.startswith("search/t/") for path in files[0].keys() - changed)
