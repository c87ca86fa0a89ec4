"""Faults that only setting a handbook finds."""

from generator.diagnostics import Text
from generator.reading.faults.fault import WARNING, fault

MISSING_GLYPH = fault(
    "HBK101",
    WARNING,
    ("字体里没有这个字", "no font has this character"),
    (
        "印刷用的字体里没有{characters}，印成了〓",
        "no font at hand has {characters} so that 〓 is printed instead",
    ),
    (
        "换成常用的写法；姓名、地名里的生僻字不用改，装一种字更全的字体再试",
        "write it another way; for a rare character of a name install a fuller font",
    ),
)
GLYPH_ADVICE = {
    "rare": Text(
        "姓名、地名里的生僻字不用改：装上思源黑体（Noto Sans CJK SC），还印不出就再装"
        "宋体-ExtB（SimSun-ExtB）或 BabelStone Han，也可以把字体文件放进工作区的 fonts 文件夹，再试一次",
        "leave a rare character of a name as it is: install Noto Sans CJK SC, and SimSun-ExtB or "
        "BabelStone Han if that is not enough, or put a font file into the folder `fonts` of the workspace; "
        "then try again",
    ),
    "private": Text(
        "这是造字，只有造字的电脑认得：换成国家标准里的字，没有的就写通行的替代字",
        "it was made up on one computer and means nothing elsewhere: write the standard character",
    ),
    "marks": Text(
        "字母上叠加了别的符号，多半是粘贴带来的：删掉符号，照平常的写法重打",
        "marks are stacked upon a letter, most likely by pasting: type it again without them",
    ),
    "picture": Text(
        "表情和图形符号印不出来：删掉，或换成文字",
        "pictures and symbols cannot be printed: delete them, or write words",
    ),
    "other": MISSING_GLYPH.hint,
}
"""What to do about each sort of character."""
