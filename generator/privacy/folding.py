"""One writing for the many ways in which people write the same: folded before anything is looked for.

Full-width letters and digits, look-alikes of X, all blanks, dashes and dots become one character each;
what nobody sees (zero-width characters, soft hyphens, emphasis) goes; escapes of web pages, addresses,
programs and Markdown are undone, and what spreadsheets make of long numbers (1.38E+10, 138.0). A folded
text remembers where each character stood.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from urllib.parse import unquote

from generator.privacy.surnames import SURNAMES

_DASHES = "‐‑‒–—―−－﹣﹘⁃─━ー－~～〜﹏˗➖"
_DOTS = "．․"
_MIDDLE_DOTS = "•・∙⋅‧●▪"
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\v\f"
)
_CROSSES = "×✕✖✗✘❌╳⨯乂ⅩⅹХхΧχｘＸx"
_DIGITS = (
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "₀₁₂₃₄₅₆₇₈₉",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
    "𝟢𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪𝟫",
    "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵",
    "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "⓪⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    "０１２３４５６７８９",
)
_NUMERALS = (
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "零幺貳參肆伍陸柒捌玖",
    "洞弌两叄四五六拐八勾",
)
WIDE_DIGITS = "".join(_DIGITS)
"""Digits that are not ASCII."""
NUMERALS = "".join(dict.fromkeys("".join(_NUMERALS)))
"""Chinese numerals, as numbers are spelt out (一三八, 幺三八, 壹叁捌)."""

_TABLE: dict[int, str] = {
    **{full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _DOTS), "."),
    **dict.fromkeys(map(ord, _MIDDLE_DOTS), "·"),
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _CROSSES), "X"),
    **{ord(one): str(value) for row in _DIGITS for value, one in enumerate(row)},
}
_TABLE |= {
    ord("\r"): " ",
    ord("｡"): "。",
    **dict.fromkeys(map(ord, "﹙【「『〔[［"), "("),
    **dict.fromkeys(map(ord, "﹚】」』〕]］"), ")"),
}
_SPELT = str.maketrans({one: str(value) for row in _NUMERALS for value, one in enumerate(row)})
_UNSEEN = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u20e3\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_HAN = r"\u3400-\u9fff"
_ONE_BLANK = r"[ \u3000\u00a0]"
_GAP = rf"{_ONE_BLANK}{{1,3}}"
"""What parts the characters of a name, 李　健, to make it as long as those above and below."""
_SHAPING = r"[ -/:;=?-~]{0,300}(?:[0-9][ -/:;=?-~]{0,100}){1,10}"
"""Attributes with too few digits for a number of anybody, and nothing Chinese: sizes, colours, places."""
_HIDDEN = re.compile(
    rf"{_UNSEEN}+"
    r"|(?<![*])[*]{1,2}(?![*])|`+"
    r"|</?(?:a|abbr|b|bdi|big|code|del|em|font|i|ins|kbd|mark|nobr|s|small|span|strong|sub|sup|tspan|tt|u|wbr)"
    rf"(?:\s(?:[^<>0-9]{{0,300}}|{_SHAPING}))?/?>"
    r"|(?<=[0-9])<!--[^>]{0,40}-->(?=[0-9])"
    rf"|(?<![{_HAN}][{SURNAMES}])(?<=[{SURNAMES}]){_GAP}"
    rf"(?=[{_HAN}](?:[{_HAN}]|{_GAP}[{_HAN}])?(?![{_HAN}]))"
    rf"|(?<=[{SURNAMES}]{_ONE_BLANK}[{_HAN}])(?<![{_HAN}][{SURNAMES}]{_ONE_BLANK}[{_HAN}]){_GAP}"
    rf"(?=[{_HAN}](?![{_HAN}]))"
    r"|(?<=[0-9]{11})[.]00?(?![0-9])"
    r"|(?P<power>(?<![0-9.])[0-9][.][0-9]{8,17}[Ee][+]?[0-9]{2}(?![0-9]))"
    r"|\\+(?P<code>u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0{2,4}[0-9a-fA-F]{2})"
    r"|\\(?P<escape>[nrt])"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|(?P<line><br ?/?>)"
    r"|(?P<entity>&(?:(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});?|[a-zA-Z]{2,20};))"
    r"|(?P<percent>(?:%[2-9A-Fa-f][0-9a-fA-F])+)"
)
_MAY_HIDE = re.compile(
    rf"{_UNSEEN}|[{SURNAMES}][ \u3000\u00a0]|[*`<&%\\]|[0-9][Ee][+]?[0-9]|[0-9][.]00?(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text after folding. `kept` and `shifts` tell how far each part moved."""

    text: str
    kept: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def origin(self, position: int) -> int:
        """Where the character at a position of the folded text stood before."""
        return position + self.shifts[bisect_right(self.kept, position) - 1]


def fold(text: str) -> Folded:
    """The text in one writing."""
    if not _MAY_HIDE.search(text):
        return Folded(text.translate(_TABLE))
    pieces: list[str] = []
    kept, shifts = [0], [0]
    last = length = 0
    for match in _HIDDEN.finditer(text):
        shown = _shown(match)
        pieces += (text[last : match.start()], shown)
        length += match.start() - last + len(shown)
        last = match.end()
        kept.append(length)
        shifts.append(last - length)
    pieces.append(text[last:])
    return Folded("".join(pieces).translate(_TABLE), tuple(kept), tuple(shifts))


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of what is written here: never longer than that."""
    if match["line"]:
        return "\n"
    if match["entity"]:
        return re.sub(_UNSEEN, "", html.unescape(match[0]))[:1]
    if match["percent"]:
        return re.sub(_UNSEEN, "", unquote(match[0], errors="ignore"))
    if match["code"]:
        return re.sub(_UNSEEN, "", chr(int(match["code"].lstrip("ux"), 16)))
    if match["power"]:
        return _whole_number(match["power"])
    return " " if match["escape"] else ""


def _whole_number(power: str) -> str:
    """1.3812345678E+10 as the digits that a spreadsheet was given."""
    digits, _, places = power.upper().replace(".", "").partition("E")
    return digits[: int(places) + 1].ljust(min(int(places) + 1, len(power)), "0")


def spell_digits(text: str) -> str:
    """Chinese numerals as digits, each one for itself; as long as before."""
    return text.translate(_SPELT)
