"""Ids that entries had before: their printed addresses still lead to the entry."""

from collections.abc import Iterator

from generator.catalogue import Catalogue


def former_ids(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Kind, id and former id, in stable order; a former id that an entry has today is that entry's."""
    for kind, entries in catalogue.entries.items():
        for name, entry in sorted(entries.items()):
            for former in getattr(entry.value, "former_ids", ()):
                if former not in entries:
                    yield kind, name, former
