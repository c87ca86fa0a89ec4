"""Organisations that take part."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.organization import (
    OrganizationView,
    organization_index_pages,
    organization_pages,
    view_organization,
    view_organizations,
)
from generator.views.pieces import Link, english_names, join_sentences, own_phone_words, plain_text
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
from generator.views.reference_records import SECOND_EDITION, OrganizationRecord
from generator.views.reference_rows import organization_rows


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.organizations.items()):
        value = one.value
        note = " ".join(part for part in (value.kind, value.phone, value.address) if part)
        text = join_sentences(plain_text(value.intro), value.address or "", own_phone_words(value))
        path, aliases = page_path("organization", name), (*value.aliases, *english_names(value.english))
        yield SearchDocument("organization", value.name, path, aliases, text, note)


PUBLICATION = Publication(
    kind="organization",
    pages=Pages(
        Link("服务机构", "organizations/index.html"),
        (
            Listing(
                "listing.html.j2",
                view_organizations,
                lambda catalogue: len(organization_index_pages(catalogue)),
            ),
            Detail(
                "organization.html.j2",
                view_organization,
                lambda catalogue, name: len(organization_pages(catalogue, name)),
            ),
        ),
    ),
    search=Findable("机构", _documents),
    open_data=DataSet(
        "organizations",
        Text("机构", "Organizations"),
        Text(
            "提供、指导、答复的机构，带电话和统一社会信用代码。",
            "Organizations that provide, guide or answer, with telephones and credit codes.",
        ),
        SECOND_EDITION,
        OrganizationRecord,
        organization_rows,
    ),
    changes=OFFICES,
    dated=NotShown("an entry has no date that residents notice"),
    feed=NotShown("where to go is looked up, not followed"),
    structured_data=Thing(OrganizationView, "Organization"),
    handbook=(Chapter("partners", Text("联系的单位", "organisations")),),
)
