"""Restrictions of movement or use: always with instrument, issuer and end; an ended one is gone (PLN104)."""

import datetime
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.publication import announced_notices, issued_plans
from generator.locale.zh import format_date
from generator.model.notice import NoticeRestriction
from generator.model.plan import Restriction
from generator.views.addresses import link_entry, page_path
from generator.views.pieces import Link
from generator.views.shown import ALWAYS, Shown, show_between


@dataclass(frozen=True, slots=True)
class RestrictionView:
    """One restriction that holds or is to come. `source` is the plan or notice that states it."""

    what: str
    instrument: str
    issuer: Link | None
    since: str
    until: str
    until_on: datetime.date | None
    source: Link | None = None
    shown: Shown = ALWAYS


def view_restriction(
    catalogue: Catalogue,
    restriction: Restriction | NoticeRestriction | None,
    source: Link | None = None,
    first: datetime.date | None = None,
) -> RestrictionView | None:
    """One restriction, told from a `first` day on; None when there is none or when it has ended."""
    if restriction is None or (restriction.until is not None and restriction.until < catalogue.today):
        return None
    since: datetime.date | None = getattr(restriction, "since", None)
    return RestrictionView(
        restriction.what,
        restriction.instrument or "",
        link_entry(catalogue, "organization", restriction.issuer or ""),
        format_date(since) if since else "",
        format_date(restriction.until) if restriction.until else "",
        restriction.until,
        source,
        show_between(catalogue.today, first, restriction.until),
    )


def plan_restrictions(catalogue: Catalogue, plan_id: str) -> tuple[RestrictionView, ...]:
    """Restrictions of a plan that have not ended."""
    found = (view_restriction(catalogue, one) for one in catalogue.plans[plan_id].value.restrictions)
    return tuple(one for one in found if one)


def current_restrictions(catalogue: Catalogue) -> tuple[RestrictionView, ...]:
    """Everything that is restricted in the city: by notices, then by plans."""
    notices = (
        view_restriction(
            catalogue,
            one.value.restriction,
            Link(one.value.title, page_path("notice", one.id)),
            one.value.issued_on,
        )
        for one in announced_notices(catalogue)
    )
    plans = (
        view_restriction(catalogue, one, Link(entry.value.name, page_path("plan", entry.id)))
        for entry in issued_plans(catalogue)
        for one in entry.value.restrictions
    )
    return tuple(one for one in (*notices, *plans) if one)
