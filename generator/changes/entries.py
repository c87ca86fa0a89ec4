"""Entries of kinds without sentences of their own: what came, what went, and which fields changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.changes.wording import Change, both, came, changed_fields, quote
from generator.diagnostics import Text
from generator.model import KIND_BY_NAME
from generator.views.addresses import link_entry
from generator.views.projections import Pages, Section
from generator.views.register import PUBLICATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue, Entry
    from generator.model.fields import Shape
    from generator.views.projections import Publication

ADDED = Text("新增{kind}{name}。", "new {kind}: {name}.")
ENDED = Text("{kind}{name}撤下了。", "{kind} {name} is gone.")
CHANGED = Text("{kind}{name}改了：{fields}。", "{kind} {name} changed: {fields}.")


def compare_entries(section: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Changes of all kinds that stand under a heading."""
    for one in PUBLICATIONS:
        if isinstance(one.changes, Section) and one.changes.name == section:
            yield from _compare(section, one, before, after)


def _compare(section: str, shown: Publication, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    old, new = _public(shown, before), _public(shown, after)
    for name in came(shown.kind, before, new, old.__contains__):
        yield _change(section, after, "added", new[name], ADDED)
    for name in came(shown.kind, after, old, new.__contains__):
        yield _change(section, after, "ended", old[name], ENDED)
    for _, was, now in both(old, new):
        sentence = CHANGED.format(kind="{kind}", name="{name}", fields=_changed(was.value, now.value))
        yield _change(section, after, "changed", now, sentence)


def _public(shown: Publication, catalogue: Catalogue) -> dict[str, Entry[Shape]]:
    entries, pages = catalogue.entries.get(shown.kind, {}), shown.pages
    hidden = isinstance(pages, Pages) and pages.is_public
    return {name: one for name, one in entries.items() if not hidden or hidden(catalogue, one)}


def _changed(old: Shape, new: Shape) -> Text:
    fields = type(new).model_fields
    names = changed_fields(old, new)
    return Text("、".join(fields[name].title or name for name in names), ", ".join(names))


def _change(section: str, after: Catalogue, what: str, one: Entry[Shape], sentence: Text) -> Change:
    link = link_entry(after, one.kind, one.id)
    told = sentence.format(kind=KIND_BY_NAME[one.kind].title, name=quote(one.name))
    return Change(f"{section}-{what}", (f"{one.kind}/{one.id}",), told, link.url if link else "")
