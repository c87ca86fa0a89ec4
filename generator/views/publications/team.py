"""Teams that serve grids."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.pieces import Link, cut_text, join_sentences, own_phone_words, plain_text
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
from generator.views.reference_records import SECOND_EDITION, TeamRecord
from generator.views.reference_rows import team_rows
from generator.views.team import view_team, view_teams


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.teams.items()):
        team = one.value
        grids = (catalogue.name_of("grid", grid) for grid in team.grids)
        text = join_sentences(plain_text(team.intro), *team.duties, *grids, own_phone_words(team))
        note = cut_text(" ".join(part for part in (team.phone, "；".join(team.duties)) if part), NOTE)
        yield SearchDocument("team", team.name, page_path("team", name), (), text, note)


PUBLICATION = Publication(
    kind="team",
    pages=Pages(
        Link("服务团队", "teams/index.html"),
        (Listing("listing.html.j2", view_teams), Detail("team.html.j2", view_team)),
    ),
    search=Findable("团队", _documents),
    open_data=DataSet(
        "teams",
        Text("服务团队", "Teams"),
        Text("服务网格的团队，不含人员姓名。", "Teams that serve grids, without names of people."),
        SECOND_EDITION,
        TeamRecord,
        team_rows,
    ),
    changes=Section("team", Text("服务团队", "Teams")),
    dated=NotShown("an entry has no date that residents notice"),
    feed=NotShown("who serves a grid is looked up, not followed"),
    structured_data=NotShown("its members are people; search engines find its page"),
    handbook=(Chapter("groups", Text("组团", "team")),),
)
