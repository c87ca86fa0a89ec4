"""固定电话带区号

检查一切条目里的电话：七位、八位的固定电话要写区号。不写，市外的人打不通，手机上点号码也可能打到别的地方；前一个号码写了区号的，
后面的跟着它，不用再写。手机、12345 和 96 开头的服务号没有区号。

修改办法：在号码前面加区号和短横。本市的区号看监督电话：提示里就是它。

过期：没有，和哪一天无关。

来源：《电信网编号计划》，工业和信息化部；跨本地网拨打要加长途区号。
---
Landline numbers carry their area code

Checks the telephone numbers of all entries: a landline number of seven or eight digits needs its area code.
Without it nobody outside the city gets through, and a mobile may ring elsewhere. A number behind one with an
area code shares it. Mobiles, 12345 and service numbers on 96 have none.

Repair: put area code and dash before the number. The city's own is that of the supervision phone, which the
hint names.

Lapse: none; it does not depend on the day.

Source: the numbering plan of the Ministry of Industry and Information Technology.
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Place, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import Phone
from generator.model.phones import PhoneNumber, parse_phones
from generator.model.walking import find_values

CODE = "TEL101"
finding = partial(Diagnostic, CODE, Severity.WARNING)
_LANDLINE = re.compile(r"(?!9[56])[2-9]\d{6,7}")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each number that lacks its area code."""
    area = next((one.area for one in parse_phones(catalogue.profile.supervision_phone) if one.area), "")
    for entry in each_entry(catalogue):
        for path, text, _ in find_values(entry.value, Phone):
            for number in parse_phones(text):
                if not number.area and not number.country and _LANDLINE.fullmatch(number.local):
                    yield _lacking(entry.at(*path), number, area)


def _lacking(place: Place, number: PhoneNumber, area: str) -> Diagnostic:
    return finding(
        place,
        Text(f"电话 `{number.text}` 没有区号", f"the number `{number.text}` lacks its area code"),
        _advise(number, area),
    )


def _advise(number: PhoneNumber, area: str) -> Text:
    """With the city's area code, when its supervision phone has one."""
    if not area:
        return Text("在前面加上区号和短横", "put area code and dash before it")
    full = f"{area}-{number.text}"
    return Text(f"如果是本市的，写成 `{full}`", f"if it is in this city, write `{full}`")
