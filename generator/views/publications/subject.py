"""Subjects of services: audiences, categories, life events; and the papers that services ask for."""

from collections.abc import Iterable, Iterator

from generator.catalogue import Entry
from generator.diagnostics import Text
from generator.model import Audience, Category, LifeEvent
from generator.views.addresses import page_path
from generator.views.menu import ordered_audiences, ordered_categories, ordered_life_events
from generator.views.pieces import Link, cut_text, plain_text
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
)
from generator.views.reference_records import (
    SECOND_EDITION,
    AudienceRecord,
    CategoryRecord,
    DocumentTypeRecord,
    LifeEventRecord,
)
from generator.views.reference_rows import audience_rows, category_rows, document_type_rows, life_event_rows
from generator.views.subject import (
    audience_pages,
    category_pages,
    life_event_pages,
    view_audience,
    view_audience_index,
    view_category,
    view_category_index,
    view_life_event,
    view_life_event_index,
)

NO_DATA = NotShown("each service names it")
NO_FEED = NotShown("a subject is a way to services, no news")
NO_CHANGES = NotShown("a list of subjects is no news; services that move are told one by one")


def _documents(entries: Iterable[Entry[Audience | Category | LifeEvent]]) -> Iterator[SearchDocument]:
    for one in entries:
        intro, path = plain_text(one.value.intro), page_path(one.kind, one.id)
        yield SearchDocument(one.kind, one.value.name, path, one.value.aliases, intro, cut_text(intro, NOTE))


AUDIENCES = Publication(
    kind="audience",
    pages=Pages(
        Link("按人群找", "audiences/index.html"),
        (
            Listing("listing.html.j2", view_audience_index),
            Detail(
                "listing.html.j2", view_audience, lambda catalogue, name: len(audience_pages(catalogue, name))
            ),
        ),
    ),
    search=Findable("人群", lambda catalogue: _documents(ordered_audiences(catalogue))),
    open_data=DataSet(
        "audiences",
        Text("人群", "Audiences"),
        Text("服务按人群分。", "Groups of people that services are for."),
        SECOND_EDITION,
        AudienceRecord,
        audience_rows,
    ),
    changes=NO_CHANGES,
    dated=NO_CHANGES,
    feed=NO_FEED,
    structured_data=NO_DATA,
    handbook=(Chapter("audiences", Text("人群索引", "index by audience")),),
)
CATEGORIES = Publication(
    kind="category",
    pages=Pages(
        Link("按分类找", "categories/index.html"),
        (
            Listing("listing.html.j2", view_category_index),
            Detail(
                "listing.html.j2", view_category, lambda catalogue, name: len(category_pages(catalogue, name))
            ),
        ),
    ),
    search=Findable("分类", lambda catalogue: _documents(ordered_categories(catalogue))),
    open_data=DataSet(
        "categories",
        Text("分类", "Categories"),
        Text("服务的分类。", "Subjects of services."),
        SECOND_EDITION,
        CategoryRecord,
        category_rows,
    ),
    changes=NO_CHANGES,
    dated=NO_CHANGES,
    feed=NO_FEED,
    structured_data=NO_DATA,
    handbook=NotShown("its names are the headings of the menu of services"),
)
LIFE_EVENTS = Publication(
    kind="life_event",
    pages=Pages(
        Link("按人生大事找", "life-events/index.html"),
        (
            Listing("listing.html.j2", view_life_event_index),
            Detail(
                "listing.html.j2",
                view_life_event,
                lambda catalogue, name: len(life_event_pages(catalogue, name)),
            ),
        ),
    ),
    search=Findable("人生大事", lambda catalogue: _documents(ordered_life_events(catalogue))),
    open_data=DataSet(
        "life_events",
        Text("人生事件", "Life events"),
        Text("人生大事和它们涉及的人群、预案。", "Life events with their audiences and plans."),
        SECOND_EDITION,
        LifeEventRecord,
        life_event_rows,
    ),
    changes=NO_CHANGES,
    dated=NO_CHANGES,
    feed=NO_FEED,
    structured_data=NO_DATA,
    handbook=(Chapter("index", Text("按事情、按拼音查的索引", "index by problem and by sound")),),
)
DOCUMENT_TYPES = Publication(
    kind="document_type",
    pages=NotShown("the page of a service says where to get a paper, where it asks for it"),
    search=NotShown("the names of papers find the services that ask for them"),
    open_data=DataSet(
        "document_types",
        Text("材料类型", "Document types"),
        Text("办事要带的材料，到哪里办。", "Papers that services ask for, and where to get them."),
        SECOND_EDITION,
        DocumentTypeRecord,
        document_type_rows,
    ),
    changes=NotShown("told with the services that ask for it"),
    dated=NotShown("it has no dates"),
    feed=NotShown("told with the services that ask for it"),
    structured_data=NotShown("the page of a service says where to get it"),
    handbook=NotShown("printed with the services that ask for it"),
)
