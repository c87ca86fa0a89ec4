"""What libyaml says, in words for an editor."""

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
