"""Whatever goes wrong there is a number to call: the hotline, and of a page with a call button its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO_DAY, HANGS_MS, SCREENS, open_context
from playwright.sync_api import Browser, Locator, Page
from test_offline import OLD_WORKER, WORKER, Host

HOTLINE = "a[href='tel:12345']"
WITH_CALLS = ("grids/wanghai-1.html", "services/zhucan.html", "plans/taifeng.html")
WITHOUT_CALLS = ("index.html", "search.html", "search.html?q=老人吃饭", "guide/emergency.html")
GONE = json.dumps({"id": "nowhere", "name": "旧网格", "calls": [["a", "", "1", "tel:1", "", ""]]})
REFUSES_STORAGE = """for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
}"""


@dataclass(frozen=True)
class Trouble:
    """How a phone differs from a good one; `room` is in bytes, `changed` answers of the host at first."""

    moment: str = DEMO_DAY
    script: str = ""
    room: int | None = None
    changed: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


TROUBLES = {
    "a saved grid that is gone": Trouble(script=f"localStorage.setItem('gridpress.mine', '{GONE}')"),
    "a clock a year early": Trouble("2025-11-20T10:00:00+08:00"),
    "a clock a year late": Trouble("2027-11-21T10:00:00+08:00"),
    "a clock of 1970": Trouble("1970-01-01T00:00:00Z"),
    "another zone": Trouble(options={"timezone_id": "America/Los_Angeles"}),
    "storage refused": Trouble(script=REFUSES_STORAGE),
    "scripts blocked": Trouble(options={"java_script_enabled": False}),
    "a worker of an older version": Trouble(changed={WORKER: (200, OLD_WORKER)}),
    "no room left": Trouble(room=1),
    "little room left": Trouble(room=30_000),
    "50 MB left": Trouble(room=50_000_000),
}


@pytest.fixture(params=TROUBLES)
def troubled(
    request: pytest.FixtureRequest, browser: Browser, demo_site: Path
) -> Iterator[tuple[Page, Host]]:
    """A phone in one of the troubles, after a first visit, and the host that it visits."""
    trouble = TROUBLES[request.param]
    host = Host(demo_site)
    host.changed = dict(trouble.changed)
    options = {"viewport": SCREENS["phone"], "has_touch": True, "is_mobile": True} | trouble.options
    keeps = bool(trouble.changed) or trouble.room is not None
    with open_context(browser, trouble.moment, keeps=keeps, **options) as context:
        context.set_default_timeout(HANGS_MS)
        context.add_init_script(trouble.script)
        page = context.new_page()
        if trouble.room is not None:
            room = {"origin": host.address.rstrip("/"), "quotaSize": trouble.room}
            context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
        page.goto(host.address)
        if trouble.changed:
            page.wait_for_function("() => navigator.serviceWorker.controller")
            host.changed.clear()
        yield page, host
    host.stop()


def can_be_tapped(number: Locator) -> bool:
    """Whether nothing lies over it once it is scrolled to."""
    number.scroll_into_view_if_needed()
    return bool(
        number.evaluate(
            """one => {
              const { left, top, width, height } = one.getBoundingClientRect();
              const hit = document.elementFromPoint(left + width / 2, top + height / 2);
              return one.contains(hit);
            }"""
        )
    )


def test_a_number_is_in_sight_in_any_trouble(troubled: tuple[Page, Host]) -> None:
    """The hotline on every page; in the first window of a page with a call button the button's own."""
    page, host = troubled
    errors: list[str] = []
    page.on("pageerror", lambda one: errors.append(str(one)))
    for path in (*WITH_CALLS, *WITHOUT_CALLS):
        page.goto(host.address + path)
        if path in WITH_CALLS:
            for call in (page.locator(".gp-head .gp-call").first, page.locator(".gp-callbar a").first):
                box = call.bounding_box()
                assert box, path
                assert box["y"] >= 0, path
                assert box["y"] + box["height"] <= SCREENS["phone"]["height"], path
        assert can_be_tapped(page.locator(f"{HOTLINE}:visible").last), path
    assert errors == []
