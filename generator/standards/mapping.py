"""Where each field of ours stands in HSDS and in CPSV-AP: one table for programs, tests and documentation.

A line: our field; its path in HSDS; its term in CPSV-AP; what gets lost or how it is said. `-` says that a
format has no place for it. What stands in `attributes` of HSDS is held by an attribute whose `link_type` is
our field's path; `attributes[x]` is one whose term of a taxonomy is an entry of ours. Lists of groups that
HSDS has no object for are numbered in the path: `channels.0.kind`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.model import KIND_BY_NAME
from generator.model.fields import Shape
from generator.model.walking import shapes_in

NOWHERE = "-"
ATTRIBUTE = "attributes"

_LINES = """
service.draft | - | - | drafts are not published
service.name | name | cpsv:PublicService dct:title |
service.plain_name | alternate_name | dcat:keyword |
service.aliases | attributes | dcat:keyword |
service.type | attributes | dct:type |
service.provider | organization.id | cv:hasCompetentAuthority | in tables: organization_id
service.summary | description | dct:description | Markdown as it is written
service.categories | attributes[category] | cv:thematicArea |
service.audiences | attributes[audience] | dct:audience |
service.life_events | attributes[life_event] | cv:isGroupedBy |
service.eligibility | eligibility_description | cv:holdsRequirement dct:description |
service.ineligible | attributes | cv:holdsRequirement dct:description |
service.instead | attributes | - | CPSV-AP has no way on for those who are refused
service.steps.who | application_process | - | a line a step: 1. who：what（5 分钟）
service.steps.do | application_process | - | in an attribute too where its line reads in two ways
service.steps.minutes | application_process | - |
service.steps.note | application_process | - | in a line below its step
service.steps.matter | - | - | the list of matters is no part of either format
service.documents.type | required_documents.document | cpsv:hasInput | with the term of our document type
service.documents.copies | required_documents.attributes | - |
service.documents.note | required_documents.attributes | cv:Evidence dct:description |
service.fee | fees_description | cv:hasCost dct:description | an amount in cost_options too
service.time_limit | attributes | cv:processingTime | as a duration; wait_time is deprecated
service.channels.kind | attributes | cv:hasChannel dct:type |
service.channels.phone | phones.number | cv:ContactPoint cv:telephone |
service.channels.link | additional_urls.url | cv:ContactPoint cv:contactPage |
service.channels.note | attributes | cv:Channel dct:description |
service.locations.name | service_at_locations.location.name | dct:spatial |
service.locations.address | service_at_locations.location.addresses.address_1 | - | postal code 000000
service.locations.phone | service_at_locations.phones.number | - |
service.locations.hours | service_at_locations.schedules | - |
service.locations.position | service_at_locations.location.latitude | - | WGS-84; GCJ-02 too
service.hours.weekly | schedules.byday | cv:ContactPoint cv:openingHours | in words in CPSV-AP
service.hours.seasons | schedules.valid_from | cv:openingHours dct:description | those of the year ahead
service.hours.odd_week | schedules.dtstart | cv:openingHours dct:description |
service.hours.holidays | schedules.attributes | cv:openingHours dct:description |
service.hours.makeup_workdays | schedules.attributes | cv:openingHours dct:description |
service.hours.exceptions | schedules.valid_to | cv:openingHours dct:description | closed: 00:00 to 00:00
service.hours.note | schedules.notes | cv:openingHours dct:description |
service.area | service_areas.name | dct:spatial | without its boundary: grids and communities are in GeoJSON
service.legal_basis | attributes | cv:hasLegalResource |
service.guide | additional_urls.url | foaf:page | marked by an attribute
service.phone | phones.number | cv:ContactPoint cv:telephone |
service.complaint_phone | phones.number | cv:ContactPoint cv:telephone | says what it is for
service.assured_on | assured_date | - |
service.assured_by | attributes | - | assurer_email wants an address for mail
service.review_by | attributes | - |
service.status | status | adms:status | ended and not yet begun show too: defunct, inactive
service.paused_until | attributes | - |
service.alert | alert | - |
service.alert_until | attributes | - |
service.valid_from | attributes | - |
service.valid_until | attributes | - |
service.replaced_by | attributes | cv:relatedService |
service.english.name | attributes | dct:title | in CPSV-AP as @en
service.english.summary | attributes | dct:description | in CPSV-AP as @en
service.former_ids | attributes | - |
organization.draft | - | - | drafts are not published
organization.name | name | skos:prefLabel |
organization.pronunciation | attributes | - |
organization.kind | attributes | dct:type |
organization.sector | attributes | - |
organization.aliases | attributes | skos:altLabel |
organization.credit_code | organization_identifiers.identifier | - |
organization.parent | parent_organization_id | - |
organization.division | attributes | dct:spatial |
organization.grids | attributes | - |
organization.intro | description | dct:description | the name where there is none, as HSDS asks for one
organization.phone | phones.number | cv:ContactPoint cv:telephone |
organization.night_phone | phones.number | cv:ContactPoint cv:telephone |
organization.deputy | attributes | - |
organization.members | attributes | - |
organization.keeps_affiliation | attributes | - |
organization.address | locations.addresses.address_1 | locn:address |
organization.position | locations.latitude | - | WGS-84; GCJ-02 too
organization.hours.weekly | locations.schedules.byday | cv:openingHours |
organization.hours.seasons | locations.schedules.valid_from | cv:openingHours dct:description |
organization.hours.odd_week | locations.schedules.dtstart | cv:openingHours dct:description |
organization.hours.holidays | locations.schedules.attributes | cv:openingHours dct:description |
organization.hours.makeup_workdays | locations.schedules.attributes | cv:openingHours dct:description |
organization.hours.exceptions | locations.schedules.valid_to | cv:openingHours dct:description |
organization.hours.note | locations.schedules.notes | cv:openingHours dct:description |
organization.link | website | foaf:homepage | tel: and mailto: in an attribute
organization.english.name | attributes | skos:prefLabel | in CPSV-AP as @en
organization.english.summary | attributes | - |
organization.former_ids | attributes | - |
audience.draft | - | - | drafts are not published
audience.name | taxonomy_term.name | skos:prefLabel |
audience.aliases | - | - | terms have one name and no attributes
audience.intro | taxonomy_term.description | - |
audience.symbol | - | - | looks of our own site
audience.icon | - | - | looks of our own site
audience.order | - | - | terms have no order
audience.former_ids | - | - | addresses of our own site
category.draft | - | - | drafts are not published
category.name | taxonomy_term.name | skos:prefLabel |
category.parent | taxonomy_term.parent_id | - |
category.aliases | - | - | terms have one name and no attributes
category.intro | taxonomy_term.description | - |
category.icon | - | - | looks of our own site
category.order | - | - | terms have no order
category.english | - | - | terms have one language
category.former_ids | - | - | addresses of our own site
life_event.draft | - | - | drafts are not published
life_event.name | taxonomy_term.name | cv:LifeEvent dct:title |
life_event.aliases | - | - | terms have one name and no attributes
life_event.audiences | - | - | terms of one taxonomy do not refer to another
life_event.plan | - | - | incident plans are no part of either format
life_event.intro | taxonomy_term.description | - |
life_event.icon | - | - | looks of our own site
life_event.order | - | - | terms have no order
life_event.former_ids | - | - | addresses of our own site
document_type.draft | - | - | drafts are not published
document_type.name | taxonomy_term.name | cv:Evidence dct:title |
document_type.aliases | - | - | terms have one name and no attributes
document_type.description | taxonomy_term.description | - |
document_type.where | - | - | terms have no place
document_type.link | taxonomy_term.term_uri | - |
division.draft | - | - | drafts are not published
division.code | taxonomy_term.description | dct:Location dct:identifier | after the level
division.name | taxonomy_term.name | dct:Location skos:prefLabel |
division.pronunciation | - | - | terms have no attributes
division.level | taxonomy_term.description | - |
division.parent | taxonomy_term.parent_id | - |
division.aliases | - | - | terms have one name and no attributes
division.intro | - | - | only where services are offered: CSV and GeoJSON hold the rest
division.address | - | - | as above
division.position | - | - | as above
division.phone | - | - | as above
division.hours | - | - | as above
division.islands | - | - | as above
division.shelters | - | - | as above
division.boundary | - | - | as above
division.former_ids | - | - | addresses of our own site
grid.draft | - | - | drafts are not published
grid.name | taxonomy_term.name | dct:Location skos:prefLabel |
grid.pronunciation | - | - | terms have no attributes
grid.code | taxonomy_term.description | dct:Location dct:identifier | after the kind
grid.kind | taxonomy_term.description | - |
grid.function | - | - | a grid is a service area here; CSV and GeoJSON of grids hold the rest
grid.community | taxonomy_term.parent_id | - |
grid.parent | - | - | terms have one parent, the community
grid.households | - | - | a grid is a service area here
grid.aliases | - | - | terms have one name and no attributes
grid.intro | - | - | a grid is a service area here
grid.covers | - | - | as above
grid.points | - | - | as above
grid.boundary | - | - | as above
grid.supervision_phone | - | - | as above
grid.night_phone | - | - | as above
grid.channels | - | - | as above
grid.duties | - | - | as above
grid.valid_from | - | - | as above
grid.valid_until | - | - | as above
grid.replaces | - | - | as above
grid.former_ids | - | - | addresses of our own site
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its kind, its path in our entries, in HSDS, its term in CPSV-AP, a note."""

    kind: str
    field: str
    hsds: str
    cpsv: str
    note: str

    @property
    def is_held(self) -> bool:
        """Whether HSDS brings it back."""
        return self.hsds != NOWHERE

    @property
    def title(self) -> str:
        """What editors call the field."""
        return title_of(self.kind, self.field)


def _parse(line: str) -> Row:
    path, hsds, cpsv, note = (one.strip() for one in line.split("|", 3))
    kind, _, field = path.partition(".")
    return Row(kind, field, hsds, cpsv, note)


MAPPING = tuple(_parse(line) for line in _LINES.strip().splitlines())
MAPPED_KINDS = tuple(dict.fromkeys(row.kind for row in MAPPING))
BY_ATTRIBUTE: Mapping[str, tuple[str, ...]] = {
    kind: tuple(
        row.field
        for row in MAPPING
        if row.kind == kind and row.hsds == ATTRIBUTE and not row.field.startswith("channels.")
    )
    for kind in ("service", "organization")
}
"""Fields that one attribute, or one for each item of a list, says by itself."""


@cache
def title_of(kind: str, field: str) -> str:
    """What editors call a field, its groups before it: `办理步骤 · 做什么`."""
    if field == "id":
        return "编号"
    model: type[Shape] | None = KIND_BY_NAME[kind].model
    titles: list[str] = []
    for name in field.split("."):
        if name.isdecimal() or model is None or name not in model.model_fields:
            continue
        info = model.model_fields[name]
        titles.append(info.title or name)
        model = next(iter(shapes_in(info.annotation)), None)
    return " · ".join(titles)


@cache
def held_fields(kind: str) -> frozenset[str]:
    """Top-level fields of which HSDS holds something."""
    return frozenset(row.field.partition(".")[0] for row in MAPPING if row.kind == kind and row.is_held)
