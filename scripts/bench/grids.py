"""The ground of a city cut into grids, and the people of each."""

from random import Random

from scripts.bench import words
from scripts.bench.ground import Block, cut, lay_blocks, slice_up
from scripts.bench.workspace import Entries, Value

ISLANDS = 12
"""Every twelfth community has an inhabited island."""
MICRO_SHARE, SEA_SHARE, SPECIAL_SHARE = 0.1, 0.02, 0.05
MICROS = 3
MOST = 9
"""Grids of one community, 海上 and 微网格 apart; so each has room for what is nested in it."""


def make_grids(
    divisions: dict[str, Value], count: int, area: str, dice: Random
) -> tuple[dict[str, Value], dict[str, Value]]:
    """Give each community a boundary and grids that tile it; returns grids and people."""
    communities = {code: one for code, one in divisions.items() if one["level"] == "社区"}
    micros = round(count * MICRO_SHARE / MICROS)
    seas = round(count * SEA_SHARE)
    shares = _share_out(count - micros * MICROS - seas, list(communities), dice)
    blocks = lay_blocks(len(communities), dice)
    grids: dict[str, Value] = {}
    for code, block in zip(communities, blocks, strict=True):
        communities[code] |= {"boundary": block.wkt(), "_id": code}
        pieces = cut(block, shares[code], dice)
        for piece in pieces:
            grid_code = _add(grids, communities[code], piece, area, dice)
            if micros and grids[grid_code]["kind"] == "综合" and len(pieces) > 1:
                micros -= 1
                _nest(grids, communities[code], grid_code, piece, area, dice)
    for code in dice.choices(list(communities), k=seas):
        _add(grids, communities[code], None, area, dice)
    _settle_islands(communities, grids, dice)
    people: dict[str, Value] = {}
    for code, grid in grids.items():
        _staff(people, code, grid, area, dice)
    return grids, people


def replace_grids(entries: Entries, count: int) -> None:
    """Add about `count` grids that ended; pairs of them were merged into the first grid of a community."""
    followers: dict[str, str] = {}
    for code, grid in entries["grids"].items():
        followers.setdefault(grid["community"], code)
    for community, follower in list(followers.items())[: count // 2]:
        name = entries["divisions"][community]["name"]
        old = [f"{entries['divisions'][community]['code']}{number}" for number in (998, 999)]
        for code, half in zip(old, ("东", "西"), strict=True):
            entries["grids"][code] = {
                "name": f"{name}原{half}网格",
                "code": code,
                "kind": "综合",
                "community": community,
                "valid_from": "2015-01-01",
                "valid_until": "2019-12-31",
            }
        entries["grids"][follower]["replaces"] = old


def _settle_islands(communities: dict[str, Value], grids: dict[str, Value], dice: Random) -> None:
    """Give some communities an island, which their first grid covers."""
    first: dict[str, Value] = {}
    for grid in grids.values():
        first.setdefault(grid["community"], grid)
    for code in list(communities)[::ISLANDS]:
        island = f"{_place(dice)}岛"
        communities[code]["islands"] = [{"name": island, "residents": str(dice.randint(20, 900))}]
        first[code]["covers"].append({"name": island, "kind": "岛屿"})


def _share_out(count: int, communities: list[str], dice: Random) -> dict[str, int]:
    shares = dict.fromkeys(communities, 1)
    rest = count - len(communities)
    while rest > 0:
        code = dice.choice(communities)
        if shares[code] < max(MOST, -(-count // len(communities))):
            shares[code] += 1
            rest -= 1
    return shares


def _add(grids: dict[str, Value], community: Value, piece: Block | None, area: str, dice: Random) -> str:
    number = community["_grids"] = community.get("_grids", 0) + 1
    code = f"{community['code']}{number:03}"
    kind = "海上" if piece is None else "专属" if dice.random() < SPECIAL_SHARE else "综合"
    grids[code] = {
        "name": f"{community['name']}第{_numeral(number)}网格",
        "code": code,
        "kind": kind,
        "function": dice.choice(("服务", "服务", "服务", "重点", "联络")),
        "community": community["_id"],
        "households": str(dice.randint(300, 500)) if kind == "综合" else None,
        "covers": _cover(kind, number, dice),
        "boundary": piece.wkt() if piece else None,
        "supervision_phone": f"{area}-5550009",
        "valid_from": "2020-01-01",
    }
    return code


def _nest(  # noqa: PLR0913, PLR0917 - one place that knows all of it
    grids: dict[str, Value], community: Value, parent: str, piece: Block, area: str, dice: Random
) -> None:
    for part in slice_up(piece, MICROS, dice):
        code = _add(grids, community, part, area, dice)
        grids[code] |= {"kind": "微网格", "parent": parent, "households": str(dice.randint(50, 80))}


def _cover(kind: str, number: int, dice: Random) -> list[Value]:
    if kind == "海上":
        return [
            {"name": f"{_place(dice)}船组", "kind": "船组"},
            {"name": f"{_place(dice)}海域", "kind": "海域"},
        ]
    estates = [
        {"name": f"{_place(dice)}{dice.choice(words.ESTATES)} {number}-{index} 幢", "kind": "小区"}
        for index in range(dice.randint(2, 4))
    ]
    road = {
        "name": f"{_place(dice)}{number}{dice.choice(words.ROADS)}",
        "kind": "街路",
        "aliases": [_place(dice)],
    }
    return [*estates, road]


def _place(dice: Random) -> str:
    return dice.choice(words.PLACE_FIRST) + dice.choice(words.PLACE_LAST)


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    ten, one = divmod(number, 10)
    return digits[one] if not ten else ("" if ten == 1 else digits[ten]) + "十" + (digits[one] if one else "")


def _staff(people: dict[str, Value], code: str, grid: Value, area: str, dice: Random) -> None:
    """Give a grid whom its function asks for; the full-time worker stands in for the head."""
    roles = ["微网格长"] if grid["kind"] == "微网格" else ["网格长", "专职网格员"]
    if grid["kind"] != "微网格" and grid["function"] == "重点":
        roles.append("网格指导员")
    for role in roles:
        number = len(people) + 1
        duties = [{"grid": code, "role": role, "since": "2020-01-01"}]
        if role == "专职网格员":
            duties.append({"grid": code, "role": "网格长", "deputy": "true", "since": "2020-01-01"})
            grid["channels"] = _channels(grid["name"], f"ren-{number:05}")
        people[f"ren-{number:05}"] = {
            "name": dice.choice(words.SURNAMES)
            + "".join(dice.choices(words.GIVEN, k=dice.choice((1, 2, 2)))),
            "badge": f"WG{number:05}",
            "duty_phone": f"{area}-56{number:05}",
            "organization": f"cunju-{grid['community']}",
            "roles": duties,
            "consent_public": "true",
        }
    if grid["kind"] == "海上":
        grid["night_phone"] = f"{area}-54{len(people):05}"


def _channels(name: str, owner: str) -> list[Value]:
    return [
        {
            "kind": "微信群",
            "name": f"{name}邻里群",
            "owner": owner,
            "rules": "不发广告，不晒别人的事",
            "join": "请网格员当面扫码",
        },
        {"kind": "见面日", "name": "板凳见面日", "owner": owner, "hours": "每周三 14:00-16:00"},
    ]
