"""Incident plans."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.publication import is_ended_plan, is_issued_plan, issued_plans
from generator.views.addresses import page_path
from generator.views.changelog import tell_date
from generator.views.ended import ended_source, view_ended_plan
from generator.views.pieces import Link, cut_text, english_names, join_sentences, plain_text
from generator.views.plan import view_plan, view_plan_duties, view_plans
from generator.views.plan_party import DUTIES
from generator.views.projections import (
    NOTE,
    Chapter,
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
)
from generator.views.reference_records import SECOND_EDITION, PlanRecord
from generator.views.reference_rows import plan_rows


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in issued_plans(catalogue):
        plan = one.value
        text = join_sentences(plain_text(plan.summary), *plan.residents, *plan.card.notice)
        note = cut_text(join_sentences(*plan.residents), NOTE)
        aliases = (plan.name, f"{plan.incident}怎么办", *english_names(plan.english))
        yield SearchDocument("plan", plan.incident, page_path("plan", one.id), aliases, text, note)


PUBLICATION = Publication(
    kind="plan",
    pages=Pages(
        Link("应急", "plans/index.html"),
        (
            Listing("plans.html.j2", view_plans),
            Detail("plan.html.j2", view_plan),
            Detail("plan_duties.html.j2", view_plan_duties, part=DUTIES),
            ended_source("plan", view_ended_plan, is_ended_plan),
        ),
        lambda catalogue, one: is_issued_plan(catalogue, one.value),
    ),
    search=Findable("应急", _documents),
    open_data=DataSet(
        "plans",
        Text("应急预案", "Incident plans"),
        Text("现在有效的应急预案，居民怎么办。", "Incident plans in force, and what residents do."),
        SECOND_EDITION,
        PlanRecord,
        plan_rows,
    ),
    changes=Section("plan", Text("应急预案", "Incident plans")),
    dated=tell_date(
        "plan", "plan-added", "issued_on", Text("发布“{one.name}”。", "plan “{one.name}” was issued.")
    ),
    feed=NotShown("what to do today is said in a notice"),
    structured_data=NotShown("schema.org has no term for a plan of an office"),
    handbook=(Chapter("cards", Text("应急卡", "incident cards")),),
)
