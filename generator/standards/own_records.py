"""Our own open data, version 1, to the values of entries: what its columns hold, names turned into ids."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import chain, count
from typing import Any, get_args

from generator.diagnostics import Severity, Text
from generator.model import KIND_BY_NAME
from generator.model.days import parse_days
from generator.model.grid import GridFunction, GridKind
from generator.model.periods import parse_period
from generator.standards.hsds_reading import Told, parse_json
from generator.standards.hsds_taken import Taken, Values, stem_of
from generator.standards.hsds_values import text_in

Names = Mapping[str, Mapping[str, str]]
"""Ids by kind and name."""
HELD = {
    "organization": (
        *("name", "kind", "sector", "aliases", "credit_code", "parent", "division", "grids", "phone"),
        *("night_phone", "address", "hours", "link"),
    ),
    "division": ("code", "name", "level", "parent", "aliases", "address", "phone", "hours"),
    "category": ("name", "aliases", "parent", "intro"),
    "audience": ("name", "aliases", "intro"),
    "life_event": ("name", "aliases", "audiences", "plan", "intro"),
    "document_type": ("name", "aliases", "description", "where", "link"),
    "grid": (
        *("code", "name", "kind", "function", "community", "households", "supervision_phone"),
        *("night_phone", "valid_from"),
    ),
    "service": (
        *("name", "plain_name", "type", "provider", "summary", "audiences", "categories", "life_events"),
        *("area", "fee", "time_limit", "phone", "complaint_phone", "eligibility", "guide", "assured_on"),
        *("status", "hours"),
    ),
}
"""What version 1 brings back of each kind, in columns of the same name, or with `_id` or `_ids` behind it."""
PLAIN = frozenset({"summary", "intro", "description", "eligibility"})
"""Fields whose Markdown the columns leave out."""
STOPPED = frozenset({"暂停", "停办"})
"""What a column of states says that is our status too; 在办 and 未开始 follow from days."""
UNHELD_HOURS = ("seasons", "odd_week", "exceptions")
"""Parts of hours that their lines in words do not bring back."""
_MAKEUP = {"上班，按周一的时间": "上班", "按当天星期几的时间": "照常", "休息": "休息"}
_UNKNOWN = "请先打电话问"
"""What is said of holidays where an entry says nothing."""
_GAP = re.compile(r"^(\S*) (.+?)(?:（最近是.+）)?$")

NO_RECORDS = Text(
    "没有认出 v1 的数据：要 data/v1/services.json 或 grids.json",
    "holds no records of v1: services.json or grids.json of data/v1 are read",
)
NO_RECORD = Text("没有编号或名称，没有读", "has no id or no name and was not read")
NO_HOURS = Text(
    "服务时间有季节、例外或单双周，没有读，请自己写",
    "its hours have seasons, exceptions or odd weeks: write them yourself",
)


def take_records(files: Mapping[str, bytes], names: Names) -> Taken:
    """Entries of the sets that files hold."""
    return _Records(names).run(files)


class _Records:
    def __init__(self, names: Names) -> None:
        self._names, self.taken = (
            {kind: {**known} for kind, known in names.items()},
            Taken(plain=PLAIN, partly={"hours": UNHELD_HOURS}),
        )

    def run(self, files: Mapping[str, bytes]) -> Taken:
        """Services last, since they name the others."""
        found = {key: (name, rows) for name, data in files.items() for key, rows in self._sets(name, data)}
        makers: dict[str, Callable[[Values, str], None]] = {
            **{KIND_BY_NAME[kind].folder: partial(self._plain, kind) for kind in HELD},
            "grids": self._grid,
            "services": self._service,
        }
        for key, make in makers.items():
            name, rows = found.get(key, ("", []))
            for number, row in enumerate(rows, 1):
                if isinstance(row, dict) and text_in(row.get("id")) and text_in(row.get("name")):
                    make(row, f"{name} · {number}")
                else:
                    self.taken.told.append(Told(f"{name} · {number}", NO_RECORD))
        if not found.keys() & makers.keys() and not self.taken.told:
            self.taken.told.append(Told("、".join(files) or "-", NO_RECORDS, Severity.ERROR))
        return self.taken

    def _sets(self, name: str, data: bytes) -> Iterator[tuple[str, list[Any]]]:
        if not name.endswith(".json") or "/hsds" in f"/{name}":
            return
        value = parse_json(name, data, self.taken.told)
        if isinstance(value, dict) and isinstance(value.get("records"), list):
            yield str(value.get("name")), value["records"]

    def _plain(self, kind: str, row: Values, place: str) -> None:
        """A kind whose columns are its fields."""
        values: Values = {name: _column(row, name) for name in HELD[kind]}
        if "hours" in values:
            values["hours"] = self._hours(_list(row, "hours"), place)
        self._names.setdefault(kind, {})[text_in(row["name"])] = text_in(row["id"])
        self.taken.put(kind, text_in(row["id"]), values, place)

    def _grid(self, row: Values, place: str) -> None:
        community = {"code": text_in(row.get("community_code")), "level": "社区"}
        plain = ("code", "name", "households", "supervision_phone", "night_phone", "valid_from")
        values: Values = {name: text_in(row.get(name)) for name in plain}
        values |= {
            "kind": _choose(GridKind, text_in(row.get("kind"))),
            "function": _choose(GridFunction, text_in(row.get("function"))),
            "community": text_in(row.get("community_id"))
            or self._id("division", row.get("community"), community),
        }
        self._names.setdefault("grid", {})[text_in(row["name"])] = text_in(row["id"])
        self.taken.left["grid.places"] += bool(row.get("places"))
        self.taken.put("grid", text_in(row["id"]), values, place)

    def _service(self, row: Values, place: str) -> None:
        values: Values = {name: _column(row, name) for name in HELD["service"]}
        plain = text_in(row["name"])
        official = text_in(row.get("official_name")) or plain
        values |= {
            "name": official,
            "plain_name": None if plain == official else plain,
            "provider": text_in(row.get("provider_id")) or self._id("organization", row.get("provider"), {}),
            "audiences": _list(row, "audience_ids") or self._ids("audience", row, "audiences"),
            "categories": _list(row, "category_ids") or self._ids("category", row, "categories"),
            "life_events": _list(row, "life_event_ids"),
            "area": self._areas(_list(row, "area_ids"), _list(row, "areas")),
            "status": status if (status := text_in(row.get("status"))) in STOPPED else None,
            "hours": self._hours(_list(row, "hours"), place),
        }
        self.taken.put("service", text_in(row["id"]), values, place)

    def _ids(self, kind: str, row: Values, column: str) -> list[str]:
        """Ids of names, as the first edition told them alone."""
        return [id_ for one in _list(row, column) if (id_ := self._id(kind, one, {}))]

    def _areas(self, ids: list[str], names: list[str]) -> list[str]:
        """Ids, or the names where more are told: what has no row has no id there."""
        return ids if len(ids) >= len(names) else [self._area(one) for one in names]

    def _area(self, name: str) -> str:
        kind = "grid" if name in self._names.get("grid", {}) else "division"
        return self._id(kind, name, {}) or ""

    def _id(self, kind: str, name: object, values: Values) -> str | None:
        """The entry of a name; a new one where there is none."""
        if not isinstance(name, str) or not name:
            return None
        known = self._names.setdefault(kind, {})
        if name not in known:
            known[name] = _find_free(stem_of(name, ""), known.values())
            self.taken.put(kind, known[name], {"name": name, **values})
        return known[name]

    def _hours(self, lines: list[str], place: str) -> Values | None:
        """Hours whose lines are those of a week; others are left to an editor."""
        hours: Values = {"weekly": []}
        for number, line in enumerate(lines):
            match = _GAP.match(line)
            days, rest = match.groups() if match else ("", "")
            if days in {"法定节假日", "调休上班日"}:
                name = "holidays" if days == "法定节假日" else "makeup_workdays"
                hours |= {} if rest == _UNKNOWN else {name: _MAKEUP.get(rest, rest)}
            elif _is_days(days) and (rest == "休息" or all(map(_is_period, rest.split("、")))):
                if rest != "休息":
                    hours["weekly"].append({"days": days, "open": rest.split("、")})
            elif days == "其余日子" and rest == "休息":
                continue
            elif number == len(lines) - 1 and hours["weekly"] and "holidays" in hours:
                hours["note"] = line
            else:
                self.taken.told.append(Told(place, NO_HOURS))
                return None
        return hours if hours["weekly"] else None


def _find_free(stem: str, taken: Collection[str]) -> str:
    """An id that nobody has: names that sound alike have one stem."""
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(one for one in chain([stem], numbered) if one not in taken)


def _column(row: Values, name: str) -> str | list[str]:
    """What a field's column holds; references stand in columns that end in `_id` and `_ids`."""
    columns = (f"{name}_id", f"{name.removesuffix('s')}_ids", name)
    column = next((one for one in columns if one in row), name)
    return _list(row, column) or text_in(row.get(column))


def _choose(words: object, shown: str) -> str | None:
    """The word of a list that pages show as it is, or with 网格 behind it."""
    return next((one for one in get_args(words) if shown in {one, f"{one}网格"}), None)


def _list(row: Values, key: str) -> list[str]:
    value = row.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _is_days(text: str) -> bool:
    return not text.startswith(("单", "双")) and _takes(parse_days, text)


def _is_period(text: str) -> bool:
    return _takes(parse_period, text)


def _takes(parse: Callable[[object], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:  # also what the model refuses
        return False
    return True
