"""反向考核的分子不超过分母，权重加起来是 1

检查反向考核的数据表：按时接单、按时沟通、按时处置和回访件数不超过交办件数，已联系、已解决、满意不超过
回访件数。检查权重：响应、解决、满意三个率的权重加起来是 1，接单、沟通、处置三个环节的权重加起来是 1，
过程和结果的权重加起来是 1（误差不超过十亿分之一），都不是负数；条目里没有写的，检查档案里的。公式版本、
剔除理由是必填字段，缺了由 MOD101 指出；剔除 0 件等于没有剔除，也要指出。

修改办法：对照原始数据改数；改了权重，同时换 `formula_version`。

过期：没有，和哪一天检查无关。

来源：领域约定（率由件数算出，公式、权重和剔除理由一并公布）；建立反向考核机制
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
Numerators are within their denominators, and weights sum to 1

Checks the table of an assessment: cases accepted, communicated and handled in time and surveyed are
no more than the cases; contacted, resolved and satisfied no more than the surveyed. The weights of
the three rates sum to 1, those of the three stages and those of process and result too (within
1e-9), and none is negative; where the entry states none, the profile's are checked. The formula's
version and the reasons of exclusions are required fields, see MOD101; an exclusion of no cases
excludes nothing and is pointed out.

Repair: correct the figures from the source; who changes weights changes `formula_version` too.

Lapse: none; it is the same on every day.

Source: a convention of the field (rates come from counts; formula, weights and exclusions are
printed); Lin Qiao 2020, the paper behind this tool (assessment reversed).
"""

from collections.abc import Iterator
from functools import partial
from typing import cast

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.facts.figures import RESULTS, STAGES
from generator.model import Assessment, AssessmentRow
from generator.model.assessment import Weights

CODE = "ASM102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
TOLERANCE = 1e-9
RATES = {up: down for _, _, up, down in (*STAGES, *RESULTS)} | {"surveyed": "cases"}
"""Each numerator's denominator."""
SETS = {
    tuple(key for key, *_ in RESULTS): Text("三个率的权重", "the weights of the rates"),
    tuple(key for key, *_ in STAGES): Text("三个环节的权重", "the weights of the stages"),
    ("process", "result"): Text("过程和结果的权重", "the weights of process and result"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on impossible counts, on weights and on empty exclusions."""
    settings = Place(catalogue.profile_file, ("assessment", "weights"), on_key=True)
    yield from _check_weights(catalogue.profile.assessment.weights, settings)
    for assessment in catalogue.assessments.values():
        if "weights" in assessment.value.model_fields_set:
            yield from _check_weights(assessment.value.weights, assessment.key("weights"))
        for number, row in enumerate(cast("tuple[AssessmentRow, ...]", assessment.rows)):
            yield from _check_row(assessment, number, row)
        for number, exclusion in enumerate(assessment.value.exclusions):
            if exclusion.cases == 0:
                yield _excludes_nothing(assessment, number)


def _check_row(assessment: Entry[Assessment], number: int, row: AssessmentRow) -> Iterator[Diagnostic]:
    titles = {name: info.title or name for name, info in type(row).model_fields.items()}
    for part, whole in RATES.items():
        figure, most = getattr(row, part), getattr(row, whole)
        if figure <= most:
            continue
        yield finding(
            assessment.cell(number, part),
            Text(
                "`{department}` 的“{part_title}”{figure} 件，多于“{whole_title}”{most} 件",
                "`{part}` of `{department}` is {figure}, more than `{whole}`, which is {most}",
            ).format(
                department=row.department,
                part=part,
                part_title=titles[part],
                figure=figure,
                whole=whole,
                whole_title=titles[whole],
                most=most,
            ),
            Text("对照原始数据改正", "correct it from the source"),
            (Related(assessment.cell(number, whole), Text("分母在这里", "the denominator")),),
        )


def _check_weights(weights: Weights, place: Place) -> Iterator[Diagnostic]:
    for fields, title in SETS.items():
        values = [getattr(weights, field) for field in fields]
        total = sum(values)
        if abs(total - 1) <= TOLERANCE and min(values) >= 0:
            continue
        negative = min(values) < 0
        problem = Text("有负数", "include a negative one")
        if not negative:
            problem = Text(f"加起来是 {total:.10g}，不是 1", f"sum to {total:.10g}, not 1")
        yield finding(
            place,
            Text("{title}{problem}", "{title} {problem}").format(
                title=Text(f"{title.zh}（{'、'.join(f'`{field}`' for field in fields)}）", title.en),
                problem=problem,
            ),
            Text(
                "改到加起来正好是 1，同时换 `formula_version`",
                "make them sum to 1, and change `formula_version`",
            ),
        )


def _excludes_nothing(assessment: Entry[Assessment], number: int) -> Diagnostic:
    return finding(
        assessment.at("exclusions", number, "cases"),
        Text("`{period}` 的反向考核有一条剔除写了 0 件", "an exclusion of `{period}` is of no cases").format(
            period=assessment.value.period
        ),
        Text("写实际剔除的件数，没有剔除就删掉这一条", "write how many were left out, or delete the item"),
    )
