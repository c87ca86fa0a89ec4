"""The pages of the site: path, view and template of each. Views are made only when a page is rendered.

A new kind of page is one template, one view, one function here and one line in `FAMILIES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generator.changes import compare_catalogues
from generator.changes.dated import DAYS, dated_changes
from generator.changes.wording import SECTIONS
from generator.facts.honours import published_honours
from generator.facts.publication import (
    has_ended,
    is_published_matter,
    issued_plans,
    ongoing_services,
    published_notices,
    published_people,
)
from generator.views import (
    assessment,
    cases,
    changelog,
    charter,
    checks,
    community,
    duty,
    evaluation,
    grid,
    home,
    honour,
    information,
    lineage,
    matter,
    notice,
    open_data,
    organization,
    person,
    plan,
    service,
    subject,
    team,
    todo,
)
from generator.views.addresses import INDEXES, page_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.catalogue import Catalogue, Entry
    from generator.model.fields import Shape
    from generator.views.pieces import Head


class PageView(Protocol):
    """What every view of a page has."""

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page of data: where it stands, which shell it is stamped into, its template and its view."""

    path: str
    shell: str
    template: str
    view: Callable[[], PageView]


def list_pages(catalogue: Catalogue) -> dict[str, Page]:
    """All pages of data by path, in a stable order."""
    return {page.path: page for family in FAMILIES for page in family(catalogue)}


def _index_pages(
    kind: str, template: str, total: int, view: Callable[[Catalogue, int], PageView], catalogue: Catalogue
) -> Iterator[Page]:
    shell = INDEXES[kind].url
    for number in range(1, total + 1):
        path = shell if number == 1 else shell.replace("index.html", f"index_{number}.html")
        yield Page(path, shell, template, partial(view, catalogue, number))


def _numbered_pages(
    kind: str, name: str, total: int, template: str, view: Callable[[int], PageView]
) -> Iterator[Page]:
    for number in range(1, total + 1):
        yield Page(page_path(kind, name, number), INDEXES[kind].url, template, partial(view, number))


def _single(kind: str, name: str, template: str, view: Callable[[], PageView]) -> Page:
    return Page(page_path(kind, name), INDEXES[kind].url, template, view)


def _home(catalogue: Catalogue) -> Iterator[Page]:
    yield Page("index.html", "index.html", "home.html.j2", partial(home.view_home, catalogue))


def _services(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["service"].url
    yield Page(index, index, "listing.html.j2", partial(subject.view_service_index, catalogue))
    for one in ongoing_services(catalogue):
        yield _single("service", one.id, "service.html.j2", partial(service.view_service, catalogue, one.id))


def _audiences(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["audience"].url
    yield Page(index, index, "listing.html.j2", partial(subject.view_audience_index, catalogue))
    for name in sorted(catalogue.audiences):
        total = len(subject.audience_pages(catalogue, name))
        view = partial(subject.view_audience, catalogue, name)
        yield from _numbered_pages("audience", name, total, "listing.html.j2", view)


def _categories(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["category"].url
    yield Page(index, index, "listing.html.j2", partial(subject.view_category_index, catalogue))
    for name in sorted(catalogue.categories):
        total = len(subject.category_pages(catalogue, name))
        view = partial(subject.view_category, catalogue, name)
        yield from _numbered_pages("category", name, total, "listing.html.j2", view)


def _life_events(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["life_event"].url
    yield Page(index, index, "listing.html.j2", partial(subject.view_life_event_index, catalogue))
    for name in sorted(catalogue.life_events):
        total = len(subject.life_event_pages(catalogue, name))
        view = partial(subject.view_life_event, catalogue, name)
        yield from _numbered_pages("life_event", name, total, "listing.html.j2", view)


def _grids(catalogue: Catalogue) -> Iterator[Page]:
    total = len(community.grid_index_pages(catalogue))
    yield from _index_pages("grid", "listing.html.j2", total, community.view_grids, catalogue)
    for one in sorted(catalogue.grids.values(), key=lambda one: one.id):
        if catalogue.is_live(one):
            yield _single("grid", one.id, "grid.html.j2", partial(grid.view_grid, catalogue, one.id))
        elif has_ended(catalogue, one):
            view = partial(grid.view_ended_grid, catalogue, one.id)
            yield _single("grid", one.id, "ended_grid.html.j2", view)


def _communities(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["division"].url
    yield Page(index, index, "listing.html.j2", partial(community.view_communities, catalogue))
    for one in catalogue.communities:
        view = partial(community.view_community, catalogue, one.id)
        yield _single("division", one.id, "community.html.j2", view)


def _organizations(catalogue: Catalogue) -> Iterator[Page]:
    total = len(organization.organization_index_pages(catalogue))
    yield from _index_pages(
        "organization", "listing.html.j2", total, organization.view_organizations, catalogue
    )
    for name in sorted(catalogue.organizations):
        total = len(organization.organization_pages(catalogue, name))
        view = partial(organization.view_organization, catalogue, name)
        yield from _numbered_pages("organization", name, total, "organization.html.j2", view)


def _people(catalogue: Catalogue) -> Iterator[Page]:
    total = len(person.people_pages(catalogue))
    yield from _index_pages("person", "people.html.j2", total, person.view_people, catalogue)
    for one in published_people(catalogue):
        yield _single("person", one.id, "person.html.j2", partial(person.view_person, catalogue, one.id))


def _notices(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["notice"].url
    yield Page(index, index, "notices.html.j2", partial(notice.view_notices, catalogue))
    for one in published_notices(catalogue):
        yield _single("notice", one.id, "notice.html.j2", partial(notice.view_notice, catalogue, one.id))


def _matters(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["matter"].url
    yield Page(index, index, "matters.html.j2", partial(matter.view_matters, catalogue))
    for kind, template, view in (
        ("can", "can.html.j2", duty.view_can),
        ("boundary", "boundary.html.j2", duty.view_boundary),
        ("information_item", "information.html.j2", information.view_information),
    ):
        path = INDEXES[kind].url
        yield Page(path, path, template, partial(view, catalogue))
    for name, one in sorted(catalogue.matters.items()):
        if is_published_matter(catalogue, one.value):
            yield _single("matter", name, "matter.html.j2", partial(matter.view_matter, catalogue, name))


def _plans(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["plan"].url
    yield Page(index, index, "plans.html.j2", partial(plan.view_plans, catalogue))
    for one in issued_plans(catalogue):
        yield _single("plan", one.id, "plan.html.j2", partial(plan.view_plan, catalogue, one.id))


def _teams(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["team"].url
    yield Page(index, index, "listing.html.j2", partial(team.view_teams, catalogue))
    for name in sorted(catalogue.teams):
        yield _single("team", name, "team.html.j2", partial(team.view_team, catalogue, name))


def _charters(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["charter"].url
    yield Page(index, index, "listing.html.j2", partial(charter.view_charters, catalogue))
    for name in sorted(catalogue.charters):
        yield _single("charter", name, "charter.html.j2", partial(charter.view_charter, catalogue, name))


def _changes(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["change"].url
    yield Page(index, index, "changes.html.j2", partial(_view_changes, catalogue))


def _view_changes(catalogue: Catalogue) -> PageView:
    earlier = catalogue.earlier
    found = compare_catalogues(earlier.catalogue, catalogue) if earlier else dated_changes(catalogue)
    titles = ((section, title.zh) for section, title in SECTIONS.items())
    return changelog.view_changes(catalogue, found, titles, DAYS)


def _records(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["lineage"].url
    yield Page(index, index, "lineage.html.j2", partial(lineage.view_lineage, catalogue))


def _listed(  # noqa: PLR0913, PLR0917 - index and page of one kind
    catalogue: Catalogue,
    kind: str,
    template: str,
    view_index: Callable[[Catalogue], PageView],
    view: Callable[[Catalogue, str], PageView],
    entries: Iterable[Entry[Shape]],
) -> Iterator[Page]:
    index = INDEXES[kind].url
    yield Page(index, index, template, partial(view_index, catalogue))
    for name in sorted(one.id for one in entries):
        yield _single(kind, name, f"{kind}.html.j2", partial(view, catalogue, name))


def _figures(catalogue: Catalogue) -> Iterator[Page]:
    public = assessment.published_assessments(catalogue)
    views = (assessment.view_assessments, assessment.view_assessment)
    yield from _listed(catalogue, "assessment", "assessments.html.j2", *views, public)
    path, shell = assessment.METHOD_PATH, INDEXES["assessment"].url
    yield Page(path, shell, "assessment_method.html.j2", partial(assessment.view_method, catalogue))
    ended = evaluation.published_evaluations(catalogue)
    pair = (evaluation.view_evaluations, evaluation.view_evaluation)
    yield from _listed(catalogue, "evaluation", "listing.html.j2", *pair, ended)
    roll = (honour.view_honours, honour.view_honour)
    yield from _listed(catalogue, "honour", "honours.html.j2", *roll, published_honours(catalogue))
    weekly = (cases.view_series_index, cases.view_series)
    yield from _listed(
        catalogue, "case_series", "listing.html.j2", *weekly, cases.published_series(catalogue)
    )


def _checks(catalogue: Catalogue) -> Iterator[Page]:
    index = INDEXES["check"].url
    yield Page(index, index, "checks.html.j2", partial(checks.view_checks, catalogue))
    for name in sorted(todo.offices_with_tasks(catalogue)):
        yield Page(todo.todo_path(name), index, "todo.html.j2", partial(todo.view_todo, catalogue, name))
    path = INDEXES["open_data"].url
    yield Page(path, path, "open_data.html.j2", partial(open_data.view_open_data, catalogue))


FAMILIES: tuple[Callable[[Catalogue], Iterator[Page]], ...] = (
    _home,
    _services,
    _audiences,
    _categories,
    _life_events,
    _grids,
    _communities,
    _organizations,
    _people,
    _notices,
    _matters,
    _plans,
    _teams,
    _charters,
    _changes,
    _records,
    _figures,
    _checks,
)
