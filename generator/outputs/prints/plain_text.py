"""A handbook as plain text for reading devices and telephones: short lines, marked headings, no tables.

UTF-8 with a byte order mark and CRLF, which the reading devices of the market and Notepad take alike.
"""

import re
from collections.abc import Iterator

from generator.locale.numerals import spell_numeral
from generator.outputs.prints.speaking import space_phones
from generator.views.prints.outline import Chapter, Heading, Listing, Outline, Pair, Paragraph, Part

WIDTH = 40
"""Characters after which a line ends at the next mark, so that no voice pauses within a phrase."""
_PHRASE = re.compile(r"[^。；！？，、：]*[。；！？，、：]?")


def render_text(outline: Outline) -> bytes:
    """The whole text: title, list of chapters, chapters."""
    lines = [outline.title, outline.city, "", "目录"]
    lines += [_title(number, one) for number, one in _numbered(outline)]
    for number, chapter in (("", outline.chapters[0]), *_numbered(outline)):
        lines += ["", "", _title(number, chapter), ""] if number else [""]
        for part in chapter.parts:
            lines += _lines_of(part)
    return ("\ufeff" + "\r\n".join([*lines, "", "完"]) + "\r\n").encode()


def _numbered(outline: Outline) -> Iterator[tuple[str, Chapter]]:
    for number, chapter in enumerate(outline.chapters[1:], 1):
        yield f"第{spell_numeral(number)}章", chapter


def _title(number: str, chapter: Chapter) -> str:
    return f"{number}　{chapter.title}"


def _lines_of(part: Part) -> list[str]:
    match part:
        case Heading(text, level):
            return ["", f"【{text}】" if level == 2 else f"〔{text}〕"]  # noqa: PLR2004 - below chapters
        case Paragraph(text):
            return _fold(space_phones(text))
        case Listing(items, numbered):
            marks = [f"{number}. " if numbered else "· " for number in range(1, len(items) + 1)]
            return [
                line
                for mark, one in zip(marks, items, strict=True)
                for line in _fold(mark + space_phones(one))
            ]
        case Pair(name, text):
            return _fold(f"{name}：{space_phones(text, name)}")


def _fold(text: str) -> list[str]:
    """Lines of whole phrases, about `WIDTH` characters long; only a longer phrase makes a longer line."""
    lines = [""]
    for phrase in _PHRASE.findall(text):
        if lines[-1] and len(lines[-1] + phrase) > WIDTH:
            lines.append("")
        lines[-1] += phrase
    return [one.strip() for one in lines]
