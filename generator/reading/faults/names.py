"""Faults of names: of folders, files, ids and codes."""

from generator.diagnostics import Text
from generator.reading.faults.fault import ERROR, WARNING, fault

UNKNOWN_FOLDER = fault(
    "IDN101",
    ERROR,
    ("不认识的文件夹", "unknown folder"),
    ("`{folder}` 不是已知的种类", "`{folder}` is not a known kind"),
    ("文件夹名就是种类，可用的有：{known}", "the folder is the kind; known ones: {known}"),
)

BAD_ID = fault(
    "IDN102",
    ERROR,
    ("文件名不能作编号", "the file name is no id"),
    ("文件名 `{stem}` 不能作编号", "the file name `{stem}` is not a valid id"),
    (
        "只用小写字母、数字和连字符，以字母或数字开头，最长 63 个字符；index 和 con 这样的名字另有用处",
        "lower-case letters, digits and hyphens, at most 63 characters; `index` and `con` are taken",
    ),
)

ID_DIFFERS = fault(
    "IDN103",
    ERROR,
    ("编号与文件名不一致", "id and file name differ"),
    ("`id` 写的是 `{id}`，文件名却是 `{stem}`", "`id` says `{id}` but the file is named `{stem}`"),
    ("文件名就是编号：删掉 `id`，或改得一致", "the file name is the id: delete `id`, or make them equal"),
)

WRONG_ENDING = fault(
    "IDN104",
    ERROR,
    ("扩展名不对", "wrong file ending"),
    ("`{name}` 不会被读取", "`{name}` is not read"),
    (
        "条目文件的扩展名是 .yaml（小写）；别的文件请移出 menus/",
        "entries end in .yaml (lower case); move other files out of menus/",
    ),
)

WRONG_FOLDER = fault(
    "IDN109",
    ERROR,
    ("条目放错了文件夹", "an entry in the wrong folder"),
    (
        "这一条看上去是{meant}，却放在{kind}的文件夹里",
        "this looks like a {meant}, but stands in the folder of {kind}",
    ),
    ("移到 `{target}`", "move it to `{target}`"),
)

COPY = fault(
    "IDN110",
    ERROR,
    ("复制来的条目还没有改", "a copy that is not changed yet"),
    (
        "这一条和 `{other}` 几乎一样，看上去是复制来的，还没有改",
        "this is nearly the same as `{other}`: it looks like a copy, not yet changed",
    ),
    (
        "不要就删掉；要新建一条就改内容，代码和名称先改",
        "delete it, or change it, beginning with its code and name",
    ),
)

RENAMED_COPY = fault(
    "IDN111",
    WARNING,
    ("只改了名称的复制件", "a copy with another name only"),
    (
        "除了名称，这一条和 `{other}` 一字不差，看上去是复制来的，内容还没有改",
        "but for its name this is nearly the same as `{other}`: it looks like a copy, not yet changed",
    ),
    (
        "改写说明、电话、地点等内容；确实相同的，并成一条",
        "write its own text, phone and places, or make them one entry",
    ),
)

SAME_CODE = fault(
    "IDN105",
    ERROR,
    ("代码重复", "code used twice"),
    ("代码 `{code}` 已经用在 `{other}`", "the code `{code}` is already used by `{other}`"),
    ("代码是身份：查一查哪一条写错了", "codes are identity: find out which one is wrong"),
)

NO_MENUS = fault(
    "IDN106",
    ERROR,
    ("没有 menus 文件夹", "no menus folder"),
    ("这里没有 `{folder}` 文件夹", "there is no `{folder}` folder here"),
    ("在工作区里运行，或用 --root 指明工作区", "run it in a workspace, or name one with --root"),
)

NO_PROFILE = fault(
    "IDN107",
    ERROR,
    ("没有 profile.yaml", "no profile"),
    ("缺少 menus/profile.yaml（发布者档案）", "menus/profile.yaml (the publisher) is missing"),
    ("用 `gridpress new profile` 写一份样本", "`gridpress new profile` writes a sample"),
)

FORMER_OF_ITS_OWN = Text(
    "同一个编号写了两次，或者写的就是现在的编号：去掉这一个",
    "it is written twice, or is the id of today: remove this one",
)
FORMER_TAKEN = fault(
    "IDN112",
    ERROR,
    ("曾用编号被别的条目占着", "the former id belongs to another entry"),
    (
        "曾用编号 `{former}` 和 {other} 重了，旧网址不知道该去哪一页",
        "the former id `{former}` is also that of {other}: the old address cannot lead to both",
    ),
    (
        "旧网址只能转到一页：留下真正接着它的那一条，别的去掉",
        "an old address leads to one page: keep it with the entry that continues it",
    ),
)
