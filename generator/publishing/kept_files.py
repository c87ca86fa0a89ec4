"""What was read of a workspace's entries, kept for as long as their bytes are the same."""

import io
import pickle
from collections.abc import Iterator, Mapping, Sequence
from copyreg import dispatch_table
from functools import cached_property, partial
from typing import Any

from pydantic import BaseModel

from generator.catalogue import Entry, Reference
from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import Shape
from generator.publishing.kept import READ
from generator.publishing.sealing import Shelf
from generator.reading.collection import collection_paused
from generator.reading.loaded import ABSENT, UNKNOWN, LoadedFile
from generator.reading.provinces import ABOVE

FEW = 100
"""Files read anew that are not worth keeping all once more: to read them again costs less."""
_PIECE = 1500
"""Files that are packed together."""


class KeptFiles:
    """Entries as they were read when a shelf was last filled."""

    def __init__(self, shelf: Shelf, kept: bytes | None) -> None:
        self._shelf, self._kept = shelf, kept

    @cached_property
    def files(self) -> Mapping[str, LoadedFile]:
        """What was read, by file."""
        with collection_paused():
            pieces = pickle.loads(self._kept) if self._kept else ()  # noqa: S301 - sealed: we wrote it
            return {one.file: one for piece in pieces for one in pickle.loads(piece)}  # noqa: S301 - as above

    def list_unchanged(self, digests: Mapping[str, bytes]) -> dict[str, LoadedFile]:
        """Files whose bytes are as they were when they were read, and those of the tables beside them."""
        same = {
            file: one
            for file, one in self.files.items()
            if one.digest == digests.get(file) and one.state != UNKNOWN
        }
        return {
            file: one
            for file, one in same.items()
            if one.below == digests.get(ABOVE + file, ABSENT)
            and (one.table_digest is None or one.table_digest == _tell_table(file, digests))
        }

    def pack(self, files: Mapping[str, LoadedFile]) -> list[partial[Iterator[bytes]]]:
        """Pieces of work that turn all that was read into bytes; none where little of it is new."""
        fresh = sum(one is not self.files.get(file) for file, one in files.items())
        if self.files and fresh <= FEW and len(self.files) <= len(files) + FEW:
            return []
        values = list(files.values())
        return [partial(_pack, values[start : start + _PIECE]) for start in range(0, len(values), _PIECE)]

    def write(self, packed: Sequence[bytes]) -> None:
        """Keep these pieces instead of what was kept."""
        if packed:
            self._shelf.write(READ, pickle.dumps(packed))


def _tell_table(file: str, digests: Mapping[str, bytes]) -> bytes:
    """The digest of the table beside an entry."""
    table = f"{file.removesuffix('.yaml')}.csv"
    return UNKNOWN if f"{table}/" in digests else digests.get(table, ABSENT)


def _pack(files: Sequence[LoadedFile]) -> Iterator[bytes]:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _Reducers()
    pickler.dump(files)
    yield stream.getvalue()


class _Reducers(dict[type, Any]):
    """How things are taken apart, models and entries in half the time that pickle takes by itself."""

    def __init__(self) -> None:
        super().__init__(dispatch_table)
        self._given: dict[frozenset[str], set[str]] = {}

    def __missing__(self, sort: type) -> Any:  # noqa: ANN401 - what copyreg wants
        reducer = _REDUCERS.get(sort) or (self._reduce_shape if issubclass(sort, Shape) else None)
        if reducer is None:
            raise KeyError(sort)
        self[sort] = reducer
        return reducer

    def _reduce_shape(self, one: Shape) -> tuple[Any, ...]:
        """Models with the same fields filled in share the set of their names: they are frozen."""
        given = one.__pydantic_fields_set__
        return _revive, (one.__class__, one.__dict__, self._given.setdefault(frozenset(given), given))


_NEW = object.__new__
_SET_FIELDS, _SET_GIVEN, _SET_EXTRA, _SET_PRIVATE = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def _revive(model: type[Shape], fields: dict[str, Any], given: set[str]) -> Shape:
    """A model as it was; it has been checked when it was read."""
    made = _NEW(model)
    _SET_FIELDS(made, fields)
    _SET_GIVEN(made, given)
    _SET_EXTRA(made, None)
    _SET_PRIVATE(made, None)
    return made


def _find_kind(name: str) -> Kind:
    return KIND_BY_NAME[name]


def _reduce_entry(one: Entry[Shape]) -> tuple[Any, ...]:
    return Entry, (one.kind, one.id, one.file, one.value, one.rows, one.signs, one.over)


_REDUCERS: dict[type, Any] = {
    Entry: _reduce_entry,
    Reference: lambda one: (Reference, tuple(one)),
    LoadedFile: lambda one: (LoadedFile, tuple(getattr(one, name) for name in LoadedFile.__match_args__)),
    Kind: lambda one: (_find_kind, (one.name,)),
}
