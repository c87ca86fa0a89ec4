"""Changing a few keys of a YAML text and leaving every other character as it stands."""

from dataclasses import dataclass

import yaml

DELETE = "!delete"


@dataclass(frozen=True)
class _Child:
    """A pair of a mapping (from its key) or an item of a list (from behind its dash)."""

    start: yaml.Mark
    value: yaml.Node

    @property
    def end(self) -> int:
        return _find_end(self.value)


def patch_text(text: str, patch: str) -> str:
    """`text` with the keys of `patch` set, both YAML mappings.

    Mappings are merged, a mapping over a list names its items by position from 0, and a new key or
    position is added at the end. All else is replaced. A value `!delete` takes the key or item away.
    """
    edits: list[tuple[int, int, str]] = []
    _merge(_compose(text), _compose(patch), (text, patch), edits)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _compose(text: str) -> yaml.Node:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None, "nothing to patch"
    return node


def _merge(old: yaml.Node, new: yaml.Node, texts: tuple[str, str], edits: list[tuple[int, int, str]]) -> None:
    children = _list_children(old)
    names = list(children)
    changed = _list_children(new)
    kept = [name for name in names if name not in changed or changed[name].value.tag != DELETE]
    assert kept, "nothing would stay: delete the whole"
    for name, child in changed.items():
        own = children.get(name)
        if child.value.tag == DELETE:
            edits.append((*_find_cut(children, names.index(name), names.index(kept[-1])), ""))
        elif own is None:
            last = children[names[-1]]
            edits.append((last.end, last.end, _glue(old) + _quote(old, child, last, texts[1])))
        elif _goes_into(own.value, child.value):
            _merge(own.value, child.value, texts, edits)
        else:
            edits.append((own.start.index, own.end, _quote(old, child, own, texts[1])))


def _list_children(node: yaml.Node) -> dict[str, _Child]:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _Child(key.start_mark, value) for key, value in node.value}
    return {str(number): _Child(item.start_mark, item) for number, item in enumerate(node.value)}


def _goes_into(old: yaml.Node, new: yaml.Node) -> bool:
    if not isinstance(new, yaml.MappingNode):
        return False
    if isinstance(old, yaml.SequenceNode):
        return all(key.value.isdigit() for key, _ in new.value)
    return isinstance(old, yaml.MappingNode)


def _find_cut(children: dict[str, _Child], place: int, last: int) -> tuple[int, int]:
    """A child with what parts it from the next one, or from the one before when none stays behind it."""
    order = list(children.values())
    if place < last:
        return order[place].start.index, order[place + 1].start.index
    return order[place - 1].end, order[place].end


def _glue(node: yaml.CollectionNode) -> str:
    if node.flow_style:
        return ", "
    indent = "\n" + " " * node.start_mark.column
    return indent if isinstance(node, yaml.MappingNode) else indent + "- "


def _quote(owner: yaml.Node, child: _Child, at: _Child, patch: str) -> str:
    """The child as the patch writes it, its further lines moved under its new place."""
    start = child.start if isinstance(owner, yaml.MappingNode) else child.value.start_mark
    first, *rest = patch[start.index : child.end].split("\n")
    shift = at.start.column - start.column
    moved = (" " * shift + line if shift > 0 else line[-shift:] for line in rest)
    return "\n".join([first, *moved])


def _find_end(node: yaml.Node) -> int:
    """Where the text of a node ends; a block's own mark stands before the next word."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _find_end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    text = node.end_mark.buffer
    while text and text[end - 1].isspace():
        end -= 1
    return end
