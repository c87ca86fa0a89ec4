"""The official guide to a service, which stands in for what its page leaves out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.catalogue import Catalogue
from generator.facts.guides import missing_elements
from generator.facts.offers import phone_to_ask
from generator.model import Service


@dataclass(frozen=True, slots=True)
class OfficialGuide:
    """The official guide to a service, and what the page leaves to it, in residents' words."""

    link: str
    lacks: tuple[str, ...]

    @property
    def host(self) -> str:
        """Whose site the link leads to: on a screen that is enough of its address."""
        return urlsplit(self.link).netloc


ELEMENTS = {
    "eligibility": "谁可以办",
    "documents": "要带什么",
    "locations": "到哪里办",
    "hours": "什么时候开",
    "phone": "咨询电话",
    "steps": "怎么办",
    "time_limit": "多久办好",
    "legal_basis": "依据",
}
"""What residents call the elements of a guide, those that they look for first."""


def view_guide(catalogue: Catalogue, service: Service) -> OfficialGuide | None:
    """What a page shows is not missing there: its provider's number where the service states none."""
    if service.guide is None:
        return None
    shown = {"phone"} if phone_to_ask(catalogue, service) else set()
    missing = set(missing_elements(service)) - shown
    return OfficialGuide(service.guide, tuple(words for name, words in ELEMENTS.items() if name in missing))
