"""The safe subset of Markdown that editors may use: paragraphs, lists, emphasis, links.

Two locks on one door: the parser knows nothing else, and what it wrote is cleaned against a list of
allowed elements and schemes.
"""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "tel", "mailto"}

_ADDRESS = re.compile(r"(?:https?://|tel:|mailto:)", re.IGNORECASE)
# What no rule of the parser reacts to is one paragraph as it stands; most fields are that.
_PLAIN = re.compile(r"[^*_\[\]\\&<>\"'\x00\r\n\t +\-0-9][^*_\[\]\\&<>\"'\x00\r\n\t]*")


def _drop_foreign_links(state: StateCore) -> None:
    """A link that leads anywhere but the allowed schemes becomes its text."""
    for token in state.tokens:
        if token.children:
            token.children = list(_keep_links(token.children))


def _keep_links(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            open_links.append(bool(_ADDRESS.match(str(token.attrGet("href") or ""))))
        keep = open_links[-1] if token.type in {"link_open", "link_close"} else True
        if token.type == "link_close":
            open_links.pop()
        if keep:
            kept.append(token)
    return kept


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True}).enable(["list", "emphasis", "link", "newline", "escape"])
    # The parser's own check would leave the brackets standing; the rule below leaves clean text.
    setattr(parser, "validateLink", lambda _: True)  # noqa: B010 - it is a method, and meant to be replaced
    parser.core.ruler.push("drop_foreign_links", _drop_foreign_links)
    return parser


_PARSER = _make_parser()


@lru_cache(maxsize=16384)
def render_prose(text: str) -> Markup:
    """HTML of a text field; never more than the allowed elements."""
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{text.rstrip()}</p>")  # noqa: S704 - holds no character that HTML gives a meaning
    cleaned = nh3.clean(
        _PARSER.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )
    return Markup(cleaned.strip())  # noqa: S704 - cleaned right above
