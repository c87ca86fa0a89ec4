"""Faults of a file's text: its encoding and its characters."""

from generator.diagnostics import Text
from generator.reading.faults.fault import ERROR, FIX, FIXED, INFO, WARNING, fault

UNREADABLE = fault(
    "SRC101",
    ERROR,
    ("文件读不出来", "the file cannot be read"),
    ("文件读不出来：{reason}", "cannot read the file: {reason}"),
    (
        "检查文件是否还在、是否被别的程序占用，再试一次",
        "check that it still exists and is not locked, then try again",
    ),
)

POINTER = fault(
    "SRC145",
    ERROR,
    ("只有指针，文件本身不在这里", "a pointer stands in place of the file"),
    (
        "这里只有 Git LFS 的指针，文件本身没有取下来",
        "there is only a pointer of Git LFS here; the file itself has not been fetched",
    ),
    (
        "运行 `git lfs pull`，或从原处把文件重新复制过来",
        "run `git lfs pull`, or copy the file itself to this place",
    ),
)

NO_FILE = Text("是管道、设备或文件夹，不是普通文件", "it is a pipe, a device or a folder")
"""Why something is not opened: opening a pipe would wait for a writer for ever."""

NOT_UTF8 = fault(
    "SRC102",
    ERROR,
    ("不是 UTF-8 编码", "not UTF-8"),
    ("第 {line} 行有不是 UTF-8 的字节", "line {line} holds bytes that are not UTF-8"),
    ("在编辑器里另存为 UTF-8 编码", "save the file as UTF-8"),
)

GBK = fault(
    "SRC103",
    ERROR,
    ("文件存成了 GBK", "saved as GBK"),
    (
        "文件存成了 GBK（ANSI）编码，从第 {line} 行起不是 UTF-8",
        "the file is saved as GBK (ANSI); not UTF-8 from line {line} on",
    ),
    (f"另存为 UTF-8；{FIX}", f"save it as UTF-8; {FIXED}"),
)

BOM = fault(
    "SRC104",
    WARNING,
    ("文件开头有 BOM", "byte order mark"),
    ("文件开头有看不见的 BOM 标记", "the file starts with an invisible byte order mark"),
    (f"另存为“UTF-8”而不是“UTF-8 with BOM”；{FIX}", f"save as UTF-8 without BOM; {FIXED}"),
)

TOO_LARGE = fault(
    "SRC105",
    ERROR,
    ("文件太大", "the file is too large"),
    ("文件有 {size} 字节，上限是 {limit}", "the file has {size} bytes; the limit is {limit}"),
    (
        "一个文件只写一条；请拆开或检查是否放错了文件",
        "one entry per file; split it, or check whether it belongs here",
    ),
)

EMPTY = fault(
    "SRC106",
    ERROR,
    ("文件是空的", "the file is empty"),
    ("文件里没有内容", "the file has no content"),
    (
        "填写内容，或删掉这个文件；`gridpress new` 能写出带注释的样本",
        "fill it in or delete it; `gridpress new` writes a commented one",
    ),
)

TOO_MANY = fault(
    "SRC150",
    ERROR,
    ("一处写了太多项", "too many items in one place"),
    ("这里有 {count} 项，上限是 {limit}", "there are {count} items here; the limit is {limit}"),
    (
        "检查是不是粘贴错了；真要公布这么多，请拆成几个条目",
        "check whether something was pasted by mistake; split it into several entries if all are meant",
    ),
)

BAD_CHARACTER = fault(
    "SRC120",
    ERROR,
    ("不可见的控制字符", "control character"),
    (
        "有不能出现的控制字符 {character}，共 {count} 处",
        "the control character {character} is not allowed, {count} in all",
    ),
    (f"删掉它，通常是从别处粘贴带来的；{FIX}", f"delete it, it was probably pasted in; {FIXED}"),
)

LINK_OUTSIDE = fault(
    "SRC122",
    ERROR,
    ("指到文件夹外面的链接", "link out of the folder"),
    (
        "`{target}` 是链接，指到 menus/ 外面、没有的地方或者绕回自己，不会读取",
        "`{target}` is a link out of menus/, to nothing or round to itself, and is not followed",
    ),
    ("把文件本身放进来", "put the file itself here"),
)

UTF_16 = fault(
    "SRC123",
    ERROR,
    ("文件存成了 UTF-16 或 UTF-32", "saved as UTF-16 or UTF-32"),
    (
        "文件存成了 {encoding}（“Unicode 文本”）编码",
        "the file is saved as {encoding} (“Unicode text”)",
    ),
    (f"另存为 UTF-8；{FIX}", f"save it as UTF-8; {FIXED}"),
)

MERGE_MARKER = fault(
    "SRC124",
    ERROR,
    ("合并冲突没有解决", "an unresolved merge"),
    (
        "第 {line} 行起有没解决的合并冲突，文件里同时留着两个版本",
        "an unresolved merge begins on line {line}: the file holds two versions at once",
    ),
    (
        "在 <<<<<<< 与 >>>>>>> 之间只留对的一段，再删掉 <<<<<<<、|||||||、=======、>>>>>>> 这几行",
        "keep the right one of the parts between <<<<<<< and >>>>>>>, then delete the marker lines",
    ),
)

ODD_BLANK = fault(
    "SRC125",
    ERROR,
    ("缩进、字段名或冒号旁有特殊空格", "unusual blanks around a key"),
    (
        "缩进、字段名或冒号旁边有{name}（{character}），共 {count} 处，YAML 不当它是空格",
        "a {name} ({character}), {count} in all, stands in an indentation or beside a key; it is no blank",
    ),
    (f"换成键盘上的半角空格；{FIX}", f"write ordinary blanks; {FIXED}"),
)

HIDDEN_CHARACTER = fault(
    "SRC126",
    WARNING,
    ("文字里有看不见的字符", "an invisible character in a text"),
    (
        "文字里有{name}（{character}），共 {count} 处，看不见，却会让搜索和比对出错",
        "there is a {name} ({character}) in the text, {count} in all; search stumbles over it",
    ),
    (f"多半是从网页或 Word 粘贴来的，删掉或换成普通空格；{FIX}", f"it was probably pasted in; {FIXED}"),
)

LOST_CHARACTER = fault(
    "SRC127",
    ERROR,
    ("有字在转换编码时丢了", "characters lost in a conversion"),
    (
        "有 {count} 个替代符“\ufffd”（U+FFFD）：原来的字在转换编码时丢了",
        "there are {count} replacement characters (U+FFFD): what stood there was lost in a conversion",
    ),
    ("照原稿把这几个字重新打上", "type the lost characters again from the original"),
)

GARBLED = fault(
    "SRC144",
    ERROR,
    ("文字成了乱码", "garbled text"),
    (
        "`{shown}` 是乱码：这段文字存过一次编码不对的文件，这样的有 {count} 处",
        "`{shown}` is garbled: the text went through a file in another encoding; {count} such places",
    ),
    (
        "照原稿重新打上，或从没有乱码的那一份重新复制",
        "type it again, or copy it from where it is still whole",
    ),
)

DECOMPOSED = fault(
    "SRC143",
    INFO,
    ("字母和上面的符号是分开存的", "a letter and its accent are stored apart"),
    (
        "字母和它上面的符号是分开存的，按合在一起的`{character}`读",
        "a letter and its accent are stored apart; they are read as the one character `{character}`",
    ),
    (f"不影响发布；{FIX}", f"this stops nothing; {FIXED}"),
)
