"""Findings, changes, schemas, samples and documentation as text."""
