"""What is printed as a QR code, and how fine its modules get: cameras of old telephones miss fine ones."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.catalogue import Catalogue
from generator.diagnostics import Place
from generator.facts.short_addresses import short_path

FINEST: Final = 0.5
"""The least side of a module in mm. Prints set a code larger than drawn before its modules get finer."""
ROOM, GUIDE_ROOM = 17.0, 19.0
"""The side in mm that the smallest prints leave for a code of the site, and the handbook for a guide."""
CAPACITY = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
"""Bytes that versions 1 to 20 hold with error correction M. Source: ISO/IEC 18004, table 7."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """An address that is printed as a code, and where it was written; `added` bytes follow it in the code.

    `room` is the side in mm that there is for it.
    """

    place: Place
    address: str
    room: float
    added: int = 0

    @property
    def length(self) -> int:
        """Bytes in the code."""
        return len(self.address.encode()) + self.added

    @property
    def side(self) -> float:
        """The side in mm at which its modules are as fine as they may be."""
        return count_modules(self.length) * FINEST

    @property
    def excess(self) -> int:
        """Bytes more than there is room for."""
        return self.length - max(size for size in CAPACITY if count_modules(size) * FINEST <= self.room)


def count_modules(length: int) -> int:
    """The modules along a side of the code of so many bytes."""
    return 21 + 4 * bisect_left(CAPACITY, length)


def printed_codes(catalogue: Catalogue) -> Iterator[PrintedCode]:
    """Addresses that prints carry: the site's short ones, all of one length, and those of official guides."""
    site = catalogue.profile.address
    if site:
        place = catalogue.profile_entry.at("site_url")
        yield PrintedCode(place, site, ROOM, len(short_path("")))
    for _, service in sorted(catalogue.services.items()):
        if service.value.guide:
            yield PrintedCode(service.at("guide"), service.value.guide, GUIDE_ROOM)
