"""The form that a workspace is written in: `schema` of its profile, a number that grows with each change."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from generator.diagnostics import Diagnostic, OutputError, Place, Text
from generator.model.numerals import parse_whole
from generator.reading import faults
from generator.reading.documents import Document, Value

FIELD, NEWEST = "schema", 1
"""The newest form; a profile that says nothing was written before forms had numbers, and is read as well."""


def check_schema(value: dict[str, Value], file: str) -> Iterator[Diagnostic]:
    """Take the number out of a profile; a finding where it is none, or newer than this program."""
    stated = value.pop(FIELD, None)
    if stated is None:
        return
    place = Place(file, (FIELD,))
    try:
        number = int(str(parse_whole(stated)))
    except (PydanticCustomError, ValueError):
        number = 0
    if number > NEWEST:
        yield faults.NEWER_SCHEMA.at(place, stated=number, known=NEWEST)
    elif number < 1:
        problem = Text("不是写法的版本", "is no number of a schema")
        advice = Text(f"写 {NEWEST}，或者删掉这一行", f"write {NEWEST}, or delete the line")
        yield faults.BAD_VALUE.at(place, value=str(stated), problem=problem, advice=advice)


def refuse_form(profile: Document, *, newer_only: bool = False) -> None:
    """Raise OutputError for a profile of a newer form, or of one that is no number, before entries change."""
    for found in check_schema(dict(profile.value or {}), profile.file):
        if found.code == faults.NEWER_SCHEMA.code or not newer_only:
            hint = found.hint or Text("", "")
            raise OutputError(
                f"{found.message.zh}。{hint.zh}，再运行一次", f"{found.message.en}. {hint.en}, then run again"
            )
