"""Faults of the waivers in the profile."""

from generator.reading.faults.fault import ERROR, WARNING, fault

WAIVER_ENDED = fault(
    "WVR101",
    ERROR,
    ("豁免已经到期", "an ended waiver"),
    (
        "条目 `{entry}` 对 `{rule}` 的豁免在 `{until}` 到期了",
        "the waiver of `{rule}` for `{entry}` ended on `{until}`",
    ),
    (
        "改好条目后删掉这一条豁免；确实还要豁免的，重新批准后改日期",
        "repair the entry and delete the waiver; if it must stay, have it approved anew with a new date",
    ),
)

WAIVER_OF_NOTHING = fault(
    "WVR102",
    ERROR,
    ("豁免写错了规则或条目", "a waiver of an unknown rule or entry"),
    ("没有可以豁免的{what} `{name}`", "there is no {what} `{name}` to waive"),
    ("规则写代码，例如 GRD104；条目写 种类/编号，例如 grid/chaojing-1", "a code, and kind/id as the entry"),
)

WAIVER_UNUSED = fault(
    "WVR103",
    WARNING,
    ("豁免没有用处", "a waiver that waives nothing"),
    (
        "条目 `{entry}` 没有 `{rule}` 的问题，这一条豁免没有用处",
        "`{rule}` finds nothing in `{entry}`, so this waiver waives nothing",
    ),
    (
        "删掉这一条；问题如果报在别的条目上，`entry` 就写那个条目",
        "delete it; if the finding stands at another entry, name that one",
    ),
)
