"""Where to complain, one page: which number is for what, and how residents have scored each department."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.offers import complaint_phones
from generator.facts.order import in_order
from generator.facts.presence import supervision_phone
from generator.facts.publication import listed_matters
from generator.locale.zh import ORGANIZATION_KINDS
from generator.views.addresses import index_link, link_entry, link_or_id
from generator.views.assessment import link_assessment, published_assessments
from generator.views.contact import view_hotline, view_supervision
from generator.views.listing import index_head
from generator.views.pieces import Call, Head, Link, Phone, make_phone, maybe_phone
from generator.views.scores import Score, scores_by_department

NOTE = "对网格员、部门、服务不满意打哪个电话，居民给部门打了多少分"


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An organisation, its own phone, where to complain about it, its last score."""

    link: Link
    phone: Phone | None
    complaints: tuple[Phone, ...]
    score: Score | None


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """Organisations of one kind."""

    title: str
    id: str
    rows: tuple[OfficeRow, ...]


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """Which number is for what.

    `grids` are those with a supervision phone of their own; `matters` say which department answers for
    what grid workers report.
    """

    head: Head
    hotline: Call
    supervision: Call
    grids: tuple[Call, ...]
    emergencies: tuple[Call, ...]
    offices: tuple[OfficeGroup, ...]
    matters: tuple[tuple[Link, Phone | None, tuple[Link, ...]], ...]
    latest: Link | None
    workers: Link


def view_complaint(catalogue: Catalogue) -> ComplaintView:
    """Join the numbers of the profile, of grids, of organisations and of their services."""
    published = published_assessments(catalogue)
    return ComplaintView(
        head=index_head("complaint", "投诉和评分", NOTE),
        hotline=view_hotline(catalogue),
        supervision=view_supervision(catalogue),
        grids=_view_grids(catalogue),
        emergencies=tuple(Call(one.name, make_phone(one.phone)) for one in catalogue.profile.emergencies),
        offices=_view_offices(catalogue),
        matters=_view_matters(catalogue),
        latest=link_assessment(published[-1]) if published else None,
        workers=index_link("grid"),
    )


def _view_grids(catalogue: Catalogue) -> tuple[Call, ...]:
    """Grids whose complaints go elsewhere than those of the others."""
    usual = catalogue.profile.supervision_phone
    phones = ((one.value.name, supervision_phone(catalogue, one.value)) for one in catalogue.live_grids)
    return tuple(Call(name, make_phone(phone)) for name, phone in phones if phone != usual)


def _view_offices(catalogue: Catalogue) -> tuple[OfficeGroup, ...]:
    """Organisations that residents can complain about or have scored, by kind."""
    scores = scores_by_department(catalogue)
    groups: dict[str, list[OfficeRow]] = {kind: [] for kind in ORGANIZATION_KINDS}
    for one in in_order(catalogue, catalogue.organizations.values()):
        complaints = tuple(map(make_phone, complaint_phones(catalogue, one.id)))
        if complaints or one.id in scores:
            link = link_or_id(catalogue, "organization", one.id)
            row = OfficeRow(link, maybe_phone(one.value.phone), complaints, scores.get(one.id))
            groups[one.value.kind].append(row)
    kinds = enumerate(groups.items(), 1)
    return tuple(OfficeGroup(kind, f"kind-{number}", tuple(rows)) for number, (kind, rows) in kinds if rows)


def _view_matters(catalogue: Catalogue) -> tuple[tuple[Link, Phone | None, tuple[Link, ...]], ...]:
    """What grid workers pass on, by the department that answers for it."""
    named: dict[str, list[Link]] = {}
    for one in listed_matters(catalogue):
        link = link_entry(catalogue, "matter", one.id)
        if one.value.department and link:
            named.setdefault(one.value.department, []).append(link)
    departments = in_order(catalogue, (catalogue.organizations[name] for name in named))
    return tuple(
        (link_or_id(catalogue, "organization", one.id), maybe_phone(one.value.phone), tuple(named[one.id]))
        for one in departments
    )
