"""What has lapsed is left out before any page, print or file is made, in this one place.

What ends by itself, such as a notice or a role, is passed over where it is joined. Here stands what others
still say after it has ended, so that no view need ask.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.catalogue import Catalogue, Entry
from generator.facts.duties import without_grid_workers
from generator.facts.publication import GRID_ROLES, admitted_matters, has_ended
from generator.model import Grid, Profile, Service
from generator.model.fields import Shape
from generator.model.grid import StandingDuty
from generator.model.plan import PlanStep
from generator.model.service import Step


def without_lapsed(catalogue: Catalogue) -> Catalogue:
    """The catalogue as it is published; the same one where nothing has lapsed."""
    matters = catalogue.matters.keys() - admitted_matters(catalogue).keys()
    grids = {name for name, one in catalogue.grids.items() if has_ended(catalogue, one)}
    return leave_out(catalogue, matters, grids)


def leave_out(catalogue: Catalogue, matters: Collection[str], grids: Collection[str]) -> Catalogue:
    """The catalogue with what entries say of these matters and grids left out; itself where there are none.

    Duties of grid workers go with the matter that they do (MAT101), and a grid that has ended is no longer
    a parent (GRD102), nor served by a team or an organisation.
    """
    if not matters and not grids:
        return catalogue
    linked = {
        kind: {
            name: one.changed(grids=tuple(grid for grid in one.value.grids if grid not in grids))
            for name, one in named.items()
        }
        for kind, named in (("team", catalogue.teams), ("organization", catalogue.organizations))
    }
    entries: dict[str, Mapping[str, Entry[Shape]]] = {
        **catalogue.entries,
        **linked,
        "grid": {
            name: one.changed(
                duties=_duties(one.value, matters),
                parent=None if one.value.parent in grids else one.value.parent,
            )
            for name, one in catalogue.grids.items()
        },
        "service": {
            name: one.changed(steps=tuple(_service_steps(one.value, matters)))
            for name, one in catalogue.services.items()
        },
        "plan": {
            name: one.changed(steps=tuple(_plan_step(step, matters) for step in one.value.steps))
            for name, one in catalogue.plans.items()
        },
    }
    profile = catalogue.profile.changed(duties=_duties(catalogue.profile, matters))
    return replace(catalogue, profile=profile, entries=entries)


def _duties(value: Grid | Profile, ended: Collection[str]) -> tuple[StandingDuty, ...]:
    return tuple(one for one in value.duties if one.matter not in ended)


def _service_steps(service: Service, ended: Collection[str]) -> Iterator[Step]:
    """Steps as others than grid workers take them, where their matter has ended."""
    for step in service.steps:
        who = without_grid_workers(step.who or "") if step.matter in ended else step.who
        if who or not step.who:
            yield step.changed(who=who or None)


def _plan_step(step: PlanStep, ended: Collection[str]) -> PlanStep:
    """A step of a plan stays, since its departments still do it."""
    if step.matter not in ended:
        return step
    others = tuple(party for party in step.responsible if party.role not in GRID_ROLES)
    return step.changed(responsible=others, matter=None)
