"""Incident plans of an invented city: twenty steps each."""

import datetime
from random import Random

from scripts.bench import words
from scripts.bench.matters import CENTRE, duties
from scripts.bench.workspace import Entries, Value

LEVELS = ("Ⅱ", "Ⅲ", "Ⅳ")
WARNINGS = (("Ⅳ", "蓝"), ("Ⅲ", "黄"), ("Ⅱ", "橙"), ("Ⅰ", "红"))


def make_plans(entries: Entries, count: int, today: datetime.date, dice: Random) -> dict[str, Value]:
    """Make `count` plans; each but the last escalates to the next."""
    return {
        f"yuan-{number:02}": _make_plan(entries, number, count, today, dice) for number in range(1, count + 1)
    }


def _make_plan(entries: Entries, number: int, count: int, today: datetime.date, dice: Random) -> Value:
    incident, sort = words.INCIDENTS[(number - 1) % len(words.INCIDENTS)]
    departments = [name for name in entries["organizations"] if name.startswith("bumen-")]
    colours = sort != "社会安全"
    return {
        "name": f"{incident}应对预案（第{number}号）",
        "incident": incident,
        "incident_class": sort,
        "summary": f"遇到{incident}，谁牵头、谁去做、多快到，居民该往哪里走。",
        "order": str(number),
        "response_levels": list(LEVELS),
        "warnings": [
            {
                "level": level,
                "colour": colour if colours else None,
                "when": f"气象和主管部门发布{incident}第{index}档提示",
            }
            for index, (level, colour) in enumerate(WARNINGS, 1)
        ],
        "steps": [
            _make_step(entries, departments, phase, index, dice)
            for phase in words.ACTIONS
            for index in range(len(words.ACTIONS[phase]))
        ],
        "card": {
            "notice": ["听到广播、看到旗子换了颜色，就到路口看一看", "谁家灯没亮、门没开，敲一敲"],
            "judge": ["有没有人受困，能不能自己走，会不会再变坏"],
            "report": ["先报社区，再报 12345；说清哪里、几个人、缺什么"],
            "act": ["请大家离开危险的地方，等专业队伍到；自己不下水、不进火场"],
        },
        "residents": ["听广播，把手机充满电。", "老人和孩子先走，门窗关好再走。", "要人接的，打网格的电话。"],
        "restrictions": [
            {
                "what": "海堤和沙滩暂不开放",
                "instrument": f"{incident}防御通告〔2026〕{number}号",
                "issuer": CENTRE,
                "since": (today - datetime.timedelta(days=2)).isoformat(),
                "until": (today + datetime.timedelta(days=12)).isoformat(),
            }
        ]
        if number % 2
        else None,
        "escalates_to": f"yuan-{number + 1:02}" if number < count else None,
        "issuer": CENTRE,
        "issued_on": (today - datetime.timedelta(days=dice.randint(30, 600))).isoformat(),
    }


def _make_step(entries: Entries, departments: list[str], phase: str, index: int, dice: Random) -> Value:
    """The first step of a phase holds for all levels; grid workers take every second one."""
    leader, helper, told = dice.sample(departments, 3)
    committees = [name for name in entries["organizations"] if name.startswith("cunju-")]
    worker = index % 2 == 0
    return {
        "levels": list(LEVELS if index == 0 else LEVELS[: dice.randint(1, len(LEVELS))]),
        "phase": phase,
        "do": words.ACTIONS[phase][index],
        "accountable": [{"organization": leader}],
        "responsible": [
            {"role": dice.choice(("专职网格员", "网格长"))} if worker else {"organization": helper},
            {"organization": dice.choice(committees)},
        ],
        "consulted": [{"organization": told}] if index % 3 == 0 else None,
        "informed": [{"organization": CENTRE}],
        "within": f"{dice.choice((15, 30, 60))} 分钟内",
        "matter": dice.choice(duties(entries)) if worker else None,
    }
