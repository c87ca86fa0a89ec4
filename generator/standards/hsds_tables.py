"""HSDS 3.1.3: which objects there are, which fields each has, what each must hold.

In our words after the Open Referral specification, release 3.1.3 (the folder `schema` and `datapackage.json`
of the repository openreferral/specification on GitHub, CC BY-SA 4.0): only what we write. A field is
name, type, marks. `!` is required everywhere, `+` in the tables of a data package only; `>kind` refers to
another object's id; `a|b` are the only values.
"""

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "3.1.3"
PROFILE = "https://docs.openreferral.org/en/v3.1.3/hsds/schema_reference.html"
"""What the data conforms to: the specification itself, not one of its profiles."""
CLOSED, LATER = "temporarily closed", "inactive"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object. `type` is string, uuid, number, uri, email, date, time or datetime."""

    name: str
    type: str
    required: bool = False
    in_tables: bool = False
    refers_to: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of object: its CSV file, its fields, and under which key it holds which other objects.

    A key ending in `[]` holds a list, another one object.
    """

    file: str
    fields: tuple[Field, ...]
    holds: Mapping[str, str]


def _parse(line: str) -> Field:
    name, kind, *marks = line.split(maxsplit=2)
    mark = marks[0] if marks else ""
    values = tuple(one.strip() for one in kind.replace("_", " ").split("|")) if "|" in kind else ()
    refers = mark.partition(">")[2].strip()
    return Field(name, "string" if values else kind, "!" in mark, "!" in mark or "+" in mark, refers, values)


def _table(file: str, lines: str, holds: str = "") -> Table:
    pairs = (one.split(":", 1) for one in holds.split())
    return Table(f"{file}.csv", tuple(map(_parse, lines.split(";"))), dict(pairs))


TABLES: Mapping[str, Table] = {
    "organization": _table(
        "organizations",
        """
        id uuid !; name string !; alternate_name string; description string !; email email;
        website uri; tax_status string; tax_id string; year_incorporated number;
        legal_status string; logo string; uri uri; parent_organization_id uuid
        """,
        "additional_websites[]:url phones[]:phone locations[]:location attributes[]:attribute"
        " organization_identifiers[]:organization_identifier",
    ),
    "organization_identifier": _table(
        "organization_identifiers",
        """
        id uuid !; organization_id uuid + >organization; identifier_scheme string;
        identifier_type string !; identifier string !
        """,
    ),
    "service": _table(
        "services",
        """
        id uuid !; organization_id uuid + >organization; program_id uuid; name string !;
        alternate_name string; description string; url uri; email email;
        status active|inactive|defunct|temporarily_closed !; interpretation_services string;
        application_process string; fees_description string; wait_time string; fees string;
        accreditations string; eligibility_description string; minimum_age number;
        maximum_age number; assured_date date; assurer_email email; licenses string;
        alert string; last_modified datetime
        """,
        "additional_urls[]:url phones[]:phone schedules[]:schedule service_areas[]:service_area"
        " service_at_locations[]:service_at_location languages[]:language organization:organization"
        " cost_options[]:cost_option required_documents[]:required_document attributes[]:attribute",
    ),
    "service_at_location": _table(
        "service_at_location",
        """
        id uuid !; service_id uuid + >service; location_id uuid + >location; description string
        """,
        "phones[]:phone schedules[]:schedule location:location attributes[]:attribute",
    ),
    "location": _table(
        "locations",
        """
        id uuid !; location_type physical|postal|virtual !; url uri;
        organization_id uuid >organization; name string; alternate_name string;
        description string; transportation string; latitude number; longitude number;
        external_identifier string; external_identifier_type string
        """,
        "addresses[]:address phones[]:phone schedules[]:schedule attributes[]:attribute",
    ),
    "address": _table(
        "addresses",
        """
        id uuid !; location_id uuid >location; attention string; address_1 string !;
        address_2 string; city string !; region string; state_province string !;
        postal_code string !; country string !; address_type physical|postal|virtual !
        """,
    ),
    "phone": _table(
        "phones",
        """
        id uuid !; location_id uuid >location; service_id uuid >service;
        organization_id uuid >organization; contact_id uuid;
        service_at_location_id uuid >service_at_location; number string !; extension number;
        type string; description string
        """,
        "attributes[]:attribute",
    ),
    "schedule": _table(
        "schedules",
        """
        id uuid !; service_id uuid >service; location_id uuid >location;
        service_at_location_id uuid >service_at_location; valid_from date; valid_to date;
        dtstart date; timezone number; until date; count number; wkst MO|TU|WE|TH|FR|SA|SU;
        freq WEEKLY|MONTHLY; interval number; byday string; byweekno string; bymonthday string;
        byyearday string; description string; opens_at time; closes_at time; schedule_link uri;
        attending_type string; notes string
        """,
        "attributes[]:attribute",
    ),
    "service_area": _table(
        "service_areas",
        """
        id uuid !; service_id uuid >service; service_at_location_id uuid >service_at_location;
        name string; description string; extent string; extent_type string; uri uri
        """,
        "attributes[]:attribute",
    ),
    "required_document": _table(
        "required_documents",
        """
        id uuid !; service_id uuid >service; document string; uri uri
        """,
        "attributes[]:attribute",
    ),
    "cost_option": _table(
        "cost_options",
        """
        id uuid !; service_id uuid + >service; valid_from date; valid_to date; option string;
        currency string; amount number; amount_description string
        """,
    ),
    "language": _table(
        "languages",
        """
        id uuid !; service_id uuid >service; location_id uuid >location; phone_id uuid >phone;
        name string; code string; note string
        """,
    ),
    "url": _table(
        "url",
        """
        id uuid !; label string; url uri !; organization_id uuid >organization;
        service_id uuid >service
        """,
        "attributes[]:attribute",
    ),
    "attribute": _table(
        "attributes",
        """
        id uuid !; link_id uuid +; taxonomy_term_id uuid + >taxonomy_term; link_type string;
        link_entity string +; value string; label string
        """,
        "taxonomy_term:taxonomy_term",
    ),
    "taxonomy": _table(
        "taxonomies",
        """
        id uuid !; name string !; description string !; uri uri; version string
        """,
    ),
    "taxonomy_term": _table(
        "taxonomy_terms",
        """
        id uuid !; code string; name string !; description string !; parent_id uuid;
        taxonomy string; language string; taxonomy_id uuid >taxonomy; term_uri uri
        """,
        "taxonomy_detail:taxonomy",
    ),
}
