"""A workbook back to entries: which rows were edited, what they say now, and the files that this makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from generator.diagnostics import OutputError, Severity, Text
from generator.editing.entries import NotInPlaceError, edit_entry, render_entry
from generator.model import PROFILE
from generator.model.fields import ID_PATTERN
from generator.publishing.exporting import collect_names
from generator.publishing.trying import Trial, on_a_copy
from generator.reading import MENUS
from generator.reading.documents import Document, Value
from generator.reading.loading import load_catalogue, load_document
from generator.reporting.located import Located
from generator.workbooks.book import Book, CellFinding
from generator.workbooks.cells import (
    Labels,
    Rows,
    flatten_entry,
    gather_field,
    locate_cell,
    show_field,
    without_names,
)
from generator.workbooks.foreign import Mapped, choose_id, locate_origin, map_book
from generator.workbooks.mapping import ListMapping
from generator.workbooks.parse import parse_book, parse_csv
from generator.workbooks.render import render_xlsx
from generator.workbooks.rows import KindRows, read_kinds
from generator.writing.entries import Files
from generator.writing.errors import refuse_write
from generator.writing.single import write_whole

CONFLICT = Text(
    "您导出之后，别人改了这一条：现在是“{now}”，表里是“{here}”。对好以后重新导出再改",
    "changed since the export: the entry says `{now}` now, the sheet `{here}`. Export anew and settle it",
)
CHANGED_ID = Text(
    "编号从 `{old}` 改成了 `{new}`：先运行 gridpress rename {kind} {old} {new}，再导入",
    "the id was changed from `{old}` to `{new}`: run gridpress rename {kind} {old} {new} first",
)
BAD_ID = Text(
    "编号 `{id}` 不能用；只用小写字母、数字和连字符，例如 meal-delivery",
    "`{id}` is no id; use lower-case letters, digits and hyphens, like meal-delivery",
)
NOT_HERE = Text(
    "没有编号 `{id}` 的条目了：导出以后删掉或改名了",
    "the entry `{id}` is gone: removed or renamed since the export",
)
BROKEN = Text(
    "`{file}` 里有别的问题，改不了：先运行 gridpress check", "`{file}` has other faults: check it first"
)
MARKED = "有问题"
OURS = Text(
    "没有认得的工作表。gridpress 导出的表才能直接导入；自己的表用 --map，第一次会一列一列问",
    "no sheet is known. Books of gridpress export come in as they are; for your own lists use --map",
)

ELSEWHERE = Text(
    "表里的条目这里一条也没有：它是从别的工作区导出的，用 --root 指明是哪一个",
    "none of its entries is here: it was exported from another workspace, which --root names",
)


@dataclass
class Import:
    """A book that was read: the files it makes, where their values stand, what is wrong by cell."""

    book: Book
    labels: Labels
    files: dict[str, str | None] = field(default_factory=dict)
    found: list[CellFinding] = field(default_factory=list)
    rows: dict[str, tuple[KindRows, Rows]] = field(default_factory=dict)
    trial: Trial | None = None
    elsewhere: list[Located] = field(default_factory=list)
    """What becomes wrong in files that the book does not make."""

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the book from being written."""
        return any(one.severity is Severity.ERROR for one in self.found)


def load_book(path: Path) -> Book:
    """A workbook, a CSV file, or a folder of them. Raises OutputError."""
    try:
        if path.is_dir():
            return parse_csv({one.name: one.read_bytes() for one in sorted(path.glob("*.csv"))})
        return parse_book(path.name, path.read_bytes())
    except OSError as fault:
        why = f"{fault.strerror}"
        raise OutputError(f"读不了 `{path}`（{why}）", f"cannot read `{path}` ({why})") from fault


def import_book(root: Path, book: Book, mapping: ListMapping | None = None) -> Import:
    """What a book would change, tried on a copy of the workspace.

    With a mapping it is somebody else's list: new entries that are wrong or not whole become drafts.
    """
    loaded = load_catalogue(root)
    labels = collect_names(root, loaded)
    mapped = map_book(book, mapping, labels) if mapping else Mapped(book, {}, [])
    turn = locate_origin(mapped.origin)
    made = compare_book(root, mapped.book, labels)
    read = made.found = [*mapped.found, *map(turn, made.found)]
    if made.files:
        with on_a_copy(root, loaded=loaded) as attempt:
            _try(made, attempt, turn)
            if mapping and _make_drafts(root, made):
                made.found = read
                _try(made, attempt, turn)
    made.book = replace(book, notes=mapped.book.notes)
    return made


def _try(made: Import, attempt: Callable[[Files], Trial], turn: Callable[[CellFinding], CellFinding]) -> None:
    made.trial = attempt(made.files)
    told = [(each, _at_cell(made, each)) for each in made.trial.found]
    made.found = [*made.found, *(turn(one) for _, one in told if one)]
    made.elsewhere = [each for each, one in told if one is None]


def _make_drafts(root: Path, made: Import) -> bool:
    """Whether there are new entries with errors, which are drafts from now on."""
    wrong = {one.diagnostic.place.file for one in made.trial.errors} if made.trial else set()
    drafts = {file for file in wrong & made.files.keys() if not (root / file).exists()}
    for file in drafts:
        made.files[file] = f"draft: true\n{made.files[file]}"
    return bool(drafts)


def compare_book(root: Path, book: Book, labels: Labels) -> Import:
    """The files that a book makes of the entries. Raises OutputError for one without any sheet of ours."""
    kinds, found = read_kinds(book, labels)
    if not kinds:
        raise OutputError(OURS.zh, OURS.en)
    if book.base and not any(id_ in labels.get(kind, {}) or kind == PROFILE.name for kind, id_ in book.base):
        raise OutputError(ELSEWHERE.zh, ELSEWHERE.en)
    made = Import(book, labels, found=found)
    load = cache(partial(load_document, root))
    for rows in kinds:
        _Comparison(made, rows, load).run()
    return made


_NOT = (None,)
"""What is told of a field that says nothing."""


class _Comparison:
    """The rows of one kind beside its entries."""

    def __init__(self, made: Import, rows: KindRows, load: Callable[[str], Document]) -> None:
        self._made, self._rows, self._kind, self._load = made, rows, rows.kind, load
        self._base = made.book.base

    def run(self) -> None:
        """Every row that says something else than its entry, and every new one."""
        gone = self._list_gone()
        for id_, rows in self._rows.entries.items():
            document = self._load(self._file(id_))
            if document.value is not None:
                self._compare(id_, rows, document)
            elif document.text:
                self._say(rows, BROKEN.format(file=document.file))
            elif self._is_known(id_):
                self._say(rows, NOT_HERE.format(id=id_))
            elif (old := self._find_old(rows, gone)) is not None:
                self._say(rows, CHANGED_ID.format(old=old, new=id_, kind=self._kind.name))
            else:
                self._create(id_, rows)

    def _is_known(self, id_: str) -> bool:
        return self._base is not None and (self._kind.name, id_) in self._base

    def _list_gone(self) -> dict[str, dict[str, str]]:
        """Entries that the book had and has no more, with what it knew of them."""
        base = self._base or {}
        return {
            id_: told
            for (kind, id_), told in base.items()
            if kind == self._kind.name and id_ not in self._rows.entries
        }

    def _find_old(self, rows: Rows, gone: Mapping[str, Mapping[str, str]]) -> str | None:
        """The entry that a row with an unknown id was, since most of it says the same."""
        own = self._tell(rows)
        near = {
            id_: sum(known in own.get(name, ()) for name, known in told.items()) / max(len(told), 1)
            for id_, told in gone.items()
        }
        best = max(near, key=lambda id_: near[id_], default=None)
        return best if best is not None and near[best] > 0.5 else None  # noqa: PLR2004 - most

    def _file(self, id_: str) -> str:
        if self._kind is PROFILE:
            return f"{MENUS}/profile.yaml"
        return f"{MENUS}/{self._kind.folder}/{id_}.yaml" if ID_PATTERN.match(id_) else ""

    def _say(self, rows: Rows, text: Text, name: str = "") -> None:
        sheet, row, column = locate_cell(self._kind, rows, (name,) if name else ())
        title = self._rows.titles[sheet.names]
        at = self._rows.columns[sheet.names].get(column) if column else None
        self._made.found.append(CellFinding(title, row, at, text))

    def _compare(self, id_: str, rows: Rows, document: Document) -> None:
        value = {**document.value} if document.value else {}
        now = flatten_entry(self._kind, value, self._made.labels)
        told, here = self._tell(now), self._tell(rows)
        known = self._known(told, here)
        changed = [name for name in known if told.get(name, _NOT)[0] != here.get(name, _NOT)[0]]
        base = (self._base or {}).get((self._kind.name, id_))
        if base is not None:
            edited = [name for name in known if base.get(name) not in here.get(name, _NOT)]
            if not edited:
                return
            if changed and any(
                base.get(name) not in told.get(name, _NOT) for name in told.keys() | base.keys()
            ):
                for name in changed:
                    texts = {"now": show_field(now, name), "here": show_field(rows, name)}
                    self._say(rows, CONFLICT.format(**texts), name)
                return
        if changed:
            self._change(rows, document, value, changed)

    def _tell(self, rows: Rows) -> dict[str, tuple[str | None, ...]]:
        """For each field the digest that a book holds, and the one that books held when names counted."""
        plain = without_names(self._kind, rows, self._made.labels).fields()
        shown = rows.fields()
        return {name: (plain.get(name), shown.get(name)) for name in plain.keys() | shown.keys()}

    def _known(self, *sides: Mapping[str, object]) -> list[str]:
        """Fields that the book has columns and sheets for."""
        first = sides[-1:] if self._made.book.is_partial else sides
        names = dict.fromkeys(name for side in first for name in side)
        return [name for name in names if name not in self._rows.unknown]

    def _change(
        self, rows: Rows, document: Document, value: dict[str, Value], changed: Sequence[str]
    ) -> None:
        new = dict(value)
        for name in changed:
            new[name] = gather_field(self._kind, rows, name, value.get(name), self._made.labels)
        try:
            text = edit_entry(document.text, new, self._kind.model)
        except NotInPlaceError:
            self._say(rows, BROKEN.format(file=document.file))
            return
        self._made.files[document.file] = text
        self._made.rows[document.file] = self._rows, rows

    def _create(self, id_: str, rows: Rows) -> None:
        cells = rows.by_sheet[()][0].cells
        if id_.startswith("\0"):
            id_ = self._choose_id(next(iter(cells.values()), ""))
        if not ID_PATTERN.match(id_):
            self._say(rows, BAD_ID.format(id=id_))
            return
        labels = self._made.labels
        names = dict.fromkeys(rows.fields())
        value = {name: gather_field(self._kind, rows, name, None, labels) for name in names}
        self._made.files[self._file(id_)] = render_entry(value, self._kind.model)
        self._made.rows[self._file(id_)] = self._rows, rows

    def _choose_id(self, name: str) -> str:
        """An id by the sound of a name that no entry has."""
        taken = {*self._made.labels.get(self._kind.name, {}), *self._rows.entries}
        return choose_id(self._kind, name, taken | {Path(file).stem for file in self._made.files})


def _at_cell(made: Import, one: Located) -> CellFinding | None:
    """A finding of `check` in a file that the book makes, at the cell that says it."""
    place = one.diagnostic.place
    if place.file not in made.rows:
        return None
    kind, rows = made.rows[place.file]
    sheet, row, names = locate_cell(kind.kind, rows, place.path)
    column = kind.columns[sheet.names].get(names) if names else None
    hint = one.diagnostic.hint
    text = Text(
        f"{one.diagnostic.message.zh}（{one.diagnostic.code}）" + (f"。{hint.zh}" if hint else ""),
        f"{one.diagnostic.message.en} ({one.diagnostic.code})" + (f". {hint.en}" if hint else ""),
    )
    return CellFinding(kind.titles[sheet.names], row, column, text, one.diagnostic.severity)


def write_marked(made: Import, book: Path) -> Path:
    """Write a copy of the book beside it with its findings in the cells; returns its path."""
    path = book.with_name(f"{book.stem}.{MARKED}.xlsx")
    try:
        write_whole(path, render_xlsx(made.book, made.labels, made.found))
    except OSError as fault:
        raise refuse_write(str(path), fault) from fault
    return path
