"""A handbook as a script to read aloud, by a volunteer or a machine: chapters with minutes, digits in words.

A blank line is a pause of a second; there are no tables, no addresses of pages.
"""

from generator.locale.numerals import spell_numeral
from generator.outputs.prints.speaking import say
from generator.views.prints.outline import Chapter, Heading, Listing, Outline, Pair, Paragraph, Part

PACE = 220
"""Characters a minute, as news are read to the old."""
_ENDS = ("。", "！", "？", "；", "：", "，")


def render_script(outline: Outline) -> bytes:
    """Note for the reader, then each chapter under its title with the minutes that it takes."""
    said = [(one, _say_chapter(one)) for one in outline.chapters]
    total = sum(_minutes(text) for _, text in said)
    lines = [
        f"{outline.title}（朗读稿）",
        f"全稿约 {total} 分钟，按每分钟 {PACE} 字算。方括号里的不读；空一行停一秒，空三行停三秒。",
    ]
    for number, (chapter, text) in enumerate(said):
        title = f"第{spell_numeral(number)}章，{chapter.title}。" if number else f"{say(outline.title)}。"
        lines += ["", "", "", f"[约 {_minutes(text)} 分钟]", title, "", text]
    return ("\ufeff" + "\r\n".join([*lines, "", "", "", "完。"]) + "\r\n").encode()


def _say_chapter(chapter: Chapter) -> str:
    """The chapter in sections, each of which tells its minutes where there are several."""
    sections: list[list[Part]] = [[]]
    for part in chapter.parts:
        if part == Heading(getattr(part, "text", "")):
            sections.append([])
        sections[-1].append(part)
    said = [_say_section(one) for one in sections if one]
    return "\r\n\r\n".join(f"[约 {_minutes(one)} 分钟]\r\n{one}" if len(said) > 1 else one for one in said)


def _say_section(parts: list[Part]) -> str:
    return "\r\n".join(line for part in parts for line in _say_part(part)).strip()


def _say_part(part: Part) -> list[str]:
    match part:
        case Heading(text):
            return ["", _ended(say(text)), ""]
        case Paragraph(text):
            return [_ended(say(text))]
        case Listing(items, numbered):
            marks = [f"第{spell_numeral(one)}，" if numbered else "" for one in range(1, len(items) + 1)]
            return [mark + _ended(say(one)) for mark, one in zip(marks, items, strict=True)]
        case Pair(name, text):
            return [f"{say(name)}：{_ended(say(text, name))}"]


def _ended(text: str) -> str:
    """With a mark at its end, where a voice pauses."""
    return text if text.endswith(_ENDS) else f"{text}。"


def _minutes(text: str) -> int:
    return max(1, round(sum(not one.isspace() for one in text) / PACE))
