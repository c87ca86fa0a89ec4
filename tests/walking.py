"""Somebody who walks through the site in a browser, by touch or by keyboard, and counts the taps."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

REMEMBERS_DIALLING = """addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="tel:"]');
  if (!link) return;
  event.preventDefault();
  window.dialled = link.getAttribute('href');
});"""


@dataclass
class Walk:
    """A reader who taps, or tabs and presses Enter, and counts."""

    page: Page
    by_touch: bool
    taps: int = 0

    def tap(self, place: Locator) -> None:
        """One tap, or Enter on what has the focus."""
        if self.by_touch:
            self.taps += 1
            place.tap()
        else:
            self.reach(place)
            self.page.keyboard.press("Enter")

    def reach(self, place: Locator) -> None:
        """One tap into a field, or as often Tab as it takes; counts as one."""
        self.taps += 1
        if self.by_touch:
            place.tap()
            return
        place.wait_for()
        for _ in range(200):
            if place.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("the keyboard never comes here")

    def type(self, text: str) -> None:
        """Typing, which counts for nothing."""
        self.page.keyboard.type(text)

    @property
    def dialled(self) -> str:
        """What the phone was told to dial."""
        return str(self.page.evaluate("window.dialled || ''"))
