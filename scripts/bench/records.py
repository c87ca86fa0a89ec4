"""What an invented city records: teams, charters, evaluations, honours, assessments, weekly counts."""

import datetime
from random import Random

from scripts.bench import words
from scripts.bench.matters import CENTRE
from scripts.bench.workspace import Entries, Value

WEEKS = 104
YEARS = 2
"""Honours were decided in the two years before this one."""
MONTHS = (3, 6, 9, 11)
NOTICE_DAYS = 13
"""In these months, begun in the first week, a notice of so many days holds more than five working days."""
WEEK = datetime.timedelta(days=7)
CHARTERS = 4
"""Every fourth community has a charter."""


def make_teams(entries: Entries, count: int, area: str, dice: Random) -> dict[str, Value]:
    """Make `count` teams, which take in every society between them."""
    societies = [name for name in entries["organizations"] if name.startswith("shehui-")]
    workers = _workers(entries)
    grids = list(workers)
    found: dict[str, Value] = {}
    for number in range(count):
        served = grids[number * len(grids) // count :][:3]
        people = [workers[grid] for grid in served]
        found[f"zutuan-{number + 1:03}"] = {
            "name": f"{entries['grids'][served[0]]['name']}组团",
            "grids": served,
            "leader": people[0],
            "members": people[1:],
            "organizations": [
                f"cunju-{entries['grids'][served[0]]['community']}",
                *societies[number % len(societies) :: count],
            ],
            "duties": ["每周到独居的老邻居门口坐一坐", "把送饭、家庭医生、装扶手排在一趟里办"],
            "phone": f"{area}-59{dice.randint(0, 99999):05}",
        }
    return found


def make_charters(entries: Entries, today: datetime.date, dice: Random) -> dict[str, Value]:
    """Make a charter for every fourth community."""
    communities = [code for code, one in entries["divisions"].items() if one["level"] == "社区"]
    return {
        f"gongyue-{code}": {
            "community": code,
            "name": f"{entries['divisions'][code]['name']}居民公约",
            "adopted_on": (today - datetime.timedelta(days=dice.randint(30, 800))).isoformat(),
            "adopted_by": f"居民会议，到会 {dice.randint(60, 240)} 户",
            **{head: list(lines) for head, lines in words.PROMISES.items()},
            "deliberation": ["有事先写在村口的板上，满十户附议就开会。"],
            "mutual_help": [
                {
                    "name": "顺路捎带",
                    "how": "到值班点登记一声",
                    "when": "有船的日子",
                    "organization": f"cunju-{code}",
                }
            ],
        }
        for code in communities[::CHARTERS]
    }


def make_evaluations(entries: Entries, today: datetime.date, dice: Random) -> dict[str, Value]:
    """Make one evaluation a year: of all departments, and of a tenth of the grids."""
    departments = [name for name in entries["organizations"] if name.startswith("bumen-")]
    grids = list(_workers(entries))
    return {
        f"pinggu-{year}": {
            "name": f"{year}年网格居民评价",
            "agency": "shehui-01",
            "commissioner": CENTRE,
            "subjects": departments,
            "grids": dice.sample(grids, max(1, len(grids) // 10)),
            "method": "入户问卷，调查员不认得网格员，网格员不陪同",
            "sample": f"从门牌号里等距抽 {dice.randint(900, 2000)} 户，答复率八成以上",
            "since": f"{year}-01-04",
            "until": f"{year}-02-20",
            "findings": ["多数居民说得出怎么找网格员。", "夜里的电话有人接，节假日慢一些。"],
            "report": "市社会治理中心一楼查阅架",
        }
        for year in range(today.year - YEARS, today.year)
    }


def make_honours(entries: Entries, count: int, dice: Random) -> dict[str, Value]:
    """Make `count` honours for grids and for their workers in turn.

    None goes to the first grid of a community nor into every third community, so that nowhere each unit
    has one.
    """
    communities = [code for code, one in entries["divisions"].items() if one["level"] == "社区"]
    passed = set(communities[::3])
    first = {grid["community"]: code for code, grid in reversed(entries["grids"].items())}
    workers = _workers(entries)
    worthy = [
        code
        for code in workers
        if entries["grids"][code]["community"] not in passed
        and first[entries["grids"][code]["community"]] != code
    ]
    evaluations = list(entries["evaluations"])
    return {
        f"rongyu-{number:03}": _make_honour(
            workers, dice.choice(worthy), evaluations[number % len(evaluations)], number, dice
        )
        for number in range(1, count + 1 if worthy else 1)
    }


def _make_honour(workers: dict[str, str], grid: str, evaluation: str, number: int, dice: Random) -> Value:
    year = int(evaluation[-4:])
    begun = datetime.date(year, dice.choice(MONTHS), dice.randint(1, 7))
    ended = begun + datetime.timedelta(days=NOTICE_DAYS)
    people = dice.randint(60, 200)
    deeds = dice.sample(words.DEEDS, 2)
    objection = {
        "on": (begun + datetime.timedelta(days=2)).isoformat(),
        "what": "有居民问这件事是不是几家一起做的",
        "settled_on": ended.isoformat(),
        "outcome": "核实过，颁奖词里补上一起做的邻居",
    }
    return {
        "title": dice.choice(words.HONOURS),
        "grid": grid if number % 2 else None,
        "person": None if number % 2 else workers[grid],
        "citation": "。\n".join(deeds) + "。\n",
        "evidence": [
            {"on": f"{year - 1}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}", "what": deed}
            for deed in deeds
        ],
        "evaluation": evaluation,
        "recognition": {
            "how": "居民代表会议当场举手",
            "people": str(people),
            "approvals": str(people - dice.randint(0, 9)),
        },
        "notice_from": begun.isoformat(),
        "notice_until": ended.isoformat(),
        "objections": [objection] if number % 25 == 0 else None,
        "decided_on": (ended + datetime.timedelta(days=3)).isoformat(),
        "decided_by": CENTRE,
    }


def make_assessments(entries: Entries, count: int, today: datetime.date, dice: Random) -> dict[str, Value]:
    """Make the assessments of the last `count` whole quarters, with their tables."""
    departments = [name for name in entries["organizations"] if name.startswith("bumen-")]
    current = today.year * 4 + (today.month - 1) // 3
    found: dict[str, Value] = {}
    for quarter in range(current - count, current):
        since, after = _quarter(quarter), _quarter(quarter + 1)
        year, number = divmod(quarter, 4)
        found[f"kaohe-{year}q{number + 1}"] = {
            "period": f"{year}年第{number + 1}季度",
            "since": since.isoformat(),
            "until": (after - datetime.timedelta(days=1)).isoformat(),
            "formula_version": "2025.1",
            "exclusions": [
                {
                    "department": departments[0],
                    "cases": str(dice.randint(8, 30)),
                    "reason": "同一处工地夜里重复打来的，只算第一次",
                }
            ],
            "assessor": CENTRE,
            "published_on": (after + datetime.timedelta(days=15)).isoformat(),
            "intro": "考的是部门，不是网格员。\n回访由话务员按单号抽着打。\n",
            "_table": [COUNTS, *(_count_cases(name, dice) for name in departments)],
        }
    return found


COUNTS = ("部门", "交办件数", "按时接单", "按时沟通", "按时处置", "回访件数", "已联系", "已解决", "满意")


def _quarter(number: int) -> datetime.date:
    return datetime.date(number // 4, number % 4 * 3 + 1, 1)


def _count_cases(department: str, dice: Random) -> tuple[str, ...]:
    cases = dice.randint(60, 400)
    accepted = round(cases * dice.uniform(0.85, 1))
    told, handled = (round(accepted * dice.uniform(0.7, 1)) for _ in range(2))
    asked = round(cases * dice.uniform(0.4, 0.6))
    reached = round(asked * dice.uniform(0.85, 1))
    solved, pleased = (round(reached * dice.uniform(0.6, 0.95)) for _ in range(2))
    counts = (cases, accepted, told, handled, asked, reached, solved, pleased)
    return (department, *map(str, counts))


def make_case_series(entries: Entries, rows: int, today: datetime.date, dice: Random) -> dict[str, Value]:
    """Make one series of about `rows` weekly counts over two years, with an outbreak at its end."""
    areas = [code for code, one in entries["divisions"].items() if one["level"] == "县区"]
    areas += [code for code, one in entries["divisions"].items() if one["level"] == "乡镇街道"]
    groups = [(area, sort) for area in areas for sort in words.CASES][: max(1, round(rows / WEEKS))]
    monday = today - datetime.timedelta(days=today.weekday())
    since = monday - WEEKS * WEEK
    level = {group: dice.randint(6, 40) for group in groups}
    table = [("周一的日期", "区域", "类别", "件数")]
    for number in range(WEEKS):
        week = (since + number * WEEK).isoformat()
        for index, (area, sort) in enumerate(groups):
            usual = level[area, sort] + dice.randint(-4, 4)
            burst = 3 if index == 0 and number >= WEEKS - 2 else 1
            table.append((week, area, sort, str(usual * burst)))
    return {
        "suqiu": {
            "name": "居民诉求每周件数",
            "publisher": CENTRE,
            "since": since.isoformat(),
            "until": (monday - datetime.timedelta(days=1)).isoformat(),
            "published_on": today.isoformat(),
            "method": "网格、热线和意见箱收到的都算，同一件事只算一次",
            "_table": table,
        }
    }


def _workers(entries: Entries) -> dict[str, str]:
    """The full-time worker of each grid in force."""
    return {
        role["grid"]: name
        for name, person in entries["people"].items()
        for role in person["roles"]
        if role["role"] == "专职网格员"
    }
