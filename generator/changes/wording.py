"""How changes are put into words."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Text
from generator.model.fields import Ref, Shape
from generator.model.walking import find_mark
from generator.views.pieces import cut_text, plain_text

S = TypeVar("S", bound=Shape)

LONGEST = 60
"""Of values longer than this only the sentences that differ are quoted."""
QUOTED = 120
"""Characters of a quotation; what a resident wants to know in full stands on the page."""
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_CLAUSE = re.compile(r"[^，。；！？\n]+[，。；！？\n]?")


def tell_values(subject: str | Text, label: Text, before: str, after: str) -> Text:
    """`“老人吃饭”的电话：原来是 A，现在是 B。`; of long values the sentences that were changed."""
    if before == after:
        reworded = Text("{subject}的{label}改了。", "{subject}: {label} was reworded.")
        return reworded.format(subject=subject, label=label)
    template = Text(
        "{subject}的{label}：原来是{before}，现在是{after}。",
        "{subject}: {label} was {before}, is now {after}.",
    )
    if not before:
        template = Text("{subject}公布了{label}：{after}。", "{subject}: {label} added: {after}.")
    elif not after:
        template = Text("{subject}不再公布{label}，原来是{before}。", "{subject}: {label} removed: {before}.")
    elif max(len(before), len(after)) > LONGEST:
        before, after = _part(before, after)
        template = _template_of_parts(before, after)
    before, after = (cut_text(one.rstrip("。；\n"), QUOTED) for one in (before, after))
    return template.format(subject=subject, label=label, before=before, after=after)


def _part(before: str, after: str, piece: re.Pattern[str] = _SENTENCE) -> tuple[str, str]:
    """The pieces of each that are not in the other, in their order."""
    old, new = piece.findall(before), piece.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = "".join(one for step, i, j, _, _ in steps if step != "equal" for one in old[i:j])
    come = "".join(one for step, _, _, i, j in steps if step != "equal" for one in new[i:j])
    return gone, come


def _template_of_parts(before: str, after: str) -> Text:
    if not before:
        return Text("{subject}的{label}加了：“{after}”。", "{subject}: {label} now also says “{after}”.")
    if not after:
        return Text("{subject}的{label}去掉了：“{before}”。", "{subject}: {label} no longer says “{before}”.")
    return Text(
        "{subject}的{label}改了：原来是“{before}”，现在是“{after}”。",
        "{subject}: {label} said “{before}”, now says “{after}”.",
    )


def tell_items(subject: str | Text, label: Text, before: Sequence[str], after: Sequence[str]) -> Text:
    """What came to a list and what went from it; the order alone is a rewording."""
    come = [one for one in after if one not in before]
    gone = [one for one in before if one not in after]
    if not before or not after or not (come or gone):
        return tell_values(subject, label, "、".join(before), "、".join(after))
    if is_one := len(come) == len(gone) == 1:
        gone, come = ([one] for one in _differ(*gone, *come))
    named = {"come": cut_text("、".join(come), QUOTED), "gone": cut_text("、".join(gone), QUOTED)}
    if is_one:
        what = Text("“{gone}”换成“{come}”", "“{gone}” replaced by “{come}”")
    elif come and gone:
        what = Text("加了{come}，去掉了{gone}", "added {come}, removed {gone}")
    else:
        what = Text("加了{come}", "added {come}") if come else Text("去掉了{gone}", "removed {gone}")
    told = Text("{subject}的{label}：{what}。", "{subject}: {label}: {what}.")
    return told.format(subject=subject, label=label, what=what.format(**named))


def _differ(before: str, after: str) -> tuple[str, str]:
    """Of two long items the clauses that differ; both whole where one of them has no clause of its own."""
    if max(len(before), len(after)) <= LONGEST:
        return before.rstrip("。"), after.rstrip("。")
    gone, come = _part(before, after, _CLAUSE)
    return (gone.rstrip("，。；"), come.rstrip("，。；")) if gone and come else (before, after)


def tell_fields(
    subject: Text,
    before: tuple[Catalogue, Shape],
    after: tuple[Catalogue, Shape],
    names: Collection[str] | None = None,
) -> tuple[list[Text], list[str]]:
    """A sentence for each field that changed and can be read in words, and the names of the others.

    `names` are the fields to look at, all where none are named.
    """
    told, rest = [], []
    changed = changed_fields(before[1], after[1])
    for name in (one for one in changed if names is None or one in names):
        label = Text(type(after[1]).model_fields[name].title or name, name)
        old, new = (_words(catalogue, value, name) for catalogue, value in (before, after))
        if isinstance(old, str) and isinstance(new, str) and old != new:
            told.append(tell_values(subject, label, old, new))
        elif isinstance(old, tuple) and isinstance(new, tuple) and old != new:
            told.append(tell_items(subject, label, old, new))
        else:
            rest.append(name)
    return told, rest


def _words(catalogue: Catalogue, value: Shape, name: str) -> str | tuple[str, ...] | None:
    """A field as a resident reads it: a text, several, or None for what is neither."""
    item, info = getattr(value, name), type(value).model_fields[name]
    mark = find_mark(info.annotation, tuple(info.metadata), Ref)

    def read(one: object) -> str | None:
        if isinstance(one, str):
            return (
                next((catalogue.name_of(kind, one) for kind in mark.kinds), one) if mark else plain_text(one)
            )
        if isinstance(one, Shape):
            return _describe(catalogue, one)
        return one.isoformat() if isinstance(one, datetime.date) else None

    if item is None:
        return ""
    if isinstance(item, tuple):
        words = tuple(map(read, item))
        return tuple(one for one in words if one is not None) if None not in words else None
    return None if isinstance(item, Shape) else read(item)


def _describe(catalogue: Catalogue, value: Shape) -> str:
    """An item of a list in words: what it says, who is in it; nothing of what is no text."""
    parts = (_words(catalogue, value, name) for name in type(value).model_fields)
    return "，".join("、".join(one) if isinstance(one, tuple) else one for one in parts if one)


def quote(name: str) -> str:
    """A name in the quotation marks of Chinese."""
    return f"“{name}”"


def both(
    before: Mapping[str, Entry[S]], after: Mapping[str, Entry[S]]
) -> Iterator[tuple[str, Entry[S], Entry[S]]]:
    """Entries on both sides that differ, by id; an address that goes on leading here is no news."""
    for name in sorted(before.keys() & after.keys()):
        if changed_fields(before[name].value, after[name].value):
            yield name, before[name], after[name]


def changed_fields(old: Shape, new: Shape) -> list[str]:
    """Names of the fields that differ, `former_ids` left out."""
    if old == new:
        return []
    names = (name for name in type(new).model_fields if name != "former_ids")
    return [name for name in names if getattr(old, name) != getattr(new, name)]


def came(kind: str, before: Catalogue, names: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Of these ids those that were not there before, and not for a fault in their file."""
    return sorted(name for name in names if not known(name) and (kind, name) not in before.broken)
