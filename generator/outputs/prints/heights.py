"""How high the services of a handbook are, and how large its cards are set, measured before the book is set.

What the typesetter measures in the book itself it measures in each of its attempts and for each book anew.
Alone, a service is as high in all books of a city that print the same of it, so that most are measured once.
"""

import json
from hashlib import blake2b
from typing import Any, Protocol

from pydantic_core import from_json, to_json

MEASURED = {"handbook.typ": "heights.typ"}
"""Templates that want heights, and those that tell them."""
_PHONES = ("duty", "emergencies", "contacts", "supervision_phone", "night")
"""Of a view, what its page of telephones shows, besides the workers of its first team."""


class Measurer(Protocol):
    """What lays out the services of a print."""

    def ask(self, template: str, paper: str, data: str, label: str) -> Any:  # noqa: ANN401 - as the template answers
        """What a template tells below a label."""


class Heights:
    """What was measured, by all that it follows from: the same bytes, whatever was set before."""

    def __init__(self) -> None:
        self._known: dict[bytes, Any] = {}

    def add(self, measurer: Measurer, template: str, paper: str, data: str) -> str:
        """The data of a print with what is measured for it.

        Of services their heights in points, whole and tight; of cards and of the telephones which of their
        sizes fits a page.
        """
        if template not in MEASURED:
            return data
        content = from_json(data)
        view, around = content["view"], (paper, content["fonts"], content["site"])
        codes = content["qr"]
        services = {
            _fingerprint(one, around, codes): one for group in view["menu"] for one in group["services"]
        }
        cards = {_fingerprint(one, (*around, view["night"]), codes): one for one in view["cards"]}
        workers = [one["workers"] for one in view["teams"][:1]]
        phones = _fingerprint([view[name] for name in _PHONES] + workers, around, {})
        new = {
            name: [(key, one) for key, one in some.items() if key not in self._known]
            for name, some in (("services", services), ("cards", cards), ("phones", {phones: None}))
        }
        if any(new.values()):
            view["menu"] = [{"title": "", "services": [one for _, one in new["services"]]}]
            view["cards"] = [one for _, one in new["cards"]]
            content["asks_phones"] = bool(new["phones"])
            asked = measurer.ask(MEASURED[template], paper, to_json(content).decode(), "<heights>")
            for name, some in new.items():
                self._known |= zip((key for key, _ in some), asked[name], strict=True)
        measured = {
            "services": {one["id"]: self._known[key] for key, one in services.items()},
            "cards": {one["path"]: self._known[key] for key, one in cards.items()},
            "phones": self._known[phones],
        }
        return f'{data[:-1]},"measured":{json.dumps(measured)}}}'


def _fingerprint(thing: Any, around: object, codes: dict[str, Any]) -> bytes:  # noqa: ANN401 - JSON
    """Of a thing, what is around it, and its codes, whose size may be the address's and the paper's."""
    links = [thing["path"], (thing.get("guide") or {}).get("link", "")] if codes else []
    return blake2b(to_json((thing, around, [codes.get(one, "") for one in links])), digest_size=16).digest()
