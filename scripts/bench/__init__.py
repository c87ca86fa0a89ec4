"""Benchmarks: a whole city of entries, and Gridpress timed beside other tools on the same content."""
