"""Faults of references between entries."""

from generator.reading.faults.fault import ERROR, fault

UNKNOWN_REFERENCE = fault(
    "REF101",
    ERROR,
    ("指向不存在的条目", "unknown reference"),
    ("没有编号为 `{id}` 的{kind}", "no {kind} has the id `{id}`"),
    ("先建立 menus/{folder}/{id}.yaml，或改正编号", "create menus/{folder}/{id}.yaml, or correct the id"),
)

RING = fault(
    "REF102",
    ERROR,
    ("上级绕成一圈", "entries stand above each other in a ring"),
    ("上级绕成了一圈：`{ring}`", "these stand above each other in a ring: `{ring}`"),
    ("改正其中一个 `parent`；最上一级不写 `parent`", "correct one `parent`; the topmost entry has none"),
)
