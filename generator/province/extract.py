"""What a province needs to know of a city to join it with others: plain values, made by its worker."""

from collections.abc import Iterator
from typing import Any

import shapely

from generator.catalogue import Catalogue
from generator.facts.geometry import unite
from generator.facts.ground import is_land, survey
from generator.outputs.search_documents import search_documents
from generator.views.addresses import public_path
from generator.views.deviations import deviating_entries, view_deviations
from generator.views.english import name_site
from generator.views.projections import SearchDocument

COUNTED = ("service", "matter", "plan", "organization", "grid")
CODED = ("division", "grid")
OWN_ONLY = frozenset({"person", "grid", "place", "page"})
"""Kinds that only their own city's search finds: thousands in each city, and of no use beyond it."""
SHOWN_LEVELS = ("县区", "乡镇街道")


def extract_city(name: str, catalogue: Catalogue) -> dict[str, Any]:
    """The city, its codes, its outline and its grids, what it says otherwise, what can be found."""
    city = catalogue.divisions.get(catalogue.profile.city)
    return {
        "name": name,
        "title": city.name if city else name,
        "site_name": catalogue.profile.site_name,
        "english_name": name_site(catalogue, "en"),
        "publisher": catalogue.profile.publisher,
        "address": catalogue.profile.address,
        "code": city.value.code if city else "",
        "hotline": catalogue.profile.hotline.phone,
        "updated": catalogue.today.isoformat(),
        "counts": {kind: len(catalogue.entries.get(kind, {})) for kind in COUNTED}
        | {"community": len(catalogue.communities)},
        "divisions": list(_list_divisions(catalogue)),
        "codes": {kind: dict(_list_codes(catalogue, kind)) for kind in CODED},
        "ground": _view_ground(catalogue),
        "deviations": list(_list_deviations(catalogue)),
        "documents": [_view_document(one) for one in search_documents(catalogue, {}) if _is_common(one)],
    }


def _list_divisions(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for one in sorted(catalogue.divisions.values(), key=lambda one: one.value.code):
        if one.value.level in SHOWN_LEVELS:
            url = public_path(catalogue, "division", one.id)
            yield {"name": one.name, "code": one.value.code, "level": one.value.level, "url": url}


def _list_codes(catalogue: Catalogue, kind: str) -> Iterator[tuple[str, str]]:
    for one in catalogue.entries.get(kind, {}).values():
        yield str(getattr(one.value, "code")), one.file  # noqa: B009 - divisions and grids both have one


def _view_ground(catalogue: Catalogue) -> dict[str, Any]:
    """The outline of all grids on land as WKT, and each of them with its tolerance."""
    ground = survey(catalogue)
    chosen = [number for number, grid in enumerate(ground.grids) if is_land(grid)]
    if not chosen:
        return {"outline": "", "grids": []}
    outline = unite(ground.shapes[chosen])
    return {
        "outline": shapely.to_wkt(outline, rounding_precision=-1),
        "grids": [
            {
                "file": ground.grids[number].file,
                "name": ground.grids[number].name,
                "boundary": ground.grids[number].value.boundary,
                "tolerance": ground.tolerance.get(ground.grids[number].value.community, 0),
            }
            for number in chosen
        ],
    }


def _list_deviations(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for entry in deviating_entries(catalogue):
        for one in view_deviations(catalogue, entry):
            yield {
                "entry": entry.name,
                "url": public_path(catalogue, entry.kind, entry.id),
                "file": entry.file,
                "field": one.label,
                "ours": one.ours,
                "theirs": one.theirs,
            }


def _is_common(document: SearchDocument) -> bool:
    return document.kind not in OWN_ONLY


def _view_document(one: SearchDocument) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "title": one.title,
        "url": one.url,
        "aliases": list(one.aliases),
        "text": one.text,
        "note": one.note,
    }
