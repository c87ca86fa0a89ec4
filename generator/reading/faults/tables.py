"""Faults of the tables beside entries."""

from generator.reading.faults.fault import ERROR, FIX, FIXED, INFO, WARNING, fault

UNKNOWN_COLUMN = fault(
    "TBL101",
    ERROR,
    ("不认识的列", "unknown column"),
    ("不认识的列 `{column}`", "unknown column `{column}`"),
    ("第一行写列名，可用：{known}", "the first line names the columns: {known}"),
)

MISSING_COLUMN = fault(
    "TBL102",
    ERROR,
    ("少一列", "missing column"),
    ("缺少列“{column}”", "the column `{column}` is missing"),
    ("在第一行补上列名，并填好这一列", "add it to the first line and fill it in"),
)

ROW_LENGTH = fault(
    "TBL103",
    ERROR,
    ("格数不对", "wrong number of cells"),
    (
        "这一行有 {actual} 格，第一行有 {expected} 格",
        "this line has {actual} cells, the heading has {expected}",
    ),
    ("检查多出来的逗号；格子里有逗号的要加引号", "look for a stray comma; quote cells that hold one"),
)

DUPLICATE_ROW = fault(
    "TBL105",
    ERROR,
    ("同一行写了两次", "duplicate row"),
    ("`{key}` 已经在第 {line} 行写过", "`{key}` is already on line {line}"),
    ("删掉一行；两行数不同的，查清哪个对", "delete one; find out which is right if they differ"),
)

TABLE_MISSING = fault(
    "TBL106",
    ERROR,
    ("缺少数据表", "missing table"),
    ("缺少数据表 `{table}`", "the table `{table}` is missing"),
    ("把 CSV 存在旁边，文件名与本条目相同", "save the CSV beside the entry under the same name"),
)

TABLE_ALONE = fault(
    "TBL107",
    ERROR,
    ("数据表没有条目", "table without an entry"),
    ("`{table}` 旁边没有同名的 .yaml", "there is no .yaml of the same name beside `{table}`"),
    ("改文件名，或建立条目", "rename it, or create the entry"),
)

NO_DATA = fault(
    "TBL108",
    INFO,
    ("不是数据的行", "a line without data"),
    ("`{text}` 这一行不是数据，跳过不读", "the line `{text}` holds no data and is passed over"),
    (
        "标题、合计和说明写在条目里；表里留着也不要紧",
        "titles, sums and notes belong into the entry; here they do no harm",
    ),
)

NO_HEADING = fault(
    "TBL111",
    ERROR,
    ("没有列名", "no heading"),
    ("第一行不是列名", "the first line names no column"),
    ("在最上面加一行列名，可用：{known}", "put a line on top that names the columns: {known}"),
)

WORKBOOK = fault(
    "TBL112",
    ERROR,
    ("不是 CSV，是 Excel 工作簿", "a workbook instead of CSV"),
    ("这是改了名字的 Excel 工作簿，不是 CSV", "this is an Excel workbook by another name"),
    ("在 Excel 里打开，另存为“CSV UTF-8（逗号分隔）”", "open it in Excel and save it as CSV UTF-8"),
)

DUPLICATE_COLUMN = fault(
    "TBL109",
    ERROR,
    ("同一列写了两次", "duplicate column"),
    ("列 `{column}` 写了两次", "the column `{column}` is there twice"),
    ("删掉一列；两列数不同的，查清哪个对", "delete one; find out which is right if they differ"),
)

OPEN_QUOTE = fault(
    "TBL110",
    ERROR,
    ("引号没有配对", "unclosed quote"),
    ("这个引号没有配对，后面的全成了一格", "this quote is never closed, so all that follows is one cell"),
    ("删掉它，或在这一格末尾补上一个", "delete it, or close it at the end of the cell"),
)

MERGED_CELLS = fault(
    "TBL113",
    WARNING,
    ("合并的单元格", "merged cells"),
    (
        "这一行开头的格子是空的，多半是 Excel 里合并的单元格，按上一行的读",
        "cells at the beginning are empty, probably merged in Excel; they are read like those above",
    ),
    (f"每一行都填上；{FIX}", f"fill in each line; {FIXED}"),
)

COLUMN_NOT_READ = fault(
    "TBL114",
    INFO,
    ("不读的列", "a column that is not read"),
    ("`{column}` 这一列不读", "the column `{column}` is not read"),
    ("留着也不要紧；要公布的话写在条目里", "it does no harm; what is to be published belongs into the entry"),
)
