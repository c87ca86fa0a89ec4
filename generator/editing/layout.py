"""The order of fields and the quotes of an entry as its kind has them; formatting twice changes nothing."""

import re

import yaml

from generator.diagnostics import Edit, apply_edits
from generator.editing.entries import NotInPlaceError
from generator.editing.nodes import Nodes
from generator.editing.values import Names, Style, is_typed, quote, reads_otherwise
from generator.model.fields import Shape
from generator.reading.sources import parse_document


def format_entry(text: str, model: type[Shape]) -> str:
    """The text with fields in the order of the model, and quotes where another reader would need them.

    Raises NotInPlaceError for a text that is no sound entry, and rather than change its meaning.
    """
    document, _ = parse_document("", text.encode("utf-8", "surrogatepass"))
    if document.value is None:
        raise NotInPlaceError
    style = Style(model)
    changed = apply_edits(text, [*_find_quotes(Nodes(text).root, style, ())])
    while edit := _find_order(Nodes(changed), style):
        changed = apply_edits(changed, [edit])
    after, _ = parse_document("", changed.encode("utf-8", "surrogatepass"))
    if after.value != document.value or Nodes(changed).count_comments() != Nodes(text).count_comments():
        raise NotInPlaceError
    return changed


def _find_quotes(node: yaml.Node | None, style: Style, names: Names) -> list[Edit]:
    """Quotes around words that look like numbers, none around numbers and dates."""
    if isinstance(node, yaml.MappingNode):
        return [edit for key, item in node.value for edit in _find_quotes(item, style, (*names, key.value))]
    if isinstance(node, yaml.SequenceNode):
        return [edit for item in node.value for edit in _find_quotes(item, style, names)]
    if not isinstance(node, yaml.ScalarNode) or node.start_mark.index == node.end_mark.index:
        return []
    start, end = node.start_mark.index, node.end_mark.index
    if style.is_text(names):
        return [] if node.style or not reads_otherwise(node.value) else [Edit(start, end, quote(node.value))]
    return [Edit(start, end, node.value)] if node.style in {'"', "'"} and is_typed(node.value) else []


def _find_order(nodes: Nodes, style: Style) -> Edit | None:
    """The first mapping whose fields stand in another order, those within before those around."""
    return _order_below(nodes, nodes.root, style, ())


def _order_below(nodes: Nodes, node: yaml.Node | None, style: Style, names: Names) -> Edit | None:
    if isinstance(node, yaml.SequenceNode):
        found = (_order_below(nodes, item, style, names) for item in node.value)
        return next((edit for edit in found if edit), None)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return None
    below = (_order_below(nodes, item, style, (*names, key.value)) for key, item in node.value)
    inner = next((edit for edit in below if edit), None)
    keys = [key.value for key, _ in node.value]
    wanted = style.sort_fields(names, keys)
    return inner or (None if keys == wanted else _reorder(nodes, node, wanted))


def _reorder(nodes: Nodes, node: yaml.MappingNode, wanted: list[str]) -> Edit:
    """The fields of a mapping in another order, each with the comments above and behind it."""
    lead = "\n" + " " * node.start_mark.column
    start = last = node.start_mark.index
    parts: dict[str, str] = {}
    for key, item in node.value:
        end = nodes.line_end(nodes.end(item))
        parts[key.value] = re.sub(r"\A[ \t]*\r?\n[ \t]*|\A\r?\n", "", nodes.text[last:end])
        last = end
    return Edit(start, last, lead.join(parts[key] for key in wanted))
