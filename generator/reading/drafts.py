"""Drafts: which files are such, and what is said of them. What they lack stops nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.catalogue import gather
from generator.diagnostics import PLACES_NAMED, Diagnostic, Place, Related, Severity, Text
from generator.facts.drafts import PROFILE, Key, Publishable
from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import YES
from generator.reading import faults
from generator.reading.documents import Value
from generator.reading.sources import load_source

FIELD = "draft"
WITH_DRAFTS = Text(
    "这里少的是草稿，草稿发布了就没有这一条", "what is missing here is a draft: once published, this is gone"
)
NAMED_HERE = Text("写在这里", "named here")
_LINE = re.compile(rf"^{FIELD}:[ \t]*[\"']?({'|'.join(sorted(YES))})\b", re.MULTILINE | re.IGNORECASE)
_ENDANGERING = re.compile(f"PRV|{faults.SAME_CODE.code}|{faults.FORMER_TAKEN.code}")
"""What does harm though nothing of a draft is published: the workspace may be, and codes are shared."""


def is_draft(value: Mapping[str, Value] | None, path: str, kind: Kind) -> bool:
    """Whether a file says that it is a draft; one that cannot be read is asked for that line only."""
    if value is not None and FIELD not in value:  # as nearly all
        return False
    if FIELD not in kind.model.model_fields:
        return False
    if value is not None:
        return str(value[FIELD]).lower() in YES
    document, _ = load_source(path, "", parse=False)
    return document is not None and _LINE.search(document.text) is not None


def soften(found: Diagnostic) -> Diagnostic:
    """A finding about a draft: no error, unless it endangers others."""
    if found.severity is not Severity.ERROR or _ENDANGERING.match(found.code):
        return found
    return replace(found, severity=Severity.WARNING, lapse=None)


def soften_apart(without: Sequence[Diagnostic], whole: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """What is found of a catalogue without its drafts and with them.

    An error is what is found both ways. What drafts bring, and what is there because they are not yet
    published, is a warning. In a list that names drafts things have other numbers without them.
    """
    alone, known = set(map(_key, without)), set(map(_key, whole))
    left = [one for one in whole if _key(one) not in alone]
    for one in without:
        same = None if _key(one) in known else next((each for each in left if _is_moved(each, one)), None)
        if same:
            left.remove(same)
            yield same
        else:
            yield one if _key(one) in known else soften(_put_down_to_drafts(one))
    yield from map(soften, left)


def _put_down_to_drafts(found: Diagnostic) -> Diagnostic:
    """A finding that is there for want of a draft, so that nobody mends what is right: a link, a number."""
    hint = found.hint or Text("", "")
    parts = (hint.zh, WITH_DRAFTS.zh), (hint.en, WITH_DRAFTS.en)
    zh, en = ("；".join(filter(None, parts[0])), "; ".join(filter(None, parts[1])))
    return replace(found, hint=Text(zh, en))


def _key(found: Diagnostic) -> tuple[object, ...]:
    return found.code, found.place


def _is_moved(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether two findings are the same but for the numbers of items."""
    return _without_numbers(one) == _without_numbers(other)


def _without_numbers(found: Diagnostic) -> tuple[object, ...]:
    names = tuple(part for part in found.place.path if isinstance(part, str))
    return found.code, replace(found.place, path=names), len(found.place.path)


def tell_draft(file: str, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in the file of a draft: that it is one, with all that it lacks."""
    kept: list[Diagnostic] = []
    lacking: list[Diagnostic] = []
    for one in found:
        (lacking if one.code == faults.MISSING.code and len(one.place.path) == 1 else kept).append(one)
    here = Place(file, (FIELD,))
    if lacking:
        fields = [field for one in lacking for field in one.lacks]
        zh = "、".join(f"`{one.en}`（{one.zh}）" for one in fields)
        en = ", ".join(f"`{one.en}`" for one in fields)
        told = faults.DRAFT_LACKS.at(here, count=len(fields), fields=Text(zh, en))
        kept.append(replace(told, lacks=tuple(fields)))
    else:
        kept.append(faults.DRAFT_KEPT.at(here))
    return [soften(one) for one in kept]


def check_named(publishable: Publishable, files: Mapping[Key, str]) -> Iterator[Diagnostic]:
    """A finding for each draft that published entries name: what is left out of them, or which of them wait.

    `files` are those of the drafts. An error only where no site can be: the profile's city is a draft.
    """
    held = gather((cause, key) for key, cause in publishable.waiting.items())
    for draft, references in publishable.named.items():
        waiting = held.get(draft, ())
        told = waiting or tuple(dict.fromkeys((one.source.kind, one.source.id) for one in references))
        fault = faults.DRAFT_AWAITED if waiting else faults.DRAFT_NAMED
        spots = tuple(Related(one.source.at(*one.path), NAMED_HERE) for one in references[:PLACES_NAMED])
        found = fault.at(Place(files[draft], (FIELD,)), count=len(told), names=_list(told), related=spots)
        yield replace(found, severity=Severity.ERROR) if PROFILE in waiting else found


def _list(keys: Sequence[Key]) -> Text:
    """The first few entries by their files."""
    files = [f"`{f'{KIND_BY_NAME[kind].folder}/{name}'.lstrip('/')}`" for kind, name in keys[:PLACES_NAMED]]
    rest = len(keys) > PLACES_NAMED
    return Text("、".join(files) + ("等" if rest else ""), ", ".join(files) + (", …" if rest else ""))
