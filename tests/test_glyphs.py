"""What no font has: marked in print, and named in the field that holds it and nowhere else."""

import io
from pathlib import Path

import pypdf
import pytest
from conftest import ROOT
from sample_site import make_catalogue, minimal_service, minimal_values

from generator.artifact import Artifact
from generator.diagnostics import MOST, Diagnostic
from generator.outputs.prints import typesetting
from generator.outputs.prints.editions import HANDBOOK
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.glyphs import (
    MARK,
    MOST_OF_ALL,
    Missing,
    check_missing,
    find_missing,
    list_clusters,
    mark_missing,
)
from generator.outputs.prints.rendering import render_prints
from generator.outputs.prints.typesetting import Job, Printed
from generator.publishing.checking import check_workspace, locate_all

SERVICE = "menus/services/elder-card.yaml"
SUMMARY = "summary: 给六十岁以上的居民办老年优待证。"
TIE, FAMILY, FLAG = "h\u035c", "👨\u200d👩\u200d👧", "🇨🇳"
ZALGO = "z" + "".join(map(chr, range(0x316, 0x320)))
JAMO = "\u1112\u119e\u11ab"
"""A syllable of old Korean, which composes with nothing."""


def _write(root: Path, summary: str) -> None:
    path = root / SERVICE
    text = path.read_text("utf-8")
    assert SUMMARY in text
    path.write_text(text.replace(SUMMARY, summary), "utf-8")


def _print(root: Path) -> tuple[list[Diagnostic], str]:
    """Findings of print alone, and the text of the handbook without blanks."""
    catalogue = check_workspace(root).catalogue
    assert catalogue is not None
    made = list(render_prints(catalogue, ["chaojing-1"], "", find_fonts(ROOT), [HANDBOOK]))
    found = [one for one in made if isinstance(one, Diagnostic)]
    (printed,) = (one for one in made if isinstance(one, Artifact))
    pages = pypdf.PdfReader(io.BytesIO(printed.data)).pages
    return found, "".join("".join(page.extract_text() for page in pages).split())


def test_a_mark_without_a_font_accuses_no_letter_but_its_own(workspace: Path) -> None:
    """`h` with a tie is named where it stands, with its line and column; every other h is printed."""
    _write(workspace, f"summary: 每天{TIE}ihe给六十岁以上的居民，用 https://example.cn/he 办")
    found, text = _print(workspace)
    (located,) = locate_all(workspace, found)
    line = (workspace / SERVICE).read_text("utf-8").splitlines()[located.span.line - 1]
    assert (found[0].code, found[0].place.file, found[0].place.path) == ("HBK101", SERVICE, ("summary",))
    assert line[located.span.column - 1 : located.span.end_column - 1] == TIE
    assert "`h\u035c`（U+0068 U+035C）" in found[0].message.zh
    assert f"每天{MARK}ihe给" in text
    assert "https://example.cn/he" in text


def test_one_field_has_one_finding_that_names_the_first_and_counts_all(workspace: Path) -> None:
    _write(workspace, f"summary: 甲{TIE}乙{ZALGO}丙{FAMILY}丁{FLAG}戊{JAMO}己")
    (found,), text = _print(workspace)
    assert found.message.zh.startswith(f"印刷用的字体里没有`{TIE}`")
    assert "等 5 个字，印成了〓" in found.message.zh
    assert found.place.part == TIE
    assert f"甲{MARK}乙{MARK}丙{MARK}丁{MARK}戊{MARK}己" in text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("cafe\u0301", "café"),  # composes
        ("莫𡐓村䶮", "莫𡐓村䶮"),
        ("☎\ufe0f葛\U000e0100", "☎\ufe0f葛\U000e0100"),  # selectors of a form show nothing
        ("甲\u00a0乙\u00ad丙\u202e丁\u200f戊\ufeff己", "甲乙丙丁戊己"),  # reading takes them out
    ],
)
def test_what_a_font_has_in_another_form_is_printed_and_not_named(
    workspace: Path, written: str, printed: str
) -> None:
    _write(workspace, f"summary: 给{written}办证。")
    found, text = _print(workspace)
    assert found == []
    assert f"给{printed}办证" in text


def test_a_letter_that_is_missing_itself_is_found_after_its_clusters() -> None:
    data = '{"view":"ད དོ h͜ h"}'
    reported = ["ད", "ོ", "h", "\u035c"]
    first = list_clusters(data, reported)
    assert first == {"དོ", TIE}
    marked = mark_missing(data, first)
    assert marked == f'{{"view":"ད {MARK} {MARK} h"}}'
    assert list_clusters(marked, ["ད"]) == {"ད"}
    assert list_clusters(marked, ["h"]) == set()  # a plain letter is no missing one: the report stands


def test_a_sign_of_a_template_that_no_font_has_is_a_failure_and_no_endless_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = 'error: the text `"𰃻"` could not be displayed with font'
    monkeypatch.setattr(typesetting, "_set", lambda job: Printed(job.grid_id, job.path, b"", report))
    assert typesetting.typeset(Job("g1", "x.pdf", '{"view":"甲"}', 0, ())).report == report


def test_a_quote_with_a_mark_leaves_the_data_whole() -> None:
    data = r'{"view":"a\"͜b"}'
    clusters = list_clusters(data, ['"', "\u035c"])
    assert mark_missing(data, clusters) == f'{{"view":"a{MARK}b"}}'
    assert find_missing(data, clusters) == {Missing('"\u035c', 'a"\u035cb')}


def _many(count: int, letter: str = "𰃻") -> dict[Missing, str]:
    return {Missing(letter, f"{letter}事{number}"): "g1" for number in range(count)}


def test_findings_are_capped_by_cause_and_over_all_files() -> None:
    """Twenty fields with the same characters are listed, and the last one counts the rest."""
    values = minimal_values()
    values["service"] = {f"s{number}": minimal_service(name=f"𰃻事{number}") for number in range(MOST + 5)}
    found = check_missing(make_catalogue(values), _many(MOST + 5))
    assert len(found) == MOST
    assert [one.more for one in found] == [0] * (MOST - 1) + [5]


def test_a_flood_of_different_characters_is_capped_too() -> None:
    values = minimal_values()
    odd = [chr(0x30000 + number) for number in range(MOST_OF_ALL + 7)]
    values["service"] = {f"s{number}": minimal_service(name=f"{one}事") for number, one in enumerate(odd)}
    found = check_missing(make_catalogue(values), {Missing(one, f"{one}事"): "g1" for one in odd})
    assert len(found) == MOST_OF_ALL
    assert sum(1 + one.more for one in found) == len(odd)


def test_what_stands_in_no_field_is_told_of_its_grid() -> None:
    (found,) = check_missing(make_catalogue(), {Missing("𰃻", "𰃻"): "g1"})
    assert found.place.file == "menus/grids/g1.yaml"


@pytest.mark.parametrize(
    ("character", "said"),
    [("𰃻", "fonts"), ("\ue123", "造字"), (TIE, "叠加"), ("👨", "表情"), ("ꀀ", "换成常用的写法")],
)
def test_the_advice_fits_the_character(character: str, said: str) -> None:
    (found,) = check_missing(make_catalogue(), {Missing(character, character): "g1"})
    assert found.hint is not None
    assert said in found.hint.zh
