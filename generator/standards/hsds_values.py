"""Values as HSDS writes them, cut to what entries hold: text without HTML, lines, steps."""

import html
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.reading.characters import CONTROLS

Data = dict[str, Any]
LONGEST_LINE = 200
_CONTROL = re.compile(f"[{CONTROLS}]")


def parse_steps(text: str, told: Mapping[int, str] | None = None) -> list[Data]:
    """Steps from lines; a text without numbers is one step for each of its lines.

    `told` says what is done in a step, by its place from 0, where its line alone may be read in two ways.
    """
    steps: list[Data] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if (note := re.fullmatch(r"提醒：(.+)", line)) and steps:
            steps[-1]["note"] = note[1][:LONGEST_LINE]
            continue
        done = (told or {}).get(len(steps))
        who, do = (".+", re.escape(done)) if done else ("[^：。，；]{1,30}", ".+?")
        match = re.fullmatch(
            rf"(?:\d+[.、)] ?)?(?:(?P<who>{who})：)?(?P<do>{do})(?:（(?P<min>\d+) 分钟）)?", line
        )
        found = match.groupdict() if match else {"do": line}
        steps.append(
            present(
                {
                    "who": found.get("who"),
                    "do": (found["do"] or line)[:LONGEST_LINE],
                    "minutes": found.get("min"),
                }
            )
        )
    return steps


def attributes_of(one: Data) -> dict[str, list[str]]:
    """Data of attributes by what they are called."""
    found: dict[str, list[str]] = {}
    for each in objects_in(one, "attributes"):
        found.setdefault(text_in(each.get("link_type")), []).append(text_in(each.get("value")))
    return found


def objects_in(one: Data, key: str) -> list[Data]:
    value = one.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def urls_of(one: Data) -> Iterator[tuple[str, str, str]]:
    """Whose field each address is, "" where nobody says; the address, its label."""
    for each in objects_in(one, "additional_urls"):
        if url := web_in(each.get("url")):
            yield next(iter(attributes_of(each)), ""), url, line_in(each.get("label"))[:LONGEST_LINE]


def position_in(location: Data) -> str | None:
    try:
        longitude, latitude = float(location["longitude"]), float(location["latitude"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    is_place = math.isfinite(longitude) and math.isfinite(latitude) and (longitude or latitude)
    return f"{longitude:.7f},{latitude:.7f} WGS-84" if is_place else None


def present(values: Data) -> Data:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def text_in(value: object) -> str:
    """A value of JSON as text, without controls; what is no plain value is none."""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return _CONTROL.sub("", str(value)).strip() if is_plain else ""


def line_in(value: object) -> str:
    return re.sub(r"\s+", " ", prose_in(text_in(value))).strip()


def prose_in(text: str) -> str:
    """Text without HTML: paragraphs, lines and items stay apart."""
    if re.search(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z#0-9]+;", text):
        text = re.sub(r"(?is)<(script|style)\b.*?(</\1>|\Z)", "", text)
        text = re.sub(r"(?i)<li\b[^>]*>", "\n- ", text)
        text = re.sub(r"(?i)<br\b[^>]*>|</(?:div|tr|ul|ol|h[1-6])>", "\n", text)
        text = re.sub(r"(?i)</p>", "\n\n", text)
        text = _CONTROL.sub("", html.unescape(re.sub(r"<[a-zA-Z/!][^<>]*>", "", text)))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip()


def web_in(value: object) -> str:
    text = text_in(value)
    return text if re.fullmatch(r"https?://[^\s<>\"']{1,500}", text) else ""
