"""Duty rosters of grids and communities."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.rosters import has_run_out
from generator.locale.zh import format_period
from generator.views.addresses import page_path
from generator.views.open_records import FIRST_EDITION, RosterRecord
from generator.views.pieces import Link, cut_text, join_names, join_sentences, own_phone_words, plain_text
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
from generator.views.reference_rows import list_areas
from generator.views.roster import describe_turns, view_areas, view_roster, view_rosters

ASKED = ("今天谁值班", "谁值班", "夜里找谁", "晚上找谁", "值班电话")


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.rosters.items()):
        if has_run_out(catalogue, one):
            continue
        roster = one.value
        areas = join_names(area.text for area in view_areas(catalogue, roster))
        text = join_sentences(
            plain_text(roster.intro), *describe_turns(catalogue, one), own_phone_words(roster)
        )
        note = cut_text(join_sentences(areas, format_period(roster.hours), roster.phone or ""), NOTE)
        asked = tuple(f"{area.text}{word}" for area in view_areas(catalogue, roster) for word in ("值班表",))
        yield SearchDocument("roster", roster.name, page_path("roster", name), (*ASKED, *asked), text, note)


def _records(catalogue: Catalogue) -> Iterator[RosterRecord]:
    for name, one in sorted(catalogue.rosters.items()):
        roster = one.value
        if not has_run_out(catalogue, one):
            yield RosterRecord(
                name,
                roster.name,
                tuple(area.text for area in view_areas(catalogue, roster)),
                catalogue.name_of("organization", roster.organization) if roster.organization else "",
                format_period(roster.hours),
                roster.phone or "",
                roster.since.isoformat(),
                roster.until.isoformat() if roster.until else "",
                page_path("roster", name),
                *(roster.organization or "", list_areas(catalogue, roster.areas)),
            )


PUBLICATION = Publication(
    kind="roster",
    pages=Pages(
        Link("值班表", "rosters/index.html"),
        (Listing("listing.html.j2", view_rosters), Detail("roster.html.j2", view_roster)),
    ),
    search=Findable("值班表", _documents),
    open_data=DataSet(
        "rosters",
        Text("值班表", "Duty rosters"),
        Text(
            "各处几点到几点有人值班、打哪个电话，不含人员姓名。",
            "Where somebody is on duty, when and on which number; no names of people.",
        ),
        FIRST_EDITION,
        RosterRecord,
        _records,
    ),
    changes=Section("roster", Text("值班表", "Duty rosters")),
    dated=NotShown("a duty is no change, and a swap concerns its day alone; the page of the grid has both"),
    feed=NotShown("who is on duty is looked up; a calendar of its own can be had"),
    structured_data=NotShown("its people are no opening hours, and search engines find its page"),
    handbook=(Chapter("rosters", Text("值班表", "duty roster")),),
)
