"""A workspace from a GeoJSON tessellation, to try the ground rules on boundaries of the real world.

`python -m scripts.bench.tessellation FILE DIR` makes each feature a grid of one community, whose
boundary is their union without holes, moved into China's frame; then run `gridpress check --root DIR`.
"""

import json
import sys
from pathlib import Path

import shapely
from shapely import affinity

FRAME = (120.0, 30.0)
"""Where the south-western corner goes, degrees."""
CITY = "990000000000"
COMMUNITY = "990102001001"


def write_workspace(source: Path, root: Path) -> int:
    """Write the workspace and return how many grids it has."""
    features = json.loads(source.read_text("utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    west, south, _, _ = shapely.total_bounds(shapes)
    moved = [affinity.translate(shape, FRAME[0] - west, FRAME[1] - south) for shape in shapes]
    whole = shapely.union_all([shape if shape.is_valid else shapely.make_valid(shape) for shape in moved])
    parts = getattr(whole, "geoms", [whole])
    outline = shapely.union_all(
        [shapely.Polygon(part.exterior) for part in parts if part.geom_type == "Polygon"]
    )
    _write(root, "profile.yaml", _PROFILE)
    _write(root, "divisions/city.yaml", f'name: 试验市\ncode: "{CITY}"\nlevel: 市\n')
    _write(root, "divisions/whole.yaml", _entry("试验社区", COMMUNITY, "level: 社区\nparent: city", outline))
    for number, shape in enumerate(moved, 1):
        lines = "kind: 综合\ncommunity: whole\nhouseholds: 400"
        _write(
            root,
            f"grids/g{number:03}.yaml",
            _entry(f"第{number}网格", f"{COMMUNITY}{number:03}", lines, shape),
        )
    return len(moved)


_PROFILE = """site_name: 试验
city: city
publisher: 试验
hotline: {name: 热线, phone: "12345"}
supervision_phone: "12345"
"""


def _entry(name: str, code: str, lines: str, shape: shapely.Geometry) -> str:
    return (
        f'name: {name}\ncode: "{code}"\n{lines}\nboundary: {shapely.to_wkt(shape, rounding_precision=-1)}\n'
    )


def _write(root: Path, file: str, text: str) -> None:
    path = root / "menus" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    print(write_workspace(Path(sys.argv[1]), Path(sys.argv[2])), "grids")
