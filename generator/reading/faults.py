"""The faults that a single file can have, each with its code and sentences.

They are declared rather than written where they are found, so that `gridpress explain` and the
rule pages list them beside the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Edit, Place, Related, Severity, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: `at` makes the finding for one place, filling the sentences' slots."""

    code: str
    severity: Severity
    title: Text
    message: Text
    hint: Text

    def at(
        self,
        place: Place,
        *,
        edits: tuple[Edit, ...] = (),
        related: tuple[Related, ...] = (),
        hint: Text | None = None,
        **values: object,
    ) -> Diagnostic:
        """The finding of this fault at `place`."""
        made = Diagnostic(
            self.code, self.severity, place, self.message.format(**values), self.hint.format(**values)
        )
        return replace(made, edits=edits, related=related, hint=hint or made.hint)


E_, W_ = Severity.ERROR, Severity.WARNING
_FIX = "可以用 `gridpress check --fix` 自动改好"
_FIXED = "`gridpress check --fix` repairs this"


def _fault(
    code: str, severity: Severity, titles: tuple[str, str], messages: tuple[str, str], hints: tuple[str, str]
) -> Fault:
    return Fault(code, severity, Text(*titles), Text(*messages), Text(*hints))


UNREADABLE = _fault(
    "SRC101",
    E_,
    ("文件读不出来", "the file cannot be read"),
    ("文件读不出来：{reason}", "cannot read the file: {reason}"),
    (
        "检查文件是否还在、是否被别的程序占用，再试一次",
        "check that it still exists and is not locked, then try again",
    ),
)
NOT_UTF8 = _fault(
    "SRC102",
    E_,
    ("不是 UTF-8 编码", "not UTF-8"),
    ("第 {line} 行有不是 UTF-8 的字节", "line {line} holds bytes that are not UTF-8"),
    ("在编辑器里另存为 UTF-8 编码", "save the file as UTF-8"),
)
GBK = _fault(
    "SRC103",
    E_,
    ("文件存成了 GBK", "saved as GBK"),
    (
        "文件存成了 GBK（ANSI）编码，从第 {line} 行起不是 UTF-8",
        "the file is saved as GBK (ANSI); not UTF-8 from line {line} on",
    ),
    (f"另存为 UTF-8；{_FIX}", f"save it as UTF-8; {_FIXED}"),
)
BOM = _fault(
    "SRC104",
    W_,
    ("文件开头有 BOM", "byte order mark"),
    ("文件开头有看不见的 BOM 标记", "the file starts with an invisible byte order mark"),
    (f"另存为“UTF-8”而不是“UTF-8 with BOM”；{_FIX}", f"save as UTF-8 without BOM; {_FIXED}"),
)
TOO_LARGE = _fault(
    "SRC105",
    E_,
    ("文件太大", "the file is too large"),
    ("文件有 {size} 字节，上限是 {limit}", "the file has {size} bytes; the limit is {limit}"),
    (
        "一个文件只写一条；请拆开或检查是否放错了文件",
        "one entry per file; split it, or check whether it belongs here",
    ),
)
EMPTY = _fault(
    "SRC106",
    E_,
    ("文件是空的", "the file is empty"),
    ("文件里没有内容", "the file has no content"),
    (
        "填写内容，或删掉这个文件；`gridpress new` 能写出带注释的样本",
        "fill it in or delete it; `gridpress new` writes a commented one",
    ),
)
LIST = _fault(
    "SRC107",
    E_,
    ("顶层写成了列表", "a list at the top"),
    ("顶层应当是“字段: 值”，这里却是一个列表", "the top level must be `field: value` pairs, not a list"),
    ("去掉行首的 `- `；一个文件只写一条", "remove the leading `- `; one entry per file"),
)
NOT_A_MAPPING = _fault(
    "SRC108",
    E_,
    ("不是“字段: 值”", "not a mapping"),
    (
        "顶层应当是“字段: 值”，这里只有一段文字",
        "the top level must be `field: value` pairs, not a single text",
    ),
    ("检查冒号是不是半角、后面有没有空格", "check that colons are ASCII and followed by a space"),
)
DUPLICATE_KEY = _fault(
    "SRC109",
    E_,
    ("同一个字段写了两次", "duplicate key"),
    ("字段 `{key}` 写了两次，前一个会丢失", "the key `{key}` is written twice; the first would be lost"),
    ("合并成一个，或改掉写错的名字", "merge them, or correct the name of one"),
)
ALIAS = _fault(
    "SRC110",
    E_,
    ("用了 YAML 引用 *", "YAML alias"),
    ("这里用了 YAML 引用 `*{name}`，本站不接受", "the YAML alias `*{name}` is not accepted here"),
    (
        "把内容照写一遍；如果只是文字里有 *，请加引号",
        "write the content again; quote the text if the * is meant literally",
    ),
)
ANCHOR = _fault(
    "SRC111",
    E_,
    ("用了 YAML 锚点 &", "YAML anchor"),
    ("这里用了 YAML 锚点 `&{name}`，本站不接受", "the YAML anchor `&{name}` is not accepted here"),
    ("去掉锚点；如果只是文字以 & 开头，请加引号", "remove it; quote the text if the & is meant literally"),
)
MERGE = _fault(
    "SRC112",
    E_,
    ("用了 YAML 合并键 <<", "YAML merge key"),
    ("这里用了合并键 `<<`，本站不接受", "the merge key `<<` is not accepted here"),
    ("把要合并的字段照写一遍", "write the merged fields out"),
)
TAG = _fault(
    "SRC113",
    E_,
    ("用了 YAML 标签 !", "YAML tag"),
    ("这里用了 YAML 标签 `{tag}`，本站不接受", "the YAML tag `{tag}` is not accepted here"),
    ("去掉标签；如果只是文字以 ! 开头，请加引号", "remove it; quote the text if the ! is meant literally"),
)
TOO_DEEP = _fault(
    "SRC114",
    E_,
    ("嵌套太深", "nested too deeply"),
    ("嵌套超过 {limit} 层", "nested more than {limit} levels deep"),
    (
        "检查括号和缩进；正常的条目不超过 6 层",
        "check brackets and indentation; real entries need at most 6 levels",
    ),
)
COMPLEX_KEY = _fault(
    "SRC115",
    E_,
    ("字段名不是一个词", "the key is not a word"),
    ("字段名应当是一个词，这里却是列表或映射", "a key must be a plain word, not a list or a mapping"),
    ("检查 `?`、括号和大括号", "check `?`, brackets and braces"),
)
TAB = _fault(
    "SRC116",
    E_,
    ("用了制表符缩进", "indented with a tab"),
    ("缩进用了制表符（Tab）", "the indentation uses a tab"),
    (f"YAML 只能用空格缩进；{_FIX}", f"YAML is indented with spaces only; {_FIXED}"),
)
WIDE_COLON = _fault(
    "SRC117",
    E_,
    ("全角冒号", "full-width colon"),
    ("`{key}` 后面是全角冒号“：”", "a full-width colon follows `{key}`"),
    (
        f"改成半角冒号加一个空格 `{{key}}: `；{_FIX}",
        f"write `{{key}}: ` with an ASCII colon and a space; {_FIXED}",
    ),
)
TIGHT_COLON = _fault(
    "SRC118",
    E_,
    ("冒号后面没有空格", "no space after the colon"),
    ("`{key}:` 后面少一个空格，整行成了一段文字", "no space after `{key}:`, so the line is read as one text"),
    (f"在冒号后加一个空格；{_FIX}", f"add a space after the colon; {_FIXED}"),
)
UNQUOTED_PHONE = _fault(
    "SRC119",
    W_,
    ("号码没有加引号", "number without quotes"),
    ("号码 `{value}` 没有加引号", "the number `{value}` has no quotes"),
    (
        f"加上引号，以免别的软件把它当数字、丢掉开头的 0；{_FIX}",
        f"quote it, or other programs drop the leading zero; {_FIXED}",
    ),
)
BAD_CHARACTER = _fault(
    "SRC120",
    E_,
    ("不可见的控制字符", "control character"),
    ("有不能出现的控制字符 {character}", "the control character {character} is not allowed"),
    (f"删掉它，通常是从别处粘贴带来的；{_FIX}", f"delete it, it was probably pasted in; {_FIXED}"),
)
SYNTAX = _fault(
    "SRC121",
    E_,
    ("YAML 语法错误", "YAML syntax"),
    ("YAML 写法有误：{problem}", "YAML syntax: {problem}"),
    (
        "检查这一行和上一行的缩进、引号和括号",
        "check indentation, quotes and brackets here and on the line above",
    ),
)
LINK_OUTSIDE = _fault(
    "SRC122",
    E_,
    ("指到文件夹外面的链接", "link out of the folder"),
    (
        "`{target}` 是指到 menus/ 外面的链接，不会读取",
        "`{target}` is a link out of menus/ and is not followed",
    ),
    ("把文件本身放进来", "put the file itself here"),
)

UNKNOWN_FOLDER = _fault(
    "IDN101",
    E_,
    ("不认识的文件夹", "unknown folder"),
    ("`{folder}` 不是已知的种类", "`{folder}` is not a known kind"),
    ("文件夹名就是种类，可用的有：{known}", "the folder is the kind; known ones: {known}"),
)
BAD_ID = _fault(
    "IDN102",
    E_,
    ("文件名不能作编号", "the file name is no id"),
    ("文件名 `{stem}` 不能作编号", "the file name `{stem}` is not a valid id"),
    (
        "只用小写字母、数字和连字符，以字母或数字开头，最长 63 个字符；index 和 con 这样的名字另有用处",
        "lower-case letters, digits and hyphens, at most 63 characters; `index` and `con` are taken",
    ),
)
ID_DIFFERS = _fault(
    "IDN103",
    E_,
    ("编号与文件名不一致", "id and file name differ"),
    ("`id` 写的是 `{id}`，文件名却是 `{stem}`", "`id` says `{id}` but the file is named `{stem}`"),
    ("文件名就是编号：删掉 `id`，或改得一致", "the file name is the id: delete `id`, or make them equal"),
)
WRONG_ENDING = _fault(
    "IDN104",
    E_,
    ("扩展名不对", "wrong file ending"),
    ("`{name}` 不会被读取", "`{name}` is not read"),
    (
        "条目文件的扩展名是 .yaml（小写）；别的文件请移出 menus/",
        "entries end in .yaml (lower case); move other files out of menus/",
    ),
)
SAME_CODE = _fault(
    "IDN105",
    E_,
    ("代码重复", "code used twice"),
    ("代码 `{code}` 已经用在 `{other}`", "the code `{code}` is already used by `{other}`"),
    ("代码是身份：查一查哪一条写错了", "codes are identity: find out which one is wrong"),
)

UNKNOWN_COLUMN = _fault(
    "TBL101",
    E_,
    ("不认识的列", "unknown column"),
    ("不认识的列 `{column}`", "unknown column `{column}`"),
    ("第一行写列名，可用：{known}", "the first line names the columns: {known}"),
)
MISSING_COLUMN = _fault(
    "TBL102",
    E_,
    ("少一列", "missing column"),
    ("缺少列“{column}”", "the column `{column}` is missing"),
    ("在第一行补上列名，并填好这一列", "add it to the first line and fill it in"),
)
ROW_LENGTH = _fault(
    "TBL103",
    E_,
    ("格数不对", "wrong number of cells"),
    (
        "这一行有 {actual} 格，第一行有 {expected} 格",
        "this line has {actual} cells, the heading has {expected}",
    ),
    ("检查多出来的逗号；格子里有逗号的要加引号", "look for a stray comma; quote cells that hold one"),
)
THOUSANDS = _fault(
    "TBL104",
    W_,
    ("数字里有千位分隔符", "thousands separator"),
    ("数字 `{value}` 里有千位分隔符", "the number `{value}` has a thousands separator"),
    (f"去掉逗号；{_FIX}", f"remove it; {_FIXED}"),
)
DUPLICATE_ROW = _fault(
    "TBL105",
    E_,
    ("同一行写了两次", "duplicate row"),
    ("`{key}` 已经在第 {line} 行写过", "`{key}` is already on line {line}"),
    ("删掉一行；两行数不同的，查清哪个对", "delete one; find out which is right if they differ"),
)
TABLE_MISSING = _fault(
    "TBL106",
    E_,
    ("缺少数据表", "missing table"),
    ("缺少数据表 `{table}`", "the table `{table}` is missing"),
    ("把 CSV 存在旁边，文件名与本条目相同", "save the CSV beside the entry under the same name"),
)
TABLE_ALONE = _fault(
    "TBL107",
    E_,
    ("数据表没有条目", "table without an entry"),
    ("`{table}` 旁边没有同名的 .yaml", "there is no .yaml of the same name beside `{table}`"),
    ("改文件名，或建立条目", "rename it, or create the entry"),
)
NO_MENUS = _fault(
    "IDN106",
    E_,
    ("没有 menus 文件夹", "no menus folder"),
    ("这里没有 `{folder}` 文件夹", "there is no `{folder}` folder here"),
    ("在工作区里运行，或用 --root 指明工作区", "run it in a workspace, or name one with --root"),
)
NO_PROFILE = _fault(
    "IDN107",
    E_,
    ("没有 profile.yaml", "no profile"),
    ("缺少 menus/profile.yaml（发布者档案）", "menus/profile.yaml (the publisher) is missing"),
    ("用 `gridpress new profile` 写一份样本", "`gridpress new profile` writes a sample"),
)

MISSING = _fault(
    "MOD101",
    E_,
    ("少写了必填字段", "missing field"),
    ("缺少必填字段 `{field}`（{title}）", "the field `{field}` is required"),
    ("补上 `{field}: …`", "add `{field}: …`"),
)
UNKNOWN_FIELD = _fault(
    "MOD102",
    E_,
    ("不认识的字段", "unknown field"),
    ("不认识的字段 `{field}`", "unknown field `{field}`"),
    ("可用的字段：{known}", "known fields: {known}"),
)
WRONG_SHAPE = _fault(
    "MOD103",
    E_,
    ("形状不对", "wrong shape"),
    ("这里应当是{expected}，实际是{actual}", "expected {expected}, found {actual}"),
    (
        "对照 `gridpress new` 写出的样本检查缩进和 `- `",
        "compare with the sample of `gridpress new`: indentation and `- `",
    ),
)
NOT_A_CHOICE = _fault(
    "MOD104",
    E_,
    ("不在可选的值里", "not one of the choices"),
    ("`{value}` 不在可选的值里", "`{value}` is not one of the choices"),
    ("可选：{choices}", "choose from: {choices}"),
)
BAD_VALUE = _fault(
    "MOD105",
    E_,
    ("值的写法不对", "badly written value"),
    ("`{value}` {problem}", "`{value}` {problem}"),
    ("{advice}", "{advice}"),
)
TOO_LONG = _fault(
    "MOD106",
    E_,
    ("内容太长或太短", "too long or too short"),
    ("长度是 {actual}，要求{bound}", "the length is {actual}; {bound}"),
    ("写简短些，细节放进说明；不能为空的字段请填写", "shorten it, or fill it in if it is empty"),
)
UNKNOWN_REFERENCE = _fault(
    "REF101",
    E_,
    ("指向不存在的条目", "unknown reference"),
    ("没有编号为 `{id}` 的{kind}", "no {kind} has the id `{id}`"),
    ("先建立 menus/{folder}/{id}.yaml，或改正编号", "create menus/{folder}/{id}.yaml, or correct the id"),
)
WAIVER_ENDED = _fault(
    "WVR101",
    E_,
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
WAIVER_OF_NOTHING = _fault(
    "WVR102",
    E_,
    ("豁免写错了规则或条目", "a waiver of an unknown rule or entry"),
    ("没有可以豁免的{what} `{name}`", "there is no {what} `{name}` to waive"),
    ("规则写代码，例如 GRD104；条目写 种类/编号，例如 grid/chaojing-1", "a code, and kind/id as the entry"),
)
WAIVER_UNUSED = _fault(
    "WVR103",
    W_,
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

RING = _fault(
    "REF102",
    E_,
    ("上级绕成一圈", "entries stand above each other in a ring"),
    ("上级绕成了一圈：`{ring}`", "these stand above each other in a ring: `{ring}`"),
    ("改正其中一个 `parent`；最上一级不写 `parent`", "correct one `parent`; the topmost entry has none"),
)

MISSING_GLYPH = _fault(
    "HBK101",
    E_,
    ("字体里没有这个字", "no font has this character"),
    (
        "手册的字体里没有`{character}`（{code}），印不出来",
        "no font at hand has `{character}` ({code}), so the handbook cannot be printed",
    ),
    (
        "换成常用的写法；如果是姓名、地名里的生僻字，请安装字更全的字体（例如 Noto Sans CJK SC）再试",
        "write it another way; for a rare character of a name install a fuller font such as Noto Sans CJK SC",
    ),
)

FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))

PROBLEMS = {
    "mapping values are not allowed in this context": "多半是缩进不齐，或文字里的冒号没有加引号",
    "did not find expected key": "这里应当是一个字段名，多半是缩进不齐或引号没有配对",
    "could not find expected ':'": "这里应当有冒号",
    "while scanning a simple key": "这一行应当是“字段: 值”",
    "did not find expected '-' indicator": "这里应当以“- ”开头，与上面的列表对齐",
    "did not find expected ',' or ']'": "方括号没有配对，或少了逗号",
    "did not find expected ',' or '}'": "大括号没有配对，或少了逗号",
    "found unexpected end of stream": "引号没有配对，一直到文件末尾",
    "found character that cannot start any token": "这个字符不能开头，请给整段文字加引号",
    "did not find expected <document start>": "一个文件只能有一条，去掉多余的 ---",
    "expected a single document in the stream": "一个文件只能有一条，去掉多余的 ---",
    "did not find expected node content": "这里应当有内容",
    "did not find expected alphabetic or numeric character": "文字以 * 或 & 开头时要加引号",
    "found unknown escape character": "双引号里的反斜杠有特殊含义，请改用单引号",
    "block sequence entries are not allowed in this context": "列表项“- ”不能写在这里，请换行并缩进",
    "did not find expected hexdecimal number": "双引号里的反斜杠有特殊含义，请改用单引号",
}
