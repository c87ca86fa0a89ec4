"""Pictures for chats, one for each service and grid, drawn by the typesetter of the handbooks.

Drawing takes some three milliseconds of a processor each, so that none is kept from build to build.
"""

from collections.abc import Iterator
from typing import cast

from pydantic_core import to_json

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.prints.fonts import Fonts
from generator.outputs.prints.typesetting import AGING, open_typesetter
from generator.views.pieces import split_pages
from generator.views.share_card import ShareCard, view_share_cards

TEMPLATE = "share_card.typ"
BATCH = 50
PIXELS_PER_INCH = 72


def render_share_cards(catalogue: Catalogue, fonts: Fonts) -> Iterator[Artifact]:
    """All pictures, 600 × 315 pixels as PNG."""
    for cards in filter(None, split_pages(list(view_share_cards(catalogue)), BATCH)):
        pictures = _draw(cards, fonts)
        yield from (Artifact(card.path, picture) for card, picture in zip(cards, pictures, strict=True))
        open_typesetter(fonts.folders).forget(AGING)


def _draw(cards: tuple[ShareCard, ...], fonts: Fonts) -> list[bytes]:
    data = to_json({"fonts": fonts.families, "cards": cards}).decode()
    made = open_typesetter(fonts.folders).lay(TEMPLATE, data).compile(format="png", ppi=PIXELS_PER_INCH)
    return made if isinstance(made, list) else [cast("bytes", made)]
