"""每个事项写明由哪个部门、多久解决

检查每个事项有没有写 `department`（解决的部门）和 `deadline`（部门时限）。网格员只管发现和报告，解决要靠
部门；没有部门和时限，报上去的事就石沉大海。居民自治的事项，部门写所在的居委会或村委会。

修改办法：补上部门的编号和时限，例如 `deadline: 3个工作日`。

过期：没有，和哪一天检查无关。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（信息“供相关专业部门研判解决”）；时限必填是约定。
---
Every matter has a department and a deadline

Checks that each matter has `department` (who solves it) and `deadline`. A grid worker finds and
reports; departments solve. Without a department and a deadline, what is reported is lost. Matters
of self-government name the community's own committee.

Repair: add the department's id and a deadline, like `deadline: 3个工作日`.

Lapse: none; it is the same on every day.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (information is for the professional
departments to judge and solve); that a deadline is required is a convention.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text

CODE = "MAT105"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {
    "department": Text("解决的部门", "department that solves it"),
    "deadline": Text("部门时限", "deadline"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on matters that lead nowhere, or that may take for ever."""
    for matter in catalogue.matters.values():
        for field, title in NEEDED.items():
            if getattr(matter.value, field) is not None:
                continue
            yield finding(
                matter.at("name"),
                Text(
                    "事项 `{name}` 没有写{title}（`{field}`）",
                    "the matter `{name}` has no {title} (`{field}`)",
                ).format(name=matter.value.name, title=title, field=field),
                Text(
                    f"补上 `{field}`；居民自治的事项，部门写居委会或村委会",
                    f"add `{field}`; matters of self-government name the community's committee",
                ),
            )
