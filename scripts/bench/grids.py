"""The ground of a city cut into grids, and the people of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.bench import words
from scripts.bench.ground import Block, cut, lay_blocks, slice_up

if TYPE_CHECKING:
    from random import Random

    from scripts.bench.workspace import Value

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
        communities[code]["boundary"] = block.wkt()
        pieces = cut(block, shares[code], dice)
        for piece in pieces:
            grid_code = _add(grids, communities[code], piece, area, dice)
            if micros and grids[grid_code]["kind"] == "综合" and len(pieces) > 1:
                micros -= 1
                _nest(grids, communities[code], grid_code, piece, area, dice)
    for code in dice.choices(list(communities), k=seas):
        _add(grids, communities[code], None, area, dice)
    people: dict[str, Value] = {}
    for code, grid in grids.items():
        _staff(people, code, grid, area, dice)
    return grids, people


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
        "community": community["code"],
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
    roles = ("微网格长",) if grid["kind"] == "微网格" else ("网格长", "专职网格员")
    for role in roles:
        number = len(people) + 1
        people[f"ren-{number:05}"] = {
            "name": dice.choice(words.SURNAMES)
            + "".join(dice.choices(words.GIVEN, k=dice.choice((1, 2, 2)))),
            "badge": f"WG{number:05}",
            "duty_phone": f"{area}-56{number:05}",
            "organization": f"cunju-{grid['community']}",
            "roles": [{"grid": code, "role": role, "since": "2020-01-01"}],
            "consent_public": "true",
        }
