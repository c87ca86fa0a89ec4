"""Faults of a file's YAML: what it may not use, and slips of typing."""

from generator.reading.faults.fault import ERROR, FIX, FIXED, INFO, WARNING, fault

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

TIGHT_DASH = fault(
    "SRC128",
    ERROR,
    ("列表的“-”后面没有空格", "no space after the dash of a list"),
    (
        "列表的“{mark}”要写成半角“-”加一个空格，否则这一行不是列表的一项",
        "an item of a list begins with `- `, a dash and a space; `{mark}` makes it a plain text",
    ),
    (f"写成 `- …`；{FIX}", f"write `- …`; {FIXED}"),
)

MISSING_COLON = fault(
    "SRC129",
    ERROR,
    ("字段名后面没有冒号", "no colon after a field"),
    ("`{key}` 后面没有半角冒号", "no colon follows `{key}`"),
    (f"写成 `{{key}}: …`；{FIX}", f"write `{{key}}: …`; {FIXED}"),
)

UNCLOSED_QUOTE = fault(
    "SRC130",
    ERROR,
    ("引号没有配对", "a quote that is not closed"),
    ("这里开始的引号 {mark} 没有配对", "the quote {mark} that begins here is never closed"),
    (
        f"在这一行的末尾补上同样的半角引号 {{mark}}；{FIX}",
        f"close it with the same {{mark}} at the end; {FIXED}",
    ),
)

EARLY_QUOTE = fault(
    "SRC131",
    ERROR,
    ("引号后面还有文字", "text behind the closing quote"),
    ("引号里的文字已经结束，后面却还有文字", "the quoted text ends before the line does"),
    (
        f'整段放进一对引号，里面的引号改用“”；几项就写成 ["…", "…"]；{FIX}',
        f'put all of it into one pair of quotes, or write several items as ["…", "…"]; {FIXED}',
    ),
)

WIDE_BRACKETS = fault(
    "SRC132",
    ERROR,
    ("列表的方括号不对", "wrong brackets around a list"),
    ("列表的方括号是全角的，或没有配对", "the brackets of the list are full-width or do not match"),
    (f"写成 `{{list}}`；{FIX}", f"write `{{list}}`; {FIXED}"),
)

TWO_FIELDS = fault(
    "SRC133",
    ERROR,
    ("一行写了两个字段", "two fields on one line"),
    ("字段 `{key}` 与前一个字段写在了同一行", "the field `{key}` stands on the line of another one"),
    (f"在 `{{key}}` 前面换行；{FIX}", f"begin a new line before `{{key}}`; {FIXED}"),
)

UNQUOTED_TEXT = fault(
    "SRC134",
    ERROR,
    ("这段文字要加引号", "a text that needs quotes"),
    (
        "文字里的 `{mark}` 在 YAML 里另有用处，这段文字要加引号",
        "`{mark}` means something else to YAML, so this text needs quotes",
    ),
    (f"用半角双引号把整段文字括起来；{FIX}", f"put it into double quotes; {FIXED}"),
)

INDENTATION = fault(
    "SRC135",
    ERROR,
    ("缩进不齐", "wrong indentation"),
    (
        "这一行前面有 {now} 个空格，与上面对不齐，多半应当是 {level} 个",
        "this line is indented by {now} blanks, which fits nothing above; probably {level} are meant",
    ),
    (
        "同一层的字段前面空格一样多，下一层多两个；`gridpress check --fix` 能改的会改好",
        "fields of one level have the same indentation, those below two more; --fix repairs what is certain",
    ),
)

BACKSLASH = fault(
    "SRC138",
    ERROR,
    ("双引号里有反斜杠", "a backslash in double quotes"),
    ("双引号里的反斜杠 \\ 另有用处，这里读不懂", "a backslash in double quotes means something else to YAML"),
    (f"改用半角单引号 '…'；{FIX}", f"use single quotes; {FIXED}"),
)

FULL_WIDTH = fault(
    "SRC139",
    WARNING,
    ("全角的字母或数字", "full-width letters or digits"),
    ("`{value}` 是全角的，应当是 `{meant}`", "`{value}` is full-width; `{meant}` is meant"),
    (f"用半角重打；{FIX}", f"type it in ASCII; {FIXED}"),
)

CUT_TEXT = fault(
    "SRC136",
    WARNING,
    ("“#”后面的文字丢了", "text lost behind #"),
    (
        "空格加 # 是注释的开始，后面的 `{lost}` 不会发布",
        "a blank and # begin a comment, so `{lost}` is not published",
    ),
    (
        "是正文就给整段文字加上双引号；确实是注释就在 # 后面空一格",
        "put the whole text into double quotes to publish it; write a blank after # in a comment",
    ),
)

SMART_QUOTES = fault(
    "SRC137",
    WARNING,
    ("用中文引号当 YAML 引号", "typographic quotes in place of quotes"),
    (
        "整段文字放在中文引号“…”里；YAML 不认这种引号，这里当作没有引号来读",
        "the whole text stands in typographic quotes, which are none to YAML; it is read without them",
    ),
    (f"去掉，或改用半角双引号；{FIX}", f"use ASCII double quotes, or none; {FIXED}"),
)

CODE_FENCE = fault(
    "SRC140",
    ERROR,
    ("条目外面包着 ```", "an entry inside a code fence"),
    ("``` 是网页用的记号，条目里不能有", "``` belongs to pages and not into an entry"),
    (f"去掉有 ``` 的行；{FIX}", f"remove the lines with ```; {FIXED}"),
)

COMMENT_BEHIND = fault(
    "SRC141",
    INFO,
    ("文字后面跟着注释", "a comment behind a text"),
    (
        "空格加 # 是注释的开始，后面的 `{lost}` 不会发布",
        "a blank and # begin a comment, so `{lost}` is not published",
    ),
    (
        "是正文就给整段文字加上双引号；确实是注释就另起一行写，不再提示",
        "put the whole text into double quotes to publish it; a comment on a line of its own is not noted",
    ),
)

WIDE_COMMA = fault(
    "SRC142",
    WARNING,
    ("方括号里用了全角逗号", "a full-width comma inside brackets"),
    (
        "全角逗号“，”不分项，`{item}` 算作一项",
        "a full-width comma parts no items, so `{item}` is one",
    ),
    (
        "几项就用半角逗号分开；确实是一项就给它加双引号",
        "part several items by ASCII commas; put quotes around what is one",
    ),
)
