"""Mapping files of foreign lists, read and written."""

from pathlib import Path

from generator.diagnostics import OutputError, explain_refusal
from generator.workbooks.mapping import ListMapping, parse_mapping, render_mapping
from generator.writing.errors import refuse_write
from generator.writing.single import write_whole


def load_mapping(path: Path) -> ListMapping:
    """The mapping of a file. Raises OutputError."""
    try:
        return parse_mapping(path.name, path.read_bytes())
    except OSError as fault:
        why = explain_refusal(fault)
        raise OutputError(f"读不了 `{path}`（{why.zh}）", f"cannot read `{path}` ({why.en})") from fault


def write_mapping(path: Path, mapping: ListMapping) -> None:
    """Write a mapping, to be used and changed next time. Raises OutputError."""
    try:
        write_whole(path, render_mapping(mapping).encode())
    except OSError as fault:
        raise refuse_write(str(path), fault) from fault
