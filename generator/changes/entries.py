"""What can be told of entries of any kind: that one came, went, changed its name or other fields."""

from collections.abc import Iterator, Sequence

from generator.catalogue import Catalogue, Entry
from generator.changes.wording import both, came, quote, tell_fields
from generator.diagnostics import Text
from generator.model import KIND_BY_NAME, PROFILE
from generator.model.fields import Shape
from generator.views.addresses import link_entry, public_path
from generator.views.projections import Change, Pages, Publication, Section
from generator.views.register import PUBLICATIONS

ADDED = Text("新增{kind}{name}。", "new {kind}: {name}.")
ENDED = Text("{kind}{name}撤下了。", "{kind} {name} is gone.")
CHANGED = Text("{kind}{name}改了：{fields}。", "{kind} {name} changed: {fields}.")
RENAMED = Text("{old}改叫{new}。", "{old} is now called {new}.")
INSTEAD = Text("{said}现在看{new}。", "{said} See {new} instead.")
NAMES = ("name", "plain_name", "title", "site_name")
"""Fields that hold what people call an entry."""


def compare_entries(section: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Changes of all kinds that stand under a heading, field by field."""
    yield from compare_presence(section, before, after)
    for shown in _kinds_under(section):
        for _, was, now in both(_public(shown, before), _public(shown, after)):
            title, name = KIND_BY_NAME[now.kind].title, quote(now.name)
            subject = Text(f"{title.zh}{name}", f"{title.en} {name}")
            named = without_new_name(was.value, now.value)
            told, rest = tell_fields(subject, (before, was.value), (after, named))
            for sentence in told:
                yield _change(section, after, "changed", now, sentence)
            if rest:
                sentence = CHANGED.format(kind="{kind}", name="{name}", fields=name_fields(now.value, rest))
                yield _change(section, after, "changed", now, sentence)


def compare_presence(section: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Entries that came and entries that went."""
    for shown in _kinds_under(section):
        old, new = _public(shown, before), _public(shown, after)
        for name in came(shown.kind, before, new, old.__contains__):
            yield _change(section, after, "added", new[name], ADDED)
        for name in came(shown.kind, after, old, new.__contains__):
            yield _change(section, after, "ended", old[name], ENDED)


def compare_names(section: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Entries that people now call otherwise."""
    for shown in _kinds_under(section):
        for _, was, now in both(_public(shown, before), _public(shown, after)):
            old, new = _called(before, was), _called(after, now)
            if old != new:
                sentence = RENAMED.format(old=quote(old), new=quote(new))
                yield _change(section, after, "renamed", now, sentence)


def without_new_name(old: Shape, new: Shape) -> Shape:
    """The new value under its old name, to look for what else has changed."""
    return new.changed(**{name: getattr(old, name) for name in NAMES if name in type(old).model_fields})


def tell_successor(after: Catalogue, kind: str, name: str, said: Text) -> Text:
    """A sentence on an end, and what has taken its place."""
    entry = after.entries[kind].get(name)
    heir = after.entries[kind].get(getattr(entry.value, "replaced_by", None) or "") if entry else None
    return INSTEAD.format(said=said, new=quote(_called(after, heir))) if heir else said


def _kinds_under(section: str) -> Iterator[Publication]:
    return (one for one in PUBLICATIONS if isinstance(one.changes, Section) and one.changes.name == section)


def _public(shown: Publication, catalogue: Catalogue) -> dict[str, Entry[Shape]]:
    if shown.kind == PROFILE.name:
        return {shown.kind: catalogue.profile_entry}
    entries, pages = catalogue.entries.get(shown.kind, {}), shown.pages
    if not isinstance(pages, Pages):
        return dict(entries)
    return {name: one for name, one in entries.items() if pages.is_public(catalogue, one)}


def _called(catalogue: Catalogue, entry: Entry[Shape]) -> str:
    link = link_entry(catalogue, entry.kind, entry.id)
    return link.text if link else entry.name


def name_fields(value: Shape, names: Sequence[str]) -> Text:
    """The titles of fields, one after the other."""
    fields = type(value).model_fields
    return Text("、".join(fields[name].title or name for name in names), ", ".join(names))


def _change(section: str, after: Catalogue, what: str, one: Entry[Shape], sentence: Text) -> Change:
    told = sentence.format(kind=KIND_BY_NAME[one.kind].title, name=quote(one.name))
    return Change(f"{section}-{what}", (f"{one.kind}/{one.id}",), told, public_path(after, one.kind, one.id))
