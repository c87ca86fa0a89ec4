"""Rows of open data of what services and grids lead to: only what is published today, never people."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.catalogue import Catalogue
from generator.facts.order import in_order
from generator.facts.publication import is_published_matter, issued_plans, published_notices
from generator.model.hours import OpeningHours
from generator.views.addresses import link_area, public_path
from generator.views.evaluation import published_evaluations
from generator.views.hours import format_hours, view_hours
from generator.views.pieces import plain_text
from generator.views.reference_records import (
    AudienceRecord,
    CategoryRecord,
    CharterRecord,
    DivisionRecord,
    DocumentTypeRecord,
    EvaluationRecord,
    InformationItemRecord,
    LifeEventRecord,
    MatterCategoryRecord,
    MatterRecord,
    NoticeRecord,
    OrganizationRecord,
    PlanRecord,
    TeamRecord,
)


def day(value: date | None) -> str:
    """A day as it stands in files, "" for none."""
    return value.isoformat() if value else ""


def hours_of(catalogue: Catalogue, hours: OpeningHours | None) -> tuple[str, ...]:
    """Hours in words, a line each."""
    return format_hours(view_hours(catalogue, hours))


def name_areas(catalogue: Catalogue, names: Iterable[str]) -> tuple[str, ...]:
    """Names of divisions and grids."""
    return tuple(link.text for name in names if (link := link_area(catalogue, name)))


def list_areas(catalogue: Catalogue, names: Iterable[str]) -> tuple[str, ...]:
    """Ids of divisions and of grids in force: those that have a row."""
    return tuple(name for name in names if name in catalogue.divisions or is_in_force(catalogue, name))


def list_grids(catalogue: Catalogue, names: Iterable[str]) -> tuple[str, ...]:
    """Ids of grids in force."""
    return tuple(name for name in names if is_in_force(catalogue, name))


def is_in_force(catalogue: Catalogue, name: str) -> bool:
    """Whether a grid has a row."""
    return name in catalogue.grids and catalogue.is_live(catalogue.grids[name])


def _name(catalogue: Catalogue, kind: str, name: str | None) -> str:
    return catalogue.name_of(kind, name) if name else ""


def division_rows(catalogue: Catalogue) -> Iterator[DivisionRecord]:
    """All divisions, by code."""
    for name, one in sorted(catalogue.divisions.items(), key=lambda item: (item[1].value.code, item[0])):
        it = one.value
        yield DivisionRecord(
            *(
                name,
                it.code,
                it.name,
                it.level,
                it.parent or "",
                it.aliases,
                it.address or "",
                it.phone or "",
            ),
            hours_of(catalogue, it.hours),
            tuple(island.name for island in it.islands),
            tuple(shelter.name for shelter in it.shelters),
            public_path(catalogue, "division", name).partition("#")[0],
        )


def organization_rows(catalogue: Catalogue) -> Iterator[OrganizationRecord]:
    """All organizations."""
    for one in in_order(catalogue, catalogue.organizations.values()):
        it, hours = one.value, view_hours(catalogue, one.value.hours)
        yield OrganizationRecord(
            *(one.id, it.name, it.kind, it.sector, it.aliases, it.credit_code or "", it.parent or ""),
            *(
                it.division or "",
                list_grids(catalogue, it.grids),
                it.phone or "",
                it.night_phone or "",
                it.address or "",
            ),
            *(format_hours(hours), hours.osm if hours else "", it.link or ""),
            public_path(catalogue, "organization", one.id),
        )


def matter_rows(catalogue: Catalogue) -> Iterator[MatterRecord]:
    """Matters that are or were on the list, or are published to come."""
    for name, one in sorted(catalogue.matters.items()):
        it = one.value
        if is_published_matter(catalogue, it):
            yield MatterRecord(
                name,
                it.name,
                it.category,
                it.verb,
                it.owner,
                plain_text(it.summary),
                it.cannot or "",
                it.department or "",
                _name(catalogue, "organization", it.department),
                it.deadline.text if it.deadline else "",
                it.legal_basis,
                it.collects,
                day(it.admitted_on),
                day(it.published_on),
                it.temporary,
                day(it.temporary_until),
                *(day(it.withdrawn_on), public_path(catalogue, "matter", name)),
            )


def information_item_rows(catalogue: Catalogue) -> Iterator[InformationItemRecord]:
    """What may be collected."""
    for name, one in sorted(catalogue.information_items.items()):
        it = one.value
        yield InformationItemRecord(
            *(name, it.name, it.content, it.purpose or "", it.legal_basis, it.required, it.source or ""),
            *(it.reused_by, it.retention or "", public_path(catalogue, "information_item", name)),
        )


def matter_category_rows(catalogue: Catalogue) -> Iterator[MatterCategoryRecord]:
    """Categories of matters, in the editors' order."""
    for one in in_order(catalogue, catalogue.matter_categories.values()):
        it = one.value
        yield MatterCategoryRecord(one.id, it.name, it.parent or "", plain_text(it.intro))


def plan_rows(catalogue: Catalogue) -> Iterator[PlanRecord]:
    """Plans in force."""
    for one in issued_plans(catalogue):
        it = one.value
        yield PlanRecord(
            *(one.id, it.name, it.incident, it.incident_class, plain_text(it.summary), it.response_levels),
            *(it.residents, it.issuer, _name(catalogue, "organization", it.issuer), day(it.issued_on)),
            *(day(it.valid_until), public_path(catalogue, "plan", one.id)),
        )


def notice_rows(catalogue: Catalogue) -> Iterator[NoticeRecord]:
    """Notices that hold today."""
    for one in published_notices(catalogue):
        it = one.value
        yield NoticeRecord(
            one.id,
            it.title,
            it.level,
            plain_text(it.body),
            it.issuer,
            _name(catalogue, "organization", it.issuer),
            day(it.issued_on),
            day(it.expires_on),
            name_areas(catalogue, it.area),
            list_areas(catalogue, it.area),
            it.phone or "",
            public_path(catalogue, "notice", one.id),
        )


def team_rows(catalogue: Catalogue) -> Iterator[TeamRecord]:
    """All teams, without their people."""
    for one in in_order(catalogue, catalogue.teams.values()):
        it = one.value
        yield TeamRecord(
            *(one.id, it.name, list_grids(catalogue, it.grids), it.organizations, it.duties, it.phone or ""),
            *(plain_text(it.intro), public_path(catalogue, "team", one.id)),
        )


def charter_rows(catalogue: Catalogue) -> Iterator[CharterRecord]:
    """All charters."""
    for one in in_order(catalogue, catalogue.charters.values()):
        it = one.value
        yield CharterRecord(
            *(one.id, it.name, it.community, day(it.adopted_on), it.adopted_by, it.educate, it.manage),
            *(it.serve, it.develop, it.deliberation, public_path(catalogue, "charter", one.id)),
        )


def evaluation_rows(catalogue: Catalogue) -> Iterator[EvaluationRecord]:
    """Evaluations that are published."""
    for one in published_evaluations(catalogue):
        it = one.value
        yield EvaluationRecord(
            one.id,
            it.name,
            it.agency,
            _name(catalogue, "organization", it.agency),
            it.commissioner or "",
            it.subjects,
            list_grids(catalogue, it.grids),
            it.method or "",
            it.sample or "",
            day(it.since),
            day(it.until),
            it.findings,
            it.report or "",
            public_path(catalogue, "evaluation", one.id),
        )


def audience_rows(catalogue: Catalogue) -> Iterator[AudienceRecord]:
    """Audiences, in the editors' order."""
    for one in in_order(catalogue, catalogue.audiences.values()):
        page = public_path(catalogue, "audience", one.id)
        yield AudienceRecord(one.id, one.value.name, one.value.aliases, plain_text(one.value.intro), page)


def category_rows(catalogue: Catalogue) -> Iterator[CategoryRecord]:
    """Categories, in the editors' order."""
    for one in in_order(catalogue, catalogue.categories.values()):
        it, page = one.value, public_path(catalogue, "category", one.id)
        yield CategoryRecord(one.id, it.name, it.aliases, it.parent or "", plain_text(it.intro), page)


def life_event_rows(catalogue: Catalogue) -> Iterator[LifeEventRecord]:
    """Life events, in the editors' order; a plan that is not in force is left out."""
    plans = {one.id for one in issued_plans(catalogue)}
    for one in in_order(catalogue, catalogue.life_events.values()):
        it, page = one.value, public_path(catalogue, "life_event", one.id)
        plan = it.plan if it.plan in plans else ""
        yield LifeEventRecord(
            one.id, it.name, it.aliases, it.audiences, plan or "", plain_text(it.intro), page
        )


def document_type_rows(catalogue: Catalogue) -> Iterator[DocumentTypeRecord]:
    """Papers that services ask for."""
    for one in in_order(catalogue, catalogue.document_types.values()):
        it = one.value
        yield DocumentTypeRecord(
            *(one.id, it.name, it.aliases, plain_text(it.description), it.where or "", it.link or "")
        )
