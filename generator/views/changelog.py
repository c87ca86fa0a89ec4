"""The page 本次变更: what residents will notice since a revision, or what dates in the entries tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.publication import is_past
from generator.locale.zh import format_days
from generator.views.addresses import public_path
from generator.views.listing import list_head
from generator.views.pieces import Head, Link
from generator.views.projections import Change

INDEX = Link("本次变更", "changes/index.html")


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One change: its day as text ("" when none is known), the sentence, the page."""

    day: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one subject."""

    id: str
    title: str
    items: tuple[ChangeItem, ...]
    number: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page. `base` names the revision compared with, "" for the list by dates over `days` days."""

    head: Head
    base: str
    days: int
    today: str
    groups: tuple[ChangeGroup, ...]


def view_changes(
    catalogue: Catalogue, changes: Sequence[Change], titles: Iterable[tuple[str, str]], days: int
) -> ChangesView:
    """Put changes under their headings; `titles` are (section, heading) in order."""
    groups = []
    for section, title in titles:
        found = [one for one in changes if one.section == section]
        if found:
            items, number = tuple(_item(catalogue, one) for one in found), sum(one.number for one in found)
            groups.append(ChangeGroup(f"change-{section}", title, items, number))
    return ChangesView(
        list_head(INDEX, "本次变更", "服务、电话、人员、网格有什么变化，哪些手册要重印"),
        catalogue.earlier.name if catalogue.earlier else "",
        days,
        format_days(catalogue.today, None, catalogue.today),
        tuple(groups),
    )


def _item(catalogue: Catalogue, change: Change) -> ChangeItem:
    day = format_days(change.on, None, catalogue.today) if change.on else ""
    return ChangeItem(day, change.sentence.zh, change.url)


def tell_date(
    kind: str, happening: str, field: str, sentence: Text
) -> Callable[[Catalogue], Iterator[Change]]:
    """What a date in the entries of a kind tells; the sentence may name any field, as `{one.name}`.

    Told of what is public today or was so up to its last day.
    """

    def tell(catalogue: Catalogue) -> Iterator[Change]:
        for name, entry in catalogue.entries.get(kind, {}).items():
            value, url = entry.value, public_path(catalogue, kind, name)
            if url or is_past(catalogue, getattr(value, "valid_until", None)):
                told = sentence.format(one=value)
                yield Change(happening, (f"{kind}/{name}",), told, url, getattr(value, field))

    return tell
