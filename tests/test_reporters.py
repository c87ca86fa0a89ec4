"""Findings as an editor and as tools read them."""

import json

import pytest

from generator.diagnostics import Diagnostic, Edit, Place, Related, Severity, Text
from generator.reading.sources import parse_document
from generator.reporting.findings import REPORTERS, display_width
from generator.reporting.located import Located

SOURCE = 'name: 老人吃饭\nhours: ["8:30-11:30", "11:00-17:00"]\nalias: 𡐓😀村：好\n'


def _located(place, *, severity=Severity.ERROR, related=(), edits=()):
    document, _ = parse_document(place.file, SOURCE.encode())
    found = Diagnostic(
        "SVC106",
        severity,
        place,
        Text("时间段重叠", "periods overlap"),
        Text("改开", "move one"),
        tuple(Related(other, Text("与这一段", "with this one")) for other in related),
        edits,
    )
    span = document.locate(place)
    return Located(found, span, document.line(span.line), tuple(document.locate(other) for other in related))


def test_the_caret_stands_under_the_fault():
    """Source line, caret, hint and related place are printed below the sentence."""
    one = _located(Place("a.yaml", ("hours", 1)), related=(Place("a.yaml", ("hours", 0)),))
    assert REPORTERS["full"]([one], "zh") == (
        "a.yaml:2:23: error SVC106 时间段重叠\n"
        "   |\n"
        ' 2 | hours: ["8:30-11:30", "11:00-17:00"]\n'
        "   |                       ^^^^^^^^^^^^^\n"
        "   = 怎么改: 改开\n"
        "   = a.yaml:2:9: 与这一段\n"
        "\n"
        "1 个错误\n"
    )


def test_the_caret_counts_chinese_characters_as_two_columns():
    """Rare characters and emoji are two columns wide as well."""
    one = _located(Place("a.yaml", ("alias",), part="村"))
    line, caret = REPORTERS["full"]([one], "zh").splitlines()[2:4]
    assert display_width(line[: line.index("村")]) == display_width(caret[: caret.index("^")])
    assert caret.endswith("^^")


def test_english_is_spoken_when_asked():
    """Sentence, hint and count are all in the language that was asked for."""
    text = REPORTERS["full"]([_located(Place("a.yaml", ("hours", 1)), edits=(Edit(0, 0, ""),))], "en")
    assert "periods overlap" in text
    assert "help: move one" in text
    assert text.endswith("1 errors; 1 can be repaired with --fix\n")
    assert not any("\u4e00" <= character <= "\u9fff" for character in text.replace("老人吃饭", ""))


def test_nothing_found_is_said():
    """A clean check says so in the full form and is silent in the concise one."""
    assert REPORTERS["full"]([], "zh") == "没有发现问题\n"
    assert REPORTERS["concise"]([], "zh") == ""


@pytest.mark.parametrize("severity", list(Severity))
def test_concise_is_one_line(severity):
    """File, line, column, gravity, code and sentence."""
    text = REPORTERS["concise"]([_located(Place("a.yaml", ("hours", 1)), severity=severity)], "zh")
    assert text == f"a.yaml:2:23: {severity.label} SVC106 时间段重叠\n"


def test_json_gives_positions_and_key_path():
    """Tools get everything that people see."""
    (item,) = json.loads(REPORTERS["json"]([_located(Place("a.yaml", ("hours", 1)))], "zh"))
    assert (item["line"], item["column"], item["end_column"]) == (2, 23, 36)
    assert item["path"] == ["hours", 1]
    assert item["hint"] == "改开"


def test_github_annotations_escape_what_would_end_them():
    """A line break in the message must not start another command."""
    text = REPORTERS["github"]([_located(Place("a.yaml", ("hours", 1)))], "zh")
    assert text == "::error file=a.yaml,line=2,endLine=2,col=23,title=SVC106::时间段重叠%0A改开\n"


def test_sarif_has_rule_level_and_region():
    """The log names the rule and counts columns in code points."""
    log = json.loads(
        REPORTERS["sarif"]([_located(Place("a.yaml", ("hours", 1)), severity=Severity.INFO)], "zh")
    )
    (run,) = log["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("SVC106", "note")
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 23


def _lacking(number, office):
    found = Diagnostic(
        "SVC101",
        Severity.WARNING,
        Place(f"menus/services/{office}{number}.yaml"),
        Text("缺", "lacks"),
        lacks=(Text("材料", "documents"), *([Text("电话", "phone")] if number % 2 else [])),
    )
    document, _ = parse_document(found.place.file, SOURCE.encode())
    return Located(found, document.locate(found.place), "", (), office)


def test_a_long_list_begins_with_what_is_missing_most_by_office():
    """On one screen: counts, the commonest findings, fields by number, offices with most to do first."""
    found = [
        _lacking(number, office) for office, most in (("甲局", 20), ("乙局", 35)) for number in range(most)
    ]
    text = REPORTERS["full"](found, "zh")
    screen = text.splitlines()[:10]
    assert screen[0] == "55 个警告"
    assert "    55  SVC101 " in screen[2] + " "
    assert "  材料 55、电话 27" in screen
    assert [one.partition("；")[0] for one in screen if "局" in one] == [
        "  乙局：35 条，52 处",
        "  甲局：20 条，30 处",
    ]
    assert text.rstrip().endswith("55 个警告")
    assert "gridpress explain SVC101" in text


def test_a_long_list_shows_the_first_of_each_code_and_counts_the_rest():
    """Twenty are shown; with 49 findings, one fewer than make a long list, all are."""
    found = [_lacking(number, "甲局") for number in range(50)]
    assert REPORTERS["full"](found, "zh").count("warning SVC101") == 20
    assert "另有 30 处同样的没有列出" in REPORTERS["full"](found, "zh")
    assert REPORTERS["full"](found[:49], "zh").count("warning SVC101") == 49
    assert REPORTERS["concise"](found, "zh").count("\n") == 50
