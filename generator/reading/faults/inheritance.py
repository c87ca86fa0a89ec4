"""Faults of what a city takes over from its province, and of what it says otherwise."""

from generator.reading.faults.fault import ERROR, FIX, FIXED, INFO, WARNING, fault

AWAITS_CITY = fault(
    "INH101",
    WARNING,
    ("省里的条目还缺本市的内容", "an entry of the province lacks what only the city knows"),
    (
        "省里的这条还缺本市才知道的内容：{fields}；补上以前本市不发布它",
        "this entry of the province still lacks {fields} of this city, and is not published here until then",
    ),
    (
        "新建 {file}，只写这几项，其余照省里的；本市没有这件事就不用管",
        "create {file} with these fields only, the rest is the province's; or leave it alone",
    ),
)

SUPERFLUOUS = fault(
    "INH102",
    WARNING,
    ("和省里写的一样", "the same as the province says"),
    (
        "`{field}` 和省里写的一样，以后省里改了，这里不会跟着改",
        "`{field}` is what the province says, but will not follow when the province changes it",
    ),
    (f"去掉这一项，就照省里的；{FIX}", f"remove it: the province's holds then; {FIXED}"),
)

CHANGED_ABOVE = fault(
    "INH103",
    WARNING,
    ("省里的条目后来改过", "the province has changed this entry since"),
    (
        "本市是照省里的 {old} 版改的（{fields}），省里现在是 {new} 版",
        "{fields} were written over version {old} of the province's entry, which is now {new}",
    ),
    (
        "看看 {file}，本市的写法还对不对；核对以后写 `based_on: {new}`",
        "look at {file}: is this still right? Then write `based_on: {new}`",
    ),
)

NO_BASE = fault(
    "INH104",
    INFO,
    ("没写照省里哪一版改的", "which version of the province's entry this was written over is not said"),
    (
        "这条和省里的写法不同（{fields}），没写是照省里哪一版改的，以后省里改了没人提醒",
        "this differs from the province ({fields}), but does not say from which version",
    ),
    (f"加一行 `based_on: {{version}}`；{FIX}", f"add a line `based_on: {{version}}`; {FIXED}"),
)

NOTHING_ABOVE = fault(
    "INH105",
    ERROR,
    ("省里没有这一条了", "the province has no such entry any more"),
    (
        "`based_on` 说这条是照省里的改的，省里却没有 {file}（撤了或者改了编号）",
        "`based_on` says that this lies over an entry of the province, which has no {file} (gone or renamed)",
    ),
    (
        "省里改了编号，就把这个文件改成同样的名字；撤了，就写全这一条，去掉 `based_on`，或者删掉",
        "rename this file as the province did; or write the whole entry without `based_on`, or delete it",
    ),
)

LOCAL_ABOVE = fault(
    "INH106",
    ERROR,
    ("这一类条目不归省里写", "a province keeps no entries of this kind"),
    (
        "{kind}是各市自己的，省的 menus/ 里不写",
        "each {kind} belongs to one city and does not stand in the menus/ of a province",
    ),
    ("移到那个市的 menus/{folder} 里", "move it to menus/{folder} of its city"),
)

TOLD_ABOVE = fault(
    "INH107",
    INFO,
    ("省里的条目有要看的地方", "entries of the province have something to look at"),
    (
        "省里的条目还有 {count} 处提醒，不影响本市发布",
        "{count} more things are said of the province's entries; none stops this city",
    ),
    (
        "由省里改：在省的文件夹里运行 gridpress check，会一条一条列出来",
        "the province mends them: `gridpress check` in its folder lists each",
    ),
)
