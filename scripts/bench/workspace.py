"""Entries to YAML files, written as an editor would: short values plain, phones quoted, prose in blocks."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

Value = dict[str, Any]
Entries = dict[str, dict[str, Value]]
"""Folder under menus/, then id, then the entry."""

_DIGITS = re.compile(r"[+\d][\d -]+(转\d+)?\Z")
WIDTH = 100


class _Dumper(yaml.CSafeDumper):
    """Chooses how a text is written."""


def _write_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if _DIGITS.match(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _write_text)


def render_entry(value: Value) -> str:
    """One entry as YAML; fields without value are left out."""
    kept = {key: item for key, item in value.items() if item not in (None, "", (), {}) and key[0] != "_"}
    return yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def write_entries(root: Path, profile: Value, entries: Entries) -> int:
    """Write menus/ anew below `root`; returns how many entries it has.

    `_table` of an entry holds the rows of the CSV file beside it.
    """
    menus = root / "menus"
    menus.mkdir(parents=True, exist_ok=True)
    (menus / "profile.yaml").write_text(render_entry(profile), "utf-8", newline="\n")
    return 1 + sum(_write_folder(menus / folder, known.items()) for folder, known in entries.items())


def _write_folder(folder: Path, entries: Iterable[tuple[str, Value]]) -> int:
    folder.mkdir(exist_ok=True)
    count = 0
    for name, value in entries:
        (folder / f"{name}.yaml").write_text(render_entry(value), "utf-8", newline="\n")
        if "_table" in value:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(value["_table"])
        count += 1
    return count
