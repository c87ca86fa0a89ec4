"""Pages as residents get them: stamped, linked, escaped."""

import json
import posixpath
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from sample_site import SHELL, TODAY, change, make_catalogue, make_shells, minimal_service, minimal_values

from generator.catalogue import Catalogue
from generator.diagnostics import OutputError
from generator.outputs.escaping import remember_escaped
from generator.outputs.exports.register import render_exports
from generator.outputs.search_documents import page_documents, search_documents, search_fallback
from generator.outputs.site import Site, render_site
from generator.outputs.templating import TEMPLATES
from generator.rules import check_rules
from generator.views.pieces import Badge

URL = "https://yunyu.example/"
EVIL = "<script>alert(1)</script>\"'&𡐓"
HOURS = {
    "weekly": [{"days": "周一至周五", "open": ["8:30-11:30", "13:30-17:00"]}],
    "holidays": "休息",
    "makeup_workdays": "上班",
    "exceptions": [{"since": "2026-12-01", "note": EVIL}],
    "note": EVIL,
}
SQUARE = "POLYGON ((122 30, 122.1 30, 122.1 30.1, 122 30.1, 122 30))"
BESIDE = "POLYGON ((122.1 30, 122.2 30, 122.2 30.1, 122.1 30.1, 122.1 30))"


def render_all(catalogue: Catalogue) -> dict[str, str]:
    return {one.path: one.data.decode() for one in render_site(catalogue, make_shells(), URL)}


@cache
def full_site() -> dict[str, str]:
    """Every optional field filled, each text with a script in it."""
    return render_all(full_catalogue())


@cache
def full_catalogue() -> Catalogue:
    values = minimal_values()
    values["division"]["c1"] |= {
        "name": EVIL,
        "aliases": [EVIL],
        "intro": EVIL,
        "address": EVIL,
        "phone": "0988-5550001",
        "hours": HOURS,
        "boundary": SQUARE,
    }
    values["division"]["c2"] = {
        "code": "330902002002",
        "name": "望海",
        "level": "社区",
        "parent": "town",
        "boundary": BESIDE,
    }
    grid = values["grid"]["g1"]
    grid |= {
        "name": EVIL,
        "aliases": [EVIL],
        "intro": EVIL,
        "households": "400",
        "function": "重点",
        "covers": [{"name": EVIL, "kind": "小区", "aliases": [EVIL], "address": EVIL}],
        "boundary": SQUARE,
        "supervision_phone": "0988-5550002",
        "valid_from": "2024-01-01",
        "replaces": ["old"],
    }
    values["grid"]["old"] = grid | {"code": "330902002001008", "valid_until": "2023-12-31", "replaces": []}
    values["grid"]["m1"] = grid | {
        "code": "330902002001101",
        "kind": "微网格",
        "parent": "g1",
        "replaces": [],
    }
    values["person"]["p1"] |= {
        "name": EVIL,
        "badge": EVIL,
        "duty_phone": "0988-5550003",
        "organization": "o1",
        "intro": EVIL,
        "consent_public": "true",
    }
    values["organization"]["o1"] |= {
        "name": EVIL,
        "aliases": [EVIL],
        "credit_code": EVIL,
        "parent": "o2",
        "division": "c1",
        "grids": ["g1"],
        "intro": EVIL,
        "phone": "0988-5550004",
        "address": EVIL,
        "hours": HOURS,
        "link": "https://a.example/?a=1&b=2",
    }
    values["organization"]["o2"] = {"name": EVIL, "kind": "政府部门", "sector": "政府"}
    values["service"]["s1"] |= {
        "name": EVIL,
        "plain_name": f"{EVIL}俗",
        "aliases": [EVIL],
        "summary": EVIL,
        "categories": ["k1", "k2"],
        "life_events": ["e1"],
        "eligibility": EVIL,
        "ineligible": EVIL,
        "instead": EVIL,
        "steps": [{"who": EVIL, "do": EVIL, "minutes": "5", "note": EVIL}, {"do": EVIL, "minutes": "5"}],
        "documents": [{"type": "d1", "copies": "2", "note": EVIL}],
        "fee": EVIL,
        "time_limit": "当场",
        "channels": [{"kind": "网站", "phone": "12345", "link": "https://a.example/", "note": EVIL}],
        "locations": [{"name": EVIL, "address": EVIL, "phone": "12345", "hours": HOURS}],
        "hours": HOURS,
        "area": ["c1", "g1"],
        "legal_basis": [EVIL],
        "phone": "0988-5550005",
        "complaint_phone": "0988-5550006",
        "review_by": "2026-12-01",
        "alert": EVIL,
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
    }
    values["notice"]["n1"] |= {"title": EVIL, "level": "紧急", "body": EVIL, "area": ["g1"], "phone": "12345"}
    vocabulary = {"name": EVIL, "aliases": [EVIL], "intro": EVIL}
    values["audience"]["a1"] = vocabulary | {"symbol": EVIL}
    values["category"]["k1"] = vocabulary
    values["category"]["k2"] = vocabulary | {"parent": "k1"}
    values["life_event"]["e1"] = vocabulary | {"audiences": ["a1"]}
    values["document_type"]["d1"] = {
        "name": EVIL,
        "description": EVIL,
        "where": EVIL,
        "link": "https://a.example/",
    }
    return make_catalogue(
        values,
        site_name=EVIL,
        demo="true",
        intro=EVIL,
        publisher=EVIL,
        hotline={"name": EVIL, "phone": "12345", "note": EVIL},
        emergencies=[{"name": EVIL, "phone": "110"}],
        edit_url="https://git.example/edit/",
        filings={"icp": EVIL, "police": EVIL, "site_code": EVIL, "report_errors": "https://e.example/"},
    )


@cache
def least_site() -> dict[str, str]:
    return render_all(make_catalogue())


SITES = pytest.mark.parametrize("site", [full_site, least_site], ids=["full", "least"])


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.references: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [found["href"]] if tag == "a" and found.get("href") else []
        self.ids += [found["id"]] if found.get("id") else []
        self.references += [found["aria-labelledby"]] if found.get("aria-labelledby") else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in {"meta", "link", "br", "img", "path", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"meta", "link", "br", "img", "path", "input"}:
            assert self.open.pop() == tag


def pages_of(site: dict[str, str]) -> dict[str, str]:
    return {path: html for path, html in site.items() if path.endswith(".html")}


OURS = ("actions", "finder", "find-grid", "kept", "services")
OUR_SCRIPTS = {f'<script src="../assets/{name}.js" defer>' for name in OURS}


def test_no_script_of_an_editor_reaches_a_page() -> None:
    for path, html in pages_of(full_site()).items():
        scripts = re.findall(r"<script[^>]*>", html)
        assert set(scripts) <= {'<script type="application/ld+json">', *OUR_SCRIPTS}, path
        assert len(scripts) == html.count("</script>"), path


def test_every_text_of_an_editor_is_shown_escaped() -> None:
    page = full_site()["services/s1.html"]
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20
    assert "𡐓" in page


@SITES
def test_elements_are_nested_and_ids_unique(site: object) -> None:
    for path, html in pages_of(site()).items():  # type: ignore[operator]
        reader = _Reader(html)
        assert not reader.open, path
        twice = [name for name, number in Counter(reader.ids).items() if number > 1]
        assert not twice, path
        assert set(reader.references) <= set(reader.ids), path


@SITES
def test_headings_skip_no_level(site: object) -> None:
    for path, html in pages_of(site()).items():  # type: ignore[operator]
        levels = _Reader(html).headings
        assert levels.count(1) == 1 or path == "404.html", path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


@SITES
def test_every_link_leads_to_a_page_and_an_anchor(site: object) -> None:
    pages = pages_of(site())  # type: ignore[operator]
    readers = {path: _Reader(html) for path, html in pages.items()}
    known = set(pages)
    for path, reader in readers.items():
        for link in reader.links:
            target, _, anchor = link.partition("#")
            other_file = bool(target) and not target.endswith(".html")
            if re.match(r"[a-z]+:", link) or other_file or path == "404.html":
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if not full.startswith("guide/"):  # hand-written pages are checked where they are built
                assert full in known, f"{path} → {link}"
            if anchor:
                assert anchor in readers[full].ids, f"{path} → {link}"


def test_structured_data_is_json_and_names_the_page() -> None:
    page = full_site()["services/s1.html"]
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data[0]["@type"] == "Service"
    assert data[0]["url"] == f"{URL}services/s1.html"
    assert data[1]["@type"] == "BreadcrumbList"
    assert [item["position"] for item in data[1]["itemListElement"]] == [1, 2, 3, 4]


def test_a_page_has_its_own_title_description_and_address() -> None:
    page = least_site()["services/s1.html"]
    assert "<title>老年人助餐 - 云屿网格</title>" in page
    assert '<meta name="description" content="老年人助餐。给老人做饭">' in page
    assert '<link rel="canonical" href="https://yunyu.example/services/s1.html">' in page
    assert "旧" not in page


def test_phones_are_links() -> None:
    assert 'href="tel:09885550005"' in full_site()["services/s1.html"]


def test_a_grid_names_its_people_then_phones_notices_services_and_places() -> None:
    page = full_site()["grids/g1.html"]
    parts = [page.index(f'id="{one}"') for one in ("people", "phones", "notices", "services", "ground")]
    assert parts == sorted(parts)


def test_a_service_says_what_where_bring_how_and_who_may_in_this_order() -> None:
    page = full_site()["services/s1.html"]
    words = (
        "gp-now",
        "gp-call",
        "gp-prose",
        'id="where"',
        'id="documents"',
        'id="steps"',
        'id="eligible"',
        'id="more"',
    )
    parts = [page.index(one) for one in words]
    assert parts == sorted(parts)


def test_hand_written_pages_get_banner_and_footer_only() -> None:
    page = full_site()["guide/a.html"]
    assert "演示站点" in page
    assert "服务热线" not in page.split("</main>")[0]
    assert "主办" in page
    assert "旧标题 - 旧站" in page


def test_the_error_page_links_from_the_top_of_the_site() -> None:
    city_wide = {"level": "紧急", "area": []}
    page = render_all(make_catalogue(change("notice", "n1", **city_wide)))["404.html"]
    assert 'href="/notices/n1.html"' in page


def test_only_index_pages_keep_the_tabs_of_their_section() -> None:
    pages = least_site()
    assert "旧栏目" in pages["services/index.html"]
    assert "旧栏目" in pages["guide/a.html"], "of a hand-written page the theme knows"
    assert "旧栏目" not in pages["services/s1.html"]


def test_an_invented_city_says_so_shortly_on_top_and_at_length_at_the_end() -> None:
    top, _, end = full_site()["services/s1.html"].partition("</main>")
    assert "演示站：内容是虚构的" in top
    assert "这里的人名、电话和地址都不是真的" in end
    assert "演示站" not in least_site()["services/s1.html"]


def test_an_ended_grid_redirects() -> None:
    page = full_site()["grids/old.html"]
    assert '<meta http-equiv="refresh" content="0; url=../grids/g1.html">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_sitemap_lists_what_may_be_found() -> None:
    sitemap = full_site()["sitemap.xml"]
    assert f"<loc>{URL}services/s1.html</loc>" in sitemap
    assert f"<loc>{URL}guide/a.html</loc>" in sitemap
    for path in ("people/p1.html", "grids/old.html", "404.html"):
        assert path not in sitemap
    assert f"Sitemap: {URL}sitemap.xml" in full_site()["robots.txt"]


@pytest.mark.parametrize(
    ("fields", "closed"),
    [
        ({"status": "暂停", "paused_until": "2026-12-01"}, [{"validThrough": "2026-12-01"}]),
        ({"status": "停办"}, [{}]),
        ({"valid_until": "2026-12-31"}, [{"validFrom": "2027-01-01"}]),
        ({"valid_from": "2027-01-01"}, [{"validThrough": "2026-12-31"}]),
        (
            {"valid_from": "2026-12-01", "status": "暂停", "paused_until": "2027-01-15"},
            [{"validThrough": "2027-01-15"}],
        ),
        ({}, []),
    ],
)
def test_search_engines_are_told_when_a_service_is_closed(
    fields: dict[str, str], closed: list[dict[str, str]]
) -> None:
    values = minimal_values()
    values["service"]["s1"] |= fields | {
        "hours": {"weekly": [{"days": "周一至周日", "open": ["8:00-12:00"]}]},
        "locations": [{"name": "二楼", "hours": {"weekly": [{"days": "周一", "open": ["9:00-10:00"]}]}}],
    }
    page = render_all(make_catalogue(values))["services/s1.html"]
    service = json.loads(re.search(r'"application/ld\+json">(.*?)</script>', page)[1])[0]
    never = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
    told = [one for one in service["hoursAvailable"] if one["opens"] == one["closes"]]
    assert told == [never | one for one in closed]
    assert any(one["opens"] == "08:00" for one in service["hoursAvailable"]) == (
        fields.get("status") != "停办"
    )
    place = service["availableChannel"][-1]
    assert ("openingHoursSpecification" in place["serviceLocation"]) == (fields.get("status") != "停办")


def test_the_last_day_that_there_is_stops_neither_pages_nor_files_nor_rules() -> None:
    """Registers say 9999-12-31 for what has no end."""
    values, last = minimal_values(), "9999-12-31"
    hours = {"weekly": [{"days": "双周周日", "open": ["8:00-12:00"]}], "odd_week": last}
    values["service"]["s1"] |= {"valid_until": last, "hours": hours}
    values["service"]["s2"] = minimal_service(status="暂停", paused_until=last, hours=hours)
    late = {"weekly": [{"days": "每天", "open": ["8:00-24:00", "22:00-次日2:00"]}]}
    values["service"]["s3"] = minimal_service(valid_from=last, assured_on=last, hours=late)
    values["notice"]["n1"] |= {"expires_on": last}
    catalogue = make_catalogue(values)
    assert {"services/s1.ics", "services/s3.ics", "notices/n1.ics"} <= render_all(catalogue).keys()
    assert list(render_exports(catalogue, URL))
    assert check_rules(catalogue)


def test_a_site_without_an_address_has_no_sitemap() -> None:
    site = {one.path: one.data for one in render_site(make_catalogue(), make_shells(), "")}
    assert "sitemap.xml" not in site
    assert b"Sitemap" not in site["robots.txt"]
    assert b"ld+json" in site["services/s1.html"]


def test_two_runs_give_the_same_bytes() -> None:
    assert render_all(make_catalogue()) == render_all(make_catalogue())


def test_one_page_is_rendered_on_demand() -> None:
    site = Site(make_catalogue(), {"services/index.html": SHELL}, URL)
    assert "老年人助餐".encode() in site.render("services/s1.html")


def test_a_missing_shell_is_named() -> None:
    with pytest.raises(OutputError, match=r"grids/index\.html"):
        Site(make_catalogue(), {}, URL).render("grids/g1.html")


def test_what_ended_keeps_a_page_that_says_so_and_nothing_leads_to_it() -> None:
    values = change("notice", "n1", expires_on="2026-11-19", title="停水一天")
    values["service"]["s1"]["valid_until"] = "2026-11-19"
    site = render_all(make_catalogue(values))
    for path, words in (
        ("notices/n1.html", "有效到2026年11月19日为止"),
        ("services/s1.html", "这项服务办到2026年11月19日为止"),
    ):
        assert words in site[path]
        assert "noindex" in site[path]
        assert path not in site["sitemap.xml"]
        others = {name for name in site if name.endswith(".html")} - {path, "changes/index.html"}
        assert not any(f'{path}"' in site[name] for name in others)


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-19"])
def test_a_service_or_notice_holds_on_its_last_day_and_has_ended_on_the_next(day: str) -> None:
    values = change("notice", "n1", expires_on=day)
    values["service"]["s1"]["valid_until"] = day
    site = render_all(make_catalogue(values))
    ended = day < TODAY.isoformat()
    assert ("已失效" in site["notices/n1.html"]) is ended
    assert ("现在有什么，请看" in site["services/s1.html"]) is ended


def test_everything_on_the_site_can_be_found() -> None:
    documents = list(search_documents(full_catalogue(), {}))
    pages = pages_of(full_site())
    assert {one.url.partition("#")[0] for one in documents} <= set(pages)
    assert {one.kind for one in documents} == {
        "service",
        "grid",
        "place",
        "person",
        "organization",
        "division",
        "audience",
        "category",
        "life_event",
        "notice",
        "page",
    }
    assert all(url in pages for _, url in search_fallback(full_catalogue()).links)


def test_headings_of_hand_written_pages_can_be_found() -> None:
    found = [
        (one.title, one.url, one.text)
        for one in page_documents("guide/a.html", make_shells()["guide/a.html"])
    ]
    assert found == [("指南", "guide/a.html", "先看"), ("甲节", "guide/a.html#a", "正文甲")]


def test_what_stands_under_a_heading_that_leaves_search_out_is_not_found() -> None:
    html = '<article><h1>页</h1>甲<h2 id="a" data-search-exclude>乙节</h2>乙<h2 id="b">丙节</h2>丙</article>'
    found = [(one.title, one.text) for one in page_documents("guide/a.html", html)]
    assert found == [("页", "甲"), ("丙节", "丙")]


def test_templates_escape_through_the_memory() -> None:
    """The memory takes the place of a name that Jinja's compiled code looks up; pinned here."""
    before = remember_escaped.cache_info()
    badge = Badge("<b>", "due")
    assert "&lt;b&gt;" in TEMPLATES.from_string("{{ badge.text }}").render(badge=badge)
    after = remember_escaped.cache_info()
    assert after.hits + after.misses == before.hits + before.misses + 1


def test_an_indented_line_of_a_template_continues_the_line_above() -> None:
    source = "<p>\n  {% if one %}\n    <b>{{ one }}</b>\n  {% endif %}\n  </p>\n<p></p>"
    assert TEMPLATES.from_string(source).render(one="甲") == "<p><b>甲</b></p>\n<p></p>"
