"""Micro grids in their 综合 grids: who may stand in whom, and what sticks out."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.geometry import describe_spot, measure, parse_shapes, subtract
from generator.facts.ground import Ground
from generator.model import Grid
from generator.rules.texts import named, size_text


def check_nesting(code: str, catalogue: Catalogue, ground: Ground) -> Iterator[Diagnostic]:
    """Findings on parents of live grids, and on micro grids that leave theirs."""
    nested = []
    for grid in catalogue.live_grids:
        parent = catalogue.grids.get(grid.value.parent or "")
        if grid.value.kind != "微网格":
            if grid.value.parent:
                yield _needless_parent(code, grid)
        elif grid.value.parent is None:
            yield _no_parent(code, grid)
        elif parent is not None and (problem := _unfit(catalogue, grid, parent)):
            yield _wrong_parent(code, grid, parent, problem)
        elif parent is not None and grid.value.boundary and parent.value.boundary:
            nested.append((grid, parent))
    yield from _check_inside(code, nested, ground)


def _unfit(catalogue: Catalogue, grid: Entry[Grid], parent: Entry[Grid]) -> Text | None:
    if parent.value.kind != "综合":
        kind = parent.value.kind
        return Text(f"它是“{kind}”，不是“综合”网格", f"which is of the kind {kind}, not 综合")
    if parent.value.community != grid.value.community:
        there = parent.value.community
        return Text(f"它属于另一个社区 `{there}`", f"which belongs to another community, `{there}`")
    if not catalogue.is_live(parent):
        return Text("它现在不在启用期内", "which is not in force today")
    return None


def _needless_parent(code: str, grid: Entry[Grid]) -> Diagnostic:
    kind = grid.value.kind
    return Diagnostic(
        code,
        Severity.ERROR,
        grid.at("parent"),
        Text(
            "网格 {grid}是“{kind}”网格，不能放在 `{parent}` 里面",
            "grid {grid} is of the kind {kind} and cannot lie in `{parent}`",
        ).format(grid=named(grid), kind=kind, parent=grid.value.parent),
        Text(
            "只有微网格写 `parent`；删掉这一行，或把 `kind` 改成 微网格",
            "only a 微网格 has a `parent`: delete it, or change `kind`",
        ),
    )


def _no_parent(code: str, grid: Entry[Grid]) -> Diagnostic:
    return Diagnostic(
        code,
        Severity.ERROR,
        grid.at("kind"),
        Text(
            "微网格 {grid}没有写在哪个综合网格里",
            "micro grid {grid} does not say in which 综合 grid it lies",
        ).format(grid=named(grid)),
        Text("补上 `parent: 综合网格的编号`", "add `parent:` with the id of a 综合 grid"),
    )


def _wrong_parent(code: str, grid: Entry[Grid], parent: Entry[Grid], problem: Text) -> Diagnostic:
    return Diagnostic(
        code,
        Severity.ERROR,
        grid.at("parent"),
        Text(
            "微网格 {grid}不能放在 {parent}里：{problem}",
            "micro grid {grid} cannot lie in {parent}, {problem}",
        ).format(grid=named(grid), parent=named(parent), problem=problem),
        Text(
            "改成同一社区里正在启用的综合网格的编号",
            "name a 综合 grid of the same community that is in force",
        ),
        (Related(parent.at("kind"), Text("上级网格", "the parent")),),
    )


def _check_inside(
    code: str, nested: list[tuple[Entry[Grid], Entry[Grid]]], ground: Ground
) -> Iterator[Diagnostic]:
    inner = parse_shapes(grid.value.boundary or "" for grid, _ in nested)
    outer = parse_shapes(parent.value.boundary or "" for _, parent in nested)
    outside = subtract(inner, outer)
    sized = zip(nested, outside, measure(outside).tolist(), strict=True)
    for (grid, parent), shape, size in sized:
        if size <= ground.tolerance.get(grid.value.community, 0):
            continue
        yield Diagnostic(
            code,
            Severity.ERROR,
            grid.key("boundary"),
            Text(
                "微网格 {grid}有 {size}伸出综合网格 {parent}之外，在 {spot} 附近",
                "{size} of micro grid {grid} lie outside grid {parent}, near {spot}",
            ).format(grid=named(grid), parent=named(parent), size=size_text(size), spot=describe_spot(shape)),
            Text(
                "改其中一条边界，让微网格完全在里面", "change one boundary so that the micro grid lies inside"
            ),
            (Related(parent.key("boundary"), Text("综合网格的边界", "the boundary of the 综合 grid")),),
        )
