"""反向考核考的是部门，不考网格员，不点名

检查反向考核的数据表：`department`（部门）必须是类型为“政府部门”的机构；`post`（岗位）写岗位，不写姓名，
也不写网格员、网格长、志愿者这些网格里的身份；剔除件数的部门同样如此。反向考核由网格梳理问题、给部门
赋值，考到网格员头上就又反回去了；点名则把考核变成了公开排队。

修改办法：改成承办的部门；姓名改成岗位名称，例如“燃气管理岗”。

过期：没有，和哪一天检查无关。

来源：建立反向考核机制（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）；
《中华人民共和国个人信息保护法》第六条（最小必要）。
---
The assessed are departments, never grid workers or named persons

Checks the table of an assessment: `department` is an organisation of the kind 政府部门; `post` names a
post, neither a person nor a role in the grid; and the departments of exclusions likewise. Grid
workers sort the problems and departments are scored: to score the workers turns it back, and names
make a pillory of it.

Repair: name the department that dealt with the cases; write a post instead of a person's name.

Lapse: none; it is the same on every day.

Source: Lin Qiao 2020, the paper behind this tool (assessment reversed); Personal Information
Protection Law of the PRC, art. 6 (what is necessary, and no more).
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import cast

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.model import Assessment, AssessmentRow, Organization
from generator.rules.private_data import people_names
from generator.signs import any_of

CODE = "ASM101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
_WORKERS = re.compile(r"微?网格长|(?:专职|兼职)?网格员|网格指导员|志愿者")
_POLITE = re.compile(r"([\u4e00-\u9fff]{2,4})(?:同志|先生|女士)$")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on rows and exclusions of others than departments, and on posts that name people."""
    pattern = any_of(sorted(people_names(catalogue), key=lambda name: (-len(name), name)))
    for assessment in catalogue.assessments.values():
        for number, row in enumerate(cast("tuple[AssessmentRow, ...]", assessment.rows)):
            place = assessment.cell(number, "department")
            yield from _check_department(catalogue, assessment, row.department, place)
            yield from _check_post(assessment, number, row.post or "", pattern)
        for number, exclusion in enumerate(assessment.value.exclusions):
            place = assessment.at("exclusions", number, "department")
            yield from _check_department(catalogue, assessment, exclusion.department, place)


def _check_department(
    catalogue: Catalogue, assessment: Entry[Assessment], name: str, place: Place
) -> Iterator[Diagnostic]:
    department = catalogue.organizations.get(name)
    if department is not None and department.value.kind != "政府部门":
        yield _no_department(assessment, department, place)


def _no_department(
    assessment: Entry[Assessment], organization: Entry[Organization], place: Place
) -> Diagnostic:
    return finding(
        place,
        Text(
            "`{period}` 的反向考核考了 `{name}`，它的类型是“{kind}”，不是政府部门",
            "the assessment of `{period}` assesses `{name}`, which is of the kind {kind}, no department",
        ).format(period=assessment.value.period, name=organization.value.name, kind=organization.value.kind),
        Text("改成承办的政府部门", "name the department that dealt with the cases"),
        (Related(organization.at("kind"), Text("类型写在这里", "the kind stands here")),),
    )


def _check_post(
    assessment: Entry[Assessment], number: int, post: str, names: re.Pattern[str]
) -> Iterator[Diagnostic]:
    if worker := _WORKERS.search(post):
        problem = Text(f"考了网格里的身份“{worker[0]}”", f"assesses a role in the grid (`{worker[0]}`)")
    elif names.search(post) or _POLITE.search(post):
        problem = Text("写了姓名", "names a person")
    else:
        return
    yield finding(
        assessment.cell(number, "post"),
        Text(
            "`{period}` 的反向考核在岗位栏 `{post}` 里{problem}",
            "in its post `{post}` the assessment of `{period}` {problem}",
        ).format(period=assessment.value.period, post=post, problem=problem),
        Text("写部门里的岗位名称，例如“燃气管理岗”", "write the name of a post in the department"),
    )
