"""An invented city of full size, the same for the same seed, for measuring and for trying things out.

    .venv/bin/python -m scripts.bench.city FOLDER [--grids 2430] [--services 2262] [--seed 1]
    .venv/bin/python -m scripts.bench.city FOLDER --divisions divisions.csv --service-list items.jsonl

With the two lists it takes real divisions and real services instead of invented ones.
"""

import argparse
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from scripts.bench import words
from scripts.bench.grids import make_grids, replace_grids
from scripts.bench.imported import INVENTED, RealLists, load_divisions, load_services
from scripts.bench.matters import CENTRE, duties, make_matters
from scripts.bench.offers import make_notices, make_services
from scripts.bench.plans import make_plans
from scripts.bench.records import (
    make_assessments,
    make_case_series,
    make_charters,
    make_evaluations,
    make_honours,
    make_teams,
)
from scripts.bench.rosters import make_rosters
from scripts.bench.workspace import Entries, Value, write_entries

AS_OF = datetime.date(2026, 6, 15)
IMPORTED_AS_OF = datetime.date(2021, 6, 15)
"""The list of real services was published in May 2021; measured against a later day all is overdue."""
AREA = "0988"
"""No city's dialling code."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a city is; the defaults are those of the city that the paper describes."""

    grids: int = 2430
    services: int = 2262
    communities: int = 428
    townships: int = 36
    counties: int = 4
    notices: int = 60
    matters: int = 60
    plans: int = 10
    teams: int = 240
    honours: int = 400
    assessments: int = 4
    cases: int = 2912
    former: int = 60

    def scaled(self, share: float) -> "Size":
        """A city of the same make and another size."""
        return Size(
            max(8, round(self.grids * share)),
            max(8, round(self.services * share)),
            max(2, round(self.communities * share)),
            max(1, round(self.townships * share)),
            max(1, round(self.counties * share)),
            max(2, round(self.notices * share)),
            max(6, round(self.matters * share)),
            max(1, round(self.plans * share)),
            max(2, round(self.teams * share)),
            max(4, round(self.honours * share)),
            max(1, round(self.assessments * share)),
            max(1, round(self.cases * share)),
            round(self.former * share),
        )


WHOLE = Size()


def write_city(
    root: Path,
    size: Size = WHOLE,
    *,
    seed: int = 1,
    lists: RealLists = INVENTED,
) -> int:
    """Write menus/ of a whole city below `root`; returns the number of files."""
    dice = Random(seed)  # noqa: S311 - a repeatable city, no secret
    known = load_divisions(lists.divisions) if lists.divisions else _make_divisions(size, dice)
    entries: Entries = {"divisions": known}
    entries["audiences"] = _make_audiences()
    entries["categories"] = _make_categories()
    entries["life_events"] = {
        f"shijian-{order:02}": {"name": name, "order": str(order)}
        for order, name in enumerate(words.LIFE_EVENTS, 1)
    }
    entries["document_types"] = {
        f"cailiao-{number:02}": {"name": name, "where": "原发证单位或社区便民服务点"}
        for number, name in enumerate(words.DOCUMENTS, 1)
    }
    entries["grids"], entries["people"] = make_grids(entries["divisions"], size.grids, AREA, dice)
    entries["organizations"] = _make_organizations(entries["divisions"], dice)
    today = IMPORTED_AS_OF if lists.services else AS_OF
    replace_grids(entries, size.former)
    make_matters(entries, size.matters, today, dice)
    if lists.services:
        for folder, found in load_services(lists.services, size.services, lists.sort).items():
            entries[folder] = {**entries.get(folder, {}), **found}
    else:
        entries["services"] = make_services(entries, size.services, AREA, today, dice)
    entries["notices"] = make_notices(entries, size.notices, AREA, today, dice)
    entries["plans"] = make_plans(entries, size.plans, today, dice)
    entries["teams"] = make_teams(entries, size.teams, AREA, dice)
    entries["charters"] = make_charters(entries, today, dice)
    entries["evaluations"] = make_evaluations(entries, today, dice)
    entries["honours"] = make_honours(entries, size.honours, dice)
    entries["assessments"] = make_assessments(entries, size.assessments, today, dice)
    entries["case_series"] = make_case_series(entries, size.cases, today, dice)
    entries["rosters"] = make_rosters(entries, today)
    return write_entries(root, _make_profile(entries, today), entries)


def make_name(dice: Random) -> str:
    """Two syllables that sound like a place by the sea."""
    return dice.choice(words.PLACE_FIRST) + dice.choice(words.PLACE_LAST)


def _make_divisions(size: Size, dice: Random) -> dict[str, Value]:
    """City, counties, townships, communities, spread evenly."""
    found: dict[str, Value] = {"990100000000": {"code": "990100000000", "name": "云汐市", "level": "市"}}
    counties = [f"9901{number:02}000000" for number in range(1, size.counties + 1)]
    townships = []
    for number, code in enumerate(counties):
        name = make_name(dice) + ("区" if number < 2 else "县")  # noqa: PLR2004 - two urban districts
        found[code] = {"code": code, "name": name, "level": "县区", "parent": "990100000000"}
    for number in range(size.townships):
        county = counties[number % size.counties]
        sequence = number // size.counties + 1
        town = dice.choice((("街道", 0), ("镇", 100), ("乡", 200)))
        code = f"{county[:6]}{town[1] + sequence:03}000"
        townships.append(code)
        found[code] = {
            "code": code,
            "name": make_name(dice) + town[0],
            "level": "乡镇街道",
            "parent": county,
        }
    for number in range(size.communities):
        township = townships[number * size.townships // size.communities]
        village = number % 3 == 0
        sequence = sum(one.get("parent") == township for one in found.values()) + 1
        code = f"{township[:9]}{(200 if village else 0) + sequence:03}"
        found[code] = _community(code, make_name(dice) + ("村" if village else "社区"), township, dice)
    return found


def _community(code: str, name: str, township: str, dice: Random) -> Value:
    return {
        "code": code,
        "name": name,
        "level": "社区",
        "parent": township,
        "aliases": [name[0] + dice.choice(words.PLACE_LAST)],
        "intro": f"{name}靠海，居民多以捕捞、养殖和旅游为生，老人和孩子多，白天在家的人多。",
        "address": f"{name}{make_name(dice)}路{dice.randint(1, 300)}号",
        "phone": f"{AREA}-55{dice.randint(0, 99999):05}",
        "hours": {
            "weekly": [{"days": "周一至周五", "open": ["8:30-11:30", "13:30-17:00"]}],
            "holidays": "休息",
            "makeup_workdays": "上班",
        },
    }


def _make_audiences() -> dict[str, Value]:
    return {
        name: {"name": title, "aliases": aliases.split(), "symbol": symbol, "order": order}
        for order, (name, title, symbol, aliases) in enumerate(words.AUDIENCES, 1)
    }


def _make_categories() -> dict[str, Value]:
    found: dict[str, Value] = {}
    for order, (title, parts) in enumerate(words.CATEGORIES.items(), 1):
        found[f"fenlei-{order:02}"] = {"name": title, "order": order}
        for index, part in enumerate(parts, 1):
            found[f"fenlei-{order:02}-{index}"] = {
                "name": part,
                "parent": f"fenlei-{order:02}",
                "order": index,
            }
    return found


def _make_organizations(divisions: dict[str, Value], dice: Random) -> dict[str, Value]:
    """Departments, the committee of each community, and some societies."""
    city = next(code for code, one in divisions.items() if one["level"] == "市")
    centre = _organization(f"{divisions[city]['name']}社会治理中心", "政府部门", "政府", dice)
    found: dict[str, Value] = {CENTRE: centre}
    for number, name in enumerate(words.DEPARTMENTS, 1):
        found[f"bumen-{number:02}"] = _organization(divisions[city]["name"] + name, "政府部门", "政府", dice)
    for code, one in divisions.items():
        if one["level"] == "社区":
            committee = _organization(
                one["name"].removesuffix("社区") + "社区居民委员会", "村居", "社会", dice
            )
            found[f"cunju-{code}"] = {**committee, "division": code}
    for number, name in enumerate(words.SOCIETIES * 3, 1):
        sector = "市场" if "维修" in name else "社会"
        kind = "企业" if sector == "市场" else "社会组织"
        found[f"shehui-{number:02}"] = _organization(make_name(dice) + name, kind, sector, dice)
    return found


def _organization(name: str, kind: str, sector: str, dice: Random) -> Value:
    return {
        "name": name,
        "kind": kind,
        "sector": sector,
        "phone": f"{AREA}-55{dice.randint(0, 99999):05}",
        "night_phone": f"{AREA}-53{dice.randint(0, 99999):05}" if kind in {"政府部门", "村居"} else None,
        "deputy": "值班室" if kind in {"政府部门", "村居"} else None,
        "address": f"{make_name(dice)}路{dice.randint(1, 300)}号",
    }


def _make_profile(entries: Entries, today: datetime.date) -> Value:
    city = next(code for code, one in entries["divisions"].items() if one["level"] == "市")
    name = entries["divisions"][city]["name"]
    matter = duties(entries)[0]
    return {
        "site_name": f"{name}网格服务",
        "site_url": "https://city.example/",
        "city": city,
        "demo": "true",
        "as_of": today.isoformat(),
        "publisher": f"{name}社会治理中心",
        "hotline": {"name": "12345 政务服务便民热线", "phone": "12345", "note": "24 小时有人接"},
        "supervision_phone": f"{AREA}-5550009",
        "emergencies": [{"name": "报警", "phone": "110"}, {"name": "急救", "phone": "120"}],
        "duties": [
            {
                "duty": "宣传",
                "what": "新政策和停水停电，讲到楼道和船组",
                "how_often": "当天",
                "matter": matter,
            },
            {
                "duty": "收集民意",
                "what": "您说的话记下来报上去，答复带回来",
                "how_often": "三个工作日内",
                "matter": matter,
            },
            {
                "duty": "予以帮助",
                "function": "重点",
                "what": "独居的老邻居，去看一看、带点东西",
                "how_often": "每周一次",
                "matter": matter,
            },
        ],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a city into a folder."""
    parser = argparse.ArgumentParser(description="Write an invented city for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--grids", type=int, default=WHOLE.grids)
    parser.add_argument("--services", type=int, default=WHOLE.services)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--divisions", type=Path, help="CSV: code, name, level, parent")
    parser.add_argument("--service-list", type=Path, help="one JSON object a line")
    chosen = parser.parse_args(arguments)
    size = Size(grids=chosen.grids, services=chosen.services)
    count = write_city(
        chosen.folder,
        size,
        seed=chosen.seed,
        lists=RealLists(chosen.divisions, chosen.service_list),
    )
    print(f"{count} files in {chosen.folder / 'menus'}")


if __name__ == "__main__":
    main()
