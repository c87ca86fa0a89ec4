"""“本页内容”: links to the parts of a page, at the mark that its template leaves for them.

Many of them are folded on a phone, as in `site_overrides/partials/contents.html`.
"""

import re

MARK = "<!--gridpress:contents-->"
MOST_OPEN = 6
"""More links would fill the first screen of large print."""
_PART = re.compile(r'<h2(?<!<summary><h2) id="([^"]+)">(.*?)</h2>', re.DOTALL)
"""A heading; those of folded parts stand as a list of their own. Patterns are quick that begin plainly."""
_TAG = re.compile(r"<[^>]*>")


def add_contents(main: str) -> str:
    """The page with links to its headings in place of the mark; one heading alone is found without."""
    if MARK not in main:
        return main
    parts = _PART.findall(main)
    rows = "".join(
        f'<li><a class="gp-chip" href="#{name}">{_TAG.sub("", text)}</a></li>' for name, text in parts
    )
    links = f'<ul class="gp-jump">{rows}</ul>'
    if len(parts) > MOST_OPEN:
        links = f'<details class="gp-fold" data-wide><summary>本页内容</summary>{links}</details>'
    return main.replace(MARK, f'<nav aria-label="本页内容">{links}</nav>' if len(parts) > 1 else "")
