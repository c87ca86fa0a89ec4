"""Services, organisations and vocabularies as objects of HSDS, nested as its JSON wants them.

Ids are UUIDs made from kind and id (RFC 9562, version 5) within the site's address, so that they stay as long
as both do; ours stand beside them in an attribute. Addresses of pages are given where the site has one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.catalogue import Catalogue, Entry
from generator.facts.clock import city_midnight
from generator.model.hours import OpeningHours
from generator.model.phones import PhoneNumber, parse_phones
from generator.model.time_limit import Limit
from generator.standards.mapping import BY_ATTRIBUTE, title_of
from generator.standards.schedules import list_schedules
from generator.views.addresses import page_path

Data = dict[str, Any]
POSTAL_CODE = "000000"
"""What Chinese forms say of a postal code that nobody knows; HSDS wants one."""
COUNTRY = "CN"
FIELDS = "gridpress"
"""The taxonomy of our own fields, which attributes that hold one name."""
TAXONOMIES = {
    "category": "服务分类",
    "audience": "服务对象",
    "life_event": "人生事件",
    "document_type": "材料类型",
    "division": "区划",
    "grid": "网格",
    FIELDS: "网格服务的其他内容",
}


@dataclass(frozen=True)
class Parts:
    """What services and organisations are made of: ids, terms, attributes, phones, hours, addresses."""

    catalogue: Catalogue

    @cached_property
    def address(self) -> str:
        """The site's address, which pages are appended to; it may be empty."""
        return self.catalogue.profile.address

    @cached_property
    def namespace(self) -> UUID:
        """What ids are made within."""
        return uuid5(NAMESPACE_URL, self.address or f"urn:gridpress:{self.catalogue.profile.city}")

    def uuid(self, *parts: object) -> str:
        """The id of a thing by kind, id and place."""
        return str(uuid5(self.namespace, "/".join(map(str, parts))))

    @cached_property
    def zone(self) -> str:
        """How far the city's time lies from UTC: `+08:00`."""
        midnight = city_midnight(self.catalogue.profile.time_zone, self.catalogue.today)
        return midnight.isoformat()[-6:]

    @cached_property
    def _regions(self) -> tuple[str, str]:
        """City and province of all addresses; the city stands for a province that nobody wrote."""
        above = self.catalogue.lineage(self.catalogue.profile.city)
        named = {one.value.level: one.value.name for one in above}
        city = self.catalogue.name_of("division", self.catalogue.profile.city)
        return named.get("市", city), named.get("省", city)

    def terms(self) -> Iterator[Data]:
        """Every term of our taxonomies: vocabularies, divisions, grids, fields."""
        for kind in TAXONOMIES:
            if kind != FIELDS:
                names = sorted(self.catalogue.entries.get(kind, {}))
                yield from (self.term(kind, name) for name in names if self.is_shown(kind, name))
        for kind, fields in BY_ATTRIBUTE.items():
            yield from (self._field_term(kind, path) for path in (*fields, *_MARKS[kind]))

    def is_shown(self, kind: str, name: str) -> bool:
        """Whether an entry is public today; a grid is from its first day on, also when it has ended."""
        grid = self.catalogue.grids.get(name) if kind == "grid" else None
        began = grid.value.valid_from if grid else None
        return began is None or began <= self.catalogue.today

    def taxonomies(self) -> Iterator[Data]:
        """Each taxonomy."""
        for kind, title in TAXONOMIES.items():
            yield {"id": self.uuid("taxonomy", kind), "name": kind, "description": title}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Data]:
        return {}

    def term(self, kind: str, name: str) -> Data:
        """An entry as a term; `code` is its kind and id."""
        known = self._terms.get((kind, name))
        return known or self._terms.setdefault((kind, name), self._make_term(kind, name))

    def _make_term(self, kind: str, name: str) -> Data:
        entry = self.catalogue.entries.get(kind, {}).get(name)
        value: Any = entry.value if entry else None
        parent = getattr(value, "community", None) or getattr(value, "parent", None)
        above = "division" if kind == "grid" else kind
        return filled(
            {
                "id": self.uuid("term", kind, name),
                "code": f"{kind}:{name}",
                "name": self.catalogue.name_of(kind, name),
                "description": _describe_term(kind, value) or self.catalogue.name_of(kind, name),
                "parent_id": self.uuid("term", above, parent) if parent else None,
                "taxonomy": kind,
                "taxonomy_id": self.uuid("taxonomy", kind),
                "language": "zh",
                "term_uri": web_page(getattr(value, "link", None)),
            }
        )

    def term_attribute(self, path: str, kind: str, name: str, own: tuple[object, ...]) -> Data:
        term = self.term(kind, name)
        named = {"link_type": path, "value": name, "taxonomy_term_id": term["id"], "taxonomy_term": term}
        return {"id": self.uuid(*own, "term"), **named}

    def _field_term(self, kind: str, path: str) -> Data:
        title = title_of(kind, path) or path
        return {
            "id": self.uuid("field", kind, path),
            "code": f"{FIELDS}:{kind}.{path}",
            "name": title,
            "description": f"{TAXONOMIES[FIELDS]}：{title}",
            "taxonomy": FIELDS,
            "taxonomy_id": self.uuid("taxonomy", FIELDS),
            "language": "zh",
        }

    def own_fields(self, entry: Entry[Any], own: tuple[object, ...]) -> Iterator[Data]:
        """What the table of fields leaves to attributes, and the id."""
        yield from self.values(entry.kind, "id", [entry.id], own)
        for path in BY_ATTRIBUTE[entry.kind]:
            value: Any = entry.value
            for name in path.split("."):
                value = None if value is None else getattr(value, name)
            if path == "grids":
                value = tuple(one for one in value if self.is_shown("grid", one))
            yield from self.values(
                entry.kind, path, map(text_of, value if isinstance(value, tuple) else (value,)), own
            )

    def values(self, kind: str, path: str, values: Iterable[str], own: tuple[object, ...]) -> Iterator[Data]:
        for number, text in enumerate(values):
            if text:
                yield self.field(kind, path, text, (*own, path, number))

    def field(self, kind: str, path: str, value: str, own: tuple[object, ...]) -> Data:
        label, term = self._known_field(kind, path)
        named = {"link_type": path, "label": label, "value": value, "taxonomy_term_id": term}
        return {"id": self.uuid(*own, "attribute"), **(named if value else filled(named))}

    def _known_field(self, kind: str, path: str) -> tuple[str, str]:
        """What a field is called, and its term."""
        known = self._fields.get((kind, path))
        if known is None:
            bare = re.sub(r"\.\d+(?=\.)", "", path)
            known = self._fields[kind, path] = title_of(kind, bare), self.uuid("field", kind, bare)
        return known

    @cached_property
    def _fields(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {}

    def phones(
        self, text: str | None, own: tuple[object, ...], path: str, description: str
    ) -> Iterator[Data]:
        kind = str(own[0])
        for number, one in enumerate(parse_phones(text) if text else ()):
            mine = (*own, path, number)
            phone = {"id": self.uuid(*mine), **_dial(one), "type": "voice", "description": description}
            yield filled(phone | {"attributes": [self.field(kind, path, "", mine)]})

    def schedules(self, hours: OpeningHours | None, own: tuple[object, ...]) -> list[Data]:
        found: list[Data] = []
        kind = str(own[0])
        for number, (schedule, told) in enumerate(
            list_schedules(hours, self.catalogue.today, self.zone) if hours else ()
        ):
            mine = (*own, "schedule", number)
            marks = [self.field(kind, path, value, (*mine, path)) for path, value in told.items()]
            found.append(
                filled({"id": self.uuid(*mine), "timezone": self._offset, **schedule, "attributes": marks})
            )
        return found

    @cached_property
    def _offset(self) -> float:
        hours, minutes = self.zone[1:].split(":")
        number = (int(hours) + int(minutes) / 60) * (-1 if self.zone.startswith("-") else 1)
        return int(number) if number.is_integer() else number

    def addresses(self, text: str | None, own: tuple[object, ...]) -> list[Data]:
        if not text:
            return []
        city, province = self._regions
        return [
            {
                "id": self.uuid(*own, "address"),
                "address_1": text,
                "city": city,
                "state_province": province,
                "postal_code": POSTAL_CODE,
                "country": COUNTRY,
                "address_type": "physical",
            }
        ]

    def page(self, kind: str, name: str) -> str | None:
        return f"{self.address}{page_path(kind, name)}" if self.address else None


_MARKS = {
    "service": (
        *("id", "documents", "documents.copies", "documents.note", "status", "locations.position", "guide"),
        *("phone", "complaint_phone", "channels.kind", "channels.note", "channels.phone", "channels.link"),
        *("hours.holidays", "hours.makeup_workdays", "hours.odd_week", "hours.seasons", "hours.exceptions"),
        *("hours.weekly", "steps.do"),
    ),
    "organization": (
        *("id", "phone", "night_phone", "link", "position", "hours.weekly"),
        *("hours.holidays", "hours.makeup_workdays", "hours.odd_week", "hours.seasons", "hours.exceptions"),
    ),
}
"""Fields that attributes name beside those that they hold alone."""


def _describe_term(kind: str, value: Any) -> str:  # noqa: ANN401 - an entry of any kind, or none
    if value is None:
        return ""
    if kind == "division":
        return f"{value.level}，区划代码 {value.code}"
    if kind == "grid":
        return f"{value.kind}网格，网格代码 {value.code}"
    return str(getattr(value, "intro", None) or getattr(value, "description", None) or "")


def _dial(number: PhoneNumber) -> Data:
    """A number as the world dials it; what only China dials (12345, 400) stays as it is."""
    abroad = bool(number.area) or number.is_mobile
    plain = re.sub(r"^([48]00)(\d{3})(\d{4})$", r"\1-\2-\3", number.local)
    text = " ".join(filter(None, (number.country or "+86", number.area.removeprefix("0"), plain)))
    extension = number.extensions[0] if len(number.extensions) == 1 else ""
    whole = extension.isdecimal() and not extension.startswith("0")
    rest = "" if whole else "".join(f"转{one}" for one in number.extensions)
    said = (text if abroad or number.country else plain) + rest
    return {"number": said, "extension": int(extension) if whole else None}


def text_of(value: object) -> str:
    if isinstance(value, Limit):
        return value.text
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def web_page(link: str | None) -> str | None:
    return link if link and link.startswith(("http://", "https://")) else None


def filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
