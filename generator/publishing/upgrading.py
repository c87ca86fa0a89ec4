"""An older workspace in today's form: `gridpress upgrade`, one step for each form, comments kept.

Form 1: the address and the description of the site, once in mkdocs.yml, are the profile's.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.diagnostics import Edit, OutputError, apply_edits
from generator.editing.entries import NotInPlaceError, edit_entry
from generator.model import Profile
from generator.publishing import SETTINGS
from generator.reading import MENUS
from generator.reading.documents import Document, Value, compose
from generator.reading.loading import load_document
from generator.reading.schema import FIELD, NEWEST, refuse_form
from generator.reading.sources import load_source

MOVED = {"site_url": "site_url", "site_description": "description"}
"""Settings of mkdocs.yml that form 1 moved, and the fields of the profile that they are now."""
PROFILE_FILE = f"{MENUS}/profile.yaml"


def upgrade(root: Path) -> dict[str, str | None]:
    """The files that are otherwise in today's form. Raises OutputError where the profile cannot be read."""
    document = load_document(root, PROFILE_FILE)
    refuse_form(document)
    if document.value is None:
        raise _unreadable()
    text = _load_settings(root)
    stated = _stated(text)
    new: dict[str, Value] = {**document.value, FIELD: document.value.get(FIELD, str(NEWEST))}
    for key, value in stated.items():
        new.setdefault(MOVED[key], value)
    files = {PROFILE_FILE: _edit_profile(document, new)}
    moved = [Edit(*_lines(text, key), "") for key, value in stated.items() if new[MOVED[key]] == value]
    if moved:
        files[SETTINGS] = apply_edits(text, moved)
    return files


def _edit_profile(document: Document, new: dict[str, Value]) -> str | None:
    try:
        return edit_entry(document.text, new, Profile)
    except NotInPlaceError as error:
        raise _unreadable() from error


def _unreadable() -> OutputError:
    return OutputError(
        f"{PROFILE_FILE} 读不懂，先运行 gridpress check 改好，再升级",
        f"{PROFILE_FILE} cannot be read; run gridpress check and mend it first",
    )


def _load_settings(root: Path) -> str:
    if not (root / SETTINGS).is_file():
        return ""
    document, _ = load_source(root / SETTINGS, SETTINGS, parse=False)
    return document.text if document else ""


def _pairs(text: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    try:
        root = compose(text) if text else None
    except (yaml.YAMLError, RecursionError):
        return  # what is wrong with it is said by others
    if isinstance(root, yaml.MappingNode):
        yield from root.value


def _stated(text: str) -> dict[str, str]:
    """The moved settings that stand at the top of mkdocs.yml as plain values, in its order."""
    return {
        key.value: item.value
        for key, item in _pairs(text)
        if key.value in MOVED and isinstance(item, yaml.ScalarNode) and item.value
    }


def _lines(text: str, wanted: str) -> tuple[int, int]:
    """Where a setting begins and ends: its line or lines, or all before the comment behind it."""
    key, item = next(pair for pair in _pairs(text) if pair[0].value == wanted)
    start = key.start_mark.index - key.start_mark.column
    rest, _, _ = text[item.end_mark.index :].partition("\n")
    if rest.strip():  # a comment stays, on a line of its own
        return start, item.end_mark.index + len(rest) - len(rest.lstrip())
    return start, min(len(text), item.end_mark.index + len(rest) + 1)
