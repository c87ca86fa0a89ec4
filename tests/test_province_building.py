"""A province is built city by city, here or on a cluster, and joined: the same bytes, all or nothing."""

import errno
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from xml.etree import ElementTree

import pytest
from conftest import run_gridpress, serve_folder
from distributed import Client, LocalCluster
from provinces import SERVICE, add, make_province
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, URIRef
from storage import open_storage
from test_descriptions import read_dcat
from test_feeds import ATOM, check_atom, check_json_feed

from generator.deploying.bucket import open_bucket
from generator.diagnostics import OutputError
from generator.province import building, shards
from generator.province.borders import check_borders
from generator.province.building import CACHE, build_province, check_province
from generator.province.cluster import build_shards
from generator.province.settings import OWN_FOLDERS
from generator.province.shards import ShardDone, ShardJob, build_shard
from generator.province.store import Folder, digest_of, open_store
from generator.province.views import join_documents

LIMIT = 120
"""Seconds after which something that must come about counts as never coming: a safeguard, not a measure."""


NOTICE = """\
title: 停水
body: 明天停水一天。
issuer: chaojing-office
issued_on: 2026-05-19
expires_on: 2026-05-31
"""


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A province of two cities with a notice each, of which one says something else than the province."""
    root = make_province(tmp_path_factory.mktemp("province") / "dongyu")
    add(root / "daixi" / SERVICE, "time_limit: 3日\n")
    for city in ("daixi", "linhai"):
        notice = root / city / "menus/notices/water.yaml"
        notice.parent.mkdir()
        notice.write_text(NOTICE, "utf-8")
    return root


@pytest.fixture(scope="module")
def site(province):
    """The province's site, built in this process."""
    out = province.with_name("alone")
    assert build(province, out).assembled is not None
    return out


@pytest.fixture(scope="module")
def cluster():
    """Two workers, and whoever takes the place of one that is lost."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", memory_limit=0) as here,
        Client(here.scheduler_address, set_as_default=False) as client,
    ):
        yield client


def build(province, out, **options):
    """Build from nothing, without handbooks."""
    shutil.rmtree(province / CACHE, ignore_errors=True)
    return build_province(province, out, handbooks=False, **options)


def read_tree(folder):
    """Digests of all files by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_of(path.read_bytes()) for path in files}


def wait_for(tell):
    """What is told, as soon as there is anything."""
    end = time.monotonic() + LIMIT
    while not (found := tell()):
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)
    return found


@contextmanager
def in_background(work):
    """Run something beside the test; what it returns or raises stands in the list that is given."""
    answer = []

    def run():
        try:
            answer.append(work())
        except OutputError as error:
            answer.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield answer
    thread.join(LIMIT)


def test_the_site_leads_to_every_city(site):
    """Home names each city; the list of sitemaps, feeds and open data hold those of all."""
    home = (site / "index.html").read_text("utf-8")
    assert {"daixi/index.html", "linhai/index.html"} <= set(re.findall(r'href="([^"#]+)"', home))
    maps = ElementTree.parse(site / "sitemap.xml")  # noqa: S314 - our own
    named = [one.text for one in maps.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://dongyu.example/linhai/sitemap.xml" in named
    items = check_json_feed((site / "feeds/province.json").read_bytes())
    entries = check_atom((site / "feeds/province.xml").read_bytes())
    authors = [one.findtext(f"{ATOM}author/{ATOM}name") for one in entries]
    assert authors
    assert authors == [one["authors"][0]["name"] for one in items], "each city's own offices"
    (catalogue,) = json.loads((site / ".well-known/api-catalog").read_text("utf-8"))["linkset"]
    led = [one["href"].removeprefix("https://dongyu.example/") for one in catalogue["api-catalog"]]
    assert led == [f"{city}/.well-known/api-catalog" for city in ("daixi", "linhai")]
    assert all((site / one).is_file() for one in led)
    described = [one["href"].removeprefix("https://dongyu.example/") for one in catalogue["describedby"]]
    assert described == ["data/catalog.jsonld", "data/catalog.ttl"]
    cities = json.loads((site / "data/cities.json").read_text("utf-8"))["cities"]
    assert [one["name"] for one in cities] == ["daixi", "linhai"]


def test_the_catalogue_of_the_province_leads_to_those_of_its_cities(site):
    """Each by the address that the city gives itself, and all keep to DCAT-AP."""
    address = "https://dongyu.example/"
    graph = read_dcat((site / "data/catalog.ttl").read_text("utf-8"), f"{address}data/catalog.ttl")
    catalog = URIRef(f"{address}data/index.html#catalog")
    cities = {
        URIRef(f"https://{there}/data/index.html#catalog"): site / city / "data/catalog.ttl"
        for city, there in (("daixi", "daixi.example"), ("linhai", "dongyu.example/linhai"))
    }
    for name in (DCAT.catalog, DCTERMS.hasPart):
        assert set(graph.objects(catalog, name)) == cities.keys()
    for city, file in cities.items():
        assert URIRef(str(city).replace("index.html#catalog", "catalog.ttl")) in graph.objects(
            city, RDFS.seeAlso
        )
        own = read_dcat(file.read_text("utf-8"), str(city))
        for name in (DCTERMS.title, DCTERMS.publisher):
            told, said = (
                {one.value(it, FOAF.name, default=it) for it in one.objects(city, name)}
                for one in (graph, own)
            )
            assert told == said
        assert len({one.value(city, DCTERMS.publisher) for one in (graph, own)}) == 1
    page = (site / "data/index.html").read_text("utf-8")
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        data = (site / str(graph.value(file, DCAT.downloadURL)).removeprefix(address)).read_bytes()
        assert int(graph.value(file, DCAT.byteSize)) == len(data)
        assert f'id="{file.fragment}"' in page
    assert all(f'id="{one.fragment}"' in page for one in graph.subjects(RDF.type, DCAT.Dataset))


def test_no_city_may_have_the_name_of_a_folder_of_the_province(site):
    """What stands beside the cities is what the check of their names knows."""
    assert {one.name for one in site.iterdir() if one.is_dir() and one.name[0] != "."} == {
        "daixi",
        "linhai",
        *OWN_FOLDERS,
    }


def test_every_link_of_the_province_leads_to_something(site):
    """Pages of the province's own, and what search shows, link to files that are there."""
    pages = [*site.glob("*.html"), *(site / "all").glob("*.html"), *(site / "data").glob("*.html")]
    assert len(pages) > 4
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"#?:]+)"', page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name} → {link}"
    index = (site / "search/index.js").read_text("utf-8")
    urls = re.findall(r'"((?:all|daixi|linhai)/[^"#]+\.html)', index)
    assert len(urls) > 4
    assert all((site / url).is_file() for url in urls)


def test_what_a_city_says_otherwise_is_listed(site):
    """The page and the table of deviations name city, entry and both texts."""
    page = (site / "deviations.html").read_text("utf-8")
    assert "3日" in page
    assert "当场" in page
    assert "岱汐市,老年优待证办理" in (site / "data/deviations.csv").read_text("utf-8-sig")


def test_two_workers_give_the_same_bytes_though_one_is_killed(province, site, cluster):
    """The shard of the killed worker is done again by another; nothing of it can be seen in the site."""
    out, told = province.with_name("killed"), []
    pids = cluster.run(os.getpid)
    address = cluster.scheduler.address

    def work():
        return build(province, out, cluster=address, tell=lambda done: told.append(done.name))

    with in_background(work) as answer:
        worker, (key, *_) = wait_for(
            lambda: next(((one, keys) for one, keys in cluster.processing().items() if keys), None)
        )
        os.kill(pids[worker], signal.SIGSTOP)  # it can no longer finish, so that the kill meets it at work
        assert key in cluster.processing()[worker]
        os.kill(pids[worker], signal.SIGKILL)
    assert answer[0].assembled is not None
    assert sorted(told) == ["daixi", "linhai"]
    assert read_tree(out) == read_tree(site)


def test_one_worker_gives_the_same_bytes(province, site, cluster):
    """How many build makes no difference; a second build writes the same once more."""
    out = province.with_name("single")
    wait_for(lambda: len(cluster.scheduler_info()["workers"]) == 2)
    first, *others = cluster.scheduler_info()["workers"]
    assert first
    cluster.retire_workers(others)
    assert build(province, out, cluster=cluster.scheduler.address).assembled is not None
    assert read_tree(out) == read_tree(site)


def test_a_lost_scheduler_publishes_nothing(tmp_path):
    """It ends with a sentence that says what to do; so does one that was never there."""
    file = tmp_path / "scheduler.json"
    words = (
        "-m",
        "distributed.cli.dask_scheduler",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        file,
    )
    scheduler = subprocess.Popen([sys.executable, *map(str, words)], stderr=subprocess.DEVNULL)  # noqa: S603 - our own words
    address = wait_for(lambda: file.exists() and json.loads(file.read_text() or "{}").get("address"))
    job = ShardJob("city", "root", None, "work", "store")
    with Client(address, set_as_default=False) as client:
        with pytest.raises(OutputError, match="has no workers"):
            list(build_shards([job], address, wait="1s"))
        words = (
            "-m",
            "distributed.cli.dask_worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        )
        worker = subprocess.Popen([sys.executable, *words], stderr=subprocess.DEVNULL, cwd=tmp_path)  # noqa: S603 - as above
        busy = client.submit(time.sleep, 10 * LIMIT)
        with in_background(lambda: list(build_shards([job], address))) as answer:
            wait_for(lambda: client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) > 1)
            scheduler.kill()
            scheduler.wait()
            wait_for(lambda: answer)
        worker.kill()
        worker.wait()
        del busy
    assert isinstance(answer[0], OutputError)
    assert "原来的网站没有动" in answer[0].text.zh
    with pytest.raises(OutputError, match="no Dask scheduler answers"):
        list(build_shards([job], address, wait="1s"))


def test_an_error_in_one_city_leaves_the_standing_site(province, site):
    """All or nothing holds for a province as for a city; the finding names the city's file."""
    path = province / "linhai" / SERVICE
    kept, before = path.read_text("utf-8"), read_tree(site)
    add(path, "status: 暂挺\n")
    try:
        done = run_gridpress("build", "--root", province, "--out", site, "--no-handbooks")
    finally:
        path.write_text(kept, "utf-8")
    assert done.exit_code == 1
    assert f"linhai/{SERVICE}" in done.output
    assert read_tree(site) == before


def test_what_two_cities_cannot_both_say_is_found(tmp_path):
    """A code of two cities, ground of two grids, an entry of another city, a kind that is no province's."""
    root = make_province(tmp_path / "dongyu")
    assert check_province(root)[1] == []
    grid = root / "linhai/menus/grids/chaojing-1.yaml"
    grid.write_text(grid.read_text("utf-8").replace("123.1", "122.1"), "utf-8")
    code = root / "linhai/menus/divisions/gangkou.yaml"
    code.write_text(code.read_text("utf-8").replace("3397", "3399"), "utf-8")
    (root / "menus/grids").mkdir()
    (root / "menus/grids/one.yaml").write_text("name: 某网格\n", "utf-8")
    (root / "daixi/menus/organizations/only-here.yaml").write_text(
        (root / "daixi/menus/organizations/civil-affairs.yaml").read_text("utf-8"), "utf-8"
    )
    matter = root / "linhai/menus/matters/elder-visit.yaml"
    text = matter.read_text("utf-8").replace("department: civil-affairs", "department: only-here")
    matter.write_text(text, "utf-8")
    found = {one.code: one.place.file for one in check_province(root)[1]}
    assert found["PRO101"] == "linhai/menus/divisions/gangkou.yaml"
    assert found["PRO102"] == "linhai/menus/grids/chaojing-1.yaml"
    assert found["PRO104"] == "linhai/menus/matters/elder-visit.yaml"
    assert found["INH106"] == "menus/grids/one.yaml"


def test_contents_are_kept_by_what_they_are(tmp_path):
    """The same content has one name; what a disk has lost the end of is put there anew, the rest is swept."""
    store = Folder(tmp_path / "store")
    digest = store.put(b"one")
    assert digest == digest_of(b"one") == store.put(b"one")
    path = store.fetch(digest)
    path.write_bytes(b"o")
    assert store.fetch(store.put(b"one")).read_bytes() == b"one"
    other = store.put(b"other")
    store.sweep({other})
    assert store.fetch(other).read_bytes() == b"other"
    with pytest.raises(OutputError, match="same --store"):
        store.fetch(digest)


def test_a_disk_without_room_for_a_city_is_told_in_words(tmp_path, monkeypatch):
    """A write tells no file: then the store is named, where all that a city is made of goes."""

    def fill(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shards, "build_site", fill)
    done = build_shard(ShardJob("city", str(tmp_path), None, str(tmp_path / "work"), "/mnt/store"))
    assert done.failed is not None
    assert "磁盘已满，写不下 `/mnt/store`" in done.failed.zh


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--store", "s3:/bucket"), "s3://存储桶/文件夹"),
        (("--store", "s3://"), "s3://存储桶/文件夹"),
        (("--workers", "2"), "--cluster local"),
        (("--cluster", "tcp://127.0.0.1:1", "--workers", "2"), "--cluster local"),
    ],
)
def test_a_slip_in_the_options_of_a_province_is_told(province, tmp_path, words, told):
    """Before anything is built, and no folder is made of it."""
    done = run_gridpress("build", "--root", province, "--out", tmp_path / "out", *words)
    assert done.exit_code in {1, 2}
    assert told in done.output
    assert not (tmp_path / "out").exists()


def test_provinces_that_share_a_store_sweep_their_own_contents_only(tmp_path, monkeypatch):
    """Each has a folder of its own there, the same in every build of it."""
    asked = []

    def fail(jobs, *_):
        asked.append(jobs[0].store)
        return [ShardDone(one.name) for one in jobs]

    monkeypatch.setattr(building, "build_shards", fail)
    for name in ("one", "two", "one"):
        root = tmp_path / name
        if not root.exists():
            make_province(root)
        build_province(root, tmp_path / "out", store=str(tmp_path / "store"))
    assert asked[0] == asked[2] != asked[1]
    assert all(one.startswith(str(tmp_path / "store" / "province-")) for one in asked)


def test_grids_that_overlap_deep_inside_both_cities_are_found():
    """Cities that lie upon each other: the grids have no part in the outline of either."""

    def city(name, west):
        grids = [
            {"file": f"{x}-{y}.yaml", "name": f"{x}{y}", "boundary": box(west + x, y), "tolerance": 1.0}
            for x in range(3)
            for y in range(3)
        ]
        codes = {"division": {}, "grid": {}}
        return {"name": name, "codes": codes, "ground": {"outline": box(west, 0, 3), "grids": grids}}

    def box(x, y, size=1):
        return f"POLYGON (({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"

    found = list(check_borders([city("west", 0), city("east", 0), city("far", 3)]))
    assert {one.code for one in found} == {"PRO102"}
    assert sorted(one.place.file for one in found) == sorted(
        f"east/{x}-{y}.yaml" for x in range(3) for y in range(3)
    )


def test_ground_that_two_cities_enclose_is_a_gap():
    """A hole between two outlines is told once, with both; what one city encloses alone is its own affair."""

    def city(name, outline):
        return {
            "name": name,
            "codes": {"division": {}, "grid": {}},
            "ground": {"outline": outline, "grids": []},
        }

    west = city("west", "POLYGON ((0 0, 1 0, 1 0.4, 0.9 0.5, 1 0.6, 1 1, 0 1, 0 0))")
    east = city("east", "POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0.6, 1 0.4, 1 0))")
    (found,) = check_borders([west, east])
    assert (found.code, found.place.file) == ("PRO103", "west/menus/profile.yaml")
    ring = city("ring", "POLYGON ((3 0, 4 0, 4 1, 3 1, 3 0), (3.4 0.4, 3.6 0.4, 3.6 0.6, 3.4 0.6, 3.4 0.4))")
    assert list(check_borders([east, ring])) == []


def test_a_first_answer_of_the_whole_province_is_small(site, page):
    """At most 8 requests and 200 KB as sent, and it leads into the cities."""
    sizes = {}
    page.on("response", lambda one: sizes.update({one.url: one}))
    with serve_folder(site) as address:
        page.goto(f"{address}index.html")
        page.fill("#gp-search-input", "老年优待证")
        link = page.locator(".gp-search__item a").first
        link.wait_for()
        asked = [one for url, one in sizes.items() if "/search/" in url]
        assert 0 < len(asked) <= 8
        assert sum(len(gzip.compress(one.body())) for one in asked) <= 200_000
        link.click()
        page.wait_for_url("**/all/**")
        page.get_by_role("link", name="临海市").click()
        page.wait_for_url("**/linhai/services/elder-card.html")
        page.goto(f"{address}search.html?q=王敏")
        page.locator("[data-city-search]", has_text="岱汐市").click()
        page.wait_for_url("**/daixi/search.html?q=*")
        page.locator(".gp-search__item", has_text="王敏").first.wait_for()


def test_contents_go_through_object_storage(tmp_path, monkeypatch):
    """What one machine puts there another fetches, whole or not at all; only our own contents are swept."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with open_storage() as (address, _):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        client = open_bucket("s3://province", address).client
        client.create_bucket(Bucket="province")
        client.put_object(Bucket="province", Key="work/notes.txt", Body=b"somebody's")
        there = open_store("s3://province/work", tmp_path / "there")
        digest, other = there.put(b"page"), there.put(b"other")
        here = open_store("s3://province/work", tmp_path / "here")
        assert here.fetch(digest).read_bytes() == b"page"
        here.sweep({digest})
        listed = client.list_objects_v2(Bucket="province")["Contents"]
        assert sorted(one["Key"] for one in listed) == sorted([f"work/{digest}", "work/notes.txt"])
        here.fetch(digest).write_bytes(b"pa")  # a site is linked to it, which somebody has edited
        assert here.fetch(digest).read_bytes() == b"page"
        with pytest.raises(OutputError):
            open_store("s3://province/work", tmp_path / "new").fetch(other)
        client.put_object(Bucket="province", Key=f"work/{digest}", Body=b"pa")
        with pytest.raises(OutputError, match="same --store"):
            open_store("s3://province/work", tmp_path / "late").fetch(digest)


def test_what_cities_say_differently_of_one_thing_is_left_to_their_pages():
    """Each city's page is linked; a note, such as a telephone number, shows only if all cities say it."""

    def city(name, title, note):
        told = {"kind": "organization", "title": "民政局", "url": "organizations/a.html", "aliases": [name]}
        return {"name": name, "title": title, "documents": [{**told, "text": "", "note": note}]}

    (found,), (page,) = join_documents([city("west", "西市", "12345"), city("east", "东市", "54321")])
    assert (found.url, found.note, found.aliases) == (page.path, "西市、东市", ("west", "east"))
    assert [(one.city, one.note) for one in page.places] == [("西市", "12345"), ("东市", "54321")]
    (found,), _ = join_documents([city("west", "西市", "12345"), city("east", "东市", "12345")])
    assert found.note == "西市、东市：12345"
