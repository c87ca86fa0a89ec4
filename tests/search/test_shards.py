"""Which files of the index hold a term: each of them all of it, and few for a query."""

from itertools import pairwise

import pytest

from generator.outputs.search_shards import choose_shards, split_shards

ROOM = 12_000


def invent(count: int, size: int) -> dict[str, str]:
    """Postings of characters and of pairs of neighbours, so many and each of a size."""
    characters = [chr(0x4E00 + number) for number in range(count)]
    pairs = [one + other for one, other in pairwise(characters)]
    return dict.fromkeys([*characters, *pairs, "~lao ren", "~lao", "^lr", "=etc $", "3幢"], "AB" * size)


@pytest.mark.parametrize(("count", "size"), [(3, 1), (40, 500), (40, 4000), (200, 40)])
def test_each_shard_that_a_term_is_looked_for_in_holds_it_and_every_shard_is_bounded(
    count: int, size: int
) -> None:
    postings = invent(count, size)
    groups, shards = split_shards(postings)
    for term, packed in postings.items():
        found = choose_shards(term, groups, len(shards))
        assert found
        assert all(f"|{term}:{packed}|" in shards[number] for number in found)
    for group, shard in zip(groups, shards, strict=False):
        assert len(group) == 1 or len(shard.encode()) <= ROOM + 2


def test_a_pair_lies_with_both_characters_and_sounds_by_their_first() -> None:
    postings = invent(40, 4000)
    groups, shards = split_shards(postings)
    assert len(choose_shards("一丁", groups, len(shards))) == 2
    assert choose_shards("~lao ren", groups, len(shards)) == choose_shards("~lao", groups, len(shards))
    assert choose_shards("3幢", groups, len(shards)) == choose_shards("幢", groups, len(shards))


def test_characters_that_stand_side_by_side_lie_together() -> None:
    """Two chains of neighbours, mixed in the order of their codes, come apart."""
    chains = ("一三五七九", "丁丂丄丆丈")
    pairs = [one + other for chain in chains for one, other in pairwise(chain)]
    postings = dict.fromkeys([*"".join(chains), *pairs], "AB" * 450)
    groups, _ = split_shards(postings)
    assert {frozenset(group) for group in groups} == {frozenset(chain) for chain in chains}


@pytest.mark.parametrize("term", ["魑", "魑魅"])
def test_an_unknown_character_lies_nowhere(term: str) -> None:
    groups, shards = split_shards({"老": "AB", "=a": "AB"})
    assert choose_shards(term, groups, len(shards)) == []


def test_an_index_without_terms_has_a_file_to_look_in() -> None:
    groups, shards = split_shards({})
    assert choose_shards("=a", groups, len(shards)) == [0]
    assert shards == ["|"]
