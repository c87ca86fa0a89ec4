"""Who is on duty at night in the communities of an invented city."""

import datetime

from scripts.bench.workspace import Entries, Value


def make_rosters(entries: Entries, today: datetime.date) -> dict[str, Value]:
    """One for each community, whose full-time workers take turns by the week."""
    workers: dict[str, list[str]] = {}
    for name, person in entries["people"].items():
        for role in person["roles"]:
            grid = entries["grids"].get(role["grid"])
            if grid and role["role"] == "专职网格员" and "valid_until" not in grid:
                workers.setdefault(grid["community"], []).append(name)
    return {
        f"zhiban-{community}": {
            "name": f"{entries['divisions'][community]['name']}夜间值班",
            "areas": [community],
            "hours": "17:30-次日8:00",
            "since": today.replace(day=1),
            "rotation": [{"days": "每天", "turn": "周", "people": list(dict.fromkeys(people))}],
        }
        for community, people in workers.items()
    }
