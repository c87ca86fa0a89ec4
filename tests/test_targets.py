"""Targets are large enough to hit: 44 px, in large print 60, on pages of every kind on a narrow phone.

The sizes are those of the 移动互联网应用适老化通用设计规范 of the ministry of industry (2021), 2.1; like WCAG
2.5.8 it is about targets that stand for themselves, not about links within a sentence.
"""

from pathlib import Path

from playwright.sync_api import Page
from test_browser import PAGES

LEAST_PX = {"": 44, "gp-large": 60, "gp-large gp-largest": 60}
OF_EACH_KIND = 4
SMALL = r"""least => {
  const inline = it => getComputedStyle(it).display === 'inline';
  const around = it => inline(it) ? around(it.parentElement) : it;
  const words = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const plain = node.nodeType === Node.ELEMENT_NODE && inline(node) && !node.matches('a, .gp-hidden');
    return plain ? [...node.childNodes].map(words).join('') : '';
  };
  const inSentence = it => inline(it) &&
    /[\p{L}\p{N}]/u.test([...around(it.parentElement).childNodes].map(words).join(''));
  const hit = it => it.closest('label') ||
    (getComputedStyle(it, '::after').position === 'absolute' ? it.offsetParent : it);
  const area = it => hit(it).getBoundingClientRect();
  const common = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const collide = (a, b) => common(a, b, 'left', 'right') > 2 && common(a, b, 'top', 'bottom') > 2 &&
    !within(a, b) && !within(b, a);

  document.querySelectorAll('details').forEach(one => { one.open = true; });
  const targets = [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(one => one.checkVisibility() && !one.closest('svg, .gp-skip, .gp-menu__panel, .gp-callbar'))
    .map(one => ({ one, box: area(one) }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const alone = targets.filter(({ one }) => !inSentence(one));
  const tell = ({ one, box }) =>
    `${one.outerHTML.slice(0, 90)} in ${one.parentElement.outerHTML.slice(0, 40)} ` +
    `${box.width.toFixed(1)} × ${box.height.toFixed(1)} at ${box.top.toFixed()}`;
  const small = alone.filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5);
  const over = alone.filter(({ box }, at) =>
    alone.slice(at + 1, at + 8).some(next => collide(box, next.box)));
  return [targets.length, small.map(tell), over.map(tell)];
}"""


def pages_of_each_kind(site: Path) -> dict[str, list[str]]:
    """Some pages of each folder: its index and the largest others."""
    pages = [
        path
        for path in sorted(
            site.rglob("*.html"), key=lambda one: (one.name != "index.html", -one.stat().st_size)
        )
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    ]
    kinds: dict[str, list[str]] = {}
    for path in pages:
        kinds.setdefault(path.parent.name if path.parent != site else "", []).append(
            path.relative_to(site).as_posix()
        )
    return {kind: paths[:OF_EACH_KIND] for kind, paths in kinds.items()}


def test_every_target_that_stands_for_itself_is_large_enough_and_clear_of_others(
    page: Page, server: str, demo_site: Path
) -> None:
    found, seen = [], 0
    kinds = pages_of_each_kind(demo_site)
    assert len(kinds) > 15, "every kind with pages"
    for path in [*(path for paths in kinds.values() for path in paths), PAGES["results"]]:
        page.goto(server + path)
        if path == PAGES["results"]:
            page.wait_for_selector(".gp-search__item")
        for size, least in LEAST_PX.items():
            page.evaluate("size => { document.documentElement.className = `js ${size}`; }", size)
            targets, small, over = page.evaluate(SMALL, least)
            seen += targets
            found += [f"{path} {size}: {one}" for one in small] + [
                f"{path} {size}: over {one}" for one in over
            ]
    assert seen > 1000, "the measurement sees the targets"
    assert found == []


def test_the_measurement_sees_small_targets_and_spares_links_within_a_sentence(page: Page) -> None:
    page.goto("about:blank")
    page.set_content(
        "<p>先看<a href='#'>这里</a>再来</p><p><a href='#'>这里</a></p><button>够</button><button>小</button>"
    )
    for number, height in enumerate(("44px", "43px")):
        button = page.locator("button").nth(number)
        button.evaluate("(one, height) => Object.assign(one.style, { width: '80px', height })", height)
    _, small, over = page.evaluate(SMALL, 44)
    assert len(small) == 2
    assert small[0].startswith("<a")
    assert "小" in small[1]
    assert over == []
