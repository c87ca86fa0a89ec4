"""The list of matters of an invented city, in two levels, and what may be collected for it."""

import datetime
from random import Random

from scripts.bench import words
from scripts.bench.workspace import Entries, Value

ITEMS = 24
CENTRE = "zhongxin"
"""The organisation that admits matters, assesses departments and decides on honours."""
OWNERS = ("基本履职",) * 6 + ("配合履职", "居民自治")
CHANGED, TEMPORARY, TAKEN_BACK = 6, 15, 20
"""Every sixth matter was changed once, every fifteenth holds for a while, every twentieth is withdrawn."""


def make_matters(entries: Entries, count: int, today: datetime.date, dice: Random) -> None:
    """Add `count` matters, their categories, and the information items that they collect."""
    entries["matter_categories"] = _make_categories()
    departments = [name for name in entries["organizations"] if name.startswith("bumen-")]
    parts = [part for known in words.CATEGORIES.values() for part in known]
    entries["information_items"] = {
        f"caiji-{number:02}": {
            "name": f"{part}的需要",
            "content": f"家里用不用得着{part}，方便的时间",
            "purpose": f"安排{part}，不再上门问第二遍",
            "legal_basis": [dice.choice(words.LAWS)],
            "reused_by": dice.sample(departments, 2),
            "retention": "用完后一年内删除",
        }
        for number, part in enumerate(parts[:ITEMS], 1)
    }
    places = [name for name in entries["matter_categories"] if name.count("-") > 1]
    entries["matters"] = {
        f"shixiang-{number:03}": _make_matter(entries, places, departments, number, today, dice)
        for number in range(1, count + 1)
    }


def duties(entries: Entries) -> list[str]:
    """Matters that steps may name: on the list for good."""
    return [
        name
        for name, one in entries["matters"].items()
        if "withdrawn_on" not in one and "temporary_until" not in one
    ]


def _make_categories() -> dict[str, Value]:
    found: dict[str, Value] = {}
    for order, (title, parts) in enumerate(words.CATEGORIES.items(), 1):
        found[f"shilei-{order:02}"] = {"name": title, "order": str(order)}
        for index, part in enumerate(parts, 1):
            found[f"shilei-{order:02}-{index}"] = {
                "name": part,
                "parent": f"shilei-{order:02}",
                "order": str(index),
            }
    return found


def _make_matter(  # noqa: PLR0913, PLR0917 - the parts of a city
    entries: Entries,
    places: list[str],
    departments: list[str],
    number: int,
    today: datetime.date,
    dice: Random,
) -> Value:
    place = places[number * 7 % len(places)]
    verb, words_for_it = words.OUTCOMES[number % len(words.OUTCOMES)]
    admitted = today - datetime.timedelta(days=dice.randint(200, 900))
    subject = entries["matter_categories"][place]["name"]
    value: Value = {
        "name": f"{subject}{verb}（第{number}项）",
        "category": place,
        "verb": verb,
        "owner": OWNERS[number % len(OWNERS)],
        "summary": f"{subject}方面，网格员{words_for_it}。",
        "cannot": "不得收钱，不得留存证件原件过夜",
        "department": departments[number % len(departments)],
        "deadline": dice.choice(words.LIMITS),
        "legal_basis": [dice.choice(words.LAWS)],
        "admitted_by": CENTRE,
        "admitted_on": admitted.isoformat(),
        "published_on": (admitted - datetime.timedelta(days=15)).isoformat(),
    }
    if verb == "采集":
        value["collects"] = dice.sample(list(entries["information_items"]), 2)
    if number % CHANGED == 0:
        value["changes"] = [
            {
                "published_on": (today - datetime.timedelta(days=60)).isoformat(),
                "effective_on": (today - datetime.timedelta(days=30)).isoformat(),
                "what": "部门答复从二十天改短，网格员要把答复带回来",
            }
        ]
    if number % TEMPORARY == 0:
        value["temporary"] = "true"
        value["temporary_until"] = (today + datetime.timedelta(days=45)).isoformat()
    elif number % TAKEN_BACK == 0:
        value["owner"] = "上级收回"
        value["withdrawn_on"] = (today - datetime.timedelta(days=20)).isoformat()
    return value
