"""Stylesheets as they are shipped: of the theme what pages may match, of ours every rule, without comments.

What can match is told by words: a selector stays if each class, id, element and attribute that it asks for
is a word of what pages are made from (chrome, hand-written pages, templates, scripts). A word that ends in
`-` or `_` stands for all that begin with it, since a template or a script goes on to write the rest.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import tinycss2
from tinycss2.ast import Node

from generator.artifact import Artifact
from generator.outputs.markdown import TAGS
from generator.outputs.templating import load_sources

THEME = re.compile(r"assets/(stylesheets/.*|images/favicon\.png)")
"""Where every engine puts the stylesheets and the icon of its theme."""
RAW = "surrogateescape"
"""Files in another encoding come out as they went in."""
_WORD = re.compile(r"(?:--)?[A-Za-z][\w-]*", re.ASCII)
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = {"media", "supports", "layer", "container"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule: its selectors, and each declaration with its property."""

    selectors: str
    declarations: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.selectors}{{{';'.join(text for _, text in self.declarations)}}}"


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that hold under a condition, `@media print` for one."""

    head: str
    rules: tuple["Part", ...]

    def __str__(self) -> str:
        return f"{self.head}{{{_write(self.rules)}}}"


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else as it is written; animations and fonts carry the name that they are used by."""

    text: str
    name: str = ""

    def __str__(self) -> str:
        return self.text


Part = Rule | Group | Other
Wanted = Callable[[list[Node]], bool]
"""Whether a selector, as its tokens, is to stay."""


def ship_stylesheets(shells: Mapping[str, str], assets: Iterable[Artifact]) -> Iterator[Artifact]:
    """The assets with their stylesheets as small as they can be; `shells` are all pages of the chrome."""
    assets = list(assets)
    texts = {one.path: one.data.decode("utf-8", RAW) for one in assets if one.path.endswith((".css", ".js"))}
    own = (css for path, css in texts.items() if path.endswith(".css") and not THEME.match(path))
    scripts = (script for path, script in texts.items() if path.endswith(".js"))
    words = _collect_words((*shells.values(), *load_sources(), *scripts), tuple(own))
    for one in assets:
        themes = THEME.match(one.path)
        if themes and not any(one.path in shell for shell in shells.values()):
            continue
        if not one.path.endswith(".css"):
            yield one
        else:
            css = texts[one.path]
            shipped = purge_stylesheet(css, words) if themes else strip_stylesheet(css)
            yield Artifact(one.path, shipped.encode("utf-8", RAW))


@lru_cache(maxsize=2)
def _collect_words(sources: tuple[str, ...], own: tuple[str, ...]) -> frozenset[str]:
    """Names of elements, classes, ids and attributes are among the words; of our stylesheets `--names`."""
    words = TAGS.union(*(_WORD.findall(source.lower()) for source in sources))
    return frozenset(words.union(name for css in own for name in _WORD.findall(css) if name.startswith("--")))


@lru_cache(maxsize=16)
def strip_stylesheet(css: str) -> str:
    """A stylesheet without comments and needless blanks; one that cannot be read stays as it is."""
    return _write(_parse(css, lambda _: True)) or css


@lru_cache(maxsize=16)
def purge_stylesheet(css: str, words: frozenset[str]) -> str:
    """A stylesheet without what no page can match, given the words of all; unreadable ones stay whole."""
    begun = tuple(word for word in words if word[-1] in "-_")

    def can_match(selector: list[Node]) -> bool:
        return all(name in words or name.startswith(begun) for name in _find_names(selector))

    parts, before = _parse(css, can_match), None
    while parts != before:  # a custom property may be used by another one only
        before, written = parts, _write(parts)
        parts = tuple(_leave_idle(parts, words.union(_USED.findall(written)), written))
    return _write(parts) or css


def _leave_idle(parts: Iterable[Part], used: frozenset[str], written: str) -> Iterator[Part]:
    """The parts without custom properties, animations and fonts that nothing uses."""
    for part in parts:
        if isinstance(part, Group):
            if rules := tuple(_leave_idle(part.rules, used, written)):
                yield replace(part, rules=rules)
        elif isinstance(part, Rule):
            kept = tuple(one for one in part.declarations if not one[0].startswith("--") or one[0] in used)
            if kept:
                yield replace(part, declarations=kept)
        elif not part.name or written.count(part.name) > part.text.count(part.name):
            yield part


def _write(parts: Iterable[Part]) -> str:
    return "".join(map(str, parts))


# ---- from text


def _parse(css: str, wanted: Wanted) -> tuple[Part, ...]:
    """The parts of a stylesheet; none when some of it cannot be read."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return () if any(node.type == "error" for node in nodes) else tuple(_read(nodes, wanted))


def _read(nodes: Iterable[Node], wanted: Wanted) -> Iterator[Part]:
    for node in nodes:
        if node.type == "qualified-rule":
            if selectors := [one for one in _split(node.prelude) if wanted(one)]:
                yield Rule(",".join(map(_print, selectors)), tuple(_read_declarations(node.content)))
        elif node.lower_at_keyword in _GROUPS and node.content is not None:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield Group(_print_head(node), tuple(_read(inside, wanted)))
        else:
            body = ";" if node.content is None else f"{{{_print(node.content)}}}"
            yield Other(_print_head(node) + body, _find_name(node))


def _find_name(node: Node) -> str:
    """What an animation or a font is called."""
    if node.lower_at_keyword.endswith("keyframes"):
        return _print(node.prelude)
    declared = dict(_read_declarations(node.content)) if node.lower_at_keyword == "font-face" else {}
    return declared.get("font-family", "").partition(":")[2].strip(" \"'")


def _read_declarations(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_blocks_contents(nodes, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            important = "!important" if one.important else ""
            yield one.lower_name, f"{one.name}:{_print(one.value)}{important}"
        else:
            yield "", tinycss2.serialize([one])


def _find_names(tokens: list[Node]) -> Iterator[str]:
    """Classes, ids, elements, attributes and their whole values that an element must have.

    What stands in the brackets of `:not()` and its like asks for nothing.
    """
    before = ""
    for token in tokens:
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            yield token.value.lower()
        elif token.type == "[] block":
            yield from _find_attribute(token.content)
        before = token.value if token.type == "literal" else ""


def _find_attribute(tokens: list[Node]) -> Iterator[str]:
    named = [token.value.lower() for token in tokens if token.type in {"ident", "string"}]
    yield from named[:1]
    if any(
        one.type == "literal" and one.value == "=" for one in tokens
    ):  # other comparisons ask for parts of words
        yield from (name for name in named[1:2] if _WORD.fullmatch(name))


def _split(tokens: list[Node]) -> list[list[Node]]:
    """The selectors of a list."""
    found: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _print_head(node: Node) -> str:
    return f"@{node.at_keyword} {_print(node.prelude)}".rstrip()


def _print(tokens: list[Node]) -> str:
    """Tokens as text, each stretch of blanks and comments as one blank."""
    kept = [token for token in tokens if token.type != "comment"]
    return re.sub(r"\s+", " ", tinycss2.serialize(kept)).strip()
