"""Gridpress: community services as YAML, checked and published as a site and as handbooks."""

__version__ = "0.1.0"
