"""What values of entries are made of: terms as entries of vocabularies, phones, hours, attributes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from generator.diagnostics import Text
from generator.model.fields import ID_PATTERN
from generator.model.phones import PhoneNumber, parse_phones
from generator.reading.folders import suggest_id
from generator.standards.hsds_parts import FIELDS, TAXONOMIES
from generator.standards.hsds_reading import Data, Objects, Told
from generator.standards.hsds_values import (
    LONGEST_LINE,
    attributes_of,
    line_in,
    objects_in,
    present,
    prose_in,
    text_in,
    web_in,
)
from generator.standards.mapping import BY_ATTRIBUTE
from generator.standards.schedules import UnreadableScheduleError, parse_schedules

Values = dict[str, Any]
_LONGEST_PROSE = 8000
_STEM, _TAIL = 50, 8
_PHONES = re.compile(r"phone|complaint_phone|night_phone|channels\.[0-9]{1,4}\.phone")
"""Fields of ours that numbers may stand in."""
NO_NAME = Text("没有名称，没有读", "has no name and was not read")
NO_PHONE = Text("电话 `{text}` 认不出，没有读：写成 0988-5550101 这样的", "cannot read the number `{text}`")
NO_HOURS = Text("时间没有读：{zh}", "its schedule was not read: {en}")
IN_UTC = Text(
    "时间写的是世界时（Z），照数字读了，请核对",
    "times are in UTC (Z) and were taken as they stand: check them",
)
CUT = Text("`{name}` 太长，截短了", "`{name}` was too long and was cut")


@dataclass
class Taken:
    """Values of entries by kind and id, where each came from, what was wrong, what had no place here."""

    values: dict[str, dict[str, Values]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    plain: frozenset[str] = frozenset()
    """Fields whose Markdown the format leaves out."""
    unpublished: frozenset[str] = frozenset()
    """Ids of grids that open data leaves out wherever they are named."""
    partly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parts of a group that the format leaves out, by the field of the group."""

    def put(self, kind: str, id_: str, values: Values, place: str = "") -> None:
        """An entry; of two with one id the first stays."""
        if id_ not in self.values.setdefault(kind, {}):
            self.values[kind][id_] = {
                key: one for key, one in values.items() if one not in (None, "", [], {})
            }
            self.places[kind, id_] = place


class Taking:
    """Objects that become values, and the terms and organisations that they name."""

    def __init__(self, objects: Objects) -> None:
        self.objects, self.taken = objects, Taken(told=[*objects.told])
        self.terms = {str(one.get("id")): one for _, one in objects.found["taxonomy_term"]}
        self.ids: dict[str, str] = {}

    def terms_at(self, one: Data, path: str) -> Iterator[str]:
        """Ids of the terms that attributes name under a path of ours, or others under what they call it."""
        for each in objects_in(one, "attributes"):
            term = each.get("taxonomy_term")
            if not isinstance(term, dict):
                continue
            if each.get("link_type") == path:
                yield self.term(term, text_in(each.get("value")))
            elif (
                path in {"categories", "audiences"}
                and not _is_ours(term)
                and path == _sort_foreign(each, term)
            ):
                kind = "category" if path == "categories" else "audience"
                yield self._foreign_term(kind, term)

    def _foreign_term(self, kind: str, term: Data) -> str:
        id_ = stem_of(line_in(term.get("name")), text_in(term.get("id")) or kind)
        self.taken.put(kind, id_, {"name": line_in(term.get("name")) or id_, "intro": _other(term)})
        return id_

    def term(self, term: Data, value: str) -> str:
        """The id of a term of ours, which becomes an entry with all above it."""
        kind, _, named = text_in(term.get("code")).partition(":")
        id_ = named = value or named
        upper: Data | None = term
        while upper and self._is_new(kind, id_):
            whole = self.terms.get(str(upper.get("id")), upper)
            self.taken.put(kind, id_, {"name": line_in(whole.get("name"))})
            values, upper = self.taken.values[kind][id_], self.terms.get(str(whole.get("parent_id")))
            above, _, parent = text_in(upper.get("code") if upper else "").partition(":")
            values |= present(_describe(kind, whole, parent or None))
            kind, id_ = above, parent
        return named

    def _is_new(self, kind: str, id_: str) -> bool:
        """Whether a term is to become an entry: those of our own fields are none."""
        known = self.taken.values.get(kind, {})
        return kind in TAXONOMIES and kind != FIELDS and bool(ID_PATTERN.match(id_)) and id_ not in known

    def own_fields(self, kind: str, told: Mapping[str, list[str]], _: str) -> Values:
        """What attributes hold alone, at its path."""
        values: Values = {}
        for path in BY_ATTRIBUTE[kind]:
            if path in told:
                at, _, name = path.rpartition(".")
                target = values.setdefault(at, {}) if at else values
                many = name in {"aliases", "legal_basis", "former_ids", "grids"}
                target[name] = told[path] if many else told[path][0]
        return values

    def phones(self, one: Data, place: str) -> Values:
        """Numbers by the field that they belong to; of others the first field takes all."""
        found: dict[str, list[str]] = {}
        for each in objects_in(one, "phones"):
            if text := self._phone(each, place):
                named = next(filter(_PHONES.fullmatch, attributes_of(each)), "phone")
                found.setdefault(named, []).append(text)
        return {path: "、".join(texts) for path, texts in found.items()}

    def _phone(self, one: Data, place: str) -> str:
        extension = text_in(one.get("extension")).removesuffix(".0")
        written = text_in(one.get("number")).strip("\" '") + (f"转{extension}" if extension else "")
        bare = re.sub(r"(?<=\d)[.() ]+(?=\d)|[()]", " ", written).strip()
        for text in (written, bare, re.sub(r"^\+ ?", "+", re.sub(" +", " ", bare))):
            try:
                return "、".join(_at_home(one).text for one in parse_phones(text))
            except (PydanticCustomError, ValueError):
                continue
        if written:
            self.taken.told.append(Told(f"{place} · phones", NO_PHONE.format(text=written[:40])))
        return ""

    def hours(self, schedules: list[Data], place: str) -> Values | None:
        if any(re.search(r"\dZ$", text_in(one.get("opens_at"))) for one in schedules):
            self.taken.told.append(Told(f"{place} · schedules", IN_UTC))
        try:
            return parse_schedules(
                (one, {path: texts[0] for path, texts in attributes_of(one).items()}) for one in schedules
            )
        except UnreadableScheduleError as fault:
            zh, en = fault.args
            self.taken.told.append(Told(f"{place} · schedules", NO_HOURS.format(zh=zh, en=en)))
        except (ValueError, KeyError):
            said = {"zh": "日期不对", "en": "a date is none"}
            self.taken.told.append(Told(f"{place} · schedules", NO_HOURS.format(**said)))
        return None

    @staticmethod
    def address(location: Data) -> str:
        one = next(iter(objects_in(location, "addresses")), {})
        return line_in(" ".join(text_in(one.get(key)) for key in ("address_1", "address_2")))[:LONGEST_LINE]

    def cut(self, one: Data, key: str, place: str) -> str:
        return self._shorten(" ".join(self.read(one, key).split()), key, place, LONGEST_LINE)

    def prose(self, one: Data, key: str, place: str) -> str:
        return self._shorten(self.read(one, key), key, place, _LONGEST_PROSE)

    @staticmethod
    def read(one: Data, key: str) -> str:
        """A text: of others without HTML, ours as it is, where `<https://…>` is a link of Markdown."""
        text = text_in(one.get(key))
        return text if "id" in attributes_of(one) else prose_in(text)

    def _shorten(self, text: str, key: str, place: str, longest: int) -> str:
        if len(text) > longest:
            self.taken.told.append(Told(place, CUT.format(name=key)))
        return text[:longest]


def id_of(one: Data) -> str:
    """Our id where it stands, else one by the name's sound and the foreign id, which stays the same."""
    mine = attributes_of(one).get("id", [""])[0]
    return mine if ID_PATTERN.match(mine) else stem_of(line_in(one.get("name")), text_in(one.get("id")))


def stem_of(name: str, tail: str) -> str:
    stem = (suggest_id(f"{name[:40]}.yaml") or "x")[:_STEM].strip("-")
    end = re.sub(r"[^a-z0-9]", "", tail.lower())[:_TAIL]
    return f"{stem}-{end}" if end else stem


def _at_home(number: PhoneNumber) -> PhoneNumber:
    """A number of China as it is dialled there."""
    return replace(number, country="") if number.country == "+86" else number


def _describe(kind: str, term: Data, parent: str | None) -> Values:
    told = text_in(term.get("description"))
    if kind in {"division", "grid"}:
        level, _, rest = told.partition("，")
        code = next(iter(re.findall(r"[0-9A-Za-z]{6,}", rest)), None)
        if kind == "division":
            return {"level": level, "code": code, "parent": parent}
        return {"kind": level.removesuffix("网格"), "code": code, "community": parent}
    if kind == "document_type":
        return {"description": _other(term), "link": web_in(term.get("term_uri"))}
    return {"intro": _other(term), "parent": parent if kind == "category" else None}


def _other(term: Data) -> str | None:
    """The description of a term, unless it only says the name again."""
    told = prose_in(text_in(term.get("description")))[:_LONGEST_PROSE]
    return None if told == line_in(term.get("name")) else told


def _is_ours(term: Data) -> bool:
    return text_in(term.get("code")).partition(":")[0] in TAXONOMIES


def _sort_foreign(attribute: Data, term: Data) -> str:
    """Whether a foreign term says whom a service is for, or what it is about."""
    words = f"{attribute.get('link_type')} {term.get('taxonomy')}".lower()
    return "audiences" if re.search("eligib|audience|population|target", words) else "categories"
