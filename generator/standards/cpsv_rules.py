"""CPSV-AP 3.2.0: what each class must and may hold, of the classes that we write.

In our words after the Core Public Service Vocabulary Application Profile, release 3.2.0 (SEMICeu/CPSV-AP on
GitHub, CC BY 4.0), its tables of mandatory and optional properties.
"""

from generator.standards.rdf_profile import RdfProfile, parse_properties

STANDARD = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LINES = """
cpsv:PublicService dct:identifier 1..1
cpsv:PublicService dct:title 1.. @
cpsv:PublicService dct:description 1.. @
cpsv:PublicService cv:hasCompetentAuthority 1.. cv:PublicOrganisation
cpsv:PublicService dct:type 0.. skos:Concept
cpsv:PublicService dct:audience 0.. skos:Concept
cpsv:PublicService cv:thematicArea 0.. skos:Concept
cpsv:PublicService adms:status 0..1 skos:Concept
cpsv:PublicService cv:processingTime 0..1 xsd:duration
cpsv:PublicService cv:isGroupedBy 0.. cv:Event
cpsv:PublicService cv:hasChannel 0.. cv:Channel
cpsv:PublicService cv:contactPoint 0.. cv:ContactPoint
cpsv:PublicService cv:hasCost 0.. cv:Cost
cpsv:PublicService cv:holdsRequirement 0.. cv:Requirement
cpsv:PublicService cpsv:hasInput 0.. cv:Evidence
cpsv:PublicService cv:hasLegalResource 0.. eli:LegalResource
cpsv:PublicService cv:relatedService 0.. cpsv:PublicService
cpsv:PublicService dct:language 0.. dct:LinguisticSystem
cpsv:PublicService dct:spatial 0.. dct:Location
cpsv:PublicService dcat:keyword 0.. @
cv:PublicOrganisation skos:prefLabel 1.. @
cv:PublicOrganisation dct:spatial 1.. dct:Location
cv:Event dct:identifier 1..1
cv:Event dct:title 1.. @
cv:Channel dct:identifier 1..1
cv:Channel dct:type 0..1 skos:Concept
cv:Channel dct:description 0.. @
cv:ContactPoint cv:openingHours 0.. time:TemporalEntity
cv:ContactPoint cv:contactPage 0.. foaf:Document
cv:Cost dct:identifier 1..1
cv:Cost dct:description 0.. @
cv:Cost cv:hasValue 0..1 xsd:double
cv:Cost cv:currency 0..1 skos:Concept
cv:Requirement dct:identifier 1..1
cv:Requirement dct:title 1.. @
cv:Evidence dct:identifier 1..1
cv:Evidence dct:title 1.. @
cv:Evidence dct:description 0.. @
time:TemporalEntity dct:description 0.. @
locn:Address locn:fullAddress 0.. @
"""
CPSV_AP = RdfProfile(STANDARD, PREFIXES, parse_properties(_LINES))
