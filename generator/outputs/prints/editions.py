"""The printed editions: what each is called, what it shows, how it is set.

`EDITIONS` is the one list of them: the command `print`, the site and its pages follow it.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.prints.edition import BOOKS, FIRST, WALL, Edition, Sheet
from generator.outputs.prints.for_ears import FOR_EARS
from generator.outputs.prints.small import SMALL
from generator.views.prints.contacts import LARGE_PRINT
from generator.views.prints.handbook import HandbookView, view_handbook


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


HANDBOOK = Edition(
    FIRST,
    Text("网格手册", "handbook"),
    "handbooks",
    "handbook.typ",
    "a5",
    _view_whole,
    group=BOOKS,
    use=Text("网格员随身带，居民放电话边；A5", "for workers' bags and beside telephones; A5"),
)
HANDBOOK_A4 = replace(
    HANDBOOK,
    name="handbook-a4",
    title=Text("网格手册（A4）", "handbook (A4)"),
    paper="a4",
    use=Text(
        "放在办公桌、接待台上，字有小三号大，页码和 A5 的一样",
        "for desks, in letters of 15.5 pt, with the page numbers of the A5 book",
    ),
    source=HANDBOOK,
)
"""The pages of the A5 book, larger by the square root of two: whoever says on the telephone 翻到第 12 页 is
understood by all, its 11 pt become the 15.5 of clear print, and no second layout has to be looked after."""
BOOKLET = replace(
    HANDBOOK_A4,
    name="handbook-booklet",
    title=Text("网格手册（拼版，自己装订）", "handbook (imposed, to stitch)"),
    use=Text(
        "用办公室打印机两面印 A4，对折装订成 A5 的一本",
        "for an office printer: print both sides of A4, fold and stitch to A5",
    ),
    folded=True,
)
LARGE_PRINT_BOOK = Edition(
    "handbook-large",
    Text("网格手册（大字本）", "handbook (large print)"),
    "handbooks",
    "large.typ",
    "a4",
    _view_whole,
    group=BOOKS,
    use=Text(
        "给眼睛不方便的人：小二号字，电话、急事、能办的事、人员；A4，用不反光的纸",
        "for readers who see badly: 18 pt and more, on A4 that does not shine",
    ),
    sets_paper=True,
)
"""What residents need rather than the whole book, which would be a stack that nobody lifts: its map and the
lists that workers keep are left out, and it says so. Large print after UKAAF, see the template."""
_SHOWN_ON_POSTERS = frozenset(
    (
        *("city", "above", "community", "publisher", "demo", "name", "grounds", "path"),
        *("duty", "night", "teams", "emergencies", "contacts", "supervision_phone"),
    )
)
POSTERS = tuple(
    Edition(
        f"poster-{paper}",
        Text(f"楼道海报（{paper.upper()}）", f"stairwell poster ({paper.upper()})"),
        "posters",
        "poster.typ",
        paper,
        _view_whole,
        group=WALL,
        shows=_SHOWN_ON_POSTERS,
        use=Text(
            "贴楼道：网格员、电话，站着就能扫的码", "for stairwells: whom to call, a code to scan in passing"
        ),
    )
    for paper in ("a4", "a3")
)
EDITIONS = (HANDBOOK, HANDBOOK_A4, BOOKLET, LARGE_PRINT_BOOK, *POSTERS, *SMALL, *FOR_EARS)
BY_NAME = {one.name: one for one in EDITIONS}


def published_editions(catalogue: Catalogue) -> tuple[Edition, ...]:
    """What stands on the site, as the profile says."""
    return tuple(one for one in EDITIONS if one.name in catalogue.profile.prints.published)


def list_files(catalogue: Catalogue, edition: Edition, grid_id: str) -> Iterator[tuple[str, str]]:
    """Files of an edition that a grid has, and their titles."""
    subjects = [""] if edition.single else [one.subject for one in edition.view(catalogue, grid_id)]
    for subject in subjects:
        name = _name_subject(catalogue, subject)
        yield edition.path(grid_id, subject), "：".join(filter(None, (edition.title.zh, name)))


def _name_subject(catalogue: Catalogue, subject: str) -> str:
    kinds = (catalogue.services, catalogue.audiences, catalogue.people)
    return next((kind[subject].value.name for kind in kinds if subject in kind), subject)


def is_print(path: str) -> bool:
    """Whether `Edition.path` may have made a path."""
    folder, _, file = path.rpartition("/")
    parts = file.partition(".")[0].split("_")
    edition = BY_NAME.get((*parts, HANDBOOK.name)[1])
    return edition is not None and edition.path(parts[0], "_".join(parts[2:])) == f"{folder}/{file}"


def read_path(path: str) -> tuple[Edition, str, str]:
    """The edition, grid and subject of a path that `Edition.path` made."""
    grid_id, *rest = path.rpartition("/")[2].partition(".")[0].split("_")
    name, subject = (*rest, "", "")[:2]
    return BY_NAME[name or HANDBOOK.name], grid_id, subject
