"""第三方评估的评估方是第三方，委托单位、方法和样本写清楚

检查第三方评估：评估机构（`agency`）不能是被评估的机构，也不能是它的上级或下级；评估网格的，不能是网格
所在的社区；不能自己委托自己。委托单位（`commissioner`）、方法（`method`）和样本（`sample`）都要写。
自己评自己，或者说不出怎么评的，不能拿来作荣誉的依据。

修改办法：换一家没有隶属关系的机构；补上委托单位、方法和样本（多少户、多少人、怎样抽的）。

过期：没有，和哪一天检查无关。

来源：引入第三方评估机制（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
The evaluator is a third party, and commissioner, method and sample are stated

Checks evaluations: the `agency` is none of the organisations evaluated, nor above or below one; not
the community of a grid that is evaluated; and does not commission itself. `commissioner`, `method`
and `sample` are stated. Who judges themselves, or cannot say how they judged, is no ground for an
honour.

Repair: commission an agency without such ties; add commissioner, method and sample (how many, and
how they were drawn).

Lapse: none; it is the same on every day.

Source: Lin Qiao 2020, the paper behind this tool (evaluation by third parties).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.facts.presence import committees
from generator.model import Evaluation
from generator.rules.texts import list_fields

CODE = "EVL101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {
    "commissioner": Text("委托单位", "its commissioner"),
    "method": Text("方法", "its method"),
    "sample": Text("样本", "its sample"),
}
HINT = Text("换一家与被评估方没有隶属关系的机构", "commission an agency without ties to those evaluated")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on evaluators with ties, and on evaluations that do not say how."""
    for evaluation in catalogue.evaluations.values():
        value = evaluation.value
        missing = [field for field in NEEDED if getattr(value, field) is None]
        if missing:
            yield _incomplete(evaluation, missing)
        if value.commissioner == value.agency:
            tie = Text("自己委托自己", "commissions itself")
            yield _tied(catalogue, evaluation, tie, evaluation.at("commissioner"))
        above = _line(catalogue, value.agency)
        for index, subject in enumerate(value.subjects):
            if subject in above or value.agency in _line(catalogue, subject):
                place = evaluation.at("subjects", index)
                yield _tied(catalogue, evaluation, _tie(value.agency, subject, above), place)
        yield from _check_grids(catalogue, evaluation)


def _line(catalogue: Catalogue, name: str) -> set[str]:
    """Ids of an organisation and those above it."""
    return {name, *(one.id for one in catalogue.upwards("organization", name))}


def _tie(agency: str, subject: str, above: set[str]) -> Text:
    if agency == subject:
        return Text("就是被评估的机构", "is one of those evaluated")
    if subject in above:
        return Text("是被评估机构的下级", "is below one of those evaluated")
    return Text("是被评估机构的上级", "is above one of those evaluated")


def _check_grids(catalogue: Catalogue, evaluation: Entry[Evaluation]) -> Iterator[Diagnostic]:
    for index, name in enumerate(evaluation.value.grids):
        grid = catalogue.grids.get(name)
        offices = committees(catalogue).get(grid.value.community, ()) if grid else ()
        if any(one.id == evaluation.value.agency for one in offices):
            tie = Text("就是被评估网格所在的社区", "is the community of a grid evaluated")
            yield _tied(catalogue, evaluation, tie, evaluation.at("grids", index))


def _tied(catalogue: Catalogue, evaluation: Entry[Evaluation], tie: Text, other: Place) -> Diagnostic:
    agency = catalogue.organizations.get(evaluation.value.agency)
    return finding(
        evaluation.at("agency"),
        Text(
            "评估机构 `{agency}` {tie}，不是第三方", "the evaluator `{agency}` {tie}, so it is no third party"
        ).format(agency=agency.value.name if agency else evaluation.value.agency, tie=tie),
        HINT,
        (Related(other, Text("另一方写在这里", "the other party")),),
    )


def _incomplete(evaluation: Entry[Evaluation], missing: list[str]) -> Diagnostic:
    return finding(
        evaluation.at("name"),
        Text("评估 `{name}` 没有写{missing}", "the evaluation `{name}` does not state {missing}").format(
            name=evaluation.value.name,
            missing=list_fields(NEEDED, missing),
        ),
        Text("照评估报告补上", "add it from the report"),
    )
