"""The catalogue of data for portals: DCAT-AP 3, as JSON-LD and as Turtle.

`dct:modified` stands on the catalogue, which is true as of its day, and on no data set: no entry says when it
was last edited, and a date kept from the last build would be another on a machine that has not made it. Who
asks whether a file has changed compares its checksum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely

from generator.artifact import Artifact
from generator.catalogue import Catalogue, gather
from generator.diagnostics import Text
from generator.facts.geometry import parse_shapes
from generator.model.phones import parse_phones
from generator.outputs.exports.dcat_terms import (
    CHINESE,
    IRREGULAR,
    LOCAL,
    PUBLIC,
    SHA256,
    STABLE,
    THEMES,
    explain_terms,
    format_of,
    subject_of,
    theme,
)
from generator.outputs.exports.export import Export, Made
from generator.outputs.exports.graph import Iri, Literal, Node, Statement, render_graph
from generator.outputs.exports.tables import ALL_SETS, name_group
from generator.standards.dcat_rules import DCAT_AP
from generator.views.english import name_site
from generator.views.open_data import INDEX, LICENCES

JSON_LD, TURTLE = "data/catalog.jsonld", "data/catalog.ttl"
_PLAIN = str.maketrans({"（": " ", "）": ""})
WHAT = Text("这个网站给程序和 Excel 用的全部文件", "All files of this site for programs and Excel")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose catalogue it is: its title and publisher (`authority` is of ADMS), the day that it is true of.

    `phone` is the number that answers, `area` the district with its `code`, `bounds` west, south, east, north
    in degrees; each may be empty. `licence` is an address, "" where none is stated.
    """

    title: Text
    publisher: str
    authority: str
    modified: str
    phone: str
    area: str
    code: str = ""
    bounds: tuple[float, ...] = ()
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The catalogue of another site within ours, by the site's address, with what must be said of any."""

    root: str
    title: Text
    publisher: str


def render_dcat(
    exports: Sequence[Export], path: str, catalogue: Catalogue, site_url: str, made: Mapping[str, Made]
) -> Iterator[Artifact]:
    """A city's files as data sets with distributions; relative to the file where the site has no address.

    `made` are the files that have been made, by path, whose size and checksum are told.
    """
    yield render_catalog(path, owner_of(catalogue), exports, site_url or "../", made=made)


def render_catalog(  # noqa: PLR0913 - a catalogue is all of this
    path: str,
    owner: Owner,
    exports: Sequence[Export],
    root: str,
    *,
    made: Mapping[str, Made],
    parts: Sequence[Part] = (),
) -> Artifact:
    """A catalogue of some files below `root`, and of further catalogues."""
    return render_graph(path, explain_terms(_list_nodes(owner, exports, root, made, parts)), DCAT_AP.prefixes)


def owner_of(catalogue: Catalogue) -> Owner:
    """The city as the owner of its catalogue."""
    profile, city = catalogue.profile, catalogue.divisions.get(catalogue.profile.city)
    licence = LICENCES.get(profile.licence or "")
    drawn = [city.value.boundary] if city and city.value.boundary else []
    drawn = drawn or [one.value.boundary for one in catalogue.live_grids if one.value.boundary]
    return Owner(
        title=Text(f"{profile.site_name}开放数据", f"Open data of {name_site(catalogue, 'en')}"),
        publisher=profile.publisher,
        authority=LOCAL,
        modified=catalogue.today.isoformat(),
        phone=profile.hotline.phone,
        area=city.name if city else "",
        code=city.value.code if city else "",
        bounds=tuple(shapely.total_bounds(parse_shapes(drawn)).tolist()) if drawn else (),
        licence=licence.url if licence else "",
    )


def _list_nodes(
    owner: Owner, exports: Sequence[Export], root: str, made: Mapping[str, Made], parts: Sequence[Part]
) -> Iterator[Node]:
    page = f"{root}{INDEX.url}"
    groups = [
        (name_group(about, members), about, members)
        for about, members in gather((one.about, one) for one in exports).items()
    ]
    own: tuple[Statement, ...] = (
        ("dct:publisher", Iri(f"{page}#publisher")),
        ("dct:language", Iri(CHINESE)),
        *((("dct:spatial", Iri(f"{page}#area")),) if owner.area else ()),
    )
    licence: tuple[Statement, ...] = (("dct:license", Iri(owner.licence)),) if owner.licence else ()
    yield Node(
        f"{page}#catalog",
        "dcat:Catalog",
        (
            *(*_both("dct:title", owner.title), *_both("dct:description", WHAT), *own, *licence),
            _day("dct:modified", owner.modified),
            *(("foaf:homepage", Iri(page)), ("dcat:themeTaxonomy", Iri(THEMES))),
            *(("dcat:dataset", Iri(f"{page}#set-{name}")) for name, _, _ in groups),
            *(
                (name, Iri(f"{one.root}{INDEX.url}#catalog"))
                for one in parts
                for name in ("dcat:catalog", "dct:hasPart")
            ),
        ),
    )
    yield from _describe_owner(owner, page, root)
    for name, about, members in groups:
        yield _describe_set(name, about, members, page, (*own, *_contact(owner, page)))
        for one in members:
            yield from _describe_file(one, page, root, made.get(one.path), licence)
    for part in parts:
        yield from _describe_part(part)


def _describe_part(part: Part) -> Iterator[Node]:
    """What leads on to another catalogue, which tells the rest itself, of the same publisher."""
    home = f"{part.root}{INDEX.url}"
    publisher = f"{home}#publisher"
    yield Node(
        f"{home}#catalog",
        "dcat:Catalog",
        (
            *(*_both("dct:title", part.title), *_both("dct:description", WHAT)),
            *(("dct:publisher", Iri(publisher)), ("foaf:homepage", Iri(home))),
            *(("rdfs:seeAlso", Iri(part.root + one)) for one in (JSON_LD, TURTLE)),
        ),
    )
    name: Statement = ("foaf:name", Literal(part.publisher, "zh"))
    yield Node(publisher, "foaf:Agent", (name, ("dct:type", Iri(LOCAL))))


def _describe_owner(owner: Owner, page: str, root: str) -> Iterator[Node]:
    """Who publishes, who answers, and which district it is about."""
    name: Statement = ("foaf:name", Literal(owner.publisher, "zh"))
    yield Node(f"{page}#publisher", "foaf:Agent", (name, ("dct:type", Iri(owner.authority))))
    if owner.phone:
        numbers = (("vcard:hasTelephone", Iri(one.href)) for one in parse_phones(owner.phone))
        said = ("vcard:fn", Literal(owner.publisher, "zh")), ("vcard:hasURL", Iri(f"{root}index.html"))
        yield Node(f"{page}#contact", "vcard:Kind", (*said, *numbers))
    if owner.area:
        yield Node(f"{page}#area", "dct:Location", tuple(_describe_area(owner)))


def _describe_area(owner: Owner) -> Iterator[Statement]:
    yield "skos:prefLabel", Literal(owner.area, "zh")
    if owner.code:
        yield "dct:identifier", Literal(owner.code)
    if owner.bounds:
        west, south, east, north = owner.bounds
        corners = (west, south), (east, south), (east, north), (west, north), (west, south)
        ring = ", ".join(f"{x:.7g} {y:.7g}" for x, y in corners)
        yield "dcat:bbox", Literal(f"POLYGON (({ring}))", datatype="gsp:wktLiteral")


def _contact(owner: Owner, page: str) -> tuple[Statement, ...]:
    return (("dcat:contactPoint", Iri(f"{page}#contact")),) if owner.phone else ()


def _describe_set(
    name: str, about: Text, members: Sequence[Export], page: str, own: tuple[Statement, ...]
) -> Node:
    subject, notes = subject_of(name, about), {one.title: one.note for one in ALL_SETS}
    says: tuple[Statement, ...] = (
        *_both("dct:title", about),
        *_both("dct:description", notes.get(about, members[0].says)),
        *own,
        *(("dcat:theme", theme(one)) for one in subject.themes),
        *(("dcat:keyword", Literal(one, "zh")) for one in subject.zh),
        *(("dcat:keyword", Literal(one, "en")) for one in subject.en),
        ("dcat:landingPage", Iri(page)),
        ("dct:accessRights", Iri(PUBLIC)),
        ("dct:accrualPeriodicity", Iri(IRREGULAR)),  # with each edit, whenever that is
        *(("dct:conformsTo", Iri(one)) for one in sorted({one.standard for one in members} - {""})),
        _day("dct:issued", min(one.since for one in members).isoformat()),
        *(("dcat:distribution", Iri(f"{page}#{one.name}")) for one in members),
    )
    return Node(f"{page}#set-{name}", "dcat:Dataset", says)


def _describe_file(
    one: Export, page: str, root: str, made: Made | None, licence: tuple[Statement, ...]
) -> Iterator[Node]:
    name, checksum = f"{page}#{one.name}", f"{page}#{one.name}-sha256"
    form = one.format.translate(_PLAIN)
    says: list[Statement] = [
        *_both("dct:title", Text(f"{one.title.zh}（{form}）", f"{one.title.en} ({form})")),
        *_both("dct:description", one.says),
        ("dcat:accessURL", Iri(page if one.is_family else root + one.path)),
        *(() if one.is_family else (("dcat:downloadURL", Iri(root + one.path)),)),
        *format_of(one.media_type),
        *((("dct:conformsTo", Iri(one.standard)),) if one.standard else ()),
        ("dct:language", Iri(CHINESE)),
        ("dcatap:availability", Iri(STABLE)),
        _day("dct:issued", one.since.isoformat()),
        *licence,
    ]
    if made is None or one.is_family:
        yield Node(name, "dcat:Distribution", tuple(says))
        return
    size = Literal(str(made.size), datatype="xsd:nonNegativeInteger")
    yield Node(name, "dcat:Distribution", (*says, ("dcat:byteSize", size), ("spdx:checksum", Iri(checksum))))
    value = Literal(made.sha256, datatype="xsd:hexBinary")
    yield Node(checksum, "spdx:Checksum", (("spdx:algorithm", Iri(SHA256)), ("spdx:checksumValue", value)))


def _day(predicate: str, value: str) -> Statement:
    return predicate, Literal(value, datatype="xsd:date")


def _both(predicate: str, said: Text) -> tuple[Statement, ...]:
    return (predicate, Literal(said.zh, "zh")), (predicate, Literal(said.en, "en"))
