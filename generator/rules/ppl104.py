"""志愿者自愿参加，并且同意公开

检查身份是“志愿者”的人有没有写 `voluntary: true`（自愿参加）和 `consent_public: true`（同意公开姓名和
号码）。没有本人的明确同意，不能把人编进队伍，更不能把姓名放到网上。身份已经到期的不检查。

修改办法：先问本人。同意的，补上这两行；不同意的，删掉这个文件或这个身份。

过期：没有；还没上任的志愿者现在就检查。

来源：《志愿服务条例》第二条（自愿）；《中华人民共和国个人信息保护法》第十三条、第二十五条（同意、公开）。
---
A volunteer is voluntary and consents to publication

Checks that who has the role 志愿者 has `voluntary: true` and `consent_public: true`. Without the
person's own consent nobody is enlisted, and no name goes on the web. Roles that have ended are
passed over.

Repair: ask the person. If they agree, add both lines; if not, delete the file or the role.

Lapse: none; whoever is yet to begin is checked before.

Source: 志愿服务条例, art. 2 (of one's own will); Personal Information Protection Law of the PRC,
arts. 13 and 25 (consent, publication).
"""

import datetime
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.model import Person

CODE = "PPL104"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEVER = datetime.date.max
ASKED = {
    "voluntary": Text("自愿参加", "being voluntary"),
    "consent_public": Text("同意公开", "consenting to publication"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on volunteers who were not asked."""
    for person in catalogue.people.values():
        index = _volunteer_role(person, catalogue)
        if index is None:
            continue
        for field, asked in ASKED.items():
            if getattr(person.value, field) is not True:
                yield _not_asked(person, index, field, asked)


def _volunteer_role(person: Entry[Person], catalogue: Catalogue) -> int | None:
    """The role that lasts longest, of those that have not ended; who is to begin is asked before."""
    lasting: dict[int, datetime.date] = {}
    for index, role in enumerate(person.value.roles):
        grid = catalogue.grids.get(role.grid)
        if role.role == "志愿者" and grid is not None:
            last = min(role.until or NEVER, grid.value.valid_until or NEVER)
            lasting |= {} if last < catalogue.today else {index: last}
    return max(lasting, key=lambda index: lasting[index], default=None)


def _not_asked(person: Entry[Person], index: int, field: str, asked: Text) -> Diagnostic:
    stated = field in person.value.model_fields_set
    return finding(
        person.at(field) if stated else person.at("roles", index, "role"),
        Text(
            "志愿者 `{name}` {stated}{asked}（`{field}`）",
            "volunteer `{name}` {stated} {asked} (`{field}`)",
        ).format(
            name=person.value.name,
            stated=Text("写的是不", "denies") if stated else Text("没有写明", "does not state"),
            asked=asked,
            field=field,
        ),
        Text(
            f"本人同意后写 `{field}: true`；不同意就删掉这个身份",
            f"with the person's consent write `{field}: true`; without it delete the role",
        ),
    )
