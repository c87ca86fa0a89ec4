"""Artifacts to disk: unchanged files untouched, stale files gone, all or nothing."""
