"""Artifacts to disk: unchanged files untouched, stale files gone, all or nothing."""

from generator.writing.folder import MARKER, check_output
from generator.writing.site import Written, write_site

__all__ = ["MARKER", "Written", "check_output", "write_site"]
