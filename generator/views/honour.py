"""Honours: the roll by year and by community, the page of one, and those of a grid or a person."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.facts.honours import grid_of_honour, is_decided, is_revoked, public_since, published_honours
from generator.facts.memory import once
from generator.facts.publication import POSTS, is_published_person
from generator.locale.zh import format_date
from generator.model import Honour
from generator.model.assessment import Objection, Recognition
from generator.views.addresses import entry_head, link_division, link_entry, link_or_id, page_path
from generator.views.chart import percent
from generator.views.listing import index_head
from generator.views.pieces import Badge, Head, Link, cut_text, in_turn, plain_text

NOBODY = "一名网格员"
CARD_TEXT = 60


@dataclass(frozen=True, slots=True)
class HonourItem:
    """An honour in a list: its title, who holds it, when, and its state when that is unusual."""

    title: str
    url: str
    recipient: str
    year: str
    community: str
    text: str
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class HonourGroup:
    """Honours under a heading."""

    title: str
    id: str
    honours: tuple[HonourItem, ...]


@dataclass(frozen=True, slots=True)
class HonoursView:
    """The roll: those on public notice, then by year, then by community."""

    head: Head
    pending: tuple[HonourItem, ...]
    years: tuple[HonourGroup, ...]
    communities: tuple[tuple[Link, tuple[HonourItem, ...]], ...]


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection, and what became of it."""

    on: str
    what: str
    outcome: str


@dataclass(frozen=True, slots=True)
class HonourView:
    """One honour. `citation` is Markdown."""

    head: Head
    title: str
    recipient: Link
    community: Link | None
    state: Badge
    citation: str
    evidence: tuple[tuple[str, str], ...]
    evaluation: Link | None
    recognition: str
    notice: str
    objections: tuple[ObjectionView, ...]
    decided: str
    decided_by: Link | None
    revoked: str
    revoked_why: str


def _view_state(catalogue: Catalogue, honour: Honour) -> Badge:
    if is_revoked(catalogue, honour):
        return Badge("已撤销", "closed")
    if is_decided(catalogue, honour):
        return Badge("已授予", "ok")
    return in_turn(
        catalogue.today,
        ("公示中，还没有决定", "temporary", honour.notice_until),
        ("公示已结束，等待决定", "temporary", None),
    )


def _view_recipient(catalogue: Catalogue, honour: Honour) -> Link:
    """The grid or the person; who neither held a public post nor consents is not named."""
    if honour.grid:
        return link_or_id(catalogue, "grid", honour.grid)
    person = catalogue.people.get(honour.person or "")
    if person is None:
        return Link(NOBODY)
    held = any(role.role in POSTS for role in person.value.roles)
    if not (held or person.value.consent_public or is_published_person(catalogue, person)):
        return Link(NOBODY)
    return link_or_id(catalogue, "person", person.id)


def _community_id(catalogue: Catalogue, honour: Honour) -> str:
    grid = grid_of_honour(catalogue, honour)
    return grid.value.community if grid else ""


def _view_community(catalogue: Catalogue, honour: Honour) -> Link | None:
    return link_entry(catalogue, "division", _community_id(catalogue, honour))


@once
def view_honour_item(catalogue: Catalogue, name: str) -> HonourItem:
    """An honour in a list."""
    honour = catalogue.honours[name].value
    community = _view_community(catalogue, honour)
    day = public_since(catalogue, honour) or catalogue.today
    state = _view_state(catalogue, honour)
    return HonourItem(
        honour.title,
        page_path("honour", name),
        _view_recipient(catalogue, honour).text,
        f"{day.year}年",
        community.text if community else "",
        cut_text(plain_text(honour.citation), CARD_TEXT),
        None if state.tone == "ok" else state,
    )


def view_honour(catalogue: Catalogue, name: str) -> HonourView:
    """One honour with what it rests on."""
    entry = catalogue.honours[name]
    honour = entry.value
    recipient = _view_recipient(catalogue, honour)
    revoked = honour.revoked_on if is_revoked(catalogue, honour) else None
    return HonourView(
        head=entry_head(
            catalogue,
            entry,
            f"{honour.title}：{recipient.text}",
            f"{recipient.text}获“{honour.title}”",
            honour.citation,
            crumb=honour.title,
        ),
        title=honour.title,
        recipient=recipient,
        community=_view_community(catalogue, honour),
        state=_view_state(catalogue, honour),
        citation=honour.citation or "",
        evidence=tuple(
            (format_date(one.on), one.what) for one in sorted(honour.evidence, key=lambda one: one.on)
        ),
        evaluation=link_entry(catalogue, "evaluation", honour.evaluation or ""),
        recognition=_format_recognition(honour.recognition) if honour.recognition else "",
        notice=_format_notice(honour),
        objections=tuple(_view_objection(one) for one in honour.objections),
        decided=format_date(honour.decided_on) if honour.decided_on and is_decided(catalogue, honour) else "",
        decided_by=link_entry(catalogue, "organization", honour.decided_by or ""),
        revoked=format_date(revoked) if revoked else "",
        revoked_why=(honour.revoked_why or "") if revoked else "",
    )


def _format_recognition(one: Recognition) -> str:
    share = f"，占 {percent(one.approvals / one.people)}" if one.people else ""
    return f"{one.how}：{one.people} 人参加，{one.approvals} 人赞成{share}"


def _format_notice(honour: Honour) -> str:
    if honour.notice_from is None:
        return ""
    until = f"至{format_date(honour.notice_until)}" if honour.notice_until else "起"
    return f"{format_date(honour.notice_from)}{until}"


def _view_objection(one: Objection) -> ObjectionView:
    if one.settled_on is None:
        return ObjectionView(format_date(one.on), one.what, "还在核实")
    return ObjectionView(
        format_date(one.on), one.what, f"{format_date(one.settled_on)}办结：{one.outcome or '已答复'}"
    )


def view_honours(catalogue: Catalogue) -> HonoursView:
    """The roll of honour."""
    items = [(one.value, view_honour_item(catalogue, one.id)) for one in published_honours(catalogue)]
    given = [(one, item) for one, item in items if is_decided(catalogue, one)]
    years = gather((item.year, item) for _, item in given)
    communities = gather((_community_id(catalogue, one), item) for one, item in given)
    ordered = [division for division in catalogue.communities if division.id in communities]
    return HonoursView(
        index_head("honour", "荣誉榜", "居民公认的网格和网格员：做了什么、凭什么、公示多久、谁决定"),
        tuple(item for one, item in items if not is_decided(catalogue, one)),
        tuple(HonourGroup(year, f"year-{year[:-1]}", honours) for year, honours in years.items()),
        tuple((link_division(catalogue, one), communities[one.id]) for one in ordered),
    )


@once
def _honours_by_recipient(catalogue: Catalogue) -> dict[tuple[str, str], tuple[HonourItem, ...]]:
    """Decided honours by the honour's field ("grid" or "person") and the recipient's id."""
    decided = [one for one in published_honours(catalogue) if is_decided(catalogue, one.value)]
    return gather(
        ((kind, name), view_honour_item(catalogue, one.id))
        for one in decided
        for kind, name in (("grid", one.value.grid), ("person", one.value.person))
        if name is not None
    )


def honours_of(catalogue: Catalogue, kind: str, name: str) -> tuple[HonourItem, ...]:
    """Decided honours of a grid or a person, revoked ones marked; `kind` is the field of the honour."""
    return _honours_by_recipient(catalogue).get((kind, name), ())


@once
def honours_of_evaluation(catalogue: Catalogue, name: str) -> tuple[HonourItem, ...]:
    """Public honours that rest on an evaluation."""
    return tuple(
        view_honour_item(catalogue, one.id)
        for one in published_honours(catalogue)
        if one.value.evaluation == name
    )
