"""Addresses outlive ids: what is printed as a QR code leads somewhere, after a rename and after an end."""

import json
import posixpath
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import Result
from conftest import ROOT
from sample_site import change, make_catalogue, make_shells, minimal_values

from generator.catalogue import Catalogue
from generator.changes import compare_catalogues
from generator.changes.renames import follow_renames
from generator.model import KINDS
from generator.outputs.feeds import render_feeds
from generator.outputs.pages import list_pages
from generator.outputs.site import render_site
from generator.reading.loading import load_catalogue
from generator.reading.references import find_references
from generator.views.addresses import page_path
from generator.views.projections import Detail, Pages
from generator.views.register import PUBLICATIONS

Run = Callable[..., Result]

URL = "https://yunyu.example/"
WITH_PAGES = [
    kind
    for kind in KINDS
    if kind.name
    in {
        one.kind
        for one in PUBLICATIONS
        if isinstance(one.pages, Pages) and any(isinstance(source, Detail) for source in one.pages.sources)
    }
]


def render(catalogue: Catalogue) -> dict[str, str]:
    return {one.path: one.data.decode() for one in render_site(catalogue, make_shells(), URL)}


@pytest.mark.parametrize("kind", WITH_PAGES, ids=lambda kind: kind.name)
def test_every_kind_with_a_page_can_name_its_former_ids(kind) -> None:
    assert get_args(kind.model.model_fields["former_ids"].annotation)


@pytest.mark.parametrize(
    "kind", ["service", "notice", "organization", "person", "grid", "audience", "category"]
)
def test_the_address_of_a_former_id_leads_to_the_page_of_today(kind: str) -> None:
    values = minimal_values()
    name = next(iter(values[kind]))
    values[kind][name]["former_ids"] = ["before", "even-before"]
    site = render(make_catalogue(values))
    for former in ("before", "even-before"):
        page = site[page_path(kind, former)]
        assert f'content="0; url=../{page_path(kind, name)}"' in page
        assert f'href="../{page_path(kind, name)}"' in page
        assert "noindex" in page
    assert page_path(kind, "before") not in site["sitemap.xml"]


def test_an_entry_that_took_a_former_id_keeps_its_own_page() -> None:
    values = change("service", "s2", former_ids=["s1"], **minimal_values()["service"]["s1"])
    assert "refresh" not in render(make_catalogue(values))["services/s1.html"]


@pytest.mark.parametrize(
    ("former", "codes"),
    [("moved", []), ("elder-card", ["IDN112"]), ("Not An Id", ["MOD105"]), ("index", ["MOD105"])],
)
def test_a_former_id_that_another_entry_has_is_refused(
    workspace: Path, gridpress: Run, former: str, codes: list[str]
) -> None:
    others = sorted((workspace / "menus/services").glob("*.yaml"))
    other = next(path for path in others if path.stem != "elder-card")
    other.write_text(other.read_text("utf-8") + f'former_ids: ["{former}"]\n', "utf-8")
    output = gridpress("check", "--root", workspace, "--format", "concise").output
    assert [code for code in ("IDN112", "MOD105") if code in output] == codes


def test_who_still_writes_a_former_id_is_told_the_new_one(workspace: Path, gridpress: Run) -> None:
    old = workspace / "menus/audiences/elderly.yaml"
    new = old.with_name("seniors.yaml")
    old.rename(new)
    new.write_text(new.read_text("utf-8") + "former_ids: [elderly]\n", "utf-8")
    output = gridpress("check", "--root", workspace).output
    assert "已改名，现在写 `seniors`" in output
    assert gridpress("check", "--fix", "--root", workspace).exit_code == 0


def test_all_rows_of_a_table_are_repaired_that_write_a_former_id(workspace: Path, gridpress: Run) -> None:
    """Two hundred rows are one finding; `--fix` writes the id of today into each."""
    old = workspace / "menus/divisions/chaojing.yaml"
    new = old.rename(old.with_name("chaojing-shequ.yaml"))
    new.write_text(new.read_text("utf-8") + "former_ids: [chaojing]\n", "utf-8")
    table = workspace / "menus/case_series/reports.csv"
    table.parent.mkdir()
    table.with_suffix(".yaml").write_text(
        "name: 周报\npublisher: civil-affairs\n"
        "since: 2026-04-06\nuntil: 2026-04-12\npublished_on: 2026-05-08\n",
        "utf-8",
    )
    rows = "".join(f"2026-04-06,chaojing,类别{number},7\n" for number in range(200))
    table.write_text(f"周一的日期,区域,类别,件数\n{rows}", "utf-8")
    assert gridpress("check", "--root", workspace).output.count("reports.csv:") == 4
    assert gridpress("check", "--fix", "--root", workspace).exit_code == 0
    assert table.read_text("utf-8").count(",chaojing-shequ,") == 200


def test_a_rename_is_no_new_thing_wherever_it_is_referred_to() -> None:
    before = minimal_values()
    after = minimal_values()
    after["organization"]["o2"] = {**after["organization"].pop("o1"), "former_ids": ["o1"]}
    after["service"]["s2"] = {
        **after["service"].pop("s1"),
        "provider": "o2",
        "assured_by": "o2",
        "former_ids": ["s1"],
    }
    after["notice"]["n2"] = {**after["notice"].pop("n1"), "issuer": "o2", "former_ids": ["n1"]}
    assert compare_catalogues(make_catalogue(before), make_catalogue(after)) == ()
    after["service"]["s2"]["former_ids"] = []
    kinds = [one.kind for one in compare_catalogues(make_catalogue(before), make_catalogue(after))]
    assert {"service-added", "service-ended"} <= set(kinds)


def test_a_rename_is_followed_wherever_an_id_stands() -> None:
    """Every entry of the demo gets a new id: the profile, entries and rows of tables name only those."""
    demo = load_catalogue(ROOT).catalogue
    assert demo is not None
    renamed = {
        kind.name: {
            f"new-{name}": replace(one, id=f"new-{name}", value=one.value.changed(former_ids=(name,)))
            for name, one in demo.entries[kind.name].items()
        }
        for kind in KINDS
        if "former_ids" in kind.model.model_fields
    }
    known = follow_renames(demo, replace(demo, entries={**demo.entries, **renamed}))
    entries = (known.profile_entry, *(one for named in known.entries.values() for one in named.values()))
    found = [one for entry in entries for one in find_references(entry)]
    named = [one for one in found if set(one.kind.split("|")) <= renamed.keys()]
    assert {one.source.file.rpartition(".")[2] for one in named} == {"yaml", "csv"}
    assert {one.id for one in named if not one.id.startswith("new-")} == set()
    assert tuple(one.id for one in known.references) == tuple(
        one.id for one in found[-len(known.references) :]
    )


def test_an_entry_renamed_twice_is_followed_from_either_name() -> None:
    last = change("organization", "o3", **minimal_values()["organization"]["o1"], former_ids=["o1", "o2"])
    for kind, field in (("service", "provider"), ("service", "assured_by"), ("notice", "issuer")):
        next(iter(last[kind].values()))[field] = "o3"
    del last["organization"]["o1"]
    for name in ("o1", "o2", "o3"):
        text = json.dumps(minimal_values()).replace('"o1"', f'"{name}"')
        assert compare_catalogues(make_catalogue(json.loads(text)), make_catalogue(last)) == ()


def test_what_ended_says_what_to_use_instead() -> None:
    values = change("service", "s2", **minimal_values()["service"]["s1"], plain_name="新的一项")
    values["service"]["s1"] |= {"valid_until": "2026-11-19", "replaced_by": "s2"}
    page = render(make_catalogue(values))["services/s1.html"]
    assert 'href="../services/s2.html">新的一项</a>' in page
    assert "refresh" not in page


def test_a_closed_service_names_the_one_that_took_its_place() -> None:
    values = change("service", "s2", **minimal_values()["service"]["s1"], plain_name="新的一项")
    values["service"]["s1"] |= {"status": "停办", "replaced_by": "s2"}
    assert "现在改办<a" in render(make_catalogue(values))["services/s1.html"]


@pytest.mark.parametrize(
    ("corrected", "updated"), [("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-01")]
)
def test_a_corrected_notice_is_newer_in_the_feeds_from_its_day_on(corrected: str, updated: str) -> None:
    catalogue = make_catalogue(change("notice", "n1", corrected_on=corrected))
    atom = {one.path: one.data.decode() for one in render_feeds(catalogue, URL)}["feeds/city.xml"]
    entry = atom[atom.index("<entry>") :]
    assert f"<updated>{updated}T" in entry
    assert "<published>2026-11-01T" in entry
    assert atom.index(f"<updated>{updated}T") < atom.index("<entry>")


def test_pages_of_one_folder_are_those_of_all_that_stand_in_it() -> None:
    """At the root, with former ids, and where nothing is made."""
    catalogue = make_catalogue(change("service", "s1", former_ids=["s0"]))
    pages = list_pages(catalogue)
    assert "services/s0.html" in pages
    for folder in {"nowhere", *map(posixpath.dirname, pages)}:
        inside = [path for path in pages if posixpath.dirname(path) == folder]
        assert [*list_pages(catalogue, folder)] == inside


def test_addresses_of_living_pages_are_not_taken() -> None:
    pages = list_pages(make_catalogue(change("service", "s1", former_ids=["s0"])))
    assert pages["services/s1.html"].template == "service.html.j2"
    assert pages["services/s0.html"].template == "ended.html.j2"
