"""Entries changed in place: other values, another name, another order; the rest stays as it was typed."""
