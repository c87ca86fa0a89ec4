"""Real lists to entries, as a careful importer does it: what is missing or unclear is left out."""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from generator.model.phone_mentions import find_phones
from generator.model.phones import format_phones
from scripts.bench.workspace import Entries, Value

LEVELS = {"city": "市", "county": "县区", "township": "乡镇街道", "community": "社区", "village": "社区"}
AUDIENCES = {
    "自然人": ("ziranren", "个人"),
    "企业法人": ("qiye", "企业"),
    "事业法人": ("shiye", "事业单位"),
    "社会组织法人": ("shezu", "社会组织"),
    "非法人企业": ("feifaren", "非法人企业"),
    "行政机关": ("jiguan", "行政机关"),
    "其他组织": ("qita-zuzhi", "其他组织"),
}
LINE = 200
NO_PLACE = ("无线下办理窗口", "办理地点：无")
_SHORT = re.compile(r"(?<!\d)(12\d{3}|95\d{3})(?!\d)")


@dataclass(frozen=True)
class RealLists:
    """Real lists that take the place of invented ones: divisions as CSV, services as lines of JSON.

    `sort` is the type that services get: of 政务 SVC101 asks for more than most lists hold.
    """

    divisions: Path | None = None
    services: Path | None = None
    sort: str = "政务"


INVENTED = RealLists()
"""No real lists."""


def load_divisions(path: Path) -> dict[str, Value]:
    """Read divisions from a CSV of code, name, level, parent; codes become ids."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in LEVELS]
    known = {row["code"] for row in rows}
    return {
        row["code"]: {
            "code": row["code"],
            "name": row["name"],
            "level": LEVELS[row["level"]],
            "parent": row["parent"] if row["parent"] in known else None,
        }
        for row in rows
    }


def load_services(path: Path, most: int, sort: str) -> Entries:
    """Read up to `most` services from lines of JSON, with the vocabularies and providers they need."""
    lines = path.read_text("utf-8").splitlines()[:most]
    items: list[dict[str, Any]] = [json.loads(line) for line in lines]
    found = _Imported()
    for number, item in enumerate(items, 1):
        found.services[f"gd-{number:04}"] = {**_service(item, found), "type": sort}
    return found.entries()


class _Imported:
    """Services, and numbered vocabularies that grow while they are read."""

    def __init__(self) -> None:
        self.services: dict[str, Value] = {}
        self.names: dict[str, dict[str, str]] = {"dept": {}, "theme": {}, "material": {}}

    def id_of(self, sort: str, name: str) -> str:
        """The id of a provider, theme or material by its name."""
        known = self.names[sort]
        return known.setdefault(name, f"{sort}-{len(known) + 1:04}")

    def entries(self) -> Entries:
        """Everything by folder."""
        office = {"kind": "政府部门", "sector": "政府"}
        audiences = {name: {"name": title} for name, title in AUDIENCES.values()}
        return {
            "services": self.services,
            "organizations": {one: {"name": name, **office} for name, one in self.names["dept"].items()},
            "categories": {one: {"name": name} for name, one in self.names["theme"].items()},
            "document_types": {one: {"name": name} for name, one in self.names["material"].items()},
            "audiences": audiences,
        }


def _service(item: dict[str, Any], found: _Imported) -> Value:
    name = _line(item["name"])
    provider = found.id_of("dept", _line(item["dept"]))
    phone = parse_phone(item["phone"])
    materials = list(dict.fromkeys(_line(one) for one in item["materials"] or ()))
    return {
        "name": name,
        "aliases": [_line(item["group"])] if item["group"] and _line(item["group"]) != name else None,
        "provider": provider,
        "summary": f"{name}。",
        "categories": [found.id_of("theme", _line(one)) for one in item["theme"] or ("其他",)],
        "audiences": [AUDIENCES[one][0] for one in item["audience"]],
        "eligibility": (item["eligibility"] or "").strip() or None,
        "documents": [{"type": found.id_of("material", one)} for one in materials] or None,
        "time_limit": item["limit"],
        "channels": _channels(item["url"], phone),
        "locations": _locations(item["place"]),
        "phone": phone,
        "complaint_phone": parse_phone(item["complain"]),
        "assured_on": "2021-05-31",
        "assured_by": provider,
    }


def _line(text: str) -> str:
    return " ".join(text.split())[:LINE]


def parse_phone(text: str | None) -> str | None:
    """All numbers of a field, or the first one of its sentences; None when there is none."""
    try:
        return format_phones(text or "")
    except PydanticCustomError:
        found = next((number.text for _, _, number in find_phones(text or "")), None)
        short = _SHORT.search(text or "")
        return found or (short[0] if short else None)


def _channels(url: str | None, phone: str | None) -> list[Value]:
    site = [{"kind": "网站", "link": url}] if url and re.fullmatch(r"https?://[^\s<>\"']{1,500}", url) else []
    return [*([{"kind": "电话", "phone": phone}] if phone else []), *site]


def _locations(place: str | None) -> list[Value] | None:
    if not place or place.strip() in NO_PLACE:
        return None
    return [{"name": _line(place.removeprefix("办理地点："))}]
