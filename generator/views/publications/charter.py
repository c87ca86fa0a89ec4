"""Charters of communities."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import page_path
from generator.views.changelog import tell_date
from generator.views.charter import view_charter, view_charters
from generator.views.pieces import Link, cut_text, join_sentences
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
from generator.views.reference_records import SECOND_EDITION, CharterRecord
from generator.views.reference_rows import charter_rows


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.charters.items()):
        charter, path = one.value, page_path("charter", name)
        helps = (f"{one_help.name}：{one_help.how}" for one_help in charter.mutual_help)
        lines = (*charter.educate, *charter.manage, *charter.serve, *charter.develop, *charter.deliberation)
        community = catalogue.name_of("division", charter.community)
        note = join_sentences(community, cut_text(charter.manage[0], NOTE))
        yield SearchDocument("charter", charter.name, path, (), join_sentences(*lines, *helps), note)


PUBLICATION = Publication(
    kind="charter",
    pages=Pages(
        Link("居民公约", "charters/index.html"),
        (Listing("listing.html.j2", view_charters), Detail("charter.html.j2", view_charter)),
    ),
    search=Findable("居民公约", _documents),
    open_data=DataSet(
        "charters",
        Text("居民公约", "Charters"),
        Text("各社区的居民公约。", "Charters of communities."),
        SECOND_EDITION,
        CharterRecord,
        charter_rows,
    ),
    changes=Section("community", Text("居民公约", "Community charters")),
    dated=tell_date(
        "charter",
        "community-added",
        "adopted_on",
        Text("{one.adopted_by}通过《{one.name}》。", "{one.name}: {one.adopted_by}."),
    ),
    feed=NotShown("a community announces its charter by a notice"),
    structured_data=NotShown("schema.org has no term for a charter of neighbours"),
    handbook=(Chapter("charter", Text("居民公约", "charter")),),
)
