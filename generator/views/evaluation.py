"""Evaluations by third parties: who evaluated whom, for whom, how, on which sample, with what result."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.locale.zh import format_date
from generator.model import Evaluation
from generator.views.addresses import entry_head, link_all, link_entry, page_path
from generator.views.honour import HonourItem, honours_of_evaluation
from generator.views.listing import ListingView, index_head
from generator.views.pieces import Card, Group, Head, Link, cut_text


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """One evaluation."""

    head: Head
    name: str
    agency: Link | None
    commissioner: Link | None
    subjects: tuple[Link, ...]
    grids: tuple[Link, ...]
    method: str
    sample: str
    since: str
    until: str
    findings: tuple[str, ...]
    report: str
    honours: tuple[HonourItem, ...]


@once
def published_evaluations(catalogue: Catalogue) -> tuple[Entry[Evaluation], ...]:
    """Evaluations that have ended, the latest first."""
    found = [one for one in catalogue.evaluations.values() if one.value.until <= catalogue.today]
    found.sort(key=lambda one: rank_of(catalogue, "evaluation", one.id))
    found.sort(key=lambda one: one.value.until, reverse=True)
    return tuple(found)


def view_evaluation(catalogue: Catalogue, name: str) -> EvaluationView:
    """One evaluation with the honours that rest on it."""
    entry = catalogue.evaluations[name]
    value = entry.value
    return EvaluationView(
        head=entry_head(catalogue, entry, value.name, value.name, *value.findings),
        name=value.name,
        agency=link_entry(catalogue, "organization", value.agency),
        commissioner=link_entry(catalogue, "organization", value.commissioner or ""),
        subjects=link_all(catalogue, "organization", value.subjects),
        grids=link_all(catalogue, "grid", value.grids),
        method=value.method or "",
        sample=value.sample or "",
        since=format_date(value.since),
        until=format_date(value.until),
        findings=value.findings,
        report=value.report or "",
        honours=honours_of_evaluation(catalogue, name),
    )


def view_evaluations(catalogue: Catalogue) -> ListingView:
    """All evaluations by year."""
    evaluations = published_evaluations(catalogue)
    groups = gather((one.value.until.year, _view_card(catalogue, one)) for one in evaluations)
    lead = "考核自己说了不算，请外面的专业机构来看。评估的机构和被评的不能是一家。"
    return ListingView(
        head=index_head("evaluation", "第三方评估", "专业机构对网格服务的评估：方法、样本和结论"),
        title="第三方评估",
        lead=lead,
        groups=tuple(Group(f"{year}年", cards, id=f"year-{year}") for year, cards in groups.items()),
        empty="" if groups else "还没有公布过评估结果。",
    )


def _view_card(catalogue: Catalogue, entry: Entry[Evaluation]) -> Card:
    agency = link_entry(catalogue, "organization", entry.value.agency)
    chips = (agency.text if agency else "", entry.value.sample or "")
    return Card(
        entry.value.name,
        page_path("evaluation", entry.id),
        text=cut_text(entry.value.findings[0], 60),
        chips=tuple(cut_text(one, 24) for one in chips if one),
    )
