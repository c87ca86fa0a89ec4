"""A telephone field on every surface: each number is shown and dials, an extension after a pause."""

import json
import re
from functools import cache

import pytest
from sample_site import change, make_catalogue, make_shells
from search.reference import Index

from generator.facts.publication import published_phone
from generator.model import Person
from generator.outputs.search import SearchFallback, render_search
from generator.outputs.search_documents import search_documents
from generator.outputs.site import render_site
from generator.rules.private_data import public_phones
from generator.views.publications.service import PUBLICATION as SERVICES

WRITTEN = "0988-5550117-801、5550118"
LINKS = [("tel:09885550117,801", "0988-5550117转801"), ("tel:09885550118", "0988-5550118")]
PROFILE = {"hotline": {"name": "热线", "phone": WRITTEN}, "supervision_phone": WRITTEN}


@cache
def site() -> dict[str, str]:
    """A site on which every field holds two numbers, one of them with an extension."""
    values = change("service", "s1", phone=WRITTEN, complaint_phone=WRITTEN)
    values["organization"]["o1"] |= {"phone": WRITTEN, "night_phone": WRITTEN}
    values["division"]["c1"]["phone"] = WRITTEN
    values["person"]["p1"]["duty_phone"] = WRITTEN
    values["notice"]["n1"]["phone"] = WRITTEN
    catalogue = make_catalogue(values, **PROFILE)
    pages = {
        one.path: one.data.decode() for one in render_site(catalogue, make_shells(), "https://a.example/")
    }
    return {path: page for path, page in pages.items() if path.endswith(".html")}


def links(page: str) -> list[tuple[str, str]]:
    """What a page dials, with the digits that it shows for each."""
    found = re.findall(r'<a [^>]*href="(tel:[^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [(href, re.sub(r"<[^>]*>|[^0-9转-]", "", text).removesuffix("24")) for href, text in found]


@pytest.mark.parametrize(
    "path", ["services/s1.html", "organizations/o1.html", "communities/c1.html", "people/p1.html",
             "notices/n1.html", "grids/g1.html", "index.html"]
)  # fmt: skip
def test_each_number_of_a_page_dials(path: str) -> None:
    """Both numbers are there again and again, none joined; the bar at the lower edge dials the first."""
    page, bar, rest = site()[path].partition('<nav class="gp-callbar"')
    dialled, end, after = rest.partition("</nav>")
    assert [link for link in links(bar + dialled) if link != LINKS[0]] == []
    found = links(page + end + after)
    assert set(found) == set(LINKS)
    assert found.count(LINKS[0]) == found.count(LINKS[1])


def test_machines_get_each_number_apart() -> None:
    """Structured data lists them; open data keeps one text in one column."""
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', site()["organizations/o1.html"]
    )
    assert json.loads(scripts[0])[0]["telephone"] == [text for _, text in LINKS]
    catalogue = make_catalogue(change("service", "s1", phone=WRITTEN))
    (record,) = SERVICES.open_data.records(catalogue)
    assert record.phone == "0988-5550117转801、0988-5550118"


@pytest.mark.parametrize(
    "query",
    ["0988-5550117", "09885550117", "5550117", "5550118", "09885550118", "0988 5550118", "0988-5550117-801"],
)
def test_a_number_is_found_with_and_without_area_code(query: str) -> None:
    """Digits only, with a dash, with a blank, with the extension."""
    catalogue = make_catalogue(change("service", "s1", phone=WRITTEN))
    index = Index(render_search(list(search_documents(catalogue, {})), SearchFallback("热线", WRITTEN, ())))
    assert index.row(index.search(query)[0][0])[2] == "services/s1.html"


def test_a_search_without_result_offers_each_number_of_the_hotline() -> None:
    root = Index(render_search([], SearchFallback("热线", WRITTEN, ()))).root
    assert root["fallback"]["phones"] == [list(one) for one in LINKS]


@pytest.mark.parametrize(
    ("duty", "consent", "shown"),
    [
        ("0988-5550117、13800001234", False, "0988-5550117"),
        ("0988-5550117、13800001234", True, "0988-5550117、13800001234"),
        ("13800001234", False, None),
        ("+86 138 0000 1234", False, None),
        ("0988-5550117转801", False, "0988-5550117转801"),
    ],
)
def test_a_mobile_among_several_numbers_needs_consent_by_itself(
    duty: str,
    consent: bool,  # noqa: FBT001
    shown: str | None,
) -> None:
    person = Person.model_validate({"name": "王海英", "duty_phone": duty, "consent_public": consent})
    assert published_phone(person) == shown


def test_each_public_mobile_is_known_to_the_gate() -> None:
    values = change("person", "p1", duty_phone="13800001234、0988-5550117转801", consent_public=True)
    assert public_phones(make_catalogue(values)) == {"13800001234", "5550117"}
