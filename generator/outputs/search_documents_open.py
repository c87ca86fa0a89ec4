"""What can be found of matters, information items, plans, teams and charters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.publication import is_published_matter, issued_plans
from generator.outputs.search import SearchDocument
from generator.views.addresses import INDEXES, anchor, page_path
from generator.views.matter import view_matter_state
from generator.views.pieces import cut_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.catalogue import Catalogue

NOTE = 60


def open_documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    """Documents of these kinds, in the order in which results show them."""
    yield from _plans(catalogue)
    yield from _matters(catalogue)
    yield from _information(catalogue)
    yield from _teams(catalogue)
    yield from _charters(catalogue)


def _plans(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in issued_plans(catalogue):
        plan = one.value
        text = _join(plain_text(plan.summary), *plan.residents, *plan.card.notice)
        note = cut_text(_join(*plan.residents), NOTE)
        aliases = (plan.name, f"{plan.incident}怎么办")
        yield SearchDocument("plan", plan.incident, page_path("plan", one.id), aliases, text, note)


def _matters(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.matters.items()):
        matter = one.value
        if not is_published_matter(catalogue, matter):
            continue
        summary = plain_text(matter.summary)
        badge = view_matter_state(catalogue, matter)
        state = f"{badge.text}。" if badge.tone == "closed" else ""
        department = catalogue.name_of("organization", matter.department or "")
        text = _join(summary, matter.verb, department, matter.cannot or "")
        note = cut_text(f"{state}{summary}", NOTE)
        yield SearchDocument("matter", matter.name, page_path("matter", name), (), text, note)


def _information(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.information_items.items()):
        item = one.value
        url = f"{INDEXES['information_item'].url}#{anchor('item', name)}"
        text = _join(item.content, item.purpose or "")
        yield SearchDocument("information_item", item.name, url, (), text, cut_text(item.content, NOTE))


def _teams(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.teams.items()):
        team = one.value
        grids = (catalogue.name_of("grid", grid) for grid in team.grids)
        text = _join(plain_text(team.intro), *team.duties, *grids)
        note = cut_text(" ".join(part for part in (team.phone, "；".join(team.duties)) if part), NOTE)
        yield SearchDocument("team", team.name, page_path("team", name), (), text, note)


def _charters(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.charters.items()):
        charter = one.value
        helps = (f"{one_help.name}：{one_help.how}" for one_help in charter.mutual_help)
        lines = (*charter.educate, *charter.manage, *charter.serve, *charter.develop, *charter.deliberation)
        note = _join(catalogue.name_of("division", charter.community), cut_text(charter.manage[0], NOTE))
        yield SearchDocument(
            "charter", charter.name, page_path("charter", name), (), _join(*lines, *helps), note
        )


def _join(*parts: str) -> str:
    return "。".join(_filled(parts))


def _filled(parts: Iterable[str]) -> Iterator[str]:
    return (part.rstrip("。") for part in parts if part)
