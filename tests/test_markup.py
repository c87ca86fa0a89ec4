"""Pages are valid HTML, by html-validate's recommended rules.

`html-validate.json` beside this says what is asked for. Left out are rules of style: the theme's templates
write `doctype` small and leave blanks at line ends, numbers are kept together by the style sheet and not by
their letters, `_1` is an id that Markdown makes from a Chinese heading. More elements may have an
`aria-label` than the rule likes; the finder's form needs no button, since it answers each choice by itself.
"""

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from conftest import ROOT
from test_browser import PAGES
from test_targets import pages_of_each_kind

CHECKER = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
CONFIG = Path(__file__).with_name("html-validate.json")


def find_faults(pages: Iterable[Path], report: Path) -> list[str]:
    """What the checker has against pages: page, place, what is wrong; `report` is a file to pass them."""
    assert CHECKER.is_file(), "缺少 html-validate：请运行 python3 scripts/setup.py --test"
    command = ["node", CHECKER, "--config", CONFIG, "--formatter", f"json={report}", *pages]  # pipes are cut
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)  # noqa: S603 - a tool
    assert done.returncode in {0, 1}, done.stderr
    return [
        f"{one['filePath']}:{fault['line']}:{fault['column']} {fault['ruleId']}: {fault['message']}"
        for one in json.loads(report.read_text("utf-8"))
        for fault in one["messages"]
    ]


def test_a_page_of_each_kind_is_valid_html(demo_site: Path, tmp_path: Path) -> None:
    pages = {path for paths in pages_of_each_kind(demo_site).values() for path in paths}
    pages |= {path.partition("?")[0] for path in PAGES.values()}
    assert len(pages) > 80
    assert find_faults((demo_site / path for path in sorted(pages)), tmp_path / "faults.json") == []


FAULTS = {
    "close-order": ("</main>", "<p></div></main>"),
    "no-dup-id": ('id="gp-main"', 'id="gp-top"'),
    "no-deprecated-attr": ("<h1>", "<h1 align=right>"),
    "element-permitted-content": ("</h1>", "<ul><p>x</p></ul></h1>"),
}


def test_the_checker_sees_what_is_wrong(demo_site: Path, tmp_path: Path) -> None:
    page = (demo_site / PAGES["service"]).read_text("utf-8")
    for rule, (right, wrong) in FAULTS.items():
        assert right in page
        (tmp_path / f"{rule}.html").write_text(page.replace(right, wrong, 1), "utf-8")
    found = " ".join(find_faults(sorted(tmp_path.glob("*.html")), tmp_path / "faults.json"))
    for rule in FAULTS:
        assert re.search(rf"{rule}\.html:\S+ {rule}: ", found), rule
