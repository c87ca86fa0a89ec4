"""The page for editors on what could be said more plainly: which words, how often, in whose entries."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.facts.offices import office_of
from generator.facts.plain_words import PLAIN_WORDS
from generator.facts.wording import LONGEST_SENTENCE, Wording, find_wordings
from generator.views.addresses import link_entry
from generator.views.listing import list_head
from generator.views.pieces import Head, Link

INDEX = Link("这样说更明白", "guide/plain-words.html")
_EXAMPLES, _SENTENCES, _AROUND, _SHOWN = 3, 20, 14, 80
_PROBLEMS = {"sentence": "{} 个字一句", "negatives": "双重否定", "numbers": "数字不好认"}


@dataclass(frozen=True, slots=True)
class Example:
    """Words where they stand: what is before and behind them, and the entry."""

    before: str
    said: str
    after: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class WordRow:
    """An official word, its plain form, how often it stands where, by office too."""

    said: str
    instead: str
    count: int
    offices: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence to part or to turn round, and why."""

    said: str
    problem: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class WordingView:
    """The page. `pairs` are all words that are looked for."""

    head: Head
    words: tuple[WordRow, ...]
    sentences: tuple[SentenceRow, ...]
    more: int
    longest: int
    pairs: tuple[tuple[str, str], ...]


def view_wording(catalogue: Catalogue) -> WordingView:
    """The words that stand most often first, and the longest sentences."""
    found = list(find_wordings(catalogue))
    words = gather((one.said, one) for one in found if one.sort == "word")
    rows = sorted((_view_word(catalogue, group) for group in words.values()), key=_rank)
    others = sorted((one for one in found if one.sort != "word"), key=lambda one: (-one.count, one.entry.id))
    own = {one.official: one.plain for one in catalogue.profile.plain_words}
    return WordingView(
        head=list_head(INDEX, INDEX.text, "给写条目的人：哪些话居民不这样说，换成什么，在哪几处"),
        words=tuple(rows),
        sentences=tuple(_view_sentence(catalogue, one) for one in others[:_SENTENCES]),
        more=max(len(others) - _SENTENCES, 0),
        longest=LONGEST_SENTENCE,
        pairs=tuple((said, plain) for said, plain in (PLAIN_WORDS | own).items() if said != plain),
    )


def _rank(row: WordRow) -> tuple[int, str]:
    return -row.count, row.said


def _view_word(catalogue: Catalogue, found: Iterable[Wording]) -> WordRow:
    places = list(found)
    offices: Counter[str] = Counter()
    for one in places:
        offices[office_of(catalogue, one.entry)] += one.count
    return WordRow(
        said=places[0].said,
        instead=places[0].instead,
        count=sum(one.count for one in places),
        offices=tuple((office, count) for office, count in offices.most_common() if office),
        examples=tuple(_view_examples(catalogue, places)),
    )


def _view_examples(catalogue: Catalogue, places: list[Wording]) -> Iterator[Example]:
    for one in places[:_EXAMPLES]:
        end = one.at + len(one.said)
        before = one.text[max(one.at - _AROUND, 0) : one.at].rpartition("\n")[2]
        after = one.text[end : end + _AROUND].partition("\n")[0]
        yield Example(before, one.said, after, link_entry(catalogue, one.entry.kind, one.entry.id))


def _view_sentence(catalogue: Catalogue, one: Wording) -> SentenceRow:
    said = one.said if len(one.said) <= _SHOWN else f"{one.said[:_SHOWN]}……"
    link = link_entry(catalogue, one.entry.kind, one.entry.id)
    return SentenceRow(said, _PROBLEMS[one.sort].format(one.count), link)
