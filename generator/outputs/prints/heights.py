"""How high the services of a handbook are, measured before the book is set.

What the typesetter measures in the book itself it measures in each of its attempts and for each book anew.
Alone, a service is as high in all books of a city that print the same of it, so that most are measured once.
"""

import json
from hashlib import blake2b
from typing import Any, Protocol

from pydantic_core import from_json, to_json

MEASURED = {"handbook.typ": "heights.typ"}
"""Templates that want heights, and those that tell them."""

Height = tuple[float, float]
"""Points, set whole and set tight."""


class Measurer(Protocol):
    """What lays out the services of a print."""

    def ask(self, template: str, paper: str, data: str, label: str) -> Any:  # noqa: ANN401 - as the template answers
        """What a template tells below a label."""


class Heights:
    """Heights of services that were measured, by all that they follow from."""

    def __init__(self) -> None:
        self._known: dict[bytes, Height] = {}

    def add(self, measurer: Measurer, template: str, paper: str, data: str) -> str:
        """The data of a print with the heights of its services."""
        if template not in MEASURED:
            return data
        content = from_json(data)
        services = {
            _fingerprint(one, paper, content): one
            for group in content["view"]["menu"]
            for one in group["services"]
        }
        new = {key: one for key, one in services.items() if key not in self._known}
        if new:
            content["view"]["menu"] = [{"title": "", "services": list(new.values())}]
            asked = measurer.ask(MEASURED[template], paper, to_json(content).decode(), "<heights>")
            self._known |= zip(new, map(tuple, asked), strict=True)
        heights = {one["id"]: self._known[key] for key, one in services.items()}
        return f'{data[:-1]},"heights":{json.dumps(heights)}}}'


def _fingerprint(service: Any, paper: str, content: Any) -> bytes:  # noqa: ANN401 - JSON
    """Of a service, the paper, the fonts, and its codes, whose size may be the address's and the paper's."""
    links = (service["path"], (service["guide"] or {}).get("link", ""))
    around = (paper, content["fonts"], *(content["qr"].get(one, "") for one in links))
    return blake2b(to_json((service, around)), digest_size=16).digest()
