"""What is said of drafts, none of which stops a build."""

from generator.reading.faults.fault import INFO, WARNING, fault

DRAFT_LACKS = fault(
    "DRF101",
    WARNING,
    ("草稿还没写完", "a draft that lacks something"),
    ("这份草稿还缺 {count} 项：{fields}", "this draft still lacks {count} fields: {fields}"),
    (
        "不影响发布；补全以后删掉 `draft: true`，下次就发布",
        "it stops nothing; once filled in, delete `draft: true` and it is published",
    ),
)

DRAFT_KEPT = fault(
    "DRF102",
    INFO,
    ("草稿还没有发布", "a draft that is not published"),
    ("这是草稿，没有发布", "this is a draft and is not published"),
    (
        "写好了就删掉 `draft: true`，下次就发布；用 `gridpress serve` 可以先看看",
        "when it is ready delete `draft: true`; `gridpress serve` shows what it will look like",
    ),
)

DRAFT_NAMED = fault(
    "DRF103",
    WARNING,
    ("发布的条目写到了草稿", "published entries name a draft"),
    (
        "发布的条目有 {count} 条写到了这份草稿（{names}），发布时先不提它",
        "{count} published entries name this draft ({names}); it is left out of them for now",
    ),
    (
        "写好了就删掉 `draft: true`；不打算发布，就从那几条里去掉它",
        "delete `draft: true` when it is ready; if it will not be, take it out of those entries",
    ),
)

DRAFT_AWAITED = fault(
    "DRF104",
    WARNING,
    ("有条目要等草稿", "entries that wait for a draft"),
    (
        "有 {count} 条少不了这份草稿，跟着先不发布：{names}",
        "{count} entries cannot do without this draft and are not published either: {names}",
    ),
    (
        "先写好这份草稿，删掉 `draft: true`；或者让那几条不再用它",
        "finish this draft and delete `draft: true`, or let those entries do without it",
    ),
)
