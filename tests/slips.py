"""Slips as people make them in an entry, each as what stands there and what it becomes.

A slip is a pattern, which is looked for anywhere in an entry, and what takes its place.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model import KINDS, PROFILE
from generator.reading.shapes import fields_titled

KEY = r"(?<=^)(?P<lead> *(?:- )?)(?P<key>[a-z_]+): (?=\S)"


@dataclass(frozen=True)
class Slip:
    """What is looked for, what takes its place, and what must come of it.

    `fixed`: `--fix` gives back what was meant. `below`: so many lines below the match it is found.
    `harmless`: it may be read as it was meant without a word.
    """

    pattern: str
    becomes: str | Callable[[re.Match[str]], str]
    fixed: bool = True
    below: int = 0
    harmless: bool = False


def widen(text: str) -> str:
    """The text in full-width characters."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _titles() -> dict[str, str]:
    """Fields and the title by which a beginner may call them, where it names no other field."""
    titles: dict[str, set[str]] = {}
    for kind in (*KINDS, PROFILE):
        for name, info in kind.model.model_fields.items():
            titles.setdefault(name, set()).add(info.title or "")
    lone = {name: next(iter(found)) for name, found in titles.items() if len(found) == 1}
    return {name: title for name, title in lone.items() if len(fields_titled(title)) == 1}


TITLES = _titles()
TOP = r"^(?P<key>[a-z_]+): (?=\S)"
ID = r"(?<=: )(?!true|false)(?P<id>[a-z]+(?:-[a-z0-9]+)*)$"
DATE = r"(?<=: )(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)$"
COUNT = r"(?<=: )(?P<n>[1-9]\d{0,3})$"
TEXT = r"(?P<head>^ *(?:- )?[a-z_]+: )(?P<text>[\u4e00-\u9fff][^:#\n\"]*)$"
FLOW = r"\[(?P<items>[^\]\n\"]*,[^\]\n\"]*)\]$"
NESTED = r"^(?P<indent> +)(?=[a-z_]+: )"
ITEM = r"^(?P<indent> *)- "


def _serial(match: re.Match[str]) -> str:
    day = datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
    return str((day - datetime.date(1899, 12, 30)).days)


SLIPS = {
    "a no-break blank behind a colon": Slip(KEY, "\\g<lead>\\g<key>:\u00a0"),
    "a full-width blank behind a colon": Slip(KEY, "\\g<lead>\\g<key>:\u3000"),
    "a no-break blank before a colon": Slip(KEY, "\\g<lead>\\g<key>\u00a0: "),
    "a no-break indentation": Slip(NESTED, lambda m: "\u00a0" * len(m[0])),
    "a full-width indentation": Slip(NESTED, lambda m: "\u3000" * (len(m[0]) // 2)),
    "a full-width blank behind a dash": Slip(ITEM, "\\g<indent>-\u3000"),
    "a zero-width blank in a key": Slip(r"^(?P<a>[a-z])(?=[a-z_]+: )", "\\g<a>\u200b"),
    "a zero-width blank before a key": Slip(r"^(?=[a-z_]+: )", "\u200b"),
    "a zero-width blank in a text": Slip(TEXT, "\\g<head>\u200b\\g<text>"),
    "a bell in a text": Slip(TEXT, "\\g<head>\\g<text>\u0007"),
    "typographic quotes": Slip(r'(?<=: )"(?P<text>[^"\n]*)"$', "“\\g<text>”"),
    "a typographic closing quote": Slip(r'(?<=: )"(?P<text>[^"\n]*)"$', '"\\g<text>”'),
    "an unclosed quote": Slip(r'(?<=: )"(?P<text>[^"\n]*)"$', '"\\g<text>'),
    "an unopened quote": Slip(r'(?<=: )"(?P<text>[^"\n]*)"$', '\\g<text>"'),
    "full-width quotes": Slip(r'(?<=: )"(?P<text>[^"\n]*)"$', "＂\\g<text>＂"),
    "full-width commas in a list": Slip(FLOW, lambda m: m[0].replace(", ", "，")),
    "ideographic commas in a list": Slip(FLOW, lambda m: m[0].replace(", ", "、")),
    "one full-width comma in a list": Slip(FLOW, lambda m: m[0].replace(", ", "，", 1)),
    "Chinese brackets": Slip(FLOW, "【\\g<items>】"),
    "full-width brackets": Slip(FLOW, "［\\g<items>］"),
    "Chinese brackets and commas": Slip(FLOW, lambda m: f"【{m['items'].replace(', ', '，')}】"),
    "a list without its end": Slip(FLOW, "[\\g<items>"),
    "a list without its beginning": Slip(FLOW, "\\g<items>]"),
    "a list without brackets": Slip(FLOW, "\\g<items>"),
    "a list in round brackets": Slip(FLOW, "(\\g<items>)"),
    "a list with ideographic commas and no brackets": Slip(FLOW, lambda m: m["items"].replace(", ", "、")),
    "a full-width id": Slip(ID, lambda m: widen(m["id"])),
    "an id in capitals": Slip(ID, lambda m: m["id"].upper()),
    "an id with an underscore": Slip(r"(?<=: )(?P<a>[a-z]+)-(?P<b>[a-z0-9-]+)$", "\\g<a>_\\g<b>"),
    "an id with a letter too many": Slip(ID, "\\g<id>z", fixed=False),
    "an id with a full stop": Slip(ID, "\\g<id>。"),
    "an id in quotes of Chinese": Slip(ID, "“\\g<id>”"),
    "a full-width date": Slip(DATE, lambda m: widen(m[0])),
    "a date with slashes": Slip(DATE, lambda m: f"{m['y']}/{int(m['m'])}/{int(m['d'])}"),
    "a date with dots": Slip(DATE, "\\g<y>.\\g<m>.\\g<d>"),
    "a Chinese date": Slip(DATE, lambda m: f"{m['y']}年{int(m['m'])}月{int(m['d'])}日"),
    "a date as Excel's number": Slip(DATE, _serial),
    "a date with a time": Slip(DATE, "\\g<0> 00:00:00"),
    "a date without dashes": Slip(DATE, "\\g<y>\\g<m>\\g<d>"),
    "a date without a leading zero": Slip(DATE, lambda m: f"{m['y']}-{int(m['m'])}-{int(m['d'])}"),
    "a date that does not exist": Slip(DATE, "\\g<y>-13-45", fixed=False),
    "a date with full-width dashes": Slip(DATE, "\\g<y>－\\g<m>－\\g<d>"),
    "full-width digits": Slip(COUNT, lambda m: widen(m["n"])),
    "a number as Excel's": Slip(COUNT, "\\g<n>.0", harmless=True),
    "a number with a unit": Slip(COUNT, "\\g<n>个", fixed=False),
    "a number in quotes": Slip(COUNT, '"\\g<n> "', harmless=True),
    "a number in a list": Slip(COUNT, "[\\g<n>]"),
    "a full-width colon": Slip(KEY, "\\g<lead>\\g<key>："),
    "a full-width colon and a blank": Slip(KEY, "\\g<lead>\\g<key>： "),
    "no blank behind a colon": Slip(KEY, "\\g<lead>\\g<key>:"),
    "no blank behind a dash": Slip(ITEM, "\\g<indent>-"),
    "a full-width dash": Slip(ITEM, "\\g<indent>－ "),
    "a dot in place of a dash": Slip(ITEM, "\\g<indent>• "),
    "a dot of the keyboard in place of a dash": Slip(ITEM, "\\g<indent>· "),
    "no colon": Slip(KEY, "\\g<lead>\\g<key> "),
    "an equals sign": Slip(KEY, "\\g<lead>\\g<key> = "),
    "a semicolon in place of a colon": Slip(KEY, "\\g<lead>\\g<key>; "),
    "a full-width semicolon": Slip(KEY, "\\g<lead>\\g<key>；"),
    "no colon after a key of many": Slip(r"^(?P<lead> *)(?P<key>[a-z_]+):$", "\\g<lead>\\g<key>"),
    "a full-width colon after a key of many": Slip(r"^(?P<lead> *)(?P<key>[a-z_]+):$", "\\g<lead>\\g<key>："),
    "a tab in an indentation": Slip(NESTED, lambda m: "\t" * (len(m[0]) // 2)),
    "a tab behind a colon": Slip(KEY, "\\g<lead>\\g<key>:\t", harmless=True),
    "one blank too many": Slip(r"^(?P<indent> *)(?=[a-z_]+: )(?!\A)", "\\g<indent> ", fixed=False),
    "one blank too few": Slip(NESTED, lambda m: m[0][1:], fixed=False),
    "a key by its title": Slip(TOP, lambda m: f"{TITLES[m['key']]}: " if m["key"] in TITLES else m[0]),
    "a key by its title with a full-width colon": Slip(
        TOP, lambda m: f"{TITLES[m['key']]}：" if m["key"] in TITLES else m[0]
    ),
    "a nested key by its title": Slip(
        KEY, lambda m: f"{m['lead']}{TITLES[m['key']]}: " if m["key"] in TITLES else m[0]
    ),
    "a key with a capital": Slip(KEY, lambda m: f"{m['lead']}{m['key'].capitalize()}: "),
    "a key in capitals": Slip(KEY, lambda m: f"{m['lead']}{m['key'].upper()}: "),
    "a key with a hyphen": Slip(r"^(?P<a> *[a-z]+)_(?P<b>[a-z]+): ", "\\g<a>-\\g<b>: "),
    "a full-width key": Slip(KEY, lambda m: f"{m['lead']}{widen(m['key'])}: "),
    "a key with a letter too many": Slip(TOP, "\\g<key>s: ", fixed=False),
    "a key in quotes of Chinese": Slip(KEY, "\\g<lead>“\\g<key>”: "),
    "a bracket that is missing twice": Slip(
        r"POLYGON \(\((?P<points>[^()\n]*)\)\)$", "POLYGON (\\g<points>)"
    ),
    "a key nobody knows": Slip(r"^(?=name: )", "remark: 说明\n", fixed=False),
    "a text in a list": Slip(
        r"(?P<head>^name: )(?P<text>[\u4e00-\u9fff][^:,#\n\"]*)$", "\\g<head>[\\g<text>]"
    ),
    "a text in a list of lines": Slip(
        r"^(?P<key>[a-z_]+): (?P<text>[\u4e00-\u9fff][^:#\n\"]*)$", "\\g<key>:\n  - \\g<text>", below=1
    ),
    "a text with a colon": Slip(TEXT, "\\g<head>注意: \\g<text>", fixed=False),
    "a text with a star": Slip(TEXT, "\\g<head>*\\g<text>", fixed=False),
    "a text with a percent sign": Slip(TEXT, "\\g<head>%\\g<text>", fixed=False),
    "a text with an at sign": Slip(TEXT, "\\g<head>@\\g<text>", fixed=False),
    "a text cut by a tight comment": Slip(TEXT, "\\g<head>\\g<text> #另行通知", fixed=False),
    "a text cut by a Chinese comment": Slip(
        r"(?P<head>^ *(?:- )?(?:intro|summary|do|where|note): )(?P<text>[\u4e00-\u9fff][^:#\n\"]*)$",
        "\\g<head>\\g<text> # 另行通知",
        fixed=False,
    ),
    "two fields on one line": Slip(r"^(?P<a>[a-z_]+: [\u4e00-\u9fff][^:#\n\"]*)\n(?=[a-z_]+: )", "\\g<a> "),
    "a comma at the end of a line": Slip(ID, "\\g<id>,"),
    "a full-width comma at the end of a line": Slip(ID, "\\g<id>，"),
    "a bracket that closes twice": Slip(FLOW, "[\\g<items>]]"),
    "a merge that nobody resolved": Slip(
        r"^(?P<line>name: .*)$", "<<<<<<< HEAD\n\\g<line>\n=======\n\\g<line>\n>>>>>>> other", fixed=False
    ),
    "a key written twice": Slip(
        r"^(?P<line>[a-z_]+: [\u4e00-\u9fff].*)$(?=\n\S|\n\Z)", "\\g<line>\n\\g<line>", below=1
    ),
    "a required field left out": Slip(r"^name: .*\n", "", fixed=False),
    "a required field left empty": Slip(r"^name: .*$", "name:", fixed=False),
    "a phone with a full-width dash": Slip(r'(?<=: )"0988-(?P<n>\d{7})"$', '"0988－\\g<n>"', harmless=True),
    "a phone without quotes": Slip(r'(?<=: )"(?P<p>0988-\d{7})"$', "\\g<p>"),
    "a phone in full-width digits": Slip(r'(?<=: )"(?P<p>0988-\d{7})"$', lambda m: f'"{widen(m["p"])}"'),
    "an escaped zero-width blank": Slip(
        r'(?<=: )"(?P<text>[\u4e00-\u9fff][^"\n]*)"$', '"\\\\u200b\\g<text>"'
    ),
    "a list in place of fields": Slip(r"\A(?=name: .*\n[a-z_]+:)", "- "),
    "a code fence": Slip(r"\A", "```yaml\n"),
}
