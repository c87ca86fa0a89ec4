"""Department, score and complaint lead to each other, and one page says which number is for what."""

from dataclasses import replace

import pytest
from sample_site import change, make_catalogue, make_shells, minimal_service

from generator.catalogue import Catalogue
from generator.facts.offers import complaint_phones
from generator.model import AssessmentRow
from generator.outputs.site import Site
from generator.views.complaint import view_complaint
from generator.views.organization import view_organization
from generator.views.register import STANDING

ROW = dict.fromkeys(("accepted", "communicated", "handled", "contacted", "resolved", "satisfied"), "40")
QUARTER = {
    "period": "2026年第三季度",
    "since": "2026-07-01",
    "until": "2026-09-30",
    "published_on": "2026-10-20",
    "formula_version": "1",
    "assessor": "o1",
}


def city(**quarter: str) -> Catalogue:
    """A department with services, a complaint phone and a score."""
    values = change("organization", "o1", phone="0988-5550101")
    values["service"] = {
        "s1": minimal_service(complaint_phone="0988-5550109", assured_on="2025-11-25"),
        "s2": minimal_service(complaint_phone="12345"),
        "s3": minimal_service(complaint_phone="12345"),
    }
    values["assessment"] = {"q3": QUARTER | quarter}
    catalogue = make_catalogue(values)
    row = AssessmentRow.model_validate({"department": "o1", "cases": "50", "surveyed": "50", **ROW})
    entry = replace(catalogue.assessments["q3"], rows=(row,))
    return replace(catalogue, entries=catalogue.entries | {"assessment": {"q3": entry}})


def page(catalogue: Catalogue, path: str) -> str:
    return Site(catalogue, make_shells(), "").render(path).decode()


def test_the_complaint_phone_of_most_services_comes_first() -> None:
    assert complaint_phones(city(), "o1") == ("12345", "0988-5550109")
    assert complaint_phones(make_catalogue(), "o1") == ()


def test_a_department_shows_its_score_its_complaint_phones_and_what_it_owes() -> None:
    html = page(city(), "organizations/o1.html")
    for href in (
        'href="tel:12345"',
        'href="tel:09885550109"',
        'href="../assessments/q3.html#department-o1"',
        'href="../checks/todo_o1.html"',
        'href="../complaints/index.html"',
    ):
        assert href in html.partition("<footer>")[0]


def test_a_score_leads_back_to_its_department() -> None:
    html = page(city(), "assessments/q3.html")
    assert 'id="department-o1"' in html
    assert 'href="../organizations/o1.html"' in html


@pytest.mark.parametrize(("published", "shown"), [("2026-11-20", True), ("2026-11-21", False)])
def test_a_score_is_shown_from_the_day_on_which_it_is_published(published: str, *, shown: bool) -> None:
    assert bool(view_organization(city(published_on=published), "o1").score) == shown


def test_without_a_complaint_phone_the_hotline_stands_there() -> None:
    html = page(make_catalogue(), "organizations/o1.html")
    assert "投诉打热线" in html.partition("<footer>")[0]


def test_the_page_of_complaints_names_hotline_supervision_departments_and_emergencies() -> None:
    values = change("grid", "g1", supervision_phone="0988-5550077")
    values["service"] = {"s1": minimal_service(complaint_phone="0988-5550109")}
    emergencies = [{"name": "海上遇险", "phone": "12395"}]
    html = page(make_catalogue(values, emergencies=emergencies), "complaints/index.html")
    for number in ("12345", "09885550009", "09885550077", "09885550109", "12395"):
        assert f'href="tel:{number}"' in html
    assert 'href="../organizations/o1.html"' in html


def test_a_grid_with_the_usual_supervision_phone_is_not_listed_beside_it() -> None:
    assert view_complaint(make_catalogue()).grids == ()


@pytest.mark.parametrize("word", ["投诉", "举报", "评分"])
def test_search_knows_the_page_by_these_words(word: str) -> None:
    (found,) = next(one for one in STANDING if one.name == "complaint").documents()
    assert word in found.aliases
    assert found.url == "complaints/index.html"
