"""Hints on what residents read, which `check --words` gives."""

from generator.reading.faults.fault import INFO, fault

OFFICIAL_WORD = fault(
    "WRD101",
    INFO,
    ("官话，居民不这样说", "an official word"),
    ("`{said}`是公文里的说法，居民不这样说", "`{said}` is an official word"),
    (
        "可以写成`{instead}`；写不通就换一种说法，本地照这样说就在 profile.yaml 的 plain_words 里写明",
        "write `{instead}` or put it another way; `plain_words` of profile.yaml says what is plain here",
    ),
)

LONG_SENTENCE = fault(
    "WRD102",
    INFO,
    ("句子太长", "a long sentence"),
    ("这句话有 {count} 个字，念一遍要换几口气", "this sentence has {count} characters"),
    (
        "拆成几句，一句只说一件事；几样东西、几种情况一行写一样",
        "part it: one thing in a sentence, one item in a line",
    ),
)

DOUBLE_NEGATIVE = fault(
    "WRD103",
    INFO,
    ("双重否定", "a double negative"),
    ("`{said}`是双重否定，要想两遍才懂", "`{said}` is a double negative"),
    ("改成肯定的说法，例如“先……，才能……”", "say what to do instead"),
)

MANY_NUMBERS = fault(
    "WRD104",
    INFO,
    ("数字不好认", "numbers that are hard to read"),
    ("`{said}`里的数字不好认", "the numbers in `{said}` are hard to read"),
    (
        "大的数写成 1200、3万 这样；一句话里数字多，就拆成几行或者列表",
        "write large numbers in figures; part a sentence that holds many",
    ),
)
