"""Each field shows where tests/fields.yaml says: tried on the demo city, with a value and without."""

import datetime
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml
from conftest import ROOT
from sample_site import make_shells

from generator.changes import compare_section
from generator.model import KIND_BY_NAME
from generator.model.fields import Ref
from generator.model.grid import StandingDuty
from generator.model.hours import OpeningHours, WeeklyPeriod
from generator.model.periods import Period
from generator.model.plan import Party
from generator.model.walking import shapes_in, walk_fields
from generator.outputs.exports.listing import Measures
from generator.outputs.pages import STANDING_PAGES
from generator.outputs.site import Site
from generator.publishing.checking import check_workspace
from generator.views.feed import list_feeds
from generator.views.prints.handbook import view_handbook
from generator.views.projections import DataSet, Findable, NotShown, Pages
from generator.views.register import FEED_SOURCES, PUBLICATIONS, SECTIONS

TABLE = Path(__file__).parent / "fields.yaml"
EVERY_KIND = "every kind"
OPEN_DATA = "data/index.html"
"""Of entries it tells only how many there are; it is slow to make."""
SIZE = re.compile("\\d+ 条，".encode())
"""How many rows a file of data has, which many values change: the files themselves are looked at."""
SURFACES = ("page", "handbook", "search", "data", "changes", "feed")
FIELDS = [
    (kind.name, path)
    for kind in KIND_BY_NAME.values()
    for path, info in walk_fields(kind.model)
    if not any(shapes_in(info.annotation))  # a shape shows by its own fields
    and path != ("draft",)  # nothing that has it shows anywhere: tests/test_drafts.py
]


HOURS = OpeningHours.model_validate(
    {
        "weekly": [{"days": "周一至周五", "open": "8:00-9:00"}, {"days": "单周周六", "open": "9:00-10:00"}],
        "odd_week": "2026-11-16",
        "seasons": [
            {
                "since": "06-15",
                "until": "09-15",
                "name": "夏令时间",
                "weekly": [{"days": "周二", "open": "7:00-8:00"}],
            }
        ],
        "holidays": "休息",
        "makeup_workdays": "上班",
        "note": "午休",
        "exceptions": [
            {
                "since": "2026-11-21",
                "until": "2026-12-27",
                "days": "周一",
                "open": "9:00-10:00",
                "note": "盘点",
            }
        ],
    }
)
OTHER_WEEK = WeeklyPeriod.model_validate({"days": "周日", "open": "6:00-6:30"})
OTHERS = {"Asia/Shanghai": "Asia/Tokyo"}
PAST, LATER = datetime.date(2026, 11, 1), datetime.date(2026, 12, 20)
EVERY = {
    "document_type": {"link": "https://a.example/", "aliases": ("身份小卡",)},
    "organization": {"link": "https://a.example/", "credit_code": "91350100M000100Y43"},
}
"""What the demo leaves empty, put into all entries of a kind."""


def _each(name, **more):
    """Puts more into each shape that a field holds."""
    return lambda value: {name: tuple(one.model_copy(update=more) for one in getattr(value, name))}


ONE = {
    "grid/chaojing-3": _each("covers", address="码头路 1 号"),
    "grid/yugang-1": lambda _: {
        "duties": (StandingDuty(duty="宣传", what="讲", matter="fangzha-xuanchuan", how_often="每天"),)
    },
    "service/falv-zixun": lambda _: {"hours": HOURS, "guide": "https://a.example/guide"},
    "service/duchuan-piao": _each("channels", link="https://a.example/"),
    "service/yishiting": lambda _: {"valid_until": PAST, "replaced_by": "zhucan"},
    "notice/xingluo-shujia": lambda _: {"corrected_on": PAST + datetime.timedelta(days=14)},
    "notice/baiou-danhua": lambda _: {
        "expires_on": datetime.date(2026, 11, 19),
        "replaced_by": "xingluo-shujia",
    },
    "matter/dianti-baogao": lambda _: {"admitted_on": LATER, "published_on": PAST},
    "plan/huozai": _each("steps", accountable=(Party(role="网格长"),), consulted=(Party(role="志愿者"),)),
    "plan/chuanranbing": lambda _: {"valid_until": PAST, "replaced_by": "huozai"},
    "person/bao-jianjun": _each("roles", until=LATER),
    "profile/profile": lambda value: {
        "filings": value.filings.model_copy(update={"map_review": "浙S(2026)1号"})
    },
}
"""What the demo leaves empty, put into one entry."""


def _fill(entry):
    """An entry with what the demo leaves empty."""
    value, more = entry.value, dict(EVERY.get(entry.kind, {}))
    if "former_ids" in type(value).model_fields:
        more["former_ids"] = (f"{entry.id}-before",)
    if entry.kind == "organization" or getattr(value, "level", "") == "社区":
        more["hours"] = HOURS
    if getattr(value, "locations", ()):
        more["locations"] = tuple(one.model_copy(update={"hours": HOURS}) for one in value.locations)
    particular = ONE.get(f"{entry.kind}/{entry.id}")
    return replace(entry, value=value.model_copy(update=more | (particular(value) if particular else {})))


@cache
def filled_demo():
    catalogue = check_workspace(ROOT).catalogue
    assert catalogue is not None
    filled = {
        kind: {name: _fill(one) for name, one in entries.items()}
        for kind, entries in catalogue.entries.items()
    }
    return replace(catalogue, entries=filled, profile=_fill(catalogue.profile_entry).value)


def _entries(kind):
    """Entries of a kind, those with a page first."""
    if kind == "profile":
        return [filled_demo().profile_entry]
    pages = next(one.pages for one in PUBLICATIONS if one.kind == kind)
    found = sorted(filled_demo().entries[kind].values(), key=lambda one: one.id)
    public = pages.is_public if isinstance(pages, Pages) else lambda *_: True
    return sorted(found, key=lambda one: not public(filled_demo(), one))


def _without(value, path):
    """A value without the field at the end of a path, or with another value where one is needed."""
    name, *rest = path
    held = getattr(value, name)
    if held is None or held == ():
        return None
    info = type(value).model_fields[name]
    if not rest:
        if isinstance(value, WeeklyPeriod):
            return value.model_copy(update={name: getattr(OTHER_WEEK, name)})
        empty = held if info.is_required() else info.get_default()
        other = _another(info.annotation, info.metadata, held) if empty == held else empty
        return None if other == held else value.model_copy(update={name: other})
    inner = [_without(one, rest) for one in held] if isinstance(held, tuple) else _without(held, rest)
    if inner is None or (isinstance(held, tuple) and not any(inner)):
        return None
    if isinstance(held, tuple):
        inner = tuple(new or old for new, old in zip(inner, held, strict=True))
    return value.model_copy(update={name: inner})


def _another(annotation, metadata, held):  # noqa: PLR0911 - one line for each type
    """Another value of the same type."""
    ref = next((one for one in metadata if isinstance(one, Ref)), None)
    if ref is not None:
        return next((one for kind in ref.kinds for one in filled_demo().entries[kind] if one != held), held)
    if isinstance(held, bool):
        return not held
    if isinstance(held, datetime.date):
        return held - datetime.timedelta(days=1)
    if isinstance(held, int | float):
        return held // 2 if isinstance(held, int) and held > 1 else held + 1
    if isinstance(held, Period):
        return held._replace(start=held.start + 30)
    if isinstance(held, tuple) and isinstance(held[0], int):  # a day of the year
        return (*held[:-1], held[-1] % 28 + 1)
    if isinstance(held, tuple):
        return held[:-1] if len(held) > 1 else tuple(_another(None, (), one) for one in held)
    choices = [one for one in get_args(annotation) if isinstance(one, str)]
    if choices:
        return next(one for one in choices if one != held)
    if isinstance(held, str) and re.fullmatch(r"[0-9 -]+", held):
        return f"{held[:-1]}{(int(held[-1]) + 1) % 10}"
    return OTHERS.get(held) or f"{held}改" if isinstance(held, str) else held


def _variants(kind, path):
    """Catalogues that lack a field in one entry, with the entry."""
    for entry in _entries(kind):
        value = _without(entry.value, path)
        if value is None:
            continue
        if kind == "profile":
            yield entry, replace(filled_demo(), profile=value)
        else:
            named = filled_demo().entries[kind] | {entry.id: replace(entry, value=value)}
            yield entry, replace(filled_demo(), entries=filled_demo().entries | {kind: named})


LEAST, MOST = 2, 24
"""Entries in which a field is tried: in one alone something else might hide it."""


class Surfaces:
    """What a catalogue shows, made piece by piece and kept."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.site = Site(catalogue, make_shells(), "", measures=Measures())  # files are looked at
        self.made = {}

    def page(self, path):
        if path not in self.made:
            self.made[path] = SIZE.sub(b"", self.site.render(path)) if path in self.site.pages else b""
        return self.made[path]

    def handbook(self, grid):
        if grid not in self.made:
            self.made[grid] = view_handbook(self.catalogue, grid)
        return self.made[grid]

    def search(self, kind):
        if ("search", kind) not in self.made:
            found = next(one.search for one in PUBLICATIONS if one.kind == kind)
            documents = found.documents(self.catalogue) if isinstance(found, Findable) else ()
            self.made["search", kind] = list(documents)
        return self.made["search", kind]

    def data(self, kind):
        if ("data", kind) not in self.made:
            found = next(one.open_data for one in PUBLICATIONS if one.kind == kind)
            records = found.records(self.catalogue) if isinstance(found, DataSet) else ()
            self.made["data", kind] = list(records)
        return self.made["data", kind]


@cache
def _whole():
    return Surfaces(filled_demo())


@cache
def _everywhere():
    """All kinds, all index pages and some pages of each kind: what a setting may change."""
    folders = {}
    for path in _whole().site.pages:
        folders.setdefault(path.partition("/")[0], []).append(path)
    paths = [path for named in folders.values() for path in named[:6]]
    paths += [path for path in folders["assessments"] if path not in paths]
    return set(KIND_BY_NAME), dict.fromkeys(paths), {filled_demo().live_grids[0].id: None}


def _near(entry):
    """Kinds and pages that may show an entry: its own, those of what refers to it and what it refers to."""
    demo = filled_demo()
    if entry.kind == "profile":
        return _everywhere()
    linked = [
        one.source for one in demo.references if one.id == entry.id and entry.kind in one.kind.split("|")
    ]
    linked += [
        demo.entries[kind][one.id]
        for one in demo.references
        if (one.source.kind, one.source.id) == (entry.kind, entry.id)
        for kind in one.kind.split("|")
        if one.id in demo.entries[kind]
    ]
    pages = {one.kind: one.pages for one in PUBLICATIONS if isinstance(one.pages, Pages)}
    near = [entry, *linked]
    paths = [pages[one.kind].path(one.id) for one in near[:40] if one.kind in pages]
    parts = tuple(path.replace(".html", "_") for path in paths)
    paths += [path for path in _whole().site.pages if path.startswith(parts)]
    paths += [pages[entry.kind].path(one) for one in getattr(entry.value, "former_ids", ())]
    paths += [
        pages[one].index.url
        for one in ({one.kind for one in near} if entry.kind in pages else pages)
        if one in pages
    ]
    paths += [one.pages.index.url for one in STANDING_PAGES if one.pages.index.url != OPEN_DATA]
    grids = [one.id for one in near if one.kind == "grid"] + [demo.live_grids[0].id]
    return {one.kind for one in near}, dict.fromkeys(paths), dict.fromkeys(grids)


def _shown(kind, path, expected=frozenset()):
    """Surfaces that change when a field is taken away; None when no entry fills it in."""
    found = None
    for number, (entry, variant) in enumerate(_variants(kind, path), 1):
        found = (found or set()) | _differences(entry, variant)
        if (found == expected and found) or number >= (LEAST if found >= expected else MOST):
            break
    return found


def _differences(entry, variant):
    kinds, paths, grids = _near(entry)
    old, new = _whole(), Surfaces(variant)
    live = {one.id for one in variant.live_grids}
    differs = {
        "page": any(old.page(one) != new.page(one) for one in paths),
        "handbook": any(old.handbook(one) != new.handbook(one) for one in grids if one in live),
        "search": any(old.search(one) != new.search(one) for one in kinds),
        "data": any(old.data(one) != new.data(one) for one in kinds),
        "changes": any(_changes(variant)),
        "feed": next(list_feeds(filled_demo(), FEED_SOURCES)) != next(list_feeds(variant, FEED_SOURCES)),
    }
    return {name for name, differ in differs.items() if differ}


def _changes(variant):
    for name in SECTIONS:
        if name != "handbook":
            yield from compare_section(name, filled_demo(), variant)


def _read_table():
    """Rows by kind and path of the field: surfaces, or why there is none."""
    rows = {}
    for kind, fields in yaml.safe_load(TABLE.read_text("utf-8")).items():
        for name, said in fields.items():
            rows[kind, tuple(name.split("."))] = said
    return rows


ROWS = _read_table()


def _everywhere_of(kind):
    """All surfaces that the register states for a kind: where a field shows unless its row says less."""
    one = next(one for one in PUBLICATIONS if one.kind == kind)
    stated = {
        "page": one.pages,
        "handbook": one.handbook,
        "search": one.search,
        "data": one.open_data,
        "changes": one.changes,
        "feed": one.feed,
    }
    return ", ".join(name for name, said in stated.items() if not isinstance(said, NotShown))


def _row_of(kind, path):
    """The row of a field, or of the field that holds it, or of all kinds; None when the register says it."""
    keys = [(kind, path[:length]) for length in range(len(path), 0, -1)]
    return next((key for key in (*keys, (EVERY_KIND, path[-1:])) if key in ROWS), None)


@pytest.mark.parametrize(
    ("kind", "path"), FIELDS, ids=lambda one: one if isinstance(one, str) else ".".join(one)
)
def test_a_field_shows_where_the_table_says(kind, path):
    """A field shows wherever its kind does, or where its row says: on all of these, and on no other."""
    name = ".".join(path)
    said = ROWS.get(_row_of(kind, path)) or _everywhere_of(kind)
    shown_on = set() if said.startswith("not shown: ") else set(said.split(", "))
    assert shown_on <= set(SURFACES), f"{kind}.{name}: surfaces are {', '.join(SURFACES)}"
    found = _shown(kind, path, shown_on)
    assert found is not None, f"fill in {kind}.{name} in some entry below menus/, so that it can be seen"
    assert found >= shown_on, (
        f"{kind}.{name} does not show on {', '.join(sorted(shown_on - found))}: "
        "show it, or say in tests/fields.yaml where it shows, or `not shown: why`"
    )
    assert found <= shown_on, (
        f"tests/fields.yaml: {kind}.{name} shows on {', '.join(sorted(found - shown_on))} too"
    )


def test_the_table_says_nothing_twice():
    """A row of a field that was removed goes with it; so does one that says what holds without it."""
    used = {_row_of(kind, path) for kind, path in FIELDS}
    assert ROWS.keys() - used == set(), "tests/fields.yaml: rows of no field"
    needless = {
        (kind, path) for kind, path in ROWS if kind != EVERY_KIND and ROWS[kind, path] == _everywhere_of(kind)
    }
    assert {key for key in needless if _row_of(key[0], key[1][:-1]) is None} == set()
