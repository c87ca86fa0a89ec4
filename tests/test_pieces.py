"""Each macro of the pages has a sample, and all samples stand on one page."""

import re

from conftest import ROOT

from scripts.pieces import list_macros, render_samples


def test_each_macro_has_a_sample() -> None:
    assert {(one.library, one.macro) for one in render_samples()} == list_macros()


def test_samples_use_only_classes_that_the_styles_know() -> None:
    """A class without a style is a slip of the template or of the style sheet."""
    styles = "".join((ROOT / f"site_overrides/assets/{name}.css").read_text("utf-8") for name in SHEETS)
    known = set(re.findall(r"\.(gp-[\w-]+)", styles)) | BARE
    used = {
        name
        for one in render_samples()
        for text in re.findall(r'class="([^"]*)"', one.html)
        for name in text.split()
        if name.startswith("gp-")
    }
    assert used - known == set()


SHEETS = ("gridpress", "chrome", "print")
BARE = {"gp-prose", "gp-chart__line--1"}
"""Classes that mark what something is and look like what they stand in."""
