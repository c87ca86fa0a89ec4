"""A handbook as one web page for reading devices, screen readers and the blind's own telephones.

XHTML without scripts, styles or pictures: headings to jump by, each with an address; a list of chapters;
telephone numbers that dial. DAISY players and EPUB readers take it, browsers open it from a stick.
"""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from generator.outputs.dialling import link_phones
from generator.views.prints.outline import Chapter, Heading, Listing, Outline, Pair, Paragraph, Part

_PAGE = Markup(
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN" xml:lang="zh-CN">\n'
    '<head>\n<meta charset="UTF-8"/>\n<title>{title}</title>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n</head>\n<body>\n'
    "<header>\n<h1>{title}</h1>\n{cover}</header>\n"
    '<nav aria-label="目录">\n<h2>目录</h2>\n<ol>\n{contents}</ol>\n</nav>\n<main>\n{chapters}</main>\n'
    "</body>\n</html>\n"
)


def render_page(outline: Outline) -> bytes:
    """The whole page: title and duty number, list of chapters, chapters."""
    cover, *chapters = outline.chapters
    contents = Markup().join(
        Markup('<li><a href="#{}">{}</a></li>\n').format(one.name, one.title) for one in chapters
    )
    page = _PAGE.format(
        title=outline.title,
        cover=_parts(cover),
        contents=contents,
        chapters=Markup().join(map(_chapter, chapters)),
    )
    return link_phones(str(page)).encode()


_SECTION = Markup(
    '<section id="{name}" aria-labelledby="{name}-title">\n<h2 id="{name}-title">{title}</h2>\n'
    "{parts}</section>\n"
)


def _chapter(chapter: Chapter) -> Markup:
    return _SECTION.format(name=chapter.name, title=chapter.title, parts=_parts(chapter))


def _parts(chapter: Chapter) -> Markup:
    named = [(f"{chapter.name}-{number}", part) for number, part in enumerate(chapter.parts, 1)]
    groups = groupby(named, key=lambda one: isinstance(one[1], Pair))
    return Markup().join(
        _pairs(group) if paired else Markup().join(map(_part, group)) for paired, group in groups
    )


def _pairs(group: Iterable[tuple[str, Part]]) -> Markup:
    rows = (
        Markup("<dt>{}</dt><dd>{}</dd>\n").format(one.name, one.text)
        for _, one in group
        if isinstance(one, Pair)
    )
    return Markup("<dl>\n{}</dl>\n").format(Markup().join(rows))


def _part(named: tuple[str, Part]) -> Markup:
    name, part = named
    match part:
        case Heading(text, level):
            return Markup('<h{level} id="{name}">{text}</h{level}>\n').format(
                level=level + 1, name=name, text=text
            )
        case Listing(items, numbered):
            tag = "ol" if numbered else "ul"
            rows = Markup().join(Markup("<li>{}</li>\n").format(one) for one in items)
            return Markup("<{tag}>\n{rows}</{tag}>\n").format(tag=tag, rows=rows)
        case Paragraph(text) | Pair(_, text):
            return Markup("<p>{}</p>\n").format(escape(text))
