"""CPSV-AP: what is published keeps to the profile, in both of its forms."""

from dataclasses import replace
from functools import cache, partial

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from test_hsds import demo

from generator.outputs.exports.cpsv import JSON_LD, TURTLE, render_cpsv
from generator.standards.cpsv_rules import CPSV_AP, PREFIXES
from generator.standards.mapping import MAPPING, NOWHERE
from scripts.standards import check_graph, describe_shapes, expand

SERVICE = URIRef(f"{PREFIXES['cpsv']}PublicService")


@cache
def graph(path: str = TURTLE) -> Graph:
    """What a file says."""
    data = next(one.data for one in render_cpsv(demo(), "") if one.path == path)
    return Graph().parse(data=data.decode(), format="turtle" if path == TURTLE else "json-ld")


name = partial(expand, CPSV_AP)


def test_the_demo_city_keeps_to_our_account_of_the_profile():
    """Mandatory properties, how many, classes and types of what they hold."""
    assert len(list(graph().subjects(RDF.type, SERVICE))) > 40
    assert list(check_graph(graph(), describe_shapes(CPSV_AP))) == []


def test_both_forms_say_the_same():
    """JSON-LD and Turtle are one graph."""
    assert isomorphic(graph(), graph(JSON_LD))


@pytest.mark.parametrize(
    "one", [one for one in CPSV_AP.properties if one.least], ids=lambda one: f"{one.of} {one.name}"
)
def test_what_is_mandatory_is_missed_where_it_is_not(one):
    """A node of a class with nothing in it has a fault for each."""
    empty = Graph()
    empty.add((URIRef("urn:x"), RDF.type, name(one.of)))
    assert any(str(name(one.name)) in line for line in check_graph(empty, describe_shapes(CPSV_AP)))


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        ("dct:identifier", Literal("two")),
        ("dct:title", Literal("no language")),
        ("dct:audience", Literal("a text")),
    ],
)
def test_what_is_wrong_is_found(property_, value):
    """A second identifier, a title without its language, a text where a concept belongs."""
    broken = Graph() + graph()
    broken.add((next(graph().subjects(RDF.type, SERVICE)), name(property_), value))
    assert len(list(check_graph(broken, describe_shapes(CPSV_AP)))) == 1


def test_every_mapped_term_occurs():
    """Each class and property that the table names is written somewhere."""
    written = {*graph().predicates()} | {*graph().objects(predicate=RDF.type)}
    terms = {term for row in MAPPING if row.cpsv != NOWHERE for term in row.cpsv.split()}
    assert [term for term in sorted(terms) if name(term) not in written] == []


def test_hostile_text_stays_text():
    """Quotes, line ends and signs of Turtle in a name or an address end nothing."""
    catalogue = demo()
    entry = catalogue.organizations["whole"]
    hostile = 'x" . <urn:evil> a <urn:evil> . "\\\n> {}'
    changed = {
        **catalogue.entries,
        "organization": {"whole": entry.changed(name=hostile, link=f"https://x/{'<>|'}")},
    }
    data = next(
        one.data for one in render_cpsv(replace(catalogue, entries=changed), "") if one.path == TURTLE
    )
    made = Graph().parse(data=data.decode(), format="turtle")
    assert (None, None, URIRef("urn:evil")) not in made
    assert Literal(hostile, lang="zh") in set(made.objects())
