"""What grid workers are told to do, wherever it is written: standing duties, steps of services, of plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.facts.publication import GRID_ROLES, is_ended_plan, is_over
from generator.model import Grid, Plan, Profile, Service

_PARTS = re.compile(r"[、，,/／]|和|或|及|与|（[^）]*）|\([^)]*\)")
_ENDINGS = ("网格长", "网格员", "网格指导员")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a grid worker does: who and what as written, and the matter named for it.

    `field` of the value at `path` holds the act.
    """

    entry: Entry[Service] | Entry[Plan] | Entry[Grid] | Entry[Profile]
    path: KeyPath
    who: str
    who_path: KeyPath
    field: str
    act: str
    matter: str | None


def collect_duties(catalogue: Catalogue) -> Iterator[Duty]:
    """Standing duties of the profile and of live grids, duties in services and plans that are not over."""
    yield from _standing_duties(catalogue.profile_entry)
    for grid in catalogue.live_grids:
        yield from _standing_duties(grid)
    for service in catalogue.services.values():
        if not is_over(catalogue, service.value):
            yield from _service_duties(service)
    for plan in catalogue.plans.values():
        if not is_ended_plan(catalogue, plan.value):
            yield from _plan_duties(plan)


@cache
def names_grid_worker(who: str) -> bool:
    """Whether one of those named is a grid worker: 专职网格员, 海上网格员, 网格长或志愿者."""
    return any(part.strip().endswith(_ENDINGS) for part in _PARTS.split(who))


def without_grid_workers(who: str) -> str:
    """Those named who are no grid workers, joined again; empty when there is nobody else."""
    parts = (part.strip() for part in _PARTS.split(who))
    return "、".join(part for part in parts if part and not part.endswith(_ENDINGS))


def _standing_duties(entry: Entry[Profile] | Entry[Grid]) -> Iterator[Duty]:
    for index, duty in enumerate(entry.value.duties):
        path = ("duties", index)
        yield Duty(entry, path, "网格员", (*path, "duty"), "what", duty.what, duty.matter)


def _service_duties(service: Entry[Service]) -> Iterator[Duty]:
    for index, step in enumerate(service.value.steps):
        if step.who is not None and names_grid_worker(step.who):
            path = ("steps", index)
            yield Duty(service, path, step.who, (*path, "who"), "do", step.do, step.matter)


def _plan_duties(plan: Entry[Plan]) -> Iterator[Duty]:
    for index, step in enumerate(plan.value.steps):
        for number, party in enumerate(step.responsible):
            if party.role in GRID_ROLES:
                path = ("steps", index)
                who_path = (*path, "responsible", number, "role")
                yield Duty(plan, path, party.role or "", who_path, "do", step.do, step.matter)
                break
