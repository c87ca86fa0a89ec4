"""Pictures for chats, one for each service and grid, drawn by the typesetter of the handbooks.

Drawing takes some three milliseconds of a processor each: a city's take 15 seconds.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from pydantic_core import to_json

from generator.artifact import Artifact, Standing
from generator.catalogue import Catalogue
from generator.outputs.prints.fonts import Fonts
from generator.outputs.prints.typesetting import AGING, open_typesetter
from generator.views.pieces import split_pages
from generator.views.share_card import ShareCard, view_share_cards

TEMPLATE = "share_card.typ"
BATCH = 50
PIXELS_PER_INCH = 72


def render_share_cards(
    catalogue: Catalogue, fonts: Fonts, stands: Callable[[ShareCard], bool] | None = None
) -> Iterator[Artifact | Standing]:
    """All pictures, 600 × 315 pixels as PNG; `stands` tells which of them the last build has left."""
    wanted = list[ShareCard]()
    for card in view_share_cards(catalogue):
        if stands and stands(card):
            yield Standing(card.path)
        else:
            wanted.append(card)
    for cards in filter(None, split_pages(wanted, BATCH)):
        pictures = draw_cards(cards, fonts)
        yield from (Artifact(card.path, picture) for card, picture in zip(cards, pictures, strict=True))
        open_typesetter(fonts.folders).forget(AGING)


def draw_cards(cards: Sequence[ShareCard], fonts: Fonts) -> list[bytes]:
    """The pictures of some cards, in their order."""
    data = to_json({"fonts": fonts.families, "cards": cards}).decode()
    made = open_typesetter(fonts.folders).lay(TEMPLATE, data).compile(format="png", ppi=PIXELS_PER_INCH)
    return made if isinstance(made, list) else [cast("bytes", made)]
