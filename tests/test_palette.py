"""The palette: text on its ground 7:1, edges that carry meaning 3:1, by day, at night, at high contrast."""

import re
from itertools import product
from typing import get_args

import pytest
from conftest import ROOT

from generator.model.vocabulary import Icon
from generator.outputs.templating import TEMPLATES

CSS = (ROOT / "site_overrides/assets/chrome.css").read_text("utf-8")
TEXT = 7.0
"""WCAG 2.2, 1.4.6."""
EDGE = 3.0
"""WCAG 2.2, 1.4.11."""
GROUNDS = ("ground", "paper", "sand", "mist")
PAIRS = (
    *product(("ink", "soft", "sea", "sea-deep", "link"), GROUNDS),
    *product(("red", "amber", "green", "ink"), ("ground", "paper")),
    *((name, f"{name}-mist") for name in ("red", "amber", "green")),
    *(("ink", f"{name}-mist") for name in ("red", "amber", "green")),
    *product(("on-sea",), ("sea", "sea-deep")),
    *product(("on-deep",), ("deep", "alarm")),
    *(("paper", name) for name in ("red",)),
    *(("ink", name) for name in ("mark", "land", "land-here", "land-key", "land-liaison")),
)
EDGES = (
    *product(("edge", "sea", "focus"), GROUNDS),
    ("sun", "deep"),
    *product(("clay", "leaf", "iris"), ("ground", "paper")),
)


def blocks() -> list[tuple[str, dict[str, str]]]:
    """Media condition ("" for none) and colours of each block that sets them, in order."""
    found, condition = [], ""
    for match in re.finditer(r"@media ([^{]+)\{|([^{}@]+)\{([^{}]*)\}|\}", CSS):
        if match[1]:
            condition = match[1].strip()
        elif match[0] == "}":
            condition = ""
        elif match[2].strip().endswith((":root", "html.gp-large")):
            found.append(
                (match[2].strip() + "|" + condition, dict(re.findall(r"--gp-([\w-]+): ([^;]+);", match[3])))
            )
    return found


def colours(*, dark: bool, more: bool, large: bool) -> dict[str, str]:
    """What the names stand for where these conditions hold."""
    values: dict[str, str] = {}
    for key, given in blocks():
        selector, condition = key.split("|")
        holds = (
            ("scheme: dark" not in condition or dark)
            and ("scheme: light" not in condition or not dark)
            and ("contrast: more" not in condition or more)
            and "reduced-motion" not in condition
            and "max-width" not in condition
        )
        if holds and (large or ":root" in selector):
            values |= given
    return values


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def read(values: dict[str, str], name: str) -> str:
    """A colour by its name; one may be named after another."""
    value = values[name].strip()
    other = re.fullmatch(r"var\(--gp-([\w-]+)\)", value)
    return read(values, other[1]) if other else value


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("more", [False, True], ids=["usual", "high contrast"])
@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_text_and_edges_stand_out_from_their_grounds(*, dark: bool, more: bool, large: bool) -> None:
    values = colours(dark=dark, more=more, large=large)
    faint = [
        f"{one} on {ground}: {ratio:.2f}"
        for pairs, least in ((PAIRS, TEXT), (EDGES, EDGE))
        for one, ground in pairs
        if (ratio := contrast(read(values, one), read(values, ground))) < least
    ]
    assert faint == []


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000", "#fff"), 2) == 21.0


def test_no_colour_stands_outside_the_palette() -> None:
    """But for the white below codes, which scanners need, and the colours of the weather warnings."""
    loose = [
        line
        for name in ("chrome.css", "gridpress.css")
        for line in (ROOT / "site_overrides/assets" / name).read_text("utf-8").splitlines()
        if re.search(r"#[0-9a-fA-F]{3,8}\b(?!\")", line)
        and not line.lstrip().startswith("--gp-")
        and not re.search(r"\.gp-qr|\.gp-take__code|\.gp-warning--", line)
    ]
    assert loose == []


def test_each_picture_that_editors_may_name_is_drawn() -> None:
    drawn = TEMPLATES.get_template("icons.html.j2").module.ICONS  # type: ignore[attr-defined]
    assert list(drawn) == list(get_args(Icon))
