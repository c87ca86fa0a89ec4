"""Forms in which people write private data: each kind of number in each writing in some surroundings."""

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from scripts.privacy import invented


class Form(NamedTuple):
    """One form: what group it counts in, the sort that is to be found, the text."""

    group: str
    sort: str
    text: str


def _lines(text: str) -> list[str]:
    r"""Lines of a text; in them a new line is written `\n`, a tab `\t`."""
    return [line.replace(r"\n", "\n").replace(r"\t", "\t") for line in text.strip().splitlines()]


def _grouped(mark: str, *sizes: int) -> Callable[[str], str]:
    """Groups of these sizes, the rest together."""

    def write(number: str) -> str:
        pieces, rest = [], number
        for size in sizes:
            pieces, rest = [*pieces, rest[:size]], rest[size:]
        return mark.join(piece for piece in (*pieces, rest) if piece)

    return write


def _replaced(digits: str, cross: str = "X") -> Callable[[str], str]:
    table = str.maketrans("0123456789X", digits + cross)
    return lambda number: number.translate(table)


WRITINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "full width": _replaced("０１２３４５６７８９", "Ｘ"),
    "full width, grouped": lambda number: _grouped("　", 3, 4)(
        _replaced("０１２３４５６７８９", "Ｘ")(number)
    ),
    "blanks": _grouped(" ", 3, 4),
    "double blanks": _grouped("  ", 4, 4, 4),
    "no-break blanks": _grouped("\u00a0", 3, 4),
    "ideographic blanks": _grouped("\u3000", 6, 4),
    "zero width": _grouped("\u200b", 3, 4),
    "zero width everywhere": "\u200d".join,
    "soft hyphens": _grouped("\u00ad", 5, 3),
    "byte order mark": _grouped("\ufeff", 4),
    "dashes": _grouped("-", 3, 4),
    "en dashes": _grouped("\u2013", 3, 4),
    "em dashes": _grouped("\u2014", 4, 4, 4),
    "full-width dashes": _grouped("\uff0d", 3, 4),
    "minus": _grouped("\u2212", 3, 4),
    "dots": _grouped(".", 3, 4),
    "middle dots": _grouped("·", 3, 4),
    "full-width dots": _grouped("．", 3, 4),
    "slashes": _grouped("/", 3, 4),
    "underscores": _grouped("_", 3, 4),
    "odd groups": _grouped(" ", 5, 2, 2),
    "even groups": _grouped("-", 2, 2, 2, 2, 2, 2, 2, 2),
    "single digits": " ".join,
    "spelt": _replaced("〇一二三四五六七八九"),
    "spelt, zero": _replaced("零一二三四五六七八九"),
    "spelt, yao": _replaced("零幺二三四五六七八九"),
    "spelt, formal": _replaced("零壹贰叁肆伍陆柒捌玖"),
    "circled": _replaced("⓪①②③④⑤⑥⑦⑧⑨"),
    "half spelt": lambda number: number[:4] + _replaced("〇一二三四五六七八九")(number[4:]),
    "line break": _grouped("\n", 7),
    "line break after a dash": _grouped("-\n", 3, 4),
    "line break, indented": _grouped("\n    ", 6),
    "entities": _grouped("&nbsp;", 3, 4),
    "numeric entities": lambda number: "".join(f"&#{ord(one)};" for one in number),
    "bold": lambda number: f"{number[:3]}**{number[3:7]}**{number[7:]}",
    "tags": lambda number: f"{number[:3]}<b>{number[3:7]}</b>{number[7:]}",
    "mixed": lambda number: f"{number[:3]} {number[3:7]}-{number[7:]}",
}
_SPELT_ONLY = ("slashes", "underscores", "line break after a dash", "mixed", "circled", "half spelt")

AROUND = _lines(
    r"""
{}
电话{}
联系电话：{}，随时可打
（{}）
“{}”
打{}找人
李建国{}
请加{}微信
| 1 | 李建国 | {} |
李建国,{},无
a{}
tel{}
zhang_{}
{}x
ID:{}
号码是{}。
{}、备用
[{}]
星期一{}
2. {}
*{}*
联系{}或来窗口
"""
)
WEB = _lines(
    r"""
https://example.org/u/{}
https://example.org/?p={}&a=1
tel:{}
<a href='tel:{}'>打电话</a>
[拨打](tel:{})
http://a.cn/{}.html
"""
)
IDENTITY = _lines(
    r"""
身份证{}
身份证号码：{}
证件号{}，姓名李建国
sfz{}
编号 {}
{}（李建国）
李建国，{}，望海社区
"""
)
CARD = _lines(
    r"""
卡号{}
银行卡：{}
请汇到{}，户名李建国
账号 {}（农行）
工资卡{}
"""
)

KINDS: dict[str, tuple[str, Callable[[Random], str], tuple[str, ...]]] = {
    "mobile": ("mobile", invented.mobile, AROUND),
    "identity": ("id", invented.identity, (*IDENTITY, *AROUND)),
    "identity with X": ("id", lambda random: invented.identity(random, cross=True), IDENTITY),
    "old identity": ("old_id", invented.old_identity, IDENTITY[:4]),
    "card": ("card", lambda random: invented.card(random, "62", 19), CARD),
}
_MOBILES = _lines(
    r"""
0086{}
+86{}
+86 {}
86-{}
0086-{}
0{}
(+86){}
（86）{}
+86-{}
00 86 {}
86{}
"""
)
_CARDS = {
    "6217": 19,
    "6228": 19,
    "9558": 19,
    "4367": 16,
    "5187": 16,
    "2223": 16,
    "2720": 16,
    "6225": 16,
    "3568": 16,
    "6230": 18,
    "62": 17,
}
_GROUPS = ((4, 4, 4, 4), (6,), (4, 4, 4), (6, 4, 4), (8,), ())
_PAPERS = _lines(
    r"""
护照{E}
护照号码：{E}
passport no. {E}
证件：护照 {E}
{E}（护照）
护照{EA}
护照号 {EA}
公务护照{S}
外交护照：{D}
港澳通行证{C}
往来港澳通行证号码：{C}
通行证 {W}
台湾通行证{T}
台胞证{eight}
台湾居民来往大陆通行证：{eight}
台胞证号 {eight}
回乡证{H}
回乡证号：{H10}
港澳居民来往内地通行证{M}
通行证：{M10}
军官证：军字第{seven}号
军官证号{eight}
士兵证 {seven}
"""
)
ORDERS = _lines(
    r"""
{name}，地址：{home}
{name} 地址:{home}
{name}，住址：{home}
{name}家住{home}
{name}住在{home}
{name}，男，78岁，住{home}
{name}，女，汉族，1948年3月生，现住{home}
{name}搬到{home}
{name}上个月搬到{home}了
{name}已迁至{home}
{name}现居{home}
{name}（{home}）
{name}({home})反映漏水
{home}的{name}
{home}的{name}反映漏水
家住{home}的{name}
居民{name}，居住地址{home}
{name}（女，82岁，独居），家住{home}
老人{name}，{home}，电话无
{name} {home}
户主{name}，门牌{home}
{name}，家庭住址：{home}
| 姓名 | 地址 |\n|---|---|\n| {name} | {home} |
姓名,电话,住址\n{name},无,{home}
| 序号 | 户主 | 家庭住址 |\n|--|--|--|\n| 1 | {name} | {home} |
姓名\t地址\n{name}\t{home}
住址：{home}，姓名：{name}
地址：{home}，户主：{name}
姓名：{name}\n地址：{home}
姓名：{name}，地址：{home}
{name}租住在{home}
{name}户籍地址：{home}
村民{name}，落户{home}
{name}，身份证住址为{home}
业主{name}：{home}
{name}一家住{home}
"""
)


def make_forms(seed: int = 1) -> Iterator[Form]:
    """The forms, always the same for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing secret
    for kind, (sort, make, around) in KINDS.items():
        for writing, write in WRITINGS.items():
            if kind in {"old identity", "card"} and writing in _SPELT_ONLY:
                continue
            yield Form(f"{kind}, {writing}", sort, random.choice(around).format(write(make(random))))
    for surroundings in (*AROUND, *WEB):
        yield Form("mobile, surroundings", "mobile", surroundings.format(invented.mobile(random)))
    for surroundings in (*IDENTITY, *WEB):
        yield Form("identity, surroundings", "id", surroundings.format(invented.identity(random)))
    for start in _MOBILES:
        yield Form("mobile, prefix", "mobile", start.format(invented.mobile(random)))
        yield Form(
            "mobile, prefix",
            "mobile",
            start.format(_grouped(random.choice(" -"), 3, 4)(invented.mobile(random))),
        )
    for start, length in _CARDS.items():
        for sizes in _GROUPS:
            number = _grouped(random.choice("  -"), *sizes)(invented.card(random, start, length))
            yield Form("card, groups", "card", random.choice(CARD).format(number))
    for sizes in ((6, 8), (6, 4, 4), (6, 2, 2, 2), (6, 6), (3, 3, 4, 2, 2)):
        yield Form("identity, groups", "id", "身份证" + _grouped(" ", *sizes)(invented.identity(random)))
        yield Form(
            "identity, groups", "old_id", "老身份证" + _grouped(" ", *sizes)(invented.old_identity(random))
        )
    yield from _papers(random)
    yield from _homes(random)


def _papers(random: Random) -> Iterator[Form]:
    for text in _PAPERS:
        values = {one: f"{one}{random.randint(10_000_000, 99_999_999)}" for one in "EDSCWTHM"}
        values |= {
            "EA": f"EA{random.randint(1_000_000, 9_999_999)}",
            "seven": str(random.randint(1_000_000, 9_999_999)),
        }
        values |= {"eight": str(random.randint(10_000_000, 99_999_999))}
        values |= {"H10": values["H"] + "01", "M10": values["M"] + "02"}
        yield Form("papers", "paper", text.format(**values))


def _homes(random: Random) -> Iterator[Form]:
    for order in ORDERS:
        for _ in range(4):
            text = order.format(name=invented.name(random), home=invented.home(random))
            yield Form("name with home", "home", text)
