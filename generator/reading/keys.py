"""Which field a wrong key must have meant, and which kind an entry in the wrong folder must be of."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import islice

from pydantic import BaseModel
from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.model import KINDS, Kind
from generator.reading.characters import unquote
from generator.reading.documents import Value
from generator.reading.shapes import fields_titled

CLOSE_ENOUGH = 60
"""Similarity out of 100 from which a suggestion helps more than it misleads."""
SURELY_MEANT = 4
"""Letters of a field from which one wrong, missing or swapped letter leaves no doubt."""
MANY = 100
"""Keys that tell what an entry is; no kind has as many."""
UNLIKE = 3
"""How many times better another kind must fit before an entry is called misplaced."""


_SYNONYMS = {
    **dict.fromkeys(
        ("from", "start", "begin", "开始", "开始日期", "起", "自"), ("since", "valid_from", "starts")
    ),
    **dict.fromkeys(("to", "end", "结束", "结束日期", "止", "至", "截止"), ("until", "valid_until", "ends")),
    **dict.fromkeys(
        ("简介", "介绍", "说明", "描述", "内容", "desc", "description", "content"),
        ("summary", "intro", "body", "content", "note"),
    ),
    **dict.fromkeys(("备注", "remark", "remarks", "comment"), ("note",)),
    **dict.fromkeys(("标题", "名字", "姓名", "title"), ("title", "name")),
    **dict.fromkeys(("电话", "联系电话", "手机", "tel", "telephone", "mobile"), ("phone", "duty_phone")),
    **dict.fromkeys(("地址", "地点", "位置", "location", "place"), ("address", "locations")),
    **dict.fromkeys(("时间", "开放时间", "办理时间", "营业时间", "time"), ("hours", "open")),
    **dict.fromkeys(("收费", "价格", "price", "cost"), ("fee",)),
    **dict.fromkeys(("材料", "所需材料", "申请材料", "materials"), ("documents",)),
    **dict.fromkeys(("流程", "办理流程", "procedure"), ("steps",)),
    **dict.fromkeys(("依据", "法律依据", "设定依据"), ("legal_basis",)),
}
"""Other words for a field: the first that a kind knows."""


def find_field(model: type[BaseModel], key: str, present: Collection[str] = ()) -> str | None:
    """The one field that a key can only have meant: its title, another case, a hyphen, one letter off."""
    fields = {name: info for name, info in model.model_fields.items() if name not in present}
    plain = _snake(unquote(key))
    titled = [name for name, info in fields.items() if info.title == unquote(key)]
    titled = titled or [name for name in fields_titled(unquote(key)) if name in fields]
    if len(titled) == 1:
        return titled[0]
    if plain in fields:
        return plain
    synonyms = [name for name in _SYNONYMS.get(plain, ()) if name in model.model_fields]
    if synonyms:
        return synonyms[0] if synonyms[0] in fields else None
    near = [name for name in fields if len(name) >= SURELY_MEANT and OSA.distance(plain, name) == 1]
    return near[0] if len(near) == 1 else None


def _snake(key: str) -> str:
    """`validUntil`, `Valid-Until` and `valid until` as `valid_until`."""
    return re.sub(r"[\s.-]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", key)).lower()


def suggest_field(model: type[BaseModel], key: str) -> str | None:
    """A field that resembles a key by its name or its title."""
    words = {name: name for name in model.model_fields}
    words |= {info.title: name for name, info in model.model_fields.items() if info.title}
    best = process.extractOne(unquote(key), list(words), score_cutoff=CLOSE_ENOUGH)
    return words[best[0]] if best else None


def find_kind(value: Mapping[str, Value], kind: Kind | None) -> Kind | None:
    """Another kind that an entry fits by its fields, when it fits its own kind, if it has one, far worse.

    It knows no fewer of the fields than the own kind: a sample not yet filled in lacks much, but is at home.
    """
    value = dict(islice(value.items(), MANY))
    own = _misfit(kind, value) if kind else UNLIKE * 2
    if own < 2:  # noqa: PLR2004 - one field may well be misspelt
        return None
    fits = sorted(
        ((_misfit(other, value), index, other) for index, other in enumerate(KINDS)), key=lambda fit: fit[:2]
    )
    (best, _, other), (second, *_) = fits[:2]
    if kind and (other is kind or _unknown(other, value) > _unknown(kind, value)):
        return None
    return other if best * UNLIKE <= own and best < second else None


def _misfit(kind: Kind, value: Mapping[str, Value]) -> int:
    """Fields of the value that the kind does not know, and fields it needs that are not there."""
    meant = {_meant(kind.model, key) for key in value}
    fields = kind.model.model_fields
    return _unknown(kind, value) + sum(
        info.is_required() and name not in meant for name, info in fields.items()
    )


def _unknown(kind: Kind, value: Mapping[str, Value]) -> int:
    return sum(_meant(kind.model, key) is None for key in value)


@lru_cache(maxsize=10_000)
def _meant(model: type[BaseModel], key: str) -> str | None:
    """The field of a key; thousands of drafts bear the same keys, and each is asked of all kinds."""
    return key if key in model.model_fields else find_field(model, key)
