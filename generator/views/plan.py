"""Incident plans: for residents first, then who answers for what."""

import datetime
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.publication import issued_plans
from generator.locale.zh import CARD_HEADS, COLOUR_NAMES, LEVEL_NAMES, format_date
from generator.model import Plan
from generator.model.plan import LEVELS
from generator.views.addresses import entry_head, link_entry, page_path
from generator.views.contact import view_emergency_calls, view_hotline
from generator.views.listing import index_head
from generator.views.pieces import Call, Head, Link, cut_text, plain_text
from generator.views.plan_matrix import PhaseView, order_levels, view_phases
from generator.views.plan_party import DUTIES, PartyCard, view_parties
from generator.views.restriction import RestrictionView, current_restrictions, plan_restrictions
from generator.views.shelter import Shelters, plan_shelters
from generator.views.shown import Shown, show_after, show_between

TONES = {"红": "red", "橙": "orange", "黄": "yellow", "蓝": "blue"}
CARD_TEXT = 60


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning level: its colour in words, what it means; `tone` only adds the colour."""

    name: str
    level: str
    tone: str
    when: str


@dataclass(frozen=True, slots=True)
class CardPart:
    """One of the four heads of a grid worker's card: its name, what it means, its lines."""

    title: str
    note: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan. `summary` is Markdown."""

    head: Head
    name: str
    incident: str
    incident_class: str
    summary: str
    residents: tuple[str, ...]
    calls: tuple[Call, ...]
    hotline: Call
    shelters: Shelters | None
    restrictions: tuple[RestrictionView, ...]
    warnings: tuple[WarningView, ...]
    duties: str
    escalates_to: Link | None
    issuer: Link | None
    issued_on: datetime.date
    issued: str
    ends: str
    ended: Shown


@dataclass(frozen=True, slots=True)
class PlanDutiesView:
    """Who does what under one plan, for grid workers and officials: phase by phase, by card and by party."""

    head: Head
    name: str
    incident: str
    levels: tuple[str, ...]
    phases: tuple[PhaseView, ...]
    card: tuple[CardPart, ...]
    roles: tuple[PartyCard, ...]
    organizations: tuple[PartyCard, ...]
    back: Link


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in a list."""

    name: str
    url: str
    incident: str
    text: str
    levels: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class PlansView:
    """The index of plans, with what is restricted today."""

    head: Head
    plans: tuple[PlanCard, ...]
    calls: tuple[Call, ...]
    hotline: Call
    restrictions: tuple[RestrictionView, ...]


def view_plans(catalogue: Catalogue) -> PlansView:
    """All plans."""
    return PlansView(
        index_head("plan", "应急预案", "台风、火灾、停水停电来了怎么办，谁负责，打哪个电话"),
        tuple(_view_plan_card(catalogue, one) for one in issued_plans(catalogue)),
        view_emergency_calls(catalogue),
        view_hotline(catalogue),
        current_restrictions(catalogue),
    )


def _view_plan_card(catalogue: Catalogue, entry: Entry[Plan]) -> PlanCard:
    plan = entry.value
    first = plan.residents[0] if plan.residents else plain_text(plan.summary)
    levels = "、".join(LEVEL_NAMES[level] for level in order_levels(plan))
    return PlanCard(
        plan.name,
        page_path("plan", entry.id),
        plan.incident,
        cut_text(first, CARD_TEXT),
        f"{levels}响应",
        show_between(catalogue.today, None, plan.valid_until),
    )


def view_plan(catalogue: Catalogue, plan_id: str) -> PlanView:
    """Join one plan with what is restricted."""
    entry = catalogue.plans[plan_id]
    plan = entry.value
    return PlanView(
        head=entry_head(
            catalogue,
            entry,
            f"{plan.incident}：{plan.name}" if plan.incident not in plan.name else plan.name,
            f"{plan.incident}来了怎么办",
            "；".join(plan.residents) or plan.summary,
            crumb=plan.name,
        ),
        name=plan.name,
        incident=plan.incident,
        incident_class=plan.incident_class,
        summary=plan.summary,
        residents=plan.residents,
        calls=view_emergency_calls(catalogue),
        hotline=view_hotline(catalogue),
        shelters=plan_shelters(catalogue, plan),
        restrictions=plan_restrictions(catalogue, plan_id),
        warnings=_view_warnings(plan),
        duties=page_path("plan", plan_id, DUTIES),
        escalates_to=link_entry(catalogue, "plan", plan.escalates_to or ""),
        issuer=link_entry(catalogue, "organization", plan.issuer),
        issued_on=plan.issued_on,
        issued=format_date(plan.issued_on),
        ends=format_date(plan.valid_until) if plan.valid_until else "",
        ended=show_after(catalogue.today, plan.valid_until),
    )


def view_plan_duties(catalogue: Catalogue, plan_id: str) -> PlanDutiesView:
    """Join one plan with its parties and matters."""
    entry = catalogue.plans[plan_id]
    plan = entry.value
    roles, organizations = view_parties(catalogue, plan)
    back = Link(plan.name, page_path("plan", plan_id))
    return PlanDutiesView(
        head=entry_head(
            catalogue,
            entry,
            f"{plan.name}：谁做什么",
            f"{plan.incident}来了，各阶段各级响应谁牵头、谁去做，网格员一页卡",
            crumb="谁做什么",
            between=(back,),
            part=DUTIES,
        ),
        name=plan.name,
        incident=plan.incident,
        levels=tuple(LEVEL_NAMES[level] for level in order_levels(plan)),
        phases=view_phases(catalogue, plan),
        card=card_parts(plan),
        roles=roles,
        organizations=organizations,
        back=back,
    )


def card_parts(plan: Plan) -> tuple[CardPart, ...]:
    """The four heads of the card, in their order."""
    return tuple(
        CardPart(title, note, getattr(plan.card, field)) for field, (title, note) in CARD_HEADS.items()
    )


def _view_warnings(plan: Plan) -> tuple[WarningView, ...]:
    ordered = sorted(plan.warnings, key=lambda one: LEVELS.index(one.level))
    return tuple(
        WarningView(
            f"{COLOUR_NAMES[one.colour]}预警" if one.colour else f"{LEVEL_NAMES[one.level]}预警",
            LEVEL_NAMES[one.level],
            TONES.get(one.colour or "", ""),
            one.when,
        )
        for one in ordered
    )
