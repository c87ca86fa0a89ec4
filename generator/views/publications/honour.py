"""Honours that are decided, revoked or on public notice."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.honours import published_honours
from generator.views.addresses import page_path, public_path
from generator.views.honour import view_honour, view_honour_item, view_honours
from generator.views.pieces import Link, cut_text, plain_text
from generator.views.projections import (
    NOTE,
    Change,
    Chapter,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
)


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_honours(catalogue):
        item, path = view_honour_item(catalogue, one.id), page_path("honour", one.id)
        text = f"{item.title}。{plain_text(one.value.citation)}。{item.community}"
        state = f"{item.badge.text}。" if item.badge else ""
        note = cut_text(f"{state}{item.title}，{item.year}", NOTE)
        yield SearchDocument("honour", item.recipient, path, (item.title,), text, note)


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.honours.items():
        honour, who = entry.value, view_honour_item(catalogue, name).recipient
        url, subjects = public_path(catalogue, "honour", name), (f"honour/{name}",)
        decided = Text(f"{who}获得“{honour.title}”称号。", f"{who} was honoured: “{honour.title}”.")
        yield Change("honour-decided", subjects, decided, url, honour.decided_on)
        revoked = Text(f"{who}的“{honour.title}”称号被撤销。", f"{who}: “{honour.title}” was revoked.")
        yield Change("honour-revoked", subjects, revoked, url, honour.revoked_on)


PUBLICATION = Publication(
    kind="honour",
    pages=Pages(
        Link("荣誉榜", "honours/index.html"),
        (Listing("honours.html.j2", view_honours), Detail("honour.html.j2", view_honour)),
        lambda catalogue, one: one in published_honours(catalogue),
    ),
    search=Findable("荣誉", _documents),
    open_data=NotShown("names of people are no open data: a file is copied and outlives a revocation"),
    changes=Section("honour", Text("荣誉", "Honours")),
    dated=_dated,
    feed=NotShown("names of people are not sent out: a feed is copied and outlives a revocation"),
    structured_data=NotShown("names of people are left to the page: a revocation would come too late"),
    handbook=(Chapter("honours", Text("荣誉", "honours")),),
)
