"""Services and notices of an invented city: as long and as full as real ones."""

import datetime
from random import Random

from scripts.bench import words
from scripts.bench.matters import CENTRE, duties
from scripts.bench.workspace import Entries, Value

EVERYWHERE, IN_TOWNSHIPS = 24, 0.1
"""Services of the whole city at most, and the share of those of a township; the rest are local."""
FRESH_DAYS = 170


def make_services(
    entries: Entries, count: int, area: str, today: datetime.date, dice: Random
) -> dict[str, Value]:
    """Make `count` services, a few of the whole city, most of one community."""
    matters = duties(entries)
    return {
        f"fuwu-{number:04}": _Offer(entries, number, count, area, today, dice).value(matters)
        for number in range(1, count + 1)
    }


class _Offer:
    """One service in the making."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of a city
        self, entries: Entries, number: int, count: int, area: str, today: datetime.date, dice: Random
    ) -> None:
        self.entries, self.dice, self.today = entries, dice, today
        self.area = area
        self.divisions = entries["divisions"]
        wide = max(1, min(EVERYWHERE, count // 10))
        level = "乡镇街道" if number <= wide + IN_TOWNSHIPS * count else "社区"
        places = [code for code, one in self.divisions.items() if one["level"] == level]
        self.place = None if number <= wide else dice.choice(places)
        kinds = ("政务", "公益", "志愿", "便民市场")
        self.kind = dice.choice(kinds) if self.place else "公益" if number == wide else "政务"
        everybody = list(entries["audiences"])
        self.audiences = everybody[number - 1 :: wide] if self.place is None else []
        """Services of the whole city leave no group out."""
        self.audiences = self.audiences or dice.sample(everybody, dice.randint(1, 3))

    def value(self, matters: list[str]) -> Value:
        """The entry."""
        dice = self.dice
        task = dice.choice(words.TASKS[self.kind])
        where = self.divisions[self.place]["name"] if self.place else "全市"
        provider = self._provider()
        turned_away = dice.random() < 0.3  # noqa: PLR2004 - a share
        return {
            "name": f"{where if self.place else ''}{task}{dice.choice(words.MANNERS)}",
            "plain_name": f"{dice.choice(words.ASKING)}{task}",
            "aliases": [task[-4:], f"{where}{task[:4]}"],
            "type": self.kind,
            "provider": provider,
            "summary": f"{where}的居民需要{task}，{words.PROMISE}",
            "categories": dice.sample([code for code in self.entries["categories"] if code[-2] == "-"], 2),
            "audiences": self.audiences,
            "life_events": [dice.choice(list(self.entries["life_events"]))] if dice.random() < 0.2 else None,  # noqa: PLR2004 - a share
            "eligibility": "\n".join(dice.sample(words.ELIGIBILITY, 2)),
            "ineligible": dice.choice(words.INELIGIBLE) if turned_away else None,
            "instead": dice.choice(words.INSTEAD) if turned_away else None,
            "steps": self._steps(matters),
            "documents": self._documents(),
            "fee": dice.choice(("免费", "免费", "免费", "按市场价，上门前先报价", "每份 8 元")),
            "time_limit": dice.choice(words.LIMITS),
            "channels": [
                {"kind": "电话", "phone": self._phone()},
                {"kind": "窗口", "note": "带齐材料，当场受理"},
            ],
            "locations": [self._location(where)],
            "hours": self._hours(),
            "area": [self.place] if self.place else None,
            "legal_basis": [dice.choice(words.LAWS)] if self.kind == "政务" else None,
            "phone": self._phone(),
            "complaint_phone": f"{self.area}-5550009",
            "assured_on": (self.today - datetime.timedelta(days=dice.randint(1, FRESH_DAYS))).isoformat(),
            "assured_by": provider,
        }

    def _provider(self) -> str:
        known = self.entries["organizations"]
        local = f"cunju-{self.place}"
        if local in known:
            return local
        start = "bumen-" if self.kind == "政务" else "shehui-"
        return self.dice.choice([name for name in known if name.startswith(start)])

    def _phone(self) -> str:
        return f"{self.area}-57{self.dice.randint(0, 99999):05}"

    def _steps(self, matters: list[str]) -> list[Value]:
        chosen = sorted(self.dice.sample(range(len(words.STEPS)), self.dice.randint(3, 5)))
        return [
            {
                "who": who,
                "do": what,
                "minutes": str(minutes),
                **({"matter": self.dice.choice(matters)} if who == "网格员" else {}),
            }
            for who, what, minutes in (words.STEPS[i] for i in chosen)
        ]

    def _documents(self) -> list[Value]:
        types = list(self.entries["document_types"])
        notes = ("原件，当场看一下就还给您", "复印件一份，社区可以免费复印", "原件和复印件都带上")
        return [
            {"type": name, "copies": "1", "note": self.dice.choice(notes)}
            for name in self.dice.sample(types, self.dice.randint(2, 4))
        ]

    def _location(self, where: str) -> Value:
        road = self.dice.choice(words.PLACE_FIRST) + self.dice.choice(words.PLACE_LAST)
        return {
            "name": f"{where}便民服务中心{self.dice.randint(1, 12)}号窗口",
            "address": f"{road}路{self.dice.randint(1, 400)}号一楼",
            "phone": self._phone(),
        }

    def _hours(self) -> Value:
        return {
            "weekly": [
                {"days": "周一至周五", "open": ["8:30-11:30", "13:30-17:00"]},
                {"days": "周六", "open": ["9:00-11:30"]},
            ],
            "holidays": "休息",
            "makeup_workdays": "上班",
            "note": "中午有人值班，急事请打电话",
        }


def make_notices(
    entries: Entries, count: int, area: str, today: datetime.date, dice: Random
) -> dict[str, Value]:
    """Make `count` notices that hold today, each of one township or of the whole city."""
    townships = [code for code, one in entries["divisions"].items() if one["level"] == "乡镇街道"]
    issuers = [name for name, one in entries["organizations"].items() if one["kind"] == "政府部门"]
    return {
        f"gonggao-{number:03}": {
            "title": f"{dice.choice(words.NOTICES)}（第{number}号）",
            "level": "紧急" if number == 1 else "普通",
            "body": "请住在附近的居民互相转告。\n有疑问请打下面的电话，节假日也有人接。\n",
            "issuer": dice.choice(issuers),
            "issued_on": (today - datetime.timedelta(days=dice.randint(1, 20))).isoformat(),
            "expires_on": (today + datetime.timedelta(days=dice.randint(5, 60))).isoformat(),
            "area": [dice.choice(townships)] if number % 20 else None,
            "phone": f"{area}-58{number:05}",
            "restriction": {
                "what": "施工路段改走旁边的路",
                "instrument": f"道路施工通告〔{today.year}〕{number}号",
                "issuer": CENTRE,
                "until": (today + datetime.timedelta(days=4)).isoformat(),
            }
            if number % 20 == 2  # noqa: PLR2004 - some
            else None,
        }
        for number in range(1, count + 1)
    }
