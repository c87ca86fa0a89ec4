"""Objects of HSDS to the values of entries, as an editor would type them: ours come back as they went.

What others write is taken where it has one meaning. HTML becomes text, telephone numbers are read in the ways
that the model knows; what cannot be taken is told with its place, what has no place here is counted by field.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from generator.standards.hsds import NO_DOCUMENTS, PLAIN_STATUS
from generator.standards.hsds_parts import TAXONOMIES
from generator.standards.hsds_reading import Data, Objects, Told
from generator.standards.hsds_tables import LATER
from generator.standards.hsds_taken import NO_NAME, Taken, Taking, Values, id_of, stem_of
from generator.standards.hsds_values import (
    LONGEST_LINE,
    attributes_of,
    line_in,
    objects_in,
    parse_steps,
    position_in,
    present,
    text_in,
    urls_of,
    web_in,
)

_SERVICE = """
id name alternate_name description url status application_process fees_description fees alert
eligibility_description assured_date phones additional_urls schedules service_areas service_at_locations
languages organization organization_id cost_options required_documents attributes
"""
_ORGANIZATION = """
id name alternate_name description website parent_organization_id phones locations organization_identifiers
attributes services
"""
"""What is taken of each."""


def take_objects(objects: Objects) -> Taken:
    """All entries that objects make."""
    return _Taking(objects).run()


class _Taking(Taking):
    """Services and organisations."""

    def run(self) -> Taken:
        """Organisations first, since services name them; terms as they are met, then all others."""
        organizations = list(self._organizations())
        for _, one in organizations:
            self.ids[str(one.get("id"))] = id_of(one)
        for place, one in organizations:
            self._named(place, one, self._organization)
        for place, one in self.objects.found["service"]:
            self._named(place, one, self._service)
        for one in self.terms.values():
            if str(one.get("taxonomy")) in TAXONOMIES:
                self.term(one, "")
        return self.taken

    def _organizations(self) -> Iterator[tuple[str, Data]]:
        """Those that have objects of their own, then those that only services name."""
        yield from self.objects.found["organization"]
        known = {str(one.get("id")) for _, one in self.objects.found["organization"]}
        for place, service in self.objects.found["service"]:
            one = service.get("organization")
            if isinstance(one, dict) and str(one.get("id")) not in known:
                known.add(str(one.get("id")))
                yield f"{place} · organization", one

    def _named(self, place: str, one: Data, make: Callable[[str, Data], None]) -> None:
        if line_in(one.get("name")):
            make(place, one)
        else:
            self.taken.told.append(Told(place, NO_NAME))

    def _count_left(self, kind: str, one: Data, known: str) -> None:
        self.taken.left.update(
            f"{kind}.{key}"
            for key, value in one.items()
            if key not in known.split() and value not in (None, "", [], {})
        )

    def _organization(self, place: str, one: Data) -> None:
        self._count_left("organization", one, _ORGANIZATION)
        told = attributes_of(one)
        values = self.own_fields("organization", told, place)
        seat = next(iter(objects_in(one, "locations")), {})
        identifiers = objects_in(one, "organization_identifiers")
        website = text_in(one.get("website"))
        values |= {
            "name": self.cut(one, "name", place),
            "intro": ""
            if one.get("description") == one.get("name")
            else self.prose(one, "description", place),
            "aliases": values.get("aliases") or [line_in(one.get("alternate_name"))],
            "parent": self.ids.get(str(one.get("parent_organization_id"))),
            "credit_code": next((line_in(each.get("identifier")) for each in identifiers), None),
            "address": self.address(seat),
            "position": attributes_of(seat).get("position", [position_in(seat)])[0],
            "hours": self.hours(objects_in(seat, "schedules"), place),
            "link": told.get("link", [website])[0],
            **self.phones(one, place),
        }
        values["aliases"] = [each for each in values["aliases"] if each]
        self.taken.put("organization", id_of(one), values, place)

    def _service(self, place: str, one: Data) -> None:
        self._count_left("service", one, _SERVICE)
        told, ours = attributes_of(one), "id" in attributes_of(one)
        provider = one.get("organization")
        owner = str(provider.get("id") if isinstance(provider, dict) else one.get("organization_id"))
        values = self.own_fields("service", told, place)
        phones = self.phones(one, place)
        channels = self._channels(one, told, phones, ours=ours)
        values |= {
            "name": self.cut(one, "name", place),
            "plain_name": line_in(one.get("alternate_name")),
            "provider": self.ids.get(owner),
            "summary": self.prose(one, "description", place),
            "eligibility": self.prose(one, "eligibility_description", place),
            "steps": parse_steps(
                self.read(one, "application_process"),
                {
                    int(match[1]): texts[0]
                    for path, texts in told.items()
                    if (match := re.fullmatch(r"steps\.([0-9]{1,4})\.do", path))
                },
            ),
            "fee": self._fee(one, place),
            "channels": channels,
            "locations": [self._place(each, place) for each in objects_in(one, "service_at_locations")],
            "hours": self.hours(objects_in(one, "schedules"), place),
            "documents": self._documents(one, told, place),
            "area": [*self._areas(one)],
            "guide": next((url for path, url, _ in urls_of(one) if path == "guide"), None),
            "assured_on": text_in(one.get("assured_date"))[:10],
            "status": _status(one, told),
            "alert": self.cut(one, "alert", place),
            **phones,
        }
        for path in ("categories", "audiences", "life_events"):
            values[path] = [*self.terms_at(one, path)]
        documents = values.pop("documents")
        self.taken.put("service", id_of(one), values, place)
        if documents is not None:
            self.taken.values["service"][id_of(one)].setdefault("documents", documents)

    def _fee(self, one: Data, place: str) -> str:
        costs = objects_in(one, "cost_options")
        spare = next((line_in(each.get("amount_description") or each.get("option")) for each in costs), "")
        return self.cut(one, "fees_description", place) or self.cut(one, "fees", place) or spare

    def _channels(
        self, one: Data, told: Mapping[str, list[str]], phones: Values, *, ours: bool
    ) -> list[Values]:
        """Ours by their numbers; of others each address is one."""
        found: dict[int, Values] = {}
        for path, texts in told.items():
            if match := re.fullmatch(r"channels\.([0-9]{1,4})\.(kind|note)", path):
                found.setdefault(int(match[1]), {})[match[2]] = texts[0]
        for path in [path for path in phones if path.startswith("channels.")]:
            found.setdefault(int(path.split(".")[1]), {})["phone"] = phones.pop(path)
        for path, url, _ in urls_of(one):
            if re.fullmatch(r"channels\.[0-9]{1,4}\.link", path):
                found.setdefault(int(path.split(".")[1]), {})["link"] = url
        made = [found[number] for number in sorted(found)]
        if not ours:
            links = [(web_in(one.get("url")), "")] + [
                (url, label) for path, url, label in urls_of(one) if not path
            ]
            made += [{"kind": "网站", "link": url, "note": label or None} for url, label in links if url]
        return [present(each) for each in made]

    def _place(self, one: Data, place: str) -> Values:
        location = one.get("location") if isinstance(one.get("location"), dict) else {}
        assert isinstance(location, dict)  # noqa: S101 - for the checker
        told = attributes_of(location)
        phones = self.phones({"phones": [*objects_in(one, "phones"), *objects_in(location, "phones")]}, place)
        schedules = objects_in(one, "schedules") or objects_in(location, "schedules")
        return present(
            {
                "name": line_in(location.get("name"))[:LONGEST_LINE]
                or self.address(location)
                or line_in(one.get("description"))[:LONGEST_LINE],
                "address": self.address(location),
                "phone": phones.get("phone"),
                "hours": self.hours(schedules, place),
                "position": told.get("locations.position", [position_in(location)])[0],
            }
        )

    def _documents(self, one: Data, told: Mapping[str, list[str]], place: str) -> list[Values] | None:
        found: list[Values] = []
        for each in objects_in(one, "required_documents"):
            marks = attributes_of(each)
            name = next(iter(self.terms_at(each, "documents.type")), None) or self._new_document(each, place)
            copies, note = (marks.get(f"documents.{path}", [None])[0] for path in ("copies", "note"))
            found += [present({"type": name, "copies": copies, "note": note})] if name else []
        return found or ([] if told.get("documents") == [NO_DOCUMENTS] else None)

    def _new_document(self, one: Data, place: str) -> str | None:
        name = self.cut(one, "document", place)
        if not name:
            return None
        id_ = stem_of(name, "document")
        self.taken.put("document_type", id_, {"name": name, "link": web_in(one.get("uri"))})
        return id_

    def _areas(self, one: Data) -> Iterator[str]:
        for each in objects_in(one, "service_areas"):
            yield from self.terms_at(each, "area")
            if not objects_in(each, "attributes"):
                self.taken.left["service.service_areas.name"] += 1


def _status(one: Data, told: Mapping[str, list[str]]) -> str | None:
    if "status" in told:
        return told["status"][0]
    status = text_in(one.get("status")).lower()
    plain = PLAIN_STATUS.get(status) or ("暂停" if status == LATER and "valid_from" not in told else None)
    return None if plain == "正常" else plain
