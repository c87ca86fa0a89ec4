"""Maps, catalogues and descriptions of the exports are valid by their standards."""

import json
from dataclasses import replace
from hashlib import sha256

import jsonschema
import pytest
import shapely
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from sample_site import make_catalogue, minimal_values

from generator.model.position import to_gcj02
from generator.outputs.exports.catalogues import API_CATALOG
from generator.outputs.exports.geojson import MAPS
from generator.outputs.exports.register import EXPORTS, render_exports
from generator.standards.dcat_rules import DCAT_AP
from scripts.standards import check_graph, describe_shapes, expand

DCATAP, SPDX, VCARD = (Namespace(DCAT_AP.prefixes[one]) for one in ("dcatap", "spdx", "vcard"))
SITE = "https://yunyu.example/"
DATA = f"{SITE}data/"


def files(catalogue, site=SITE):
    """All files of the register by path."""
    return {one.path: one.data for one in render_exports(catalogue, site)}


@pytest.fixture(scope="module")
def demo(bare_site):
    """The exports of the demo city by path."""
    return lambda path: (bare_site / path).read_bytes()


# ---- maps


def check_geojson(text):
    """What RFC 7946 asks of a collection; its sections are named beside each line."""
    value = json.loads(text)
    assert value["type"] == "FeatureCollection"
    assert "crs" not in value  # 4
    shapes = []
    for one in value["features"]:
        assert one.keys() == {"type", "id", "geometry", "properties"}  # 3.2, 7.1
        shape = shapely.from_geojson(json.dumps(one["geometry"]))
        assert shape.is_valid, one["id"]
        polygons = shapely.get_parts(shape) if "Polygon" in shape.geom_type else []
        for polygon in polygons:
            assert polygon.exterior.is_ccw  # 3.1.6
            assert not any(ring.is_ccw for ring in polygon.interiors)
        for number in shapely.get_coordinates(shape).ravel().tolist():
            assert len(repr(number).partition(".")[2]) <= 7  # 11.2
        shapes.append(shape)
    assert value["bbox"] == list(shapely.total_bounds(shapes))  # 5
    assert len({one["id"] for one in value["features"]}) == len(shapes)
    return value["features"]


@pytest.mark.parametrize("export", MAPS, ids=lambda one: one.name)
def test_a_map_keeps_the_rules_of_its_standard(export, demo):
    """Of the demo city, with something in each."""
    assert check_geojson(demo(export.path))


def test_rings_drawn_either_way_go_against_the_clock_and_holes_with_it():
    """As the right-hand rule wants."""
    values = minimal_values()
    ring, hole = "122 30, 122 31, 123 31, 123 30, 122 30", "122.2 30.2, 122.4 30.2, 122.4 30.4, 122.2 30.2"
    values["grid"]["g1"]["boundary"] = f"POLYGON (({ring}), ({hole}))"
    (feature,) = check_geojson(files(make_catalogue(values))["data/v1/grids.geojson"])
    assert feature["geometry"]["type"] == "Polygon"


def test_a_hole_close_to_the_edge_leaves_a_valid_shape():
    """Less than a centimetre from it: with seven digits its lines would cross."""
    values = minimal_values()
    ring = "122 30, 123 30.220790996720556, 123 31, 122 31, 122 30"
    hole = "122.76839910250357 30.169655617964544, 122.86839910250356 30.6, 122.71839910250357 30.7"
    values["grid"]["g1"]["boundary"] = f"POLYGON (({ring}), ({hole}, 122.76839910250357 30.169655617964544))"
    (feature,) = check_geojson(files(make_catalogue(values))["data/v1/grids.geojson"])
    assert len(feature["geometry"]["coordinates"]) == 2


def test_a_position_of_a_shifted_map_stands_where_satellites_see_it():
    """Turned back from GCJ-02 to within a centimetre; one in WGS-84 stays."""
    shifted = to_gcj02((122.47, 29.93))
    values = minimal_values()
    places = ((*shifted, "GCJ-02"), (122.47, 29.93, "WGS-84"))
    values["grid"]["g1"]["covers"] = [
        {"name": f"小区{number}", "kind": "小区", "position": f"{x},{y} {system}"}
        for number, (x, y, system) in enumerate(places)
    ]
    features = check_geojson(files(make_catalogue(values))["data/v1/places.geojson"])
    assert [one["geometry"]["coordinates"] for one in features] == [[122.47, 29.93]] * 2


def test_a_point_keeps_its_id_when_another_comes_before_it():
    """Of one sort and name it is told apart by a number; the first of them keeps its id."""
    values = minimal_values()
    sorts = ("急救设备", "消火栓", "急救设备")
    points = [{"name": "南门", "kind": sort, "position": "122.47,29.93 WGS-84"} for sort in sorts]
    values["grid"]["g1"]["points"] = points
    before = [one["id"] for one in check_geojson(files(make_catalogue(values))["data/v1/places.geojson"])]
    assert before == [
        f"grid/g1/points/{name}" for name in ("急救设备/南门", "消火栓/南门", "急救设备/南门/2")
    ]
    points.insert(0, {**points[0], "name": "北门/东"})
    after = [one["id"] for one in check_geojson(files(make_catalogue(values))["data/v1/places.geojson"])]
    assert after == ["grid/g1/points/急救设备/北门-东", *before]


def test_a_map_of_nothing_is_a_collection_without_features():
    """No box can be drawn around nothing."""
    made = json.loads(files(make_catalogue())["data/v1/places.geojson"])
    assert made == {"type": "FeatureCollection", "features": []}


# ---- catalogues


@pytest.mark.parametrize("site", [SITE, ""])
def test_the_catalogue_says_the_same_in_both_forms(site):
    """Read back by rdflib; without an address of the site, relative to the file."""
    made = files(make_catalogue(), site)
    first = Graph().parse(data=made["data/catalog.jsonld"], format="json-ld", base=f"{DATA}catalog.jsonld")
    second = Graph().parse(data=made["data/catalog.ttl"], format="turtle", publicID=f"{DATA}catalog.ttl")
    assert isomorphic(first, second)
    assert (None, DCAT.downloadURL, None) in first
    assert {str(one) for one in first.objects(None, DCAT.downloadURL)} >= {f"{DATA}v1/services.csv"}


RECOMMENDED = {
    DCAT.Catalog: (
        *(DCTERMS.modified, DCTERMS.language, DCTERMS.license, DCTERMS.spatial),
        *(FOAF.homepage, DCAT.themeTaxonomy, DCAT.dataset),
    ),
    DCAT.Dataset: (
        *(DCTERMS.publisher, DCTERMS.spatial, DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCAT.theme),
    ),
    DCAT.Distribution: (DCTERMS.description, DCTERMS.license, DCATAP.availability, DCAT.mediaType),
    FOAF.Agent: (DCTERMS.type,),
}
"""What DCAT-AP recommends (`shapes_recommended.ttl`) and every city can say: no data set has a
`dct:temporal`, as most hold what is in force; neither SQLite nor vCard is in the EU's list of formats."""


def read_dcat(text, base=f"{DATA}catalog.ttl"):
    """A catalogue as it is, once it keeps to our account of DCAT-AP."""
    graph = Graph().parse(data=text, format="turtle", publicID=base)
    assert list(check_graph(graph, describe_shapes(DCAT_AP))) == []
    return graph


def test_the_catalogue_has_what_dcat_ap_asks_and_recommends(demo):
    """Its SHACL shapes come by no package: `python -m scripts.standards` takes them where they lie."""
    graph = read_dcat(demo("data/catalog.ttl"))
    for kind, predicates in RECOMMENDED.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things
        for predicate in predicates:
            assert [one for one in things if (one, predicate, None) not in graph] == []
    page = demo("data/index.html").decode()
    for thing in {*graph.subjects(RDF.type, DCAT.Dataset), *graph.subjects(RDF.type, DCAT.Distribution)}:
        assert f'id="{thing.fragment}"' in page, "what is named is shown there"
    used = set(graph.objects(None, DCAT.distribution))
    assert used == set(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(used) == len([one for one in EXPORTS if not one.name.startswith(("dcat-", "openapi", "api-"))])


@pytest.mark.parametrize(
    "one", [one for one in DCAT_AP.properties if one.least], ids=lambda one: f"{one.of} {one.name}"
)
def test_what_dcat_ap_asks_is_missed_where_it_is_not(one):
    """The check above can fail: a node of a class with nothing in it has a fault for each."""
    empty = Graph()
    empty.add((URIRef("urn:x"), RDF.type, expand(DCAT_AP, one.of)))
    faults = check_graph(empty, describe_shapes(DCAT_AP))
    assert any(str(expand(DCAT_AP, one.name)) in line for line in faults)


def test_size_and_checksum_of_a_file_in_the_catalogue_are_its_own(demo):
    """Of each file that stands alone; who asks whether it has changed needs no more, so no set says when."""
    graph = read_dcat(demo("data/catalog.ttl"))
    told = dict(graph.subject_objects(SPDX.checksum))
    assert len(told) == len([one for one in EXPORTS[:-4] if not one.is_family])
    for file, checksum in told.items():
        data = demo(str(graph.value(file, DCAT.downloadURL)).removeprefix(SITE))
        assert int(graph.value(file, DCAT.byteSize)) == len(data)
        assert str(graph.value(checksum, SPDX.checksumValue)) == sha256(data).hexdigest()
    assert set(graph.subjects(DCTERMS.modified)) == set(graph.subjects(RDF.type, DCAT.Catalog))


def test_the_catalogue_tells_where_it_is_about_and_who_answers():
    """The city by name and code, within the bounds of its grids; nothing of a person."""
    values = minimal_values()
    values["grid"]["g1"]["boundary"] = "POLYGON ((122 30, 122.5 30, 122.5 31, 122 30))"
    for drawn in ("", "122 30, 122.5 30, 122.5 31, 122 31, 122 30"):
        graph = read_dcat(files(make_catalogue(values if drawn else None))["data/catalog.ttl"].decode())
        (area,) = graph.subjects(RDF.type, DCTERMS.Location)
        assert str(graph.value(area, DCTERMS.identifier)) == "330900000000"
        assert (str(graph.value(area, DCAT.bbox)) == f"POLYGON (({drawn}))") == bool(drawn)
        (contact,) = set(graph.objects(None, DCAT.contactPoint))
        assert set(graph.objects(contact, VCARD.hasTelephone)) == {URIRef("tel:12345")}


def test_text_that_would_break_a_literal_is_told_whole():
    """Quotation marks, backslashes and line ends of the publisher's name."""
    name = 'a"b\\c 云'
    catalogue = make_catalogue()
    made = files(replace(catalogue, profile=catalogue.profile.changed(publisher=name)))
    for path, form in (("data/catalog.ttl", "turtle"), ("data/catalog.jsonld", "json-ld")):
        graph = Graph().parse(data=made[path], format=form, publicID=DATA)
        assert name in {str(one) for one in graph.objects()}


# ---- addresses


def test_the_description_of_addresses_is_valid_and_names_every_file(demo):
    """By openapi-spec-validator; each file that it is not itself."""
    value = json.loads(demo("data/v1/openapi.json"))
    validate(value)
    named = {path.removeprefix("/") for path in value["paths"]}
    assert named == {
        path for one in EXPORTS if not one.name.startswith(("dcat-", "openapi", "api-")) for path in one.paths
    }


def test_tables_in_json_are_as_the_description_says(demo):
    """Each record by its schema; one that lacks a column is found."""
    value = json.loads(demo("data/v1/openapi.json"))
    for path, item in value["paths"].items():
        schema = item["get"]["responses"]["200"]["content"].get("application/json", {}).get("schema", {})
        if schema.get("properties"):
            table = json.loads(demo(path.removeprefix("/")))
            check = Draft202012Validator({**schema, "components": value["components"]})
            check.validate(table)
    table["records"][0].popitem()
    with pytest.raises(jsonschema.ValidationError):
        check.validate(table)


def test_the_well_known_address_leads_to_what_is_there(demo):
    """A linkset whose links are files of the site."""
    value = json.loads(demo(".well-known/api-catalog"))
    catalogue, context = value["linkset"]
    assert catalogue == {
        "anchor": f"{SITE}.well-known/api-catalog",
        "item": [{"href": context["anchor"]}],
        "profile": [{"href": "https://www.rfc-editor.org/info/rfc9727"}],
    }
    assert context.keys() == {"anchor", "service-desc", "service-doc", "describedby"}
    links = [one["href"] for name, many in context.items() if name != "anchor" for one in many]
    for link in links:
        assert demo(link.removeprefix(SITE))
    for path, link in (("index.html", API_CATALOG), ("data/index.html", f"../{API_CATALOG}")):
        assert f'rel="api-catalog" type="application/linkset+json" href="{link}"' in demo(path).decode()
