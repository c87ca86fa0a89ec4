"""Notices that hold today."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.publication import is_ended_notice, is_published_notice, published_notices
from generator.views.addresses import page_path
from generator.views.ended import ended_source, view_ended_notice
from generator.views.notice import view_notice, view_notices
from generator.views.pieces import Link, cut_text, join_sentences, own_phone_words, plain_text
from generator.views.projections import (
    NOTE,
    Chapter,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
)


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_notices(catalogue):
        body, path = plain_text(one.value.body), page_path("notice", one.id)
        text = join_sentences(body, own_phone_words(one.value))
        yield SearchDocument("notice", one.value.title, path, (), text, cut_text(body, NOTE))


PUBLICATION = Publication(
    kind="notice",
    pages=Pages(
        Link("公告", "notices/index.html"),
        (
            Listing("notices.html.j2", view_notices),
            Detail("notice.html.j2", view_notice),
            ended_source("notice", view_ended_notice, is_ended_notice),
        ),
        lambda catalogue, one: is_published_notice(catalogue, one.value),
    ),
    search=Findable("通知", _documents),
    open_data=NotShown("notices are published as feeds, which programs read as easily"),
    changes=Section("notice", Text("公告", "Notices")),
    handbook=(Chapter("notices", Text("公告", "notices")),),
)
