"""Gridpress: community services as YAML, checked and published as a site and as handbooks."""

import os

__version__ = "0.1.0"

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used, and to look for them takes long
