"""Catalogues and a shell made in memory, for the tests of views and pages."""

import datetime
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.model import KIND_BY_NAME, KINDS, Profile
from generator.outputs.pages import list_shells
from generator.reading.references import find_references

TODAY = datetime.date(2026, 11, 20)
COMMUNITY = "330902002001"
Values = dict[str, dict[str, dict[str, Any]]]
PLAN = {
    "name": "台风防御预案",
    "incident": "台风",
    "incident_class": "自然灾害",
    "summary": "台风来了",
    "response_levels": ["Ⅳ"],
    "steps": [{"levels": ["Ⅳ"], "phase": "预防准备", "do": "通知", "accountable": [{"organization": "o1"}]}],
    "card": {"notice": ["看云"], "judge": ["看风"], "report": ["打电话"], "act": ["关窗"]},
    "residents": ["不出门"],
    "issuer": "o1",
    "issued_on": "2026-01-01",
}

SHELL = """<!doctype html>
<html lang="zh-CN"><head>
<meta name="description" content="旧说明">
<link rel="canonical" href="https://old.example/x.html">
<!--gridpress:head--><meta property="og:title" content="旧"><!--/gridpress:head-->
<title>旧标题 - 旧站</title></head>
<body><div><!--gridpress:banner--><!--/gridpress:banner--></div>
<!--gridpress:section--><nav>旧栏目</nav><!--/gridpress:section-->
<main><article id="gp-main"><!--gridpress:main--><h1>旧正文</h1><!--/gridpress:main--></article></main>
<footer><!--gridpress:footer--><!--/gridpress:footer--></footer></body></html>
"""
HOME_SHELL = SHELL.replace(
    "<h1>旧正文</h1>", "<p>前</p><!--gridpress:home-->旧首页<!--/gridpress:home--><p>后</p>"
).replace('<article id="gp-main">', '<h1>首页</h1><article id="gp-main">')
WRITTEN = SHELL.replace(
    "<h1>旧正文</h1>", '<h1>指南</h1><p>先看</p><h2 id="a">甲节</h2><p>正文甲</p><h3>没有锚</h3><p>乙</p>'
)


def make_shells() -> dict[str, str]:
    """A shell for each kind of page, home, a hand-written page and the error page."""
    shells = dict.fromkeys(list_shells(), SHELL)
    return shells | {"index.html": HOME_SHELL, "guide/a.html": WRITTEN, "404.html": SHELL}


def minimal_values() -> Values:
    """The least that each kind may state."""
    return {
        "division": {
            "city": {"code": "330900000000", "name": "云屿市", "level": "市"},
            "town": {"code": "330902002000", "name": "澜港街道", "level": "乡镇街道", "parent": "city"},
            "c1": {"code": COMMUNITY, "name": "潮井社区", "level": "社区", "parent": "town"},
        },
        "grid": {"g1": {"name": "第一网格", "code": f"{COMMUNITY}001", "kind": "综合", "community": "c1"}},
        "person": {"p1": {"name": "王海英", "roles": [{"grid": "g1", "role": "网格长"}]}},
        "organization": {"o1": {"name": "民政局", "kind": "政府部门", "sector": "政府"}},
        "service": {"s1": minimal_service()},
        "notice": {
            "n1": {
                "title": "停水",
                "body": "停水半天",
                "issuer": "o1",
                "issued_on": "2026-11-01",
                "expires_on": "2026-12-01",
            }
        },
        "audience": {"a1": {"name": "老年人"}},
        "category": {"k1": {"name": "养老"}},
        "life_event": {"e1": {"name": "孩子出生"}},
        "document_type": {"d1": {"name": "身份证"}},
    }


def minimal_service(**more: object) -> dict[str, object]:
    """The least that a service states, with some fields replaced or added."""
    least: dict[str, object] = {
        "name": "老年人助餐",
        "type": "公益",
        "provider": "o1",
        "summary": "给老人做饭",
        "categories": ["k1"],
        "audiences": ["a1"],
        "assured_on": "2026-11-01",
        "assured_by": "o1",
    }
    return least | more


def make_catalogue(values: Values | None = None, **profile: object) -> Catalogue:
    """A catalogue of raw values by kind and id; the minimal one when none are given."""
    settings: dict[str, object] = {
        "site_name": "云屿网格",
        "city": "city",
        "publisher": "民政局",
        "hotline": {"name": "热线", "phone": "12345"},
        "supervision_phone": "0988-5550009",
    }
    entries: dict[str, dict[str, Entry]] = {kind.name: {} for kind in KINDS}
    for kind, named in (minimal_values() if values is None else values).items():
        known = KIND_BY_NAME[kind]
        for name, value in named.items():
            model = known.model.model_validate(value)
            entries[kind][name] = Entry(kind, name, f"menus/{known.folder}/{name}.yaml", model)
    references = tuple(
        one for kind in entries.values() for entry in kind.values() for one in find_references(entry)
    )
    return Catalogue(Profile.model_validate(settings | profile), TODAY, entries, references=references)


def change(kind: str, name: str, /, **fields: object) -> Values:
    """The minimal values with fields of one entry replaced, or a new entry added."""
    values = minimal_values()
    values[kind][name] = values[kind].get(name, {}) | fields
    return values
