"""Faults that only a province can see: what two of its cities cannot both be right about."""

from generator.reading.faults.fault import ERROR, WARNING, fault

CODE_OF_TWO = fault(
    "PRO101",
    ERROR,
    ("两个市用了同一个代码", "two cities use one code"),
    ("代码 `{code}` 已经是 {other} 的", "the code `{code}` belongs to {other}"),
    (
        "代码在全省只能有一个：查清楚是哪个市的，改正另一个",
        "a code is unique in a province: find out whose it is, and correct the other",
    ),
)

OVERLAP_OF_TWO = fault(
    "PRO102",
    ERROR,
    ("两个市的网格重叠", "grids of two cities overlap"),
    (
        "和 {other} 的网格“{name}”重叠 {size} 平方米，在 {spot} 附近",
        "overlaps grid “{name}” of {other} by {size} m², near {spot}",
    ),
    (
        "两个市先商定界线，再改其中一条边界，让两个网格只在边上相接",
        "agree on the line, then change one boundary so that the grids only touch",
    ),
)

GAP_OF_TWO = fault(
    "PRO103",
    WARNING,
    ("两个市之间有一块地没人管", "ground between two cities belongs to no grid"),
    (
        "{one} 和 {other} 之间有 {size} 平方米不在任何网格里，在 {spot} 附近",
        "{size} m² between {one} and {other} lie in no grid, near {spot}",
    ),
    ("两个市商定归谁，把边界画到相接", "agree on whose it is, and draw the boundaries until they touch"),
)

ELSEWHERE = fault(
    "PRO104",
    ERROR,
    ("写了别的市的条目", "an entry of another city is named"),
    ("`{id}` 是 {other} 的条目，别的市不能写", "`{id}` is an entry of {other}; no other city can name it"),
    (
        "几个市共用的，移到省的 menus/{folder}/；不是的，写本市的",
        "move it to menus/{folder}/ of the province if cities share it, or name one of this city",
    ),
)
