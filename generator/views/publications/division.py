"""Divisions: communities have pages, townships are headings of the index, what lies above is text."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.community import (
    CommunityView,
    view_communities,
    view_community,
    view_community_services,
)
from generator.views.pieces import Call, Link, join_sentences, maybe_phone, own_phone_words, plain_text
from generator.views.projections import (
    Chapter,
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Thing,
)
from generator.views.publications.profile import OFFICES
from generator.views.reference_records import SECOND_EDITION, DivisionRecord
from generator.views.reference_rows import division_rows


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.communities:
        value = one.value
        note = value.address or ""
        text = join_sentences(plain_text(value.intro), value.address or "", own_phone_words(value))
        path = page_path("division", one.id)
        phone = maybe_phone(value.phone)
        calls = (Call(f"找{value.name}", phone),) if phone else ()
        yield SearchDocument("division", value.name, path, value.aliases, text, note, calls)


PUBLICATION = Publication(
    kind="division",
    pages=Pages(
        Link("社区", "communities/index.html"),
        (
            Listing("listing.html.j2", view_communities),
            Detail("community.html.j2", view_community),
            Detail("area_services.html.j2", view_community_services, part="services"),
        ),
        lambda _, one: one.value.level == "社区",
    ),
    search=Findable("社区", _documents),
    open_data=DataSet(
        "divisions",
        Text("区划", "Divisions"),
        Text(
            "全部区划：县区、乡镇街道、社区，带办公时间和避灾点。",
            "All divisions down to communities, with office hours and shelters.",
        ),
        SECOND_EDITION,
        DivisionRecord,
        division_rows,
    ),
    changes=OFFICES,
    dated=NotShown("an entry has no date that residents notice"),
    feed=NotShown("it is what a feed is for, not what is in it"),
    structured_data=Thing(CommunityView, "AdministrativeArea"),
    handbook=(
        Chapter("contacts", Text("联系电话", "contacts")),
        Chapter("office", Text("办公时间", "office hours")),
    ),
)
