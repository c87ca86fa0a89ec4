"""The printed editions: what each is called, what it shows, how it is set.

`EDITIONS` is the one list of them: the command `print`, the site and its pages follow it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.prints.handbook import HandbookView, view_handbook

LARGE_PRINT = "?big=1"
"""What the code of a poster adds to the address: whoever scans it in a stairwell is most likely old."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one file of an edition shows, as plain data for its template.

    `subject` tells several files of one grid apart (the id of a service, of an audience), "" for the only
    one; `codes` are addresses to print as QR codes, of pages of the site or elsewhere.
    """

    view: object
    codes: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One printed form of what a grid has to say.

    `name` is what the command calls it, `view` the sheets of one grid by its id, `paper` a name that Typst
    knows. Those that are `published` stand on the site; the others are made when asked for.
    """

    name: str
    title: Text
    folder: str
    template: str
    paper: str
    view: Callable[[Catalogue, str], Iterable[Sheet]]
    published: bool = True

    def path(self, grid_id: str, subject: str = "") -> str:
        """Where it lies in the site; no id holds an underscore."""
        parts = (grid_id, "" if self.name == HANDBOOK.name else self.name, subject)
        return f"{self.folder}/{'_'.join(filter(None, parts))}.pdf"


def _view_whole(catalogue: Catalogue, grid_id: str) -> Iterator[Sheet]:
    """The handbook and the posters, which show a part of it."""
    view = view_handbook(catalogue, grid_id)
    yield Sheet(view, tuple(_codes_of(view)))


def _codes_of(view: HandbookView) -> Iterator[str]:
    yield view.path
    yield view.path + LARGE_PRINT
    services = [one for group in view.menu for one in group.services]
    yield from (one.path for one in services)
    yield from (one.path for one in view.cards)
    yield from (one.guide.link for one in services if one.guide)


HANDBOOK = Edition("handbook", Text("网格手册", "handbook"), "handbooks", "handbook.typ", "a5", _view_whole)
POSTERS = tuple(
    Edition(
        f"poster-{paper}",
        Text(f"楼道海报（{paper.upper()}）", f"stairwell poster ({paper.upper()})"),
        "posters",
        "poster.typ",
        paper,
        _view_whole,
    )
    for paper in ("a4", "a3")
)
EDITIONS = (HANDBOOK, *POSTERS)
PUBLISHED = tuple(one for one in EDITIONS if one.published)
BY_NAME = {one.name: one for one in EDITIONS}
