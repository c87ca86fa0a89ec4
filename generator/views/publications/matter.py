"""Matters of grid workers, what they may collect, and the classes of matters."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.publication import is_published_matter
from generator.views.addresses import page_path, public_path
from generator.views.information import view_information
from generator.views.matter import view_matter, view_matter_state, view_matters
from generator.views.pieces import Link, cut_text, join_sentences, plain_text
from generator.views.projections import (
    NOTE,
    Change,
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
from generator.views.reference_records import (
    SECOND_EDITION,
    InformationItemRecord,
    MatterCategoryRecord,
    MatterRecord,
)
from generator.views.reference_rows import information_item_rows, matter_category_rows, matter_rows

NO_DATA = NotShown("the list of matters is a legal text with its own page; no file has been promised")
INFORMATION = Link("采集哪些信息", "matters/information.html")


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.matters.items()):
        matter = one.value
        if not is_published_matter(catalogue, matter):
            continue
        summary = plain_text(matter.summary)
        badge = view_matter_state(catalogue, matter)
        state = f"{badge.text}。" if badge.tone == "closed" else ""
        department = catalogue.name_of("organization", matter.department or "")
        text = join_sentences(summary, matter.verb, department, matter.cannot or "")
        note = cut_text(f"{state}{summary}", NOTE)
        yield SearchDocument("matter", matter.name, page_path("matter", name), (), text, note)


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    """What a matter tells of a day itself is told instead."""
    for name, entry in catalogue.matters.items():
        matter, title, url = entry.value, f"“{entry.value.name}”", public_path(catalogue, "matter", name)
        subjects = (f"matter/{name}",)
        told = {change.effective_on for change in matter.changes}
        for change in matter.changes:
            what = change.what.rstrip("。")
            sentence = Text(f"{title}：{what}。", f"{title}: {what}。")
            yield Change("matter-changed", subjects, sentence, url, change.effective_on)
        if matter.admitted_on not in told:
            sentence = Text(f"网格员的事项清单增加{title}。", f"matter admitted: {title}.")
            yield Change("matter-added", subjects, sentence, url, matter.admitted_on)
        if matter.withdrawn_on not in told:
            sentence = Text(f"{title}不再交给网格员做。", f"matter withdrawn: {title}.")
            yield Change("matter-ended", subjects, sentence, url, matter.withdrawn_on)


MATTERS = Publication(
    kind="matter",
    pages=Pages(
        Link("事项清单", "matters/index.html"),
        (Listing("matters.html.j2", view_matters), Detail("matter.html.j2", view_matter)),
        lambda catalogue, one: is_published_matter(catalogue, one.value),
    ),
    search=Findable("网格事项", _documents),
    open_data=DataSet(
        "matters",
        Text("事项", "Matters"),
        Text("公布过的网格员事项清单。", "The published list of what grid workers do."),
        SECOND_EDITION,
        MatterRecord,
        matter_rows,
    ),
    changes=Section("matter", Text("事项清单", "The list of matters")),
    dated=_dated,
    feed=NotShown("what changes for residents is announced by a notice"),
    structured_data=NotShown("a duty of grid workers is no service that residents choose"),
    handbook=(
        Chapter("matters", Text("事项清单", "matters")),
        Chapter("duties", Text("常态职责", "standing duties")),
    ),
)
INFORMATION_ITEMS = Publication(
    kind="information_item",
    pages=Pages(INFORMATION, (Listing("information.html.j2", view_information),)),
    search=NotShown("what a form asks is no answer to a resident; the matter that asks it is found"),
    open_data=DataSet(
        "information_items",
        Text("采集项", "Information items"),
        Text("可以向居民采集哪些信息、为什么。", "What may be collected from residents, and why."),
        SECOND_EDITION,
        InformationItemRecord,
        information_item_rows,
    ),
    changes=NotShown("an item changes with the matter that collects it, which is told"),
    dated=NotShown("an item changes with the matter that collects it, which is told"),
    feed=NotShown("what changes for residents is announced by a notice"),
    structured_data=NotShown("schema.org has no term for it"),
    handbook=(Chapter("collected", Text("可以采集的信息", "what may be collected")),),
)
MATTER_CATEGORIES = Publication(
    kind="matter_category",
    pages=NotShown("its names are the headings of the list of matters"),
    search=NotShown("the matters in it are found"),
    open_data=DataSet(
        "matter_categories",
        Text("事项分类", "Categories of matters"),
        Text("事项清单的两级分类。", "The two levels of the list of matters."),
        SECOND_EDITION,
        MatterCategoryRecord,
        matter_category_rows,
    ),
    changes=NotShown("the matters in it are told one by one"),
    dated=NotShown("it has no dates"),
    feed=NotShown("its names are headings"),
    structured_data=NotShown("its names are headings"),
    handbook=NotShown("its names are the headings of the printed list"),
)
