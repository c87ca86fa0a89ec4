"""The web app manifest: the name and the picture under which a phone puts the site on its screen."""

import json

from generator.artifact import Artifact
from generator.catalogue import Catalogue

PATH = "manifest.webmanifest"
COLOUR = "#0b5563"


def render_manifest(catalogue: Catalogue) -> Artifact:
    """Addresses are relative, so that the site may lie in a folder of its host.

    `minimal-ui` keeps a way back, which old readers look for.
    """
    name = catalogue.profile.site_name
    value = {
        "name": name,
        "short_name": name,
        "lang": "zh-CN",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": COLOUR,
        "background_color": "#ffffff",
        "icons": [
            {"src": "assets/logo.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "assets/touch-icon.png", "sizes": "180x180", "type": "image/png"},
        ],
    }
    return Artifact(PATH, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
