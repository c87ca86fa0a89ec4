"""Pictures of printed editions for README.md, from the demo: `python -m scripts.print_pictures`.

Typst lays pages of the real PDFs side by side; which ones is found by their words, so that they stay the
same when pages move.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import typst

from generator.artifact import Artifact
from generator.outputs.prints.editions import BY_NAME
from generator.publishing.checking import check_workspace
from generator.publishing.printing import make_prints

ROOT = Path(__file__).parent.parent
GRID = "chaojing-1"
PICTURES = {
    "handbook": (("handbook", "网格服务手册"), ("handbook", "预警（天气"), ("handbook", "帮老人洗澡第")),
    "prints": (("poster-a4", ""), ("handbook-large", "正式名称"), ("pocket-cards", "")),
}
"""Editions and words of the page to show; "" for the first one."""
HEIGHT, DOTS = "62mm", 100
"""How high a page is, and how many dots an inch has."""
SHEET = """#set page(width: auto, height: auto, margin: 3mm, fill: luma(225))
#stack(dir: ltr, spacing: 3mm, {pages})"""
PAGE = 'box(fill: white, image("{file}", page: {number}, height: {height}))'


def find_page(pdf: bytes, words: str) -> int:
    """The number of the first page with these words, from 1."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    found = (number for number, page in enumerate(pages, 1) if words in "".join(page.extract_text().split()))
    return next(found)


def draw_pictures(prints: dict[str, bytes], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each picture as PNG; `folder` takes the files that it is drawn from."""
    for name, data in prints.items():
        (folder / f"{name}.pdf").write_bytes(data)
    for picture, shown in PICTURES.items():
        pages = ", ".join(
            PAGE.format(file=f"{name}.pdf", number=find_page(prints[name], words), height=HEIGHT)
            for name, words in shown
        )
        source = folder / "sheet.typ"
        source.write_text(SHEET.format(pages=pages), "utf-8")
        made = typst.compile(source, root=folder, format="png", ppi=DOTS)
        yield picture, made if isinstance(made, bytes) else made[0]


def main() -> None:
    """Write docs/images/handbook.png and docs/images/prints.png."""
    names = dict.fromkeys(name for shown in PICTURES.values() for name, _ in shown)
    catalogue = check_workspace(ROOT).catalogue
    if catalogue is None:
        raise SystemExit("menus/ has errors: run `make check`")
    editions = [BY_NAME[name] for name in names]
    made = make_prints(ROOT, catalogue, [GRID], catalogue.profile.address, editions)
    paths = {edition.path(GRID): edition.name for edition in editions}
    prints = {paths[one.path]: one.data for one in made if isinstance(one, Artifact)}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in draw_pictures(prints, Path(folder)):
            path = ROOT / "docs/images" / f"{name}.png"
            path.write_bytes(data)
            print(f"{path.relative_to(ROOT)}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
