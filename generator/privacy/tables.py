"""Tables whose headings say that they hold people's names and what belongs to them.

Markdown, CSV, pasted cells and columns of blanks; tables of web pages are made alike first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.privacy import Sort
from generator.privacy.labels import DWELLING, NAMES, SORTS, WORK, holds
from generator.privacy.surnames import NOT_GIVEN

Fact = tuple["Sort", str, int, int]
"""The sort, the name, and where what was found begins and ends."""
_MARKS = "|\t,; "
_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,8}")
_SIGNS = {"tr": "\n", "td": "|", "th": "|", "li": "\n", "dt": "\n|", "dd": "|"}
_TABLE_OR_LIST = re.compile("<[tTdDlL]")
_TAG = re.compile(r"\s*<(?P<end>/?)(?P<name>[A-Za-z]+)[^<>]*>\s*")


def without_tags(text: str) -> str:
    """Cells of web pages between bars, rows in lines; every character stays at its place."""
    return _TAG.sub(_plain, text) if _TABLE_OR_LIST.search(text) else text


def _plain(match: re.Match[str]) -> str:
    sign = _SIGNS.get(match["name"].lower(), " ") if not match["end"] else " "
    return sign.ljust(len(match[0]))


def find_table_facts(text: str) -> Iterator[Fact]:
    """For each table and sort the first name, where its first row with such data begins and its last ends."""
    table: _Table | None = None
    found: dict[Sort, Fact] = {}
    position = 0
    for line in text.split("\n"):
        if table is None or (len(table.cells(line)) <= table.last and not _is_rule(line)):
            yield from found.values()
            table, found = _Table.headed(line), {}
        else:
            for sort, name in table.facts(line):
                first = found.get(sort, (sort, name, position, 0))
                found[sort] = (*first[:3], position + len(line))
        position += len(line) + 1
    yield from found.values()


def _is_rule(line: str) -> bool:
    """The line below the heading of a table in Markdown."""
    return line.strip() != "" and not line.strip("|:- \t")


@dataclass(frozen=True, slots=True)
class _Table:
    """What parts its cells, which column holds names, which hold what, whether it is one of posts."""

    mark: str
    name: int
    columns: tuple[tuple[int, Sort, bool], ...]
    posts: bool

    @classmethod
    def headed(cls, line: str) -> "_Table | None":
        """The table that a line is the heading of."""
        mark = next((one for one in _MARKS if one in line), "") if NAMES.search(line) else ""
        if not mark:
            return None
        cells = _cells(line, mark)
        named = {index: found for index, cell in enumerate(cells) if (found := NAMES.fullmatch(cell))}
        columns = [
            (index, sort, DWELLING.search(cell) is not None)
            for index, cell in enumerate(cells)
            for sort, label in SORTS.items()
            if label.fullmatch(cell)
        ]
        if not named or not columns:
            return None
        name, label = next(iter(named.items()))
        posts = label["person"] is None or any(WORK.search(cell) for cell in cells)
        return cls(mark, name, tuple(columns), posts)

    @property
    def last(self) -> int:
        """The last column that is needed."""
        return max(self.name, *(index for index, _, _ in self.columns))

    def cells(self, line: str) -> list[str]:
        return _cells(line, self.mark)

    def facts(self, line: str) -> Iterator[tuple[Sort, str]]:
        """What a row holds, each sort once, with the name."""
        cells = self.cells(line)
        name = re.sub(r"\(.*\)|[男女]$", "", cells[self.name]) if len(cells) > self.last else ""
        if not _PERSON.fullmatch(name) or (name[-1] in NOT_GIVEN and len(name) > 3):  # noqa: PLR2004 - 定海社区
            return
        seen = set()
        for index, sort, lived in self.columns:
            if sort not in seen and holds(sort, cells[index], strict=self.posts and not lived, bare=True):
                seen.add(sort)
                yield sort, name


def _cells(line: str, mark: str) -> list[str]:
    if mark == " ":
        return line.split()
    line = line.strip().strip("|") if mark == "|" else line
    return [re.sub(r"\(.*\)$", "", cell.strip(" '\"*")) for cell in line.split(mark)]
