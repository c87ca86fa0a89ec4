"""The ground of all grids in one script, asked for only by who wants to be found on it.

One file for the whole city: which part of it a browser asked for would tell where its reader is.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import shapely

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.geometry import parse_shape
from generator.outputs.escaping import dump_script

PATH = "mine/ground.js"
UNITS = 100_000
"""To a degree: about a metre each."""
_TOLERANCE = 2.0 / UNITS


def render_ground(catalogue: Catalogue) -> Artifact:
    """`[id, [ring, …]]` of each grid with a boundary; a 微网格 lies inside another and is left out."""
    grids = [
        (one.id, list(encode_rings(one.value.boundary)))
        for one in catalogue.live_grids
        if one.value.boundary and one.value.kind != "微网格"
    ]
    return Artifact(PATH, f"gridpressGround.take({dump_script(grids)});\n".encode())


def encode_rings(boundary: str) -> Iterator[list[int]]:
    """Rings as longitude and latitude of the first point, then the steps to each next one, in units."""
    shape = shapely.simplify(parse_shape(boundary), _TOLERANCE)
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = np.rint(shapely.get_coordinates(ring) * UNITS).astype(int)
        steps = np.diff(points, axis=0)[:-1].tolist()
        yield list(chain(points[0].tolist(), *(step for step in steps if any(step))))
