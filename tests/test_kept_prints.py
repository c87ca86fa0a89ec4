"""Prints of the last build are kept where they would be the same again, and nowhere else."""

import datetime
import os
import shutil
from itertools import chain

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.artifact import Artifact, Standing
from generator.outputs import share_cards
from generator.outputs.prints import workers
from generator.outputs.prints.fonts import Fonts, find_fonts
from generator.outputs.share_cards import render_share_cards
from generator.publishing.kept_prints import KeptPrints
from generator.publishing.print_orders import write_print_order
from generator.publishing.printing import make_prints
from generator.reading.loading import load_catalogue
from generator.views.share_card import view_share_cards
from generator.writing.site import write_site

GRIDS = ["chaojing-1", "chaojing-2"]
DAY = datetime.date(2026, 5, 20)
EDITS = {
    "a worker's number": ("people/wang-min.yaml", "phone:", "phone: 0988-5559999 #"),
    "a grid's name": ("grids/chaojing-2.yaml", "name:", "name: 另一个网格 #"),
    "a service's words": ("services/elder-card.yaml", "summary:", "summary: 换了说法。 #"),
    "a rare character": ("services/elder-card.yaml", "summary:", "summary: 莫𡐓村。 #"),
    "the city's hotline": ("profile.yaml", "supervision_phone:", "supervision_phone: 0988-5558888 #"),
    "no publisher of that name": ("profile.yaml", "publisher:", "publisher: 别的单位 #"),
    "a comment": ("profile.yaml", "publisher:", "# 说明\npublisher:"),
    "a service goes": ("services/elder-visit.yaml", None, None),
}


def _load(root, today=DAY):
    loaded = load_catalogue(root, today=today)
    assert loaded.catalogue is not None, loaded.found
    return loaded.catalogue


def _edit(root, file, old, new):
    path = root / "menus" / file
    if old is None:
        path.unlink(missing_ok=True)
    elif path.exists():
        text = path.read_text("utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new, 1), "utf-8")


def _build(root, out, catalogue):
    """Prints and pictures alone, as `build` makes them; what was not made again, and findings."""
    kept, fonts = KeptPrints(root, out), find_fonts(root)
    found, standing = [], []

    def files():
        prints = make_prints(root, catalogue, GRIDS, catalogue.profile.address, kept=kept)
        for one in chain(prints, render_share_cards(catalogue, fonts, kept.compare_cards(fonts))):
            if isinstance(one, Standing):
                standing.append(one.path)
            if isinstance(one, (Artifact, Standing)):
                yield one
            else:
                found.append(one)

    write_site(files(), out)
    kept.write()
    return standing, found


def _cold(root, catalogue):
    pictures = render_share_cards(catalogue, find_fonts(root))
    made = [*make_prints(root, catalogue, GRIDS, catalogue.profile.address), *pictures]
    return {one.path: one.data for one in made if isinstance(one, Artifact)}, [
        one for one in made if not isinstance(one, Artifact)
    ]


def _stand(out, paths):
    return {path: (out / path).read_bytes() for path in paths}


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
def test_after_any_edits_prints_are_those_of_a_cold_build(base, tmp_path_factory, edits):
    """The same bytes and the same findings, whatever was edited in whatever order."""
    root = tmp_path_factory.mktemp("kept") / "root"
    shutil.copytree(base, root)
    out = root.with_name("out")
    _build(root, out, _load(root))
    for edit in edits:
        _edit(root, *EDITS[edit])
        catalogue = _load(root)
        _, found = _build(root, out, catalogue)
        cold, expected = _cold(root, catalogue)
        assert _stand(out, cold) == cold
        assert found == expected


def test_nothing_is_set_again_when_nothing_changed(workspace, out, monkeypatch):
    """All stands, also where the office orders other numbers of copies."""
    catalogue = _load(workspace)
    first, _ = _build(workspace, out, catalogue)
    assert first == []
    monkeypatch.setattr(workers, "typeset", lambda job: pytest.fail(f"set again: {job.path}"))
    monkeypatch.setattr(share_cards, "draw_cards", lambda cards, _: pytest.fail(f"drawn again: {cards}"))
    copies = "prints:\n  copies:\n    - {edition: handbook, spare: 9}\npublisher:"
    _edit(workspace, "profile.yaml", "publisher:", copies)
    second, _ = _build(workspace, out, _load(workspace))
    assert len(second) == 3 * len(GRIDS) + _count_pictures(catalogue)


def test_an_order_counts_the_pages_of_the_last_build(workspace, out, tmp_path, monkeypatch):
    """Nothing is set for it; a booklet has the sides that the book is folded of."""
    copies = "".join(f"\n    - {{edition: {one}, spare: 1}}" for one in ("handbook", "handbook-booklet"))
    _edit(workspace, "profile.yaml", "publisher:", f"prints:\n  copies:{copies}\npublisher:")
    _build(workspace, out, _load(workspace))
    monkeypatch.setattr(workers, "typeset", lambda job: pytest.fail(f"set again: {job.path}"))
    order = tmp_path / "order.xlsx"
    assert len([*write_print_order(workspace, None, order, every=True, done=False, today=DAY)]) == 1
    rows = CalamineWorkbook.from_path(str(order)).get_sheet_by_index(0).to_python()[2:-1]
    pages = [len(pypdf.PdfReader(out / f"handbooks/{one}.pdf").pages) for one in GRIDS]
    assert [row[4] for row in rows] == [number for one in pages for number in (one, -(-one // 4) * 2)]


def _count_pictures(catalogue):
    return sum(1 for _ in view_share_cards(catalogue))


def test_pictures_are_drawn_again_where_what_they_show_has_changed(workspace, out, monkeypatch):
    """The number of a worker is on the picture of her grid; other fonts draw all anew."""
    _build(workspace, out, _load(workspace))
    drawn, draw = [], share_cards.draw_cards
    monkeypatch.setattr(
        share_cards, "draw_cards", lambda cards, fonts: drawn.extend(cards) or draw(cards, fonts)
    )
    _edit(workspace, "people/wang-min.yaml", "phone:", "phone: 0988-5559999 #")
    catalogue = _load(workspace)
    _build(workspace, out, catalogue)
    assert [(card.path, card.phone) for card in drawn] == [("grids/chaojing-1.png", "0988-5559999")]
    kept = KeptPrints(workspace, out)
    cards = list(view_share_cards(catalogue))
    assert all(map(kept.compare_cards(find_fonts(workspace)), cards))
    assert not any(map(kept.compare_cards(Fonts(("other",))), cards))


@pytest.mark.parametrize("harm", ["record", "file", "time", "day", "link"])
def test_what_is_not_sure_to_be_the_same_is_set_again(workspace, out, harm):
    """A damaged record, a file changed by somebody, another day."""
    catalogue = _load(workspace)
    _build(workspace, out, catalogue)
    book = out / "handbooks/chaojing-1.pdf"
    whole = book.read_bytes()
    if harm == "record":
        (workspace / ".cache/prints").write_text('{"out": 3, "files": [')
    elif harm == "file":
        book.write_bytes(b"other")
    elif harm == "time":
        os.utime(book, ns=(0, 0))
    elif harm == "link":
        book.rename(book.with_name("moved.pdf"))
        book.symlink_to("moved.pdf")
    else:
        catalogue = _load(workspace, DAY + datetime.timedelta(days=1))
    standing = [path for path in _build(workspace, out, catalogue)[0] if not path.endswith(".png")]
    assert "handbooks/chaojing-1.pdf" not in standing
    assert len(standing) == {"record": 0, "day": 0}.get(harm, 5)
    assert (book.read_bytes() == whole) is (harm != "day")
    assert not book.is_symlink()
