"""A service that is true but not whole is published with the official guide in place of what is missing."""

import json

import pytest
from sample_site import change, make_catalogue, make_shells, minimal_service

from generator.outputs.prints.editions import HANDBOOK
from generator.outputs.prints.fonts import Fonts
from generator.outputs.prints.rendering import make_jobs
from generator.outputs.site import Site
from generator.views.service import view_service

GUIDE = "https://zwfw.example/guide?a=1&b=2"


def catalogue(**more):
    return make_catalogue(change("service", "s1", **minimal_service(type="政务", guide=GUIDE, **more)))


def test_the_page_says_what_it_leaves_to_the_official_guide():
    """What is missing in residents' words, the link, and its address in letters, escaped."""
    page = Site(catalogue(phone="12345", documents=[]), make_shells(), "").render("services/s1.html").decode()
    assert "谁可以办、到哪里办、什么时候开、怎么办、多久办好、依据，这里没有写" in page
    assert page.count("https://zwfw.example/guide?a=1&amp;b=2") >= 2


def test_a_whole_page_only_leads_to_the_official_guide():
    hours = {"weekly": [{"days": "周一", "open": "8:00-9:00"}]}
    whole = catalogue(
        phone="12345",
        documents=[],
        eligibility="老人",
        locations=[{"name": "站"}],
        hours=hours,
        steps=[{"do": "来"}],
        time_limit="当场",
        legal_basis=["法"],
    )
    assert view_service(whole, "s1").guide.lacks == ()
    page = Site(whole, make_shells(), "").render("services/s1.html").decode()
    assert "打开官方办事指南" in page
    assert "没有写全" not in page


def test_a_number_that_the_page_shows_is_not_called_missing():
    """The provider's stands on the page where the service has none of its own."""
    provider = {"name": "民政局", "kind": "政府部门", "sector": "政府", "phone": "0988-5550107"}
    values = change("service", "s1", **minimal_service(type="政务", guide=GUIDE))
    shown = make_catalogue(values | {"organization": {"o1": provider}})
    assert "咨询电话" in view_service(catalogue(), "s1").guide.lacks
    assert "咨询电话" not in view_service(shown, "s1").guide.lacks


@pytest.mark.parametrize("site", ["", "https://grid.example/"])
def test_paper_shows_the_address_and_its_code(site):
    """Also where the site itself has no address."""
    (job,) = make_jobs(catalogue(), "g1", site, Fonts(()), [HANDBOOK])
    data = json.loads(job.data)
    assert data["qr"][GUIDE][1].startswith("<svg")
    assert GUIDE in json.dumps(data["view"])
