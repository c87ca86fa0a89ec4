"""Templates in another language: the Chinese that stands in them is looked up while they are compiled.

Templates are written in Chinese, and each run of text between two tags is a message: nothing has to be
marked, so nothing can be forgotten, and a page in English costs what one in Chinese does. What is filled in
is `{}` there: `共 {{ total }} 项` is the message `共 {} 项`. Strings in expressions are messages as well,
unless they are compared or taken apart. (The translators of Genshi and Chameleon work alike.)
"""

import re
from collections.abc import Iterator

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.locale.messages import CHINESE, Tell, fill

_TEXT = re.compile(r'[<>"]|[^<>"]+')
_PARTED = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
Piece = str | nodes.Expr


def translate_template(tree: nodes.Template, tell: Tell) -> nodes.Template:
    """The tree of a template with its messages told; it is changed in place."""
    Translator(tell).visit(tree)
    return tree


def find_messages(tree: nodes.Node) -> list[str]:
    """The messages of a template or a part of one, in their order; its tree is of no further use."""
    found: list[str] = []

    def note(message: str) -> str:
        found.append(message)
        return message

    Translator(note).visit(tree)
    return found


class Translator(NodeTransformer):
    """Replaces texts and constants."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's naming
        """Texts with what is filled in between; quotation marks and brackets of tags part them."""
        self.generic_visit(node)
        node.nodes = [one for run in _split(node.nodes) for one in self._tell_run(run, node.lineno)]
        return node

    def _tell_run(self, run: list[Piece], line: int) -> Iterator[nodes.Expr]:
        if not any(isinstance(one, str) and CHINESE.search(one) for one in run):
            yield from (_make_text(one, line) if isinstance(one, str) else one for one in run)
            return
        values = [one for one in run if not isinstance(one, str)]
        source = "".join(one if isinstance(one, str) else "{}" for one in run)
        before, message, after = _PARTED.fullmatch(source).groups()  # type: ignore[union-attr]  # matches all
        yield _make_text(before, line)
        for text, value in fill(self.tell(" ".join(message.split())), values):
            yield _make_text(text, line)
            if value is not None:
                yield value
        yield _make_text(after, line)

    def visit_Const(self, node: nodes.Const) -> nodes.Const:  # noqa: N802 - Jinja's naming
        """A string in an expression."""
        if isinstance(node.value, str) and CHINESE.search(node.value):
            return nodes.Const(self.tell(node.value), lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's naming
        """Methods of values take them apart."""
        return node if isinstance(node.node, nodes.Getattr) else self.generic_visit(node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 - Jinja's naming
        """What is compared is a value of an entry."""
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802 - Jinja's naming
        """What is asked for is a key."""
        node.node = self.visit(node.node)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802 - Jinja's naming
        """The key of a dictionary is looked up."""
        node.value = self.visit(node.value)
        return node


def _split(parts: list[nodes.Expr]) -> Iterator[list[Piece]]:
    """Runs between the marks of HTML, each mark a run of its own."""
    run: list[Piece] = []
    for part in parts:
        if not isinstance(part, nodes.TemplateData):
            run.append(part)
            continue
        for text in _TEXT.findall(part.data):
            if text not in '<>"':
                run.append(text)
                continue
            yield run
            yield [text]
            run = []
    yield run


def _make_text(text: str, line: int) -> nodes.TemplateData:
    return nodes.TemplateData(Markup(text), lineno=line)  # noqa: S704 - a template's own text
