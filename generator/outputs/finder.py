"""The data of the finder's page: one script, loaded by that page only."""

import dataclasses

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.escaping import dump_script
from generator.views.finder_data import finder_data

PATH = "assets/services.js"


def render_finder(catalogue: Catalogue) -> Artifact:
    """`FinderData` as a script that calls back, because a page opened from a disk may load no JSON."""
    data = dump_script(dataclasses.asdict(finder_data(catalogue)))
    return Artifact(PATH, f"gridpressFinder({data});\n".encode())
