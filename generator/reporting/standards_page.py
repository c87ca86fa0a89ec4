"""The page on standards: where each field stands in HSDS and CPSV-AP, and how that is checked."""

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
or from others, `--from v1` our own columns.

How it is checked:

- `tests/test_hsds.py` and `tests/test_cpsv.py` hold the demo city to our own account of both, in
  `generator/standards/hsds_tables.py` and `generator/standards/cpsv_rules.py`. The published schemas
  and shapes are no package of Python or Node and not ours to ship.
- `python -m scripts.standards SITE FOLDER` checks a built site by the published ones, wherever they lie
  below FOLDER: the repositories openreferral/specification (`schema/*.json`) and SEMICeu/CPSV-AP
  (`cpsv-ap-SHACL.ttl`).
- `frictionless validate datapackage.json` checks the package; it is no dependency of ours.

Ids of HSDS are UUIDs made from kind and id within the site's address (RFC 9562, version 5), so they
stay; our id stands in an attribute. What HSDS has no field for is an attribute whose `link_type` is our
field's path, which its rules on extending allow. A field without a value says nothing on import; it
does not empty ours. Foreign objects get an id by the sound of their name and the beginning of theirs,
so that a second import finds them again.
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
