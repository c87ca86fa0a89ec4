"""What an edition is: one printed form of what a grid has to say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.prints.outline import Outline

BOOKS = Text("成本的", "books")
WALL = Text("贴墙上的", "for walls")
CARRIED = Text("网格员带在身上的", "to carry")
GIVEN = Text("发给居民的", "to hand out")
EARS = Text("给看不见的人", "for those who do not see")
OTHER = Text("其他", "others")
"""Groups of editions, as the command lists them."""
NOTHING = Text("", "")
FIRST = "handbook"
"""The edition whose files carry no name but the grid's."""


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
    knows. Of a `single` one each grid has one sheet, of others as many as there are people or services, or
    none. `group` and `use`, what it is for, tell people which to choose. One with a `source` is made from the
    pages of that edition; a `folded` one lays two of them side by side, to fold and stitch. The template of
    one that `sets_paper` is set anew for any paper; pages of the others are fitted to it. `shows` are the
    fields of the view that it prints, where not all. What is no PDF has another `suffix`, and a function
    that makes it. Without what it `needs` a grid has no sheet of it.
    """

    name: str
    title: Text
    folder: str
    template: str
    paper: str
    view: Callable[[Catalogue, str], Iterable[Sheet]]
    single: bool = True
    group: Text = OTHER
    use: Text = NOTHING
    source: "Edition | None" = None
    folded: bool = False
    sets_paper: bool = False
    shows: frozenset[str] | None = None
    suffix: str = "pdf"
    write: Callable[[Outline], bytes] | None = None
    needs: Text = NOTHING

    def path(self, grid_id: str, subject: str = "") -> str:
        """Where it lies in the site; no id holds an underscore."""
        parts = (grid_id, "" if self.name == FIRST else self.name, subject)
        return f"{self.folder}/{'_'.join(filter(None, parts))}.{self.suffix}"
