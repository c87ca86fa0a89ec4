"""An entry under another id: its file, every reference to it, and the former id that old addresses need."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Edit, Place, apply_edits
from generator.editing.entries import edit_entry
from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import Shape
from generator.reading.documents import Document
from generator.reading.meanings import format_yaml
from generator.reading.sources import parse_document

Load = Callable[[str], Document]


def rename_entry(catalogue: Catalogue, entry: Entry[Shape], new: str, load: Load) -> dict[str, str | None]:
    """The files that another id changes, by their path; None for those that go. `load` reads one."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for place in _find_uses(catalogue, entry):
        edits[place.file].append(load(place.file).rewrite(place, format_yaml(new)))
    for index, waiver in enumerate(catalogue.profile.waivers):
        if waiver.entry == f"{entry.kind}/{entry.id}":
            place = catalogue.profile_entry.at("waivers", index, "entry")
            edits[place.file].append(load(place.file).rewrite(place, f"{entry.kind}/{new}"))
    changed: dict[str, str | None] = {
        file: apply_edits(load(file).text, found) for file, found in edits.items()
    }
    for file in (entry.file, *([entry.table] if KIND_BY_NAME[entry.kind].row else [])):
        text = changed.pop(file, None) or load(file).text
        changed[file.replace(f"/{entry.id}.", f"/{new}.")] = _state_former(text, entry, new, file)
        changed[file] = None
    return changed


def _find_uses(catalogue: Catalogue, entry: Entry[Shape]) -> Iterator[Place]:
    """Where the id stands; one that several kinds may bear means the first of them that has it."""
    for one in catalogue.references:
        kinds = [kind for kind in one.kind.split("|") if one.id in catalogue.entries.get(kind, {})]
        if one.id == entry.id and kinds[:1] == [entry.kind]:
            yield one.source.at(*one.path)


def _state_former(text: str, entry: Entry[Shape], new: str, file: str) -> str:
    """The entry with its former id, and with the new one where it states its own."""
    kind = KIND_BY_NAME[entry.kind]
    value = parse_document("", text.encode())[0].value if file.endswith(".yaml") else None
    if value is None:
        return text
    if "id" in value:
        value = {**value, "id": new}
    if "former_ids" in kind.model.model_fields:
        known = [one for one in getattr(entry.value, "former_ids", ()) if one != new]
        value = {**value, "former_ids": [*known, entry.id]}
    return edit_entry(text, value, kind.model)


def rename_links(text: str, kind: Kind, old: str, new: str) -> str:
    """A hand-written page with links to the entry's page under its new name."""
    page = rf"(?<![\w-]){kind.folder}/{re.escape(old)}(?=\.(?:html|md)\b)"
    return re.sub(page, f"{kind.folder}/{new}", text)
