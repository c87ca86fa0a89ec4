"""Notices that hold today."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.offers import areas_of
from generator.facts.order import in_order
from generator.facts.publication import is_ended_notice, is_published_notice, published_notices
from generator.locale.zh import format_date
from generator.model import Notice
from generator.views.addresses import link_area, link_entry, page_path
from generator.views.ended import ended_source, view_ended_notice
from generator.views.notice import last_told, view_notice, view_notices
from generator.views.pieces import Link, cut_text, join_sentences, own_phone_words, plain_text
from generator.views.projections import (
    NOTE,
    Change,
    Chapter,
    DataSet,
    Detail,
    FeedItem,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
)
from generator.views.reference_records import SECOND_EDITION, NoticeRecord
from generator.views.reference_rows import notice_rows
from generator.views.restriction import view_restriction


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_notices(catalogue):
        body, path = plain_text(one.value.body), page_path("notice", one.id)
        text = join_sentences(body, own_phone_words(one.value))
        yield SearchDocument("notice", one.value.title, path, (), text, cut_text(body, NOTE))


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.notices.items():
        notice, shown = entry.value, catalogue.today <= entry.value.expires_on
        sentence = (
            Text(f"发布公告“{notice.title}”。", f"notice “{notice.title}”.")
            if shown
            else Text(f"发布公告“{notice.title}”，已经到期撤下。", f"notice “{notice.title}”, expired since.")
        )
        url = page_path("notice", name) if shown else ""
        yield Change("notice-added", (f"notice/{name}",), sentence, url, notice.issued_on)


def _feed(catalogue: Catalogue) -> Iterator[FeedItem]:
    """Notices issued by today, ended ones too."""
    for one in in_order(catalogue, catalogue.notices.values()):
        notice, links = one.value, (link_area(catalogue, area) for area in one.value.area)
        if notice.issued_on > catalogue.today:
            continue
        issuer = link_entry(catalogue, "organization", notice.issuer)
        urgent = notice.level == "紧急"
        yield FeedItem(
            page_path("notice", one.id),
            f"【紧急】{notice.title}" if urgent else notice.title,
            notice.body,
            tuple(_notes(catalogue, notice)),
            urgent,
            issuer.text if issuer else "",
            tuple(link.text for link in links if link),
            areas_of(catalogue, notice),
            notice.issued_on,
            last_told(catalogue, notice),
            notice.expires_on,
            not is_published_notice(catalogue, notice),
        )


def _notes(catalogue: Catalogue, notice: Notice) -> Iterator[str]:
    """The restriction that a notice states, its end, its phone."""
    restriction = view_restriction(catalogue, notice.restriction)
    if restriction:
        issuer = restriction.issuer.text if restriction.issuer else ""
        until = f"到{restriction.until}为止" if restriction.until else ""
        parts = (restriction.what, restriction.instrument, issuer, until)
        yield f"限制措施：{'，'.join(part for part in parts if part)}。"
    yield f"{format_date(notice.expires_on)}失效。"
    if notice.phone:
        yield f"电话：{notice.phone}"


PUBLICATION = Publication(
    kind="notice",
    pages=Pages(
        Link("公告", "notices/index.html"),
        (
            Listing("notices.html.j2", view_notices),
            Detail("notice.html.j2", view_notice),
            ended_source("notice", view_ended_notice, is_ended_notice),
        ),
        lambda catalogue, one: catalogue.today <= one.value.expires_on,
    ),
    search=Findable("通知", _documents),
    open_data=DataSet(
        "notices",
        Text("公告", "Notices"),
        Text("今天有效的公告。", "Notices that hold today."),
        SECOND_EDITION,
        NoticeRecord,
        notice_rows,
    ),
    changes=Section("notice", Text("公告", "Notices")),
    dated=_dated,
    feed=_feed,
    structured_data=NotShown("it is gone before search engines have read it; feeds are read at once"),
    handbook=(Chapter("notices", Text("公告", "notices")),),
)
