"""Hints on what residents read: findings of `generator.facts.wording` with their places."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic
from generator.facts.wording import Sort, Wording, find_wordings
from generator.reading import faults
from generator.reading.faults.fault import Fault

_FAULTS: dict[Sort, Fault] = {
    "word": faults.OFFICIAL_WORD,
    "sentence": faults.LONG_SENTENCE,
    "negatives": faults.DOUBLE_NEGATIVE,
    "numbers": faults.MANY_NUMBERS,
}
_UNDERLINED = 20
"""Characters of a sentence that are pointed at."""


def check_wordings(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One hint for each word of a field and each sentence that could be plainer. None repairs itself.

    Another word mostly wants another sentence around it, which somebody has to read.
    """
    for one in find_wordings(catalogue):
        said = one.said if len(one.said) <= _UNDERLINED else f"{one.said[:_UNDERLINED]}……"
        place = one.entry.at(*one.path, part=_distinguish(one))
        yield _FAULTS[one.sort].at(place, said=said, instead=one.instead, count=one.count)


def _distinguish(one: Wording) -> str:
    """So much of the text before it that it is not taken for the same characters further up."""
    start, end = one.at, one.at + min(len(one.said), _UNDERLINED)
    while one.text.find(one.text[start:end]) < start:
        start -= 1
    return one.text[start:end]
