"""People in duty."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.publication import current_roles, is_published_person, published_people, published_phone
from generator.views.addresses import page_path
from generator.views.person import people_pages, role_label, view_people, view_person
from generator.views.pieces import Link, join_sentences, phone_words
from generator.views.projections import (
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
    roles = current_roles(catalogue)
    for one in published_people(catalogue):
        role = roles[one.id][0]
        grid = catalogue.grids[role.role.grid].value.name
        phone = published_phone(one.value)
        note = f"{grid}{role_label(role)} {phone or ''}".strip()
        text = join_sentences(f"{grid}{role_label(role)}", phone_words(phone))
        surname, badge = one.value.name[0], (one.value.badge,) if one.value.badge else ()
        aliases = (f"小{surname}", f"老{surname}", f"{surname}{role.role.role}", *badge)
        yield SearchDocument("person", one.value.name, page_path("person", one.id), aliases, text, note)


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    for person in published_people(catalogue):
        for member in current_roles(catalogue)[person.id]:
            role, grid = member.role, catalogue.grids[member.role.grid].value.name
            template = Text("{grid}来了{role}{name}。", "{grid}: {name} joined as {role}.")
            sentence = template.format(grid=grid, role=role.role, name=person.value.name)
            subjects = (f"grid/{role.grid}", f"person/{person.id}")
            yield Change("worker-joined", subjects, sentence, page_path("grid", role.grid), role.since)


PUBLICATION = Publication(
    kind="person",
    pages=Pages(
        Link("网格人员", "people/index.html"),
        (
            Listing("people.html.j2", view_people, lambda catalogue: len(people_pages(catalogue))),
            Detail("person.html.j2", view_person),
        ),
        is_published_person,
    ),
    search=Findable("人员", _documents),
    open_data=NotShown("names of people are no open data: a file is copied and outlives a term of duty"),
    changes=Section("worker", Text("网格人员", "Grid workers")),
    dated=_dated,
    feed=NotShown("names of people are not sent out: a feed is copied and outlives a term of duty"),
    structured_data=NotShown("names of people are not handed to search engines"),
    handbook=(Chapter("teams", Text("人员", "people")),),
)
