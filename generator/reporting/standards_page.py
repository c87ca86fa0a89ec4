"""The page on standards: where fields stand in HSDS and CPSV-AP, the catalogue of data, how it is checked."""

from itertools import groupby

from generator.model import KIND_BY_NAME
from generator.standards.hsds_tables import VERSION
from generator.standards.mapping import MAPPING, NOWHERE, Row

_HEAD = f"""# Open data by international standards

Generated from `generator/standards/mapping.py` by `make docs`.

A site publishes its services and organizations twice more, beside its own columns: as HSDS {VERSION}
(Open Referral, what finders of services read) below `data/v1/hsds/`, with a data package in
`data/v1/hsds-package/`, and as CPSV-AP 3.2.0 (the European vocabulary of public services) in
`data/v1/cpsv-ap.jsonld` and `.ttl`. `gridpress import FILE --from hsds` takes the first back, from here
or from others, `--from v1` our own columns. All files are listed for data portals by DCAT-AP 3 in
`data/catalog.jsonld` and `.ttl` (below); a province's catalogue leads to those of its cities.

How it is checked:

- `tests/test_hsds.py`, `tests/test_cpsv.py` and `tests/test_descriptions.py` hold the demo city to our own
  account of the three, in `hsds_tables.py`, `cpsv_rules.py` and `dcat_rules.py` of `generator/standards/`.
  The published schemas and shapes are no package of Python or Node and not ours to ship.
- `python -m scripts.standards SITE FOLDER` checks a built site by the published ones, wherever they lie
  below FOLDER: the repositories openreferral/specification (`schema/*.json`), SEMICeu/CPSV-AP
  (`cpsv-ap-SHACL.ttl`) and SEMICeu/DCAT-AP (`shapes.ttl` and `range.ttl` of `releases/3.0.1/html/shacl`).
- `frictionless validate datapackage.json` checks the package; it is no dependency of ours.

Ids of HSDS are UUIDs made from kind and id within the site's address (RFC 9562, version 5), so they
stay; our id stands in an attribute. What HSDS has no field for is an attribute whose `link_type` is our
field's path, which its rules on extending allow. A field without a value says nothing on import; it
does not empty ours. Foreign objects get an id by the sound of their name and the beginning of theirs,
so that a second import finds them again.

## The catalogue of data

Each group of files on the page of open data is a `dcat:Dataset`, each file a `dcat:Distribution`. What
DCAT-AP recommends is there, with these exceptions and reasons:

- `dct:modified` stands on the catalogue alone, which is true as of its day. No entry says when it was last
  edited, and a date kept from the last build would be another on a machine that has not made it: then a
  cold build and a warm one would differ. Who asks whether a file has changed compares its checksum
  (`spdx:checksum`, SHA-256). JSON tables name the day that they are true of; CSV does not.
- `dct:temporal` is left out: most sets hold what is in force, not a period.
- `dct:spatial` is the city by its name, code (统计用区划代码) and the bounds of what is drawn, and the
  publisher is a local authority by ADMS: the EU's lists of places and bodies hold none of China, which its
  shapes for lists (`mdr-vocabularies.shape.ttl`) warn of.
- `spdx:algorithm` has the address that SPDX and DCAT 3 give it, with `http`; the same shapes want `https`.
- SQLite and vCard are in the EU's list of formats under no name; their media types are told.
- A contact is the publisher's hotline. No person is named.

Things of others (themes, languages, formats, licences, standards) are told with what they are and which
list they are from, so that the shapes for classes (`range.ttl`) hold without fetching the lists.
"""


def render_standards_page() -> str:
    """docs/standards.md."""
    parts = [_HEAD]
    for kind, rows in groupby(MAPPING, key=lambda row: row.kind):
        parts.append(f"## {KIND_BY_NAME[kind].title.en.capitalize()} · {KIND_BY_NAME[kind].title.zh}\n")
        parts.append("| field | what editors call it | HSDS | CPSV-AP | note |\n|---|---|---|---|---|")
        parts += [*map(_render_row, rows), ""]
    return "\n".join(parts)


def _render_row(row: Row) -> str:
    hsds, cpsv = ("—" if one == NOWHERE else f"`{one}`" for one in (row.hsds, row.cpsv))
    return f"| `{row.field}` | {row.title} | {hsds} | {cpsv} | {row.note} |"
