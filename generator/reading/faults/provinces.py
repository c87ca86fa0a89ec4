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

CITY_NAME = fault(
    "PRO105",
    ERROR,
    ("市的文件夹名不能用", "a city's folder has a name that cannot be used"),
    (
        "文件夹 `{name}` 的名字会写进网址，不能用",
        "the name of folder `{name}` stands in addresses and cannot be used",
    ),
    (
        "改成小写字母、数字和连字符，例如 `hangzhou`；{own} 是省的页面用的；改名会改变这个市所有的网址",
        "use lower-case letters, digits and hyphens, as in `hangzhou`; {own} are taken; all addresses change",
    ),
)

NO_CITY = fault(
    "PRO106",
    WARNING,
    ("文件夹没有算作一个市", "a folder does not count as a city"),
    (
        "`{name}` 里有 {held}，却没有 menus 文件夹，不会做成网站",
        "`{name}` holds {held}, but no folder `menus`, and is left out of the site",
    ),
    (
        "是一个市的，就改成 `市/menus/profile.yaml` 这样（全小写，中间不多一层）；备份请移到省的文件夹外面",
        "if it is a city, make it `city/menus/profile.yaml` (lower case); move copies out of the province",
    ),
)
