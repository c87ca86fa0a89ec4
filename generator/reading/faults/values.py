"""Faults of values: fields, shapes, choices, lengths."""

from generator.reading.faults.fault import ERROR, FIX, FIXED, INFO, WARNING, fault

MISSING = fault(
    "MOD101",
    ERROR,
    ("少写了必填字段", "missing field"),
    ("缺少必填字段 `{field}`（{title}）", "the field `{field}` is required"),
    ("补上 `{field}: …`", "add `{field}: …`"),
)

UNKNOWN_FIELD = fault(
    "MOD102",
    ERROR,
    ("不认识的字段", "unknown field"),
    ("不认识的字段 `{field}`", "unknown field `{field}`"),
    ("可用的字段：{known}", "known fields: {known}"),
)

WRONG_SHAPE = fault(
    "MOD103",
    ERROR,
    ("形状不对", "wrong shape"),
    ("这里应当是{expected}，实际是{actual}", "expected {expected}, found {actual}"),
    (
        "对照 `gridpress new` 写出的样本检查缩进和 `- `",
        "compare with the sample of `gridpress new`: indentation and `- `",
    ),
)

NOT_A_CHOICE = fault(
    "MOD104",
    ERROR,
    ("不在可选的值里", "not one of the choices"),
    ("`{value}` 不在可选的值里", "`{value}` is not one of the choices"),
    ("可选：{choices}", "choose from: {choices}"),
)

BAD_VALUE = fault(
    "MOD105",
    ERROR,
    ("值的写法不对", "badly written value"),
    ("`{value}` {problem}", "`{value}` {problem}"),
    ("{advice}", "{advice}"),
)

SEVERAL_NAMES = fault(
    "MOD109",
    WARNING,
    ("几个别名写成了一个", "several names in one"),
    (
        "`{alias}` 是 {count} 个别名写成了一个，搜索时一个也找不到",
        "`{alias}` is {count} names in one; search finds none of them",
    ),
    ("一个别名写一项", "write each name as an item of its own"),
)

TOO_LONG = fault(
    "MOD106",
    ERROR,
    ("内容太长", "too long"),
    ("长度是 {actual}，最多 {most}", "the length is {actual}; at most {most}"),
    ("写简短些，细节放进说明", "shorten it; details belong into the description"),
)

TOO_SHORT = fault(
    "MOD110",
    ERROR,
    ("内容是空的", "nothing where something is wanted"),
    ("“{title}”是空的", "`{title}` is empty"),
    (
        "写成 `{pattern}` 这样，能填什么见 `gridpress new` 的样本",
        "write it like `{pattern}`; the sample of `gridpress new` tells what",
    ),
)

RESPELLED = fault(
    "MOD107",
    INFO,
    ("写法不是标准的，意思清楚", "another form with one meaning"),
    ("`{value}` 读作 `{plain}`", "`{value}` is read as `{plain}`"),
    (f"不改也照常使用；{FIX}", f"it is used as it is; {FIXED}"),
)
