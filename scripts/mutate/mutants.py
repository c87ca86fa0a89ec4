"""Which small changes of a module's meaning there are, found in its syntax tree.

Each changes one piece of text, so that a mutant can be shown as a line before and after. Left alone are
annotations, decorators, docstrings, f-strings, and content: sentences in `Text(…)` and tables of words.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
Edit = tuple[int, int, str]
"""Where a piece of text begins and ends, and what takes its place."""

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: (r"is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.In: (r"in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
}
ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: (r"\|", "&"),
}
OPPOSITES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "startswith": "endswith",
    "endswith": "startswith",
}
SAYS = {"Text"}
"""Calls whose words are sentences."""
WORD = 30
"""Characters of a string at most; a longer one is a sentence."""
TABLE = 20
"""A constant of more words than this is content, like a dictionary of synonyms."""


@dataclass(frozen=True)
class Mutant:
    """A file with one piece of text replaced; `line` counts from 1."""

    file: str
    line: int
    old: str
    new: str
    edit: Edit
    place: int = 0

    def compiles(self) -> bool:
        """Whether Python still understands the file."""
        try:
            ast.parse(self.apply((ROOT / self.file).read_text("utf-8")))
        except SyntaxError:
            return False
        return True

    def apply(self, source: str) -> str:
        """The whole file, changed."""
        start, end, text = self.edit
        return source[:start] + text + source[end:]

    @property
    def name(self) -> str:
        """What stays the same when lines move: the file, the lines before and after, which of several."""
        return f"{self.file}: {self.old} → {self.new} #{self.place}"

    def order(self, seed: int) -> str:
        """Sorts mutants as if by chance; a change elsewhere leaves a sample as it is."""
        return hashlib.sha256(f"{seed} {self.name}".encode()).hexdigest()


def list_mutants(file: str, source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its lines."""
    text = _Source(source)
    found: list[Mutant] = []
    for edit in sorted(set(_walk(ast.parse(source), text))):
        mutant = _describe(file, source, edit)
        same = sum(mutant.old == other.old and mutant.new == other.new for other in found)
        found.append(Mutant(file, mutant.line, mutant.old, mutant.new, edit, same))
    return found


def _describe(file: str, source: str, edit: Edit) -> Mutant:
    start, end, new = edit
    first, last = source.rfind("\n", 0, start) + 1, source.find("\n", end)
    last = last if last >= 0 else len(source)
    before, after = source[first:last], source[first:start] + new + source[end:last]
    return Mutant(file, source.count("\n", 0, start) + 1, _join(before), _join(after), edit)


def _join(lines: str) -> str:
    return " ".join(lines.split())


class _Source:
    """A text in which nodes are found by characters; the syntax tree counts bytes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._begins = [0]
        for line in self._lines:
            self._begins.append(self._begins[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where a node begins and ends."""
        return self._place(node.lineno, node.col_offset), self._place(node.end_lineno, node.end_col_offset)

    def _place(self, line: int | None, column: int | None) -> int:
        assert line is not None  # noqa: S101 - a parsed tree has ends
        return self._begins[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def between(self, left: ast.expr, right: ast.expr, pattern: str, new: str) -> Iterator[Edit]:
        """The operator between two operands, replaced."""
        start, end = self.span(left)[1], self.span(right)[0]
        word = rf"\b{pattern}\b" if pattern[0].isalpha() else pattern
        match = re.compile(word).search(self.text, start, end)
        if match:
            yield match.start(), match.end(), new

    def replace(self, node: ast.expr | ast.stmt, new: str) -> Iterator[Edit]:
        """A node, replaced."""
        yield (*self.span(node), new)

    def __getitem__(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.text[start:end]


def _walk(node: ast.AST, text: _Source) -> Iterator[Edit]:
    if _is_prose(node):
        return
    for kinds, mutate in OPERATORS:
        if isinstance(node, kinds):
            yield from mutate(node, text)
    for child in _list_children(node):
        yield from _walk(child, text)


def _is_prose(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in SAYS
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id == "Literal"
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict | ast.Tuple):
        inner = ast.walk(node.value)
        return sum(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in inner) > TABLE
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _list_children(node: ast.AST) -> Iterator[ast.AST]:
    left_out = {"annotation", "returns", "decorator_list", "type_params", "bases"}
    for name, value in ast.iter_fields(node):
        if name not in left_out:
            yield from (one for one in (value if isinstance(value, list) else [value]) if _is_node(one))


def _is_node(value: object) -> bool:
    return isinstance(value, ast.AST)


def _change_comparison(node: ast.Compare, text: _Source) -> Iterator[Edit]:
    for left, sign, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
        yield from text.between(left, right, *COMPARISONS[type(sign)])


def _change_arithmetic(node: ast.BinOp, text: _Source) -> Iterator[Edit]:
    strings = (isinstance(one, ast.JoinedStr | ast.Constant) for one in (node.left, node.right))
    if type(node.op) in ARITHMETIC and not (isinstance(node.op, ast.Add | ast.Mod) and any(strings)):
        yield from text.between(node.left, node.right, *ARITHMETIC[type(node.op)])


def _change_connective(node: ast.BoolOp, text: _Source) -> Iterator[Edit]:
    signs = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        yield from text.between(left, right, *signs)


def _drop_not(node: ast.UnaryOp, text: _Source) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        yield from text.replace(node, f"({text[node.operand]})")


def _invert_condition(
    node: ast.If | ast.While | ast.IfExp | ast.comprehension, text: _Source
) -> Iterator[Edit]:
    for test in node.ifs if isinstance(node, ast.comprehension) else [node.test]:
        if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield from text.replace(test, f"(not ({text[test]}))")


def _change_constant(node: ast.Constant, text: _Source) -> Iterator[Edit]:
    if isinstance(node.value, bool):
        yield from text.replace(node, str(not node.value))
    elif isinstance(node.value, int):
        yield from text.replace(node, str(node.value + 1))
    elif isinstance(node.value, float):
        yield from text.replace(node, repr(node.value * 10 or 1.0))


def _change_words(node: ast.expr | ast.Return | ast.Assign, text: _Source) -> Iterator[Edit]:
    """Strings that are data: compared, chosen, given back, or members of a collection."""
    match node:
        case ast.Compare(left=left, comparators=others):
            words = [left, *others]
        case ast.Dict(keys=keys, values=values):
            words = [*keys, *values]
        case ast.IfExp(body=body, orelse=orelse):
            words = [body, orelse]
        case ast.Set(elts=words) | ast.Tuple(elts=words) | ast.List(elts=words):
            pass
        case _:
            words = [node.value]
    for word in words:
        if isinstance(word, ast.Constant) and isinstance(word.value, str) and 0 < len(word.value) <= WORD:
            yield from text.replace(word, repr(f"{word.value}⊗"))


def _change_call(node: ast.Call, text: _Source) -> Iterator[Edit]:
    match node.func:
        case ast.Name(id=name) if name in OPPOSITES:
            if not (name == "sorted" and node.keywords):
                yield from text.replace(node.func, OPPOSITES[name])
        case ast.Attribute(attr=name) if name in OPPOSITES:
            end = text.span(node.func)[1]
            yield end - len(name), end, OPPOSITES[name]
    names = [one for one in node.args if isinstance(one, ast.Name | ast.Attribute)]
    if len(node.args) > 1 and len(names) == len(node.args) and text[node.func] not in {"isinstance", "zip"}:
        start, end = text.span(node.args[0])[0], text.span(node.args[1])[1]
        yield start, end, f"{text[node.args[1]]}, {text[node.args[0]]}"


def _drop_statement(node: ast.stmt, text: _Source) -> Iterator[Edit]:
    yield from text.replace(node, "pass")


def _drop_return(node: ast.Return, text: _Source) -> Iterator[Edit]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield from text.replace(node, "return None")


OPERATORS = (
    (ast.Compare, _change_comparison),
    (ast.BinOp, _change_arithmetic),
    (ast.BoolOp, _change_connective),
    (ast.UnaryOp, _drop_not),
    ((ast.If, ast.While, ast.IfExp, ast.comprehension), _invert_condition),
    (ast.Constant, _change_constant),
    (
        (ast.Compare, ast.Set, ast.Tuple, ast.List, ast.Dict, ast.IfExp, ast.Return, ast.Assign),
        _change_words,
    ),
    (ast.Call, _change_call),
    ((ast.Expr, ast.AugAssign, ast.Continue, ast.Break), _drop_statement),
    (ast.Return, _drop_return),
)
