"""Faults that only setting a handbook finds."""

from generator.reading.faults.fault import WARNING, fault

MISSING_GLYPH = fault(
    "HBK101",
    WARNING,
    ("字体里没有这个字", "no font has this character"),
    (
        "手册的字体里没有`{character}`（{code}），印成了〓",
        "no font at hand has `{character}` ({code}), so it is printed as 〓",
    ),
    (
        "换成常用的写法；如果是姓名、地名里的生僻字，请安装字更全的字体（例如 Noto Sans CJK SC）再试",
        "write it another way; for a rare character of a name install a fuller font such as Noto Sans CJK SC",
    ),
)
