"""Honours as pages tell them: how far one has come, whose it is, on what it rests."""

import pytest
from sample_site import COMMUNITY, Values, make_catalogue, minimal_values

from generator.views.honour import (
    honours_of,
    honours_of_evaluation,
    view_honour,
    view_honour_item,
    view_honours,
)
from generator.views.pieces import Badge

CLOSED, OPEN = Badge("公示已结束，等待决定", "temporary"), Badge("公示中，还没有决定", "temporary")
GIVEN, TAKEN = Badge("已授予", "ok"), Badge("已撤销", "closed")


def honours(**named: dict[str, object]) -> Values:
    """Honours of the grid unless they say otherwise."""
    values = minimal_values()
    values["honour"] = {name: {"title": name, "grid": "g1", **fields} for name, fields in named.items()}
    return values


@pytest.mark.parametrize(
    ("fields", "state", "listed"),
    [
        ({"notice_from": "2026-11-20"}, OPEN, "pending"),
        ({"notice_from": "2026-11-21"}, OPEN, ""),
        ({"notice_from": "2026-11-01", "notice_until": "2026-11-20"}, OPEN, "pending"),
        ({"notice_from": "2026-11-01", "notice_until": "2026-11-19"}, CLOSED, "pending"),
        ({"notice_from": "2026-11-01", "decided_on": "2026-11-21"}, OPEN, "pending"),
        ({"decided_on": "2026-11-21"}, OPEN, ""),
        ({"decided_on": "2026-11-20"}, GIVEN, "given"),
        ({"decided_on": "2026-11-01", "revoked_on": "2026-11-21"}, GIVEN, "given"),
        ({"decided_on": "2026-11-01", "revoked_on": "2026-11-20"}, TAKEN, "given"),
        ({}, OPEN, ""),
    ],
)
def test_how_far_an_honour_has_come_on_the_day(fields: dict[str, object], state: Badge, listed: str) -> None:
    catalogue = make_catalogue(honours(h=fields))
    found = view_honour(catalogue, "h").state
    assert (found.text, found.tone) == (state.text, state.tone)
    item = view_honour_item(catalogue, "h")
    assert item.badge == (None if state == GIVEN else found)
    roll = view_honours(catalogue)
    assert roll.pending == ((item,) if listed == "pending" else ())
    given = (item,) if listed == "given" else ()
    assert tuple(one for year in roll.years for one in year.honours) == given
    assert tuple(one for _, ones in roll.communities for one in ones) == given
    assert honours_of(catalogue, "grid", "g1") == given
    assert honours_of(catalogue, "person", "p1") == ()


@pytest.mark.parametrize(
    ("fields", "decided", "revoked", "why"),
    [
        ({"decided_on": "2026-11-20", "revoked_why": "有出入"}, "2026年11月20日", "", ""),
        ({"decided_on": "2026-11-21"}, "", "", ""),
        (
            {"decided_on": "2026-11-01", "revoked_on": "2026-11-20", "revoked_why": "有出入"},
            "2026年11月1日",
            "2026年11月20日",
            "有出入",
        ),
        (
            {"decided_on": "2026-11-01", "revoked_on": "2026-11-21", "revoked_why": "有"},
            "2026年11月1日",
            "",
            "",
        ),
    ],
)
def test_what_is_to_come_is_not_told(fields: dict[str, object], decided: str, revoked: str, why: str) -> None:
    view = view_honour(make_catalogue(honours(h=fields)), "h")
    assert (view.decided, view.revoked, view.revoked_why) == (decided, revoked, why)


def test_the_latest_year_comes_first_and_in_it_the_latest_day() -> None:
    """Of one day in the order of names; communities by code."""
    values = honours(
        old={"decided_on": "2025-12-31"},
        b={"decided_on": "2026-03-01"},
        a={"decided_on": "2026-03-01"},
        late={"decided_on": "2026-04-01", "grid": "g2"},
        coming={"notice_from": "2026-11-20"},
    )
    values["division"]["c0"] = values["division"]["c1"] | {"name": "望海社区", "code": "330902002000"}
    values["grid"]["g2"] = values["grid"]["g1"] | {"community": "c0", "code": f"{COMMUNITY}002"}
    roll = view_honours(make_catalogue(values))
    assert [(one.title, one.id, [item.title for item in one.honours]) for one in roll.years] == [
        ("2026年", "year-2026", ["late", "a", "b"]),
        ("2025年", "year-2025", ["old"]),
    ]
    assert [(link.text, [item.title for item in items]) for link, items in roll.communities] == [
        ("望海社区", ["late"]),
        ("潮井社区", ["a", "b", "old"]),
    ]


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"roles": [{"grid": "g1", "role": "网格长"}]}, "李四"),
        ({"roles": [{"grid": "g1", "role": "网格长", "until": "2026-01-01"}]}, "李四"),
        ({"roles": [{"grid": "g1", "role": "志愿者"}]}, "一名网格员"),
        ({"roles": [{"grid": "g1", "role": "志愿者"}], "consent_public": "true"}, "李四"),
        (None, "一名网格员"),
    ],
)
def test_a_person_is_named_who_held_a_post_or_consents(person: dict[str, object] | None, name: str) -> None:
    values = honours(h={"grid": None, "person": "p2", "decided_on": "2026-03-01"})
    if person:
        values["person"]["p2"] = {"name": "李四", **person}
    catalogue = make_catalogue(values)
    view = view_honour(catalogue, "h")
    assert view.recipient.text == name
    assert (view.community is not None) is (person is not None)
    assert len(honours_of(catalogue, "person", "p2")) == 1


def test_what_an_honour_does_not_tell_is_left_out() -> None:
    view = view_honour(make_catalogue(honours(h={})), "h")
    left_out = (view.citation, view.evidence, view.recognition, view.notice, view.objections, view.decided)
    assert left_out == ("", (), "", "", (), "")
    assert (view.evaluation, view.decided_by) == (None, None)
    assert (view.head.title, view.head.description) == ("h：第一网格", "第一网格获“h”")


@pytest.mark.parametrize(
    ("fields", "notice"),
    [
        ({"notice_from": "2026-04-01"}, "2026年4月1日起"),
        ({"notice_from": "2026-04-01", "notice_until": "2026-04-09"}, "2026年4月1日至2026年4月9日"),
        ({"notice_until": "2026-04-09"}, ""),
    ],
)
def test_public_notice_is_told_with_its_days(fields: dict[str, object], notice: str) -> None:
    assert view_honour(make_catalogue(honours(h=fields)), "h").notice == notice


def test_objections_are_told_with_what_became_of_them() -> None:
    objection = {"on": "2026-04-03", "what": "不实"}
    settled = objection | {"settled_on": "2026-04-05"}
    values = honours(h={"objections": [objection, settled, settled | {"outcome": "查实"}]})
    view = view_honour(make_catalogue(values), "h")
    assert [(one.on, one.what, one.outcome) for one in view.objections] == [
        ("2026年4月3日", "不实", "还在核实"),
        ("2026年4月3日", "不实", "2026年4月5日办结：已答复"),
        ("2026年4月3日", "不实", "2026年4月5日办结：查实"),
    ]


def test_an_evaluation_lists_the_honours_that_rest_on_it() -> None:
    values = honours(
        a={"decided_on": "2026-03-01", "evaluation": "e1"},
        b={"decided_on": "2026-03-02"},
        c={"evaluation": "e1"},
    )
    found = honours_of_evaluation(make_catalogue(values), "e1")
    assert [one.title for one in found] == ["a"]
