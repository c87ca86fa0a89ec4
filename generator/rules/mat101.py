"""网格员做的每一件事，都是清单上的事项

检查写给网格员的每一件事有没有用 `matter` 写明对应的事项，以及这个事项今天在不在清单上：已经准入、没有
取消或收回、临时的还没有到期。查的地方是档案和网格的常态职责（`duties`）、服务的步骤（`who` 是网格长、网格员、
微网格长或网格指导员）和应急预案的步骤（`responsible` 里有网格里的身份）。清单以外的事不能派给网格员；
派了，网格员可以不做。

已经停办或过了最后一天的服务、预案不检查；志愿者不是网格员，也不检查。

修改办法：在那里补上 `matter`，写事项的编号；清单上没有的，先走准入程序，或者把这一步交给部门。

过期：事项到期或取消以后还有人用它，是到期：先提醒，过了宽限天数算错误，一直不影响发布；网站和手册不再把
这件事派给网格员。单看文件分不出写的时候事项是不是已经到期，一律算到期。

来源：《舟山市网格化服务管理条例》第二十四条（未列入清单的事项不得交由网格员承担）。
---
Every duty of a grid worker is an admitted matter

Checks that each duty of a grid worker names its matter, and that the matter is on the list today:
admitted, not withdrawn, not past its temporary end. Duties stand in `duties` of the profile and of
grids, in the steps of services (`who` is a grid worker) and in the steps of plans (`responsible`
holds a role in the grid). What is not on the list may not be assigned.

Services and plans that have ended are passed over; a volunteer is no grid worker.

Repair: name the matter in `matter` there; what is not on the list is admitted first, or done
by a department.

Lapse: a matter that has ended or was withdrawn and is still named lapses: a warning, after the days
of grace an error, which stops no publishing; site and handbooks no longer assign it. The files do
not tell whether it had ended already when it was named, so all such count as lapses.

Source: 舟山市网格化服务管理条例, art. 24 (what is not listed may not be assigned to grid workers).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.facts.duties import Duty, collect_duties
from generator.facts.publication import matter_state
from generator.model import Matter

CODE = "MAT101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "网站和手册不再把这件事派给网格员",
    "the site and handbooks no longer assign it to grid workers",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on duties without a matter, or with one that is not on the list today."""
    for duty in collect_duties(catalogue):
        if duty.matter is None:
            yield _unlisted(duty)
            continue
        matter = catalogue.matters.get(duty.matter)
        if matter is not None and matter_state(matter.value, catalogue.today) != "在册":
            yield _not_admitted(duty, matter, catalogue)


def _unlisted(duty: Duty) -> Diagnostic:
    return finding(
        duty.entry.at(*duty.path, duty.field),
        Text(
            "`{name}` 让{who}做 `{act}`，没有写对应的事项",
            "`{name}` has a grid worker (`{who}`) do `{act}` without naming a matter",
        ).format(name=duty.entry.name, who=duty.who, act=duty.act),
        Text(
            "在这里补上 `matter`；清单上没有的事不能派给网格员",
            "add `matter` here; what is not on the list may not be assigned",
        ),
        (Related(duty.entry.at(*duty.who_path), Text("这件事由网格员做", "a grid worker acts here")),),
    )


def _not_admitted(duty: Duty, matter: Entry[Matter], catalogue: Catalogue) -> Diagnostic:
    place, why = _reason(matter, catalogue)
    return finding(
        duty.entry.at(*duty.path, "matter"),
        Text(
            "`{name}` 让{who}做的事项 `{id}`（{matter}）{why}",
            "`{name}` has a grid worker (`{who}`) do the matter `{id}` ({matter}), which {why}",
        ).format(name=duty.entry.name, who=duty.who, id=matter.id, matter=matter.value.name, why=why),
        Text(
            "换成清单上的事项，或把这一步改由部门来做",
            "name a matter that is on the list, or have a department take the step",
        ),
        (Related(place, Text("事项的状态写在这里", "the state of the matter")),),
    )


def _reason(matter: Entry[Matter], catalogue: Catalogue) -> tuple[Place, Text]:
    """Where the matter says that it is not on the list, and the sentence for it."""
    value = matter.value
    match matter_state(value, catalogue.today):
        case "收回" if day := value.withdrawn_on:
            return matter.at("withdrawn_on"), Text(f"已在 `{day}` 取消", f"was withdrawn on `{day}`")
        case "收回":
            return matter.at("owner"), Text("已由上级收回", "was taken back")
        case "到期" if day := value.temporary_until:
            return matter.at("temporary_until"), Text(f"只到 `{day}`，已经结束", f"ended on `{day}`")
        case "未施行" if day := value.admitted_on:
            return matter.at("admitted_on"), Text(f"要到 `{day}` 才准入", f"is not admitted before `{day}`")
    return matter.at("name"), Text("还没有准入", "was never admitted")
