"""Time limits as offices write them: 当场, 30分钟, 2小时, 5个工作日, 20日."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.model.fields import Shape, refuse

WORKDAY_MINUTES = 480
"""Working minutes in one working day, by convention eight hours."""
_MINUTES = {"分钟": 1, "小时": 60, "工作日": WORKDAY_MINUTES, "日": 1440, "天": 1440, "个月": 43200}


class Limit(Shape):
    """A limit as written and in minutes; 当场 has no number of its own and counts as one working day."""

    text: str = Field(min_length=1, max_length=40)
    minutes: int


def _parse_limit(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if re.match(r"(当场|即时|当日|当天|随到随办)", text):
        return {"text": text, "minutes": WORKDAY_MINUTES}
    match = re.search(r"(\d+)\s*个?\s*(分钟|小时|工作日|日|天|月)", text)
    if not match:
        advice = ("写“当场”“30分钟”“5个工作日”或“20日”", "write 当场, 30分钟, 5个工作日 or 20日")
        refuse(("看不出时限", "is not a time limit"), advice)
    unit = "个月" if match[2] == "月" else match[2]
    return {"text": text, "minutes": int(match[1]) * _MINUTES[unit]}


TimeLimit = Annotated[Limit, BeforeValidator(_parse_limit), WithJsonSchema({"type": "string"})]
