"""What no two entries may share: codes, and ids of today and of before."""

from collections.abc import Iterator, Mapping

from generator.catalogue import Entry
from generator.diagnostics import Diagnostic
from generator.model.fields import Shape
from generator.reading import faults


def check_codes(entries: dict[str, dict[str, Entry[Shape]]]) -> list[Diagnostic]:
    """Codes are identity: no two entries of one kind share one."""
    found = []
    for kind in ("division", "grid"):
        first: dict[str, Entry[Shape]] = {}
        for entry in entries[kind].values():
            code = getattr(entry.value, "code")  # noqa: B009 - divisions and grids both have one
            if code in first:
                found.append(faults.SAME_CODE.at(entry.at("code"), code=code, other=first[code].file))
            first.setdefault(code, entry)
    return found


def check_former_ids(entries: Mapping[str, Mapping[str, Entry[Shape]]]) -> Iterator[Diagnostic]:
    """A former id leads to one page: no entry has it today, and no second one had it."""
    for named in entries.values():
        owner = {name: entry.file for name, entry in named.items()}
        for entry in named.values():
            for index, former in enumerate(getattr(entry.value, "former_ids", ())):
                if former in owner:
                    place, other = entry.at("former_ids", index), owner[former]
                    hint = faults.FORMER_OF_ITS_OWN if other == entry.file else None
                    yield faults.FORMER_TAKEN.at(place, former=former, other=other, hint=hint)
                owner.setdefault(former, entry.file)
