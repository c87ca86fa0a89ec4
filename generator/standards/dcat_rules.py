"""DCAT-AP 3.0.1: what each class must and may hold, of the classes that we write.

In our words after the DCAT Application Profile for data portals in Europe, release 3.0.1 (SEMICeu/DCAT-AP on
GitHub, CC BY 4.0), its SHACL shapes `releases/3.0.1/html/shacl/shapes.ttl` and `range.ttl`. Text has its
language, which the profile leaves open.
"""

from generator.standards.rdf_profile import RdfProfile, parse_properties

_LINES = """
dcat:Catalog dct:title 1.. @
dcat:Catalog dct:description 1.. @
dcat:Catalog dct:publisher 1..1 foaf:Agent
dcat:Catalog dct:language 0.. dct:LinguisticSystem
dcat:Catalog dct:spatial 0.. dct:Location
dcat:Catalog dct:license 0..1 dct:LicenseDocument
dcat:Catalog dct:issued 0..1 xsd:date
dcat:Catalog dct:modified 0..1 xsd:date
dcat:Catalog foaf:homepage 0..1 foaf:Document
dcat:Catalog dcat:themeTaxonomy 0.. skos:ConceptScheme
dcat:Catalog dcat:dataset 0.. dcat:Dataset
dcat:Catalog dcat:catalog 0.. dcat:Catalog
dcat:Catalog dct:hasPart 0.. dcat:Catalog
dcat:Dataset dct:title 1.. @
dcat:Dataset dct:description 1.. @
dcat:Dataset dct:publisher 0..1 foaf:Agent
dcat:Dataset dct:language 0.. dct:LinguisticSystem
dcat:Dataset dct:spatial 0.. dct:Location
dcat:Dataset dct:issued 0..1 xsd:date
dcat:Dataset dct:accessRights 0..1 dct:RightsStatement
dcat:Dataset dct:accrualPeriodicity 0..1 dct:Frequency
dcat:Dataset dct:conformsTo 0.. dct:Standard
dcat:Dataset dcat:contactPoint 0.. vcard:Kind
dcat:Dataset dcat:keyword 0.. @
dcat:Dataset dcat:theme 0.. skos:Concept
dcat:Dataset dcat:landingPage 0.. foaf:Document
dcat:Dataset dcat:distribution 0.. dcat:Distribution
dcat:Distribution dcat:accessURL 1..
dcat:Distribution dcat:downloadURL 0..
dcat:Distribution dct:title 0.. @
dcat:Distribution dct:description 0.. @
dcat:Distribution dct:language 0.. dct:LinguisticSystem
dcat:Distribution dct:license 0..1 dct:LicenseDocument
dcat:Distribution dct:issued 0..1 xsd:date
dcat:Distribution dct:format 0..1 dct:MediaTypeOrExtent
dcat:Distribution dct:conformsTo 0.. dct:Standard
dcat:Distribution dcat:mediaType 0..1 dct:MediaType
dcat:Distribution dcat:byteSize 0..1 xsd:nonNegativeInteger
dcat:Distribution dcatap:availability 0..1 skos:Concept
dcat:Distribution spdx:checksum 0..1 spdx:Checksum
spdx:Checksum spdx:algorithm 1..1 spdx:ChecksumAlgorithm
spdx:Checksum spdx:checksumValue 1..1 xsd:hexBinary
foaf:Agent foaf:name 1.. @
foaf:Agent dct:type 0..1 skos:Concept
vcard:Kind vcard:fn 1.. @
vcard:Kind vcard:hasURL 0..1
dct:Location skos:prefLabel 0.. @
dct:Location dcat:bbox 0..1 gsp:wktLiteral
skos:Concept skos:prefLabel 1.. @
skos:ConceptScheme dct:title 1.. @
"""
DCAT_AP = RdfProfile(
    "https://semiceu.github.io/DCAT-AP/releases/3.0.1/",
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "gsp": "http://www.opengis.net/ont/geosparql#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    },
    parse_properties(_LINES),
)
