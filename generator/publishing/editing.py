"""Changes of entries by a command, as files to try and to write: another id, other values, order."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import OutputError, Text
from generator.editing.entries import NotInPlaceError, edit_entry, render_entry
from generator.editing.layout import format_entry
from generator.editing.renames import rename_entry, rename_links
from generator.model import PROFILE, Kind
from generator.model.fields import ID_PATTERN, Shape
from generator.publishing import CONTENT
from generator.publishing.scaffolding import named_kind, refuse_newer
from generator.reading import MENUS
from generator.reading.documents import Value
from generator.reading.folders import list_files
from generator.reading.inheritance import BASE, version_of
from generator.reading.keys import find_field
from generator.reading.loading import load_catalogue, load_document
from generator.reading.provinces import ABOVE, is_above
from generator.reading.references import did_you_mean
from generator.reading.shapes import nested_model
from generator.reading.sources import parse_document


def rename(root: Path, word: str, old: str, new: str) -> dict[str, str | None]:
    """The files that a new id changes. Raises OutputError for an id that is unknown, unfit or taken."""
    kind = named_kind(word)
    catalogue = load_entries(root)
    entry = _find_entry(catalogue, kind, old)
    if above := entry.over.file if entry.over else entry.file if is_above(entry.file) else "":
        raise OutputError(
            f"`{above}` 是省里的条目，编号跟着省里，不在本市改：请省里改文件名、加 former_ids，"
            "各市同名的文件跟着改名",
            f"`{above}` is the province's entry and has its id: it is renamed there, with former_ids, "
            "and then the file of that name in each city",
        )
    if not ID_PATTERN.match(new):
        raise OutputError(
            f"编号 `{new}` 不能用；只用小写字母、数字和连字符，例如 meal-delivery",
            f"`{new}` is no id; use lower-case letters, digits and hyphens, like meal-delivery",
        )
    owner = _find_owner(root, catalogue, kind, new)
    if owner and owner != entry.file:
        raise OutputError(
            f"编号 `{new}` 已经是 {owner} 的，请换一个", f"the id `{new}` belongs to {owner}; choose another"
        )
    load = cache(partial(load_document, root))
    with _in_place(entry.file):
        files = rename_entry(catalogue, entry, new, load)
    for path in sorted((root / CONTENT).rglob("*.md")):
        file = path.relative_to(root).as_posix()
        text = load(file).text
        if (renamed := rename_links(text, kind, old, new)) != text:
            files[file] = renamed
    return files


def _find_owner(root: Path, catalogue: Catalogue, kind: Kind, id_: str) -> str | None:
    """The file that has an id today or had it once."""
    path = f"{MENUS}/{kind.folder}/{id_}.yaml"
    if (root / path).exists():
        return path
    named = catalogue.entries[kind.name].values()
    return next((one.file for one in named if id_ in getattr(one.value, "former_ids", ())), None)


def set_values(root: Path, target: str, settings: Collection[str]) -> dict[str, str | None]:
    """The file of an entry with other values: `KIND/ID` and `key=value` pairs, nothing behind = to remove."""
    refuse_newer(root)
    word, _, id_ = target.partition("/")
    kind = named_kind(word)
    file = f"{MENUS}/profile.yaml" if kind is PROFILE else f"{MENUS}/{kind.folder}/{id_}.yaml"
    document = load_document(root, file)
    if not document.text and (below := load_document(root, ABOVE + file)).value:
        return {file: _lie_over(below.value or {}, kind, settings)}
    if document.value is None:
        with _in_place(file):
            if not document.text:
                _find_entry(load_entries(root), kind, id_)
            raise NotInPlaceError
    said = {} if kind is PROFILE else load_document(root, ABOVE + file).value or {}
    own = document.value
    new: dict[str, Value] = copy.deepcopy({**said, **own})
    for setting in settings:
        _set_value(new, kind.model, setting)
    _refuse_lacking([name for name in said if new.get(name) is None and name not in own])
    new = {name: value for name, value in new.items() if name in own or value != said.get(name)}
    with _in_place(file):
        return {file: edit_entry(document.text, new, kind.model)}


def _lie_over(below: Mapping[str, Value], kind: Kind, settings: Collection[str]) -> str:
    """A city's new file over an entry of its province: the fields that differ, and from which version."""
    new = copy.deepcopy({**below})
    for setting in settings:
        _set_value(new, kind.model, setting)
    _refuse_lacking([name for name in below if new.get(name) is None])
    own = {name: value for name, value in new.items() if value != below.get(name)}
    if not own:
        raise OutputError("省里就是这样写的，本市不用再写", "the province says so already: nothing to write")
    return render_entry(own, kind.model) + f"{BASE}: {version_of(below)}\n"


def _refuse_lacking(fields: Collection[str]) -> None:
    if fields:
        raise OutputError(
            f"{'、'.join(sorted(fields))} 是省里写的，不能在本市去掉，只能写本市的",
            f"the province says {', '.join(sorted(fields))}: it can be said otherwise here, not removed",
        )


def _set_value(entry: dict[str, Value], model: type[Shape], setting: str) -> None:
    key, sign, text = setting.partition("=")
    if not sign or not key:
        raise OutputError(
            f"`{setting}` 写成 `字段=新的值`，例如 phone=0988-5550101",
            f"write `{setting}` as `field=value`, like phone=0988-5550101",
        )
    parsed = parse_document("", f"value: {text}".encode())[0].value if text[:1] in {"[", "{"} else None
    _put(entry, _find_path(model, key), parsed["value"] if parsed else text or None, key)


def _find_path(model: type[Shape], key: str) -> list[str | int]:
    """The path of `steps.2.minutes` or `办理步骤.2.分钟`; items are counted from 1."""
    path: list[str | int] = []
    for part in key.split("."):
        owner = nested_model(model, tuple(path))
        fields = owner.model_fields if owner else {}
        field = part if part in fields or owner is None else find_field(owner, part)
        if part.isdecimal():
            path.append(int(part) - 1)
        elif owner is None or field is None:
            known = "、".join(f"{name}（{info.title}）" for name, info in fields.items())
            raise OutputError(
                f"没有字段 `{part}`；可用：{known}", f"no field `{part}`; known: {', '.join(fields)}"
            )
        else:
            path.append(field)
    return path


def _put(owner: Value, names: Sequence[str | int], value: Value, key: str) -> None:
    """Set or remove what a path leads to; groups on the way are made."""
    part, rest = names[0], names[1:]
    if isinstance(owner, dict) and isinstance(part, str):
        if not rest:
            owner[part] = value
        else:
            inner = owner.setdefault(part, [] if isinstance(rest[0], int) else {})
            _put(inner, rest, value, key)
    elif isinstance(owner, list) and isinstance(part, int) and 0 <= part <= len(owner):
        if part == len(owner) and value is not None:
            owner.append({} if rest else value)
        if rest and part < len(owner):
            _put(owner[part], rest, value, key)
        elif not rest and part < len(owner):
            owner[part : part + 1] = [] if value is None else [value]
    else:
        raise OutputError(
            f"`{key}` 指不到任何地方；列表里的第几项从 1 数起，例如 steps.2.minutes=5",
            f"`{key}` leads nowhere; items of lists are counted from 1, like steps.2.minutes=5",
        )


def format_files(root: Path) -> tuple[dict[str, str | None], list[str]]:
    """Files whose order or quotes are others than their kind's, formatted; and those that cannot be."""
    refuse_newer(root)
    changed: dict[str, str | None] = {}
    left = []
    for file, (_, kind) in list_files(root).files.items():
        document = load_document(root, file)
        try:
            text = format_entry(document.text, kind.model)
        except NotInPlaceError:
            left.append(file)
            continue
        if text != document.text:
            changed[file] = text
    return changed, left


def load_entries(root: Path) -> Catalogue:
    """All entries as they are written, drafts too. Raises OutputError without a usable profile."""
    refuse_newer(root)
    loaded = load_catalogue(root)
    catalogue = loaded.whole or loaded.catalogue
    if catalogue is None:
        raise OutputError(
            "menus/profile.yaml 还不能用，先运行 gridpress check 改好",
            "menus/profile.yaml cannot be used yet: run gridpress check first",
        )
    return catalogue


def _find_entry(catalogue: Catalogue, kind: Kind, id_: str) -> Entry[Shape]:
    known = catalogue.entries.get(kind.name, {})
    if id_ not in known:
        near = did_you_mean(id_, known) or Text("", "")
        raise OutputError(
            f"{kind.title.zh}里没有能用的 `{id_}`。{near.zh}",
            f"there is no usable {kind.title.en} `{id_}`. {near.en}",
        )
    return known[id_]


@contextmanager
def _in_place(file: str) -> Iterator[None]:
    try:
        yield
    except NotInPlaceError as error:
        raise OutputError(
            f"`{file}` 里有别的问题，改不了：先运行 gridpress check 改好它",
            f"`{file}` has other faults and cannot be changed: run gridpress check and mend it first",
        ) from error
