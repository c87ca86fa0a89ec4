"""How changes are put into words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Text
from generator.model.fields import Shape

S = TypeVar("S", bound=Shape)

LONGEST = 60
"""Values longer than this are named as changed, not quoted."""


def tell_values(subject: str, label: Text, before: str, after: str) -> Text:
    """`“老人吃饭”的电话：原来 A，现在 B。`; long values are only said to have changed."""
    if before == after or max(len(before), len(after)) > LONGEST:
        return Text("{subject}的{label}改了。", "{subject}: {label} was reworded.").format(
            subject=subject, label=label
        )
    before, after = before.rstrip("。"), after.rstrip("。")
    template = Text(
        "{subject}的{label}：原来是{before}，现在是{after}。",
        "{subject}: {label} was {before}, is now {after}.",
    )
    if not before:
        template = Text("{subject}公布了{label}：{after}。", "{subject}: {label} added: {after}.")
    elif not after:
        template = Text("{subject}不再公布{label}，原来是{before}。", "{subject}: {label} removed: {before}.")
    return template.format(subject=subject, label=label, before=before, after=after)


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
