"""What is fuzzed: each target takes a text and raises only where the program is wrong.

`tests/corpus/<target>/` holds what was once found and what is worth starting from. Texts are made of those,
with pieces cut, doubled and put in, and of signs that a target reacts to; where a text is a value, also with
values cut, doubled and put elsewhere, so that it still is one.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from fuzz_checks import (
    check_boundary,
    check_file,
    check_hours,
    check_hsds,
    check_markdown,
    check_question,
    check_records,
    check_roster,
    check_settings,
    check_source,
    check_table,
    check_value,
    check_workbook,
)
from hypothesis import strategies as st

from generator.model import PROFILE
from generator.model.fields import Date, Number, Phone
from generator.model.position import Position
from generator.model.time_limit import StepMinutes, TimeLimit
from generator.province.settings import ProvinceSettings

CORPUS = Path(__file__).parent / "corpus"

TARGETS: dict[str, tuple[Callable[[str], None], str]] = {
    "source": (check_source, "name: |>-\n  \t#&*!\"'{}[],：“”，%@`～0580-5550101是"),
    "table": (check_table, 'matter,件数\n"，;\t\r2026年1月0'),
    "boundary": (check_boundary, "POLYGON MULTI((120.1 30.2,)) EMPTY-e9nanZ；，"),
    "hours": (check_hours, "周一至五六日|8:30-12:00，；24点半上下午单双周节假除每月第个全天"),
    "duration": (check_value(TimeLimit), "0123456789.个半工作日天小时分钟年月~至-以内即时当场两十"),
    "minutes": (check_value(StepMinutes), "0123456789.个半小时分钟约~至-"),
    "phone": (check_value(Phone), "0123456789-－（）()转 ，、;+86１"),
    "position": (check_value(Position), "0123456789.,，NE北纬东经°′″ WGS84GCJ02BD09-"),
    "date": (check_value(Date), "0123456789-/年月日.二〇零十 "),
    "number": (check_value(Number), "0123456789.,，％%万亿-+eE一二十百两半"),
    "markdown": (check_markdown, "*_[]()<>!#`\\&\"'\n- 1.javascript:http://a@&#x;"),
    "workbook": (check_workbook, '<>&"/=?c r="A1" t="s"v0123456789'),
    "profile": (check_settings(PROFILE.model), "12345 -\n:true0.5e9一2026-01-01[]{}"),
    "province": (check_settings(ProvinceSettings), "https://省市.example:80/#?@ -\n[]{}\ufeff\u3000"),
    "roster": (check_roster, "每天周一至日工作节假2026-01-5, \n:[]{}次9"),
    "hsds": (check_hsds, '{}[]",:<p>&#0;0123456789+-eZMO\n\\u'),
    "records": (check_records, '{}[]",:周一至日8:30-12、休息法定节假日0123456789\\u'),
    "question": (check_question, "SELECT*FROM(services)WHERE'\"%0xe9;-- \0,||json_|printf("),
    "file": (check_file, "\0\xff\xd8\xe1Exif\0\0MM\0*II<svg>&#;%PK\x03\x04base64,=()\r\n"),
}
"""By the name of its folder in the corpus: the check, and signs that it reacts to."""
VALUES = ("profile", "province", "roster", "hsds", "records")
"""Targets whose texts are JSON or YAML."""
_ODD = (None, True, -1, 0.5, 10**400, float("nan"), "", "是", "0", [], {}, [[]], {"id": {}})


def load_corpus(target: str) -> list[str]:
    """Texts that are kept for a target."""
    files = sorted((CORPUS / target).glob("*.txt"))
    return [path.read_bytes().decode("utf-8", "surrogatepass") for path in files]


def texts(target: str) -> st.SearchStrategy[str]:
    """Kept texts with pieces cut out and put in, and texts of the target's own signs."""
    signs = st.text(alphabet=TARGETS[target][1], max_size=30)
    anything = signs | st.text(max_size=12)

    @st.composite
    def changed(draw: st.DrawFn) -> str:
        text = draw(st.sampled_from(load_corpus(target)))
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, min(len(text), start + 20)))
            text = text[:start] + draw(anything | st.just(text[start:end] * 2)) + text[end:]
        return text

    @st.composite
    def moved(draw: st.DrawFn) -> str:
        whole = [json.loads(draw(st.sampled_from(values)))]
        for _ in range(draw(st.integers(1, 4))):
            places = [*_places(whole)]
            (holder, key), (other, its) = (draw(st.sampled_from(places)) for _ in range(2))
            new = draw(st.sampled_from((other[its], [other[its]] * 2, *_ODD)) | anything)
            holder[key] = json.loads(json.dumps(new))  # a copy: nothing holds itself
        return json.dumps(whole[0], ensure_ascii=draw(st.booleans()))

    values = [*_values(target)] if target in VALUES else []
    return changed() | anything | (moved() if values else st.nothing())


def _values(target: str) -> Iterator[str]:
    """Kept texts that are lists or groups, as JSON."""
    for text in load_corpus(target):
        with suppress(yaml.YAMLError, ValueError, RecursionError):
            value = yaml.safe_load(text.partition("\n---\n")[0])
            if isinstance(value, dict | list):
                yield json.dumps(value, default=str)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where each value stands: what holds it, and under which key."""
    for key in range(len(value)) if isinstance(value, list) else [*value]:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])
