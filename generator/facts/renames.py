"""Ids that entries had before: their printed addresses still lead to the entry."""

from collections.abc import Container, Iterator

from generator.catalogue import Catalogue
from generator.model import KIND_BY_NAME


def former_ids(catalogue: Catalogue, kinds: Container[str] = KIND_BY_NAME) -> Iterator[tuple[str, str, str]]:
    """Kind, id and former id, in stable order; a former id that an entry has today is that entry's."""
    for kind in (one for one in catalogue.entries if one in kinds):
        entries = catalogue.entries[kind]
        for name, entry in sorted(entries.items()):
            for former in getattr(entry.value, "former_ids", ()):
                if former not in entries:
                    yield kind, name, former
