"""What libyaml says, in words for an editor: all that its scanner and parser can say."""

from generator.diagnostics import Text

_SAID = (
    (
        Text(
            "多半是缩进不齐，或文字里的冒号没有加引号",
            "probably the indentation is off, or a text with a colon lacks quotes",
        ),
        ("mapping values are not allowed in this context",),
    ),
    (
        Text(
            "这里应当是一个字段名，多半是缩进不齐或引号没有配对",
            "a field is wanted here; probably the indentation is off or a quote is not closed",
        ),
        ("did not find expected key",),
    ),
    (
        Text(
            "这一行不是“字段: 值”；是上面那段话的下文，就往里缩进两格，是注释就以“# ”开头",
            "this line is no `field: value`; indent it if it goes on from above, begin a comment with `# `",
        ),
        ("could not find expected ':'",),
    ),
    (Text("这一行应当是“字段: 值”", "this line should be `field: value`"), ("while scanning a simple key",)),
    (
        Text(
            "这里应当以“- ”开头，与上面的列表对齐",
            "an item beginning with `- ` and aligned with those above is wanted here",
        ),
        ("did not find expected '-' indicator",),
    ),
    (
        Text("方括号没有配对，或少了逗号", "a square bracket is not closed, or a comma is missing"),
        ("did not find expected ',' or ']'",),
    ),
    (
        Text("大括号没有配对，或少了逗号", "a brace is not closed, or a comma is missing"),
        ("did not find expected ',' or '}'",),
    ),
    (Text("引号没有配对，一直到文件末尾", "a quote is never closed"), ("found unexpected end of stream",)),
    (
        Text("引号没有配对，一直到了 --- 或 ...", "a quote is not closed before --- or ..."),
        ("found unexpected document indicator",),
    ),
    (
        Text(
            "这个字符不能开头，请给整段文字加引号",
            "a text cannot begin with this character; put it into quotes",
        ),
        ("found character that cannot start any token",),
    ),
    (
        Text(
            "一个文件只能有一条，去掉多余的 --- 和 ...", "one entry per file; remove the further --- and ..."
        ),
        (
            "did not find expected <document start>",
            "expected a single document in the stream",
        ),
    ),
    (
        Text(
            "这里应当有内容，多半是多了逗号或特殊符号",
            "something is missing here; probably there is a stray comma or mark",
        ),
        ("did not find expected node content",),
    ),
    (
        Text("文字以 * 或 & 开头时要加引号", "a text that begins with * or & needs quotes"),
        ("did not find expected alphabetic or numeric character",),
    ),
    (
        Text(
            "双引号里的反斜杠有特殊含义，请改用单引号",
            "a backslash means something else in double quotes; use single quotes",
        ),
        (
            "found unknown escape character",
            "did not find expected hexdecimal number",
        ),
    ),
    (
        Text(
            "双引号里的反斜杠写出了不存在的字符，请直接打这个字，或改用单引号",
            "the backslash names a character that does not exist; type the character itself",
        ),
        ("found invalid Unicode character escape code",),
    ),
    (
        Text("列表项“- ”不能写在这里，请换行并缩进", "items of a list begin on a line of their own"),
        ("block sequence entries are not allowed in this context",),
    ),
    (
        Text("这里不能用 ?，请给整段文字加引号", "? cannot stand here; put the text into quotes"),
        ("mapping keys are not allowed in this context",),
    ),
    (
        Text(
            "行首的 > 或 | 后面要换行；如果只是文字，请给整段加引号",
            "a line break must follow > or |; if it is text, put it into quotes",
        ),
        ("did not find expected comment or line break",),
    ),
    (
        Text(
            "> 或 | 后面不要写 0；如果只是文字，请给整段加引号",
            "no 0 after > or |; if it is text, put it into quotes",
        ),
        ("found an indentation indicator equal to 0",),
    ),
    (
        Text("缩进用了制表符（Tab），请换成空格", "the indentation uses a tab; write blanks"),
        (
            "found a tab character where an indentation space is expected",
            "found a tab character that violates indentation",
        ),
    ),
    (
        Text("括号里的文字有冒号，请给它加引号", "a text with a colon inside brackets needs quotes"),
        ("found unexpected ':'",),
    ),
    (
        Text("文字以 ! 开头时要加引号", "a text that begins with ! needs quotes"),
        (
            "found undefined tag handle",
            "did not find expected tag URI",
            "did not find expected '!'",
            "did not find the expected '>'",
            "did not find URI escaped octet",
        ),
    ),
    (
        Text("文字以 !、* 或 & 开头时要加引号", "a text that begins with !, * or & needs quotes"),
        ("did not find expected whitespace or line break",),
    ),
    (
        Text(
            "行首的 % 另有用处，请给整段文字加引号",
            "% at the beginning of a line means something else; put the text into quotes",
        ),
        (
            "found unknown directive name",
            "could not find expected directive name",
            "found unexpected non-alphabetical character",
            "did not find expected whitespace",
        ),
    ),
    (
        Text("去掉 %YAML 这一行", "remove the line with %YAML"),
        (
            "found incompatible YAML document",
            "found duplicate %YAML directive",
            "did not find expected digit or '.' character",
            "did not find expected version number",
            "found extremely long version number",
        ),
    ),
    (Text("去掉 %TAG 这一行", "remove the line with %TAG"), ("found duplicate %TAG directive",)),
    (Text("文字以 * 开头时要加引号", "a text that begins with * needs quotes"), ("found undefined alias",)),
    (
        Text("文字以 & 开头时要加引号", "a text that begins with & needs quotes"),
        ("found duplicate anchor; first occurrence",),
    ),
)
PROBLEMS = {problem: words for words, problems in _SAID for problem in problems}
OTHER = Text("这一行 YAML 读不懂", "YAML cannot read this line")
"""For what is not listed, as the words of the library are none of an editor's."""
