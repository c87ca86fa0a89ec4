"""Faults of a file's text: its encoding, its characters, its YAML."""

from generator.reading.faults.fault import ERROR, FIX, FIXED, WARNING, fault

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

LIST = fault(
    "SRC107",
    ERROR,
    ("顶层写成了列表", "a list at the top"),
    ("顶层应当是“字段: 值”，这里却是一个列表", "the top level must be `field: value` pairs, not a list"),
    ("去掉行首的 `- `；一个文件只写一条", "remove the leading `- `; one entry per file"),
)

NOT_A_MAPPING = fault(
    "SRC108",
    ERROR,
    ("不是“字段: 值”", "not a mapping"),
    (
        "顶层应当是“字段: 值”，这里只有一段文字",
        "the top level must be `field: value` pairs, not a single text",
    ),
    ("检查冒号是不是半角、后面有没有空格", "check that colons are ASCII and followed by a space"),
)

DUPLICATE_KEY = fault(
    "SRC109",
    ERROR,
    ("同一个字段写了两次", "duplicate key"),
    ("字段 `{key}` 写了两次，前一个会丢失", "the key `{key}` is written twice; the first would be lost"),
    ("合并成一个，或改掉写错的名字", "merge them, or correct the name of one"),
)

ALIAS = fault(
    "SRC110",
    ERROR,
    ("用了 YAML 引用 *", "YAML alias"),
    ("这里用了 YAML 引用 `*{name}`，本站不接受", "the YAML alias `*{name}` is not accepted here"),
    (
        "把内容照写一遍；如果只是文字里有 *，请加引号",
        "write the content again; quote the text if the * is meant literally",
    ),
)

ANCHOR = fault(
    "SRC111",
    ERROR,
    ("用了 YAML 锚点 &", "YAML anchor"),
    ("这里用了 YAML 锚点 `&{name}`，本站不接受", "the YAML anchor `&{name}` is not accepted here"),
    ("去掉锚点；如果只是文字以 & 开头，请加引号", "remove it; quote the text if the & is meant literally"),
)

MERGE = fault(
    "SRC112",
    ERROR,
    ("用了 YAML 合并键 <<", "YAML merge key"),
    ("这里用了合并键 `<<`，本站不接受", "the merge key `<<` is not accepted here"),
    ("把要合并的字段照写一遍", "write the merged fields out"),
)

TAG = fault(
    "SRC113",
    ERROR,
    ("用了 YAML 标签 !", "YAML tag"),
    ("这里用了 YAML 标签 `{tag}`，本站不接受", "the YAML tag `{tag}` is not accepted here"),
    ("去掉标签；如果只是文字以 ! 开头，请加引号", "remove it; quote the text if the ! is meant literally"),
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

TOO_DEEP = fault(
    "SRC114",
    ERROR,
    ("嵌套太深", "nested too deeply"),
    ("嵌套超过 {limit} 层", "nested more than {limit} levels deep"),
    (
        "检查括号和缩进；正常的条目不超过 6 层",
        "check brackets and indentation; real entries need at most 6 levels",
    ),
)

COMPLEX_KEY = fault(
    "SRC115",
    ERROR,
    ("字段名不是一个词", "the key is not a word"),
    ("字段名应当是一个词，这里却是列表或映射", "a key must be a plain word, not a list or a mapping"),
    ("检查 `?`、括号和大括号", "check `?`, brackets and braces"),
)

TAB = fault(
    "SRC116",
    ERROR,
    ("用了制表符缩进", "indented with a tab"),
    ("缩进用了制表符（Tab）", "the indentation uses a tab"),
    (f"YAML 只能用空格缩进；{FIX}", f"YAML is indented with spaces only; {FIXED}"),
)

WIDE_COLON = fault(
    "SRC117",
    ERROR,
    ("全角冒号", "full-width colon"),
    ("`{key}` 后面是全角冒号“：”", "a full-width colon follows `{key}`"),
    (
        f"改成半角冒号加一个空格 `{{key}}: `；{FIX}",
        f"write `{{key}}: ` with an ASCII colon and a space; {FIXED}",
    ),
)

TIGHT_COLON = fault(
    "SRC118",
    ERROR,
    ("冒号后面没有空格", "no space after the colon"),
    ("`{key}:` 后面少一个空格，整行成了一段文字", "no space after `{key}:`, so the line is read as one text"),
    (f"在冒号后加一个空格；{FIX}", f"add a space after the colon; {FIXED}"),
)

UNQUOTED_PHONE = fault(
    "SRC119",
    WARNING,
    ("号码没有加引号", "number without quotes"),
    ("号码 `{value}` 没有加引号", "the number `{value}` has no quotes"),
    (
        f"加上引号，以免别的软件把它当数字、丢掉开头的 0；{FIX}",
        f"quote it, or other programs drop the leading zero; {FIXED}",
    ),
)

BAD_CHARACTER = fault(
    "SRC120",
    ERROR,
    ("不可见的控制字符", "control character"),
    ("有不能出现的控制字符 {character}", "the control character {character} is not allowed"),
    (f"删掉它，通常是从别处粘贴带来的；{FIX}", f"delete it, it was probably pasted in; {FIXED}"),
)

SYNTAX = fault(
    "SRC121",
    ERROR,
    ("YAML 语法错误", "YAML syntax"),
    ("YAML 写法有误：{problem}", "YAML syntax: {problem}"),
    (
        "检查这一行和上一行的缩进、引号和括号",
        "check indentation, quotes and brackets here and on the line above",
    ),
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
