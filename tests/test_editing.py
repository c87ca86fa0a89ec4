"""Entries are changed in place: the values asked for, every comment, and nothing else."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy

import pytest
from conftest import BASE, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import OutputError
from generator.editing.entries import NotInPlaceError, edit_entry, render_entry
from generator.editing.layout import format_entry
from generator.editing.nodes import Nodes
from generator.editing.values import Style, is_plain, is_readable
from generator.model import KIND_BY_FOLDER, PROFILE, Profile, Service
from generator.reading.sources import parse_document
from generator.writing import entries

DEMO = sorted((ROOT / "menus").rglob("*.yaml"))
CARD, OFFICE = "menus/services/elder-card.yaml", "menus/organizations/chaojing-office.yaml"
SERVICE = """\
# yaml-language-server: $schema=../../schemas/service.json
name: 送药上门  # 正式的
aliases: [送药, '买药']
# 谁提供
provider: zhili
summary: |  # 一句话
  药送到家。

steps:
  # 先打电话
  - who: 居民  # 本人或家属
    do: 打电话
  - do: 送到家
    minutes: 5
phone: "0988-5550101"
"""


def _value(text):
    return parse_document("", text.encode())[0].value


def _edited(**fields):
    new = {**_value(SERVICE), **fields}
    return edit_entry(SERVICE, new, Service)


def _changed_lines(after):
    lines = difflib.ndiff(SERVICE.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"name": "送药"}, ["- name: 送药上门  # 正式的", "+ name: 送药  # 正式的"]),
        ({"phone": "12345"}, ['- phone: "0988-5550101"', '+ phone: "12345"']),
        ({"aliases": ["买药"]}, ["- aliases: [送药, '买药']", "+ aliases: ['买药']"]),
        ({"summary": "药到家。\n"}, ["-   药送到家。", "+   药到家。"]),
        ({"fee": "免费"}, ["+ fee: 免费"]),
        ({"fee": "5: 元"}, ['+ fee: "5: 元"']),
        ({"plain_name": "8:30"}, ['+ plain_name: "8:30"']),
        ({"assured_on": "2026-09-25"}, ["+ assured_on: 2026-09-25"]),
        ({"phone": None}, ['- phone: "0988-5550101"']),
        ({"name": "（药"}, ["- name: 送药上门  # 正式的", '+ name: "（药"  # 正式的']),
        ({"name": None}, ["- name: 送药上门  # 正式的", "+ # 正式的"]),
        ({"documents": []}, ["+ documents: []"]),
        (
            {"steps": [{"who": "居民", "do": "打电话"}]},
            ["-   - do: 送到家", "-     minutes: 5"],
        ),
        (
            {"steps": [{"do": "打电话"}, {"do": "送到家", "minutes": "5"}]},
            ["-   - who: 居民  # 本人或家属", "+   - # 本人或家属"],
        ),
        (
            {"steps": [{"do": "看病"}, {"who": "居民", "do": "打电话"}, {"do": "送到家", "minutes": "5"}]},
            ["+   - do: 看病"],
        ),
        (
            {"steps": [{"who": "居民", "do": "打电话"}, {"do": "送到家", "minutes": "6", "note": "a"}]},
            ["-     minutes: 5", "+     minutes: 6", "+     note: a"],
        ),
        ({"locations": [{"name": "卫生院"}]}, ["+ locations:", "+   - name: 卫生院"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_only_lines_of_what_changed_are_touched(fields, lines):
    """A value changes where it stands, in its quotes; a new one stands where its kind has it."""
    assert _changed_lines(_edited(**fields)) == lines


def test_a_new_field_stands_behind_what_its_kind_has_before_it():
    """`fee` comes after the steps and before the telephone, whatever else is there."""
    assert _edited(fee="免费").endswith('    minutes: 5\nfee: 免费\nphone: "0988-5550101"\n')


def test_lines_of_windows_stay_so():
    """What is added ends its lines as the file does."""
    text = SERVICE.replace("\n", "\r\n")
    after = edit_entry(text, {**_value(text), "fee": "免费", "phone": None}, Service)
    assert "\n" not in after.replace("\r\n", "")


def test_a_text_that_is_no_entry_is_refused():
    """What cannot be read is not changed either."""
    with pytest.raises(NotInPlaceError):
        edit_entry("name: [", {"name": "x"}, Service)


ODD = (
    *("带: 冒号", "- 横线", "0988-5550101", "8:30", "是", "true", "12", "2026-01-01", " 头尾 ", "a # b"),
    *("多行\n文字\n", "没有\n\n换行", "'单'", '"双"', "[括", "{", "@x", "`y`", "!t", "&a", "*a", "%", "a:"),
    *("？", "：x", "名称：张三", "~", "null", "1e3", "\\n", "#x", "|", ">", "---", "", "𡐓"),
)
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=30)).filter(is_readable)


@st.composite
def _edits(draw):
    """An entry of the demo with comments strewn in, and the same with some values changed at random."""
    path = draw(st.sampled_from(DEMO))
    text = path.read_text("utf-8")
    value = _value(text)
    for number in range(draw(st.integers(0, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[at] += f"  # 旁注 {number}"
        else:
            lines.insert(at, re.match(" *", lines[at])[0] + f"# 行注 {number}")
        commented = "\n".join(lines)
        text = commented if _value(commented) == value else text
    text = _retype(draw, text)
    new = deepcopy(value)
    for _ in range(draw(st.integers(1, 4))):
        new = _mutate(draw, new)
    model = (KIND_BY_FOLDER.get(path.parent.name) or PROFILE).model
    return text, new, model


QUOTED = re.compile(r"(?m)^(\w+: )([^\s\"'|>{\[#&*!%@`?-][^#\n:\"']*)$")


def _retype(draw, text):
    """The same values as other people type them: in quotes, with lines of Windows."""
    value, forms = _value(text), (r"\1'\2'", r'\1"\2"', r"\1\2")
    typed = QUOTED.sub(lambda match: match.expand(draw(st.sampled_from(forms))), text)
    text = typed if _value(typed) == value else text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def _mutate(draw, value):
    if isinstance(value, str):
        return draw(WORDS)
    sort = draw(st.integers(0, 4))
    if isinstance(value, list):
        value = [*value]
        at = draw(st.integers(0, len(value) - 1)) if value else 0
        if sort == 0 and value:
            del value[at]
        elif sort == 1:
            value.insert(at, deepcopy(value[at]) if value else draw(WORDS))
        elif sort == 2:
            value = draw(st.permutations(value))
        elif value:
            value[at] = _mutate(draw, value[at])
        return value
    value = dict(value)
    key = draw(st.sampled_from(sorted(value)))
    if sort == 0 and len(value) > 1:
        del value[key]
    elif sort == 1:
        made = st.sampled_from([["a", "b"], [{"who": "x", "do": "8:30"}], {"a": "b", "c": ["d"]}, []])
        value[draw(st.sampled_from(["note", "phone", "steps", "new_key"]))] = draw(st.one_of(WORDS, made))
    else:
        value[key] = _mutate(draw, value[key])
    return value


@settings(max_examples=300)
@given(_edits())
def test_any_edit_comes_back_exactly_and_no_comment_is_lost(edit):
    """Whatever changes: the text holds those values afterwards, and every comment that it had."""
    text, new, model = edit
    after = edit_entry(text, new, model)
    assert _value(after) == {key: item for key, item in new.items() if item is not None}
    assert not Nodes(text).count_comments() - Nodes(after).count_comments()
    assert ("\r" in after) == ("\r" in text)
    assert "\r" not in text or "\n" not in after.replace("\r\n", "")
    before, fields = _value(text), _fields(after)
    for key, lines in _fields(text).items():
        assert new.get(key) != before[key] or fields[key] == lines


def _fields(text):
    """The lines of each field as they are typed, without what stands between it and the next."""
    found = {}
    for part in re.split(r"(?m)^(?=[\w\"'])", text):
        lines = part.splitlines()
        while lines and re.match(r"\s*(#.*)?$", lines[-1]):
            lines.pop()
        if lines:
            found[parse_document("", part.encode())[0].value.popitem()[0]] = lines
    return found


@pytest.mark.parametrize("sign", ["&a ", "*a", "<<: {a: b}"])
def test_what_entries_may_not_hold_is_not_edited(sign):
    """Anchors, aliases and merges: the file is left as it is, for `check` to name."""
    with pytest.raises(NotInPlaceError):
        edit_entry(f"name: {sign}\nphone: '1'\n", {"name": "a", "phone": "2"}, Service)


@settings(max_examples=100)
@given(_edits())
def test_formatting_changes_no_meaning_and_twice_is_once(edit):
    """Values and comments are the same, and a second time changes nothing."""
    text, _, model = edit
    once = format_entry(text, model)
    assert _value(once) == _value(text)
    assert Nodes(once).count_comments() == Nodes(text).count_comments()
    assert format_entry(once, model) == once


def test_a_new_entry_holds_its_values():
    """An entry written from nothing reads as what was asked for."""
    value = _value(SERVICE)
    assert _value(render_entry(value, Service)) == value


def test_fields_are_sorted_with_the_comments_above_them():
    """A comment goes along with the field below it; what stands on top of the file stays there."""
    text = "# 文件头\nphone: 12345\n# 谁提供\nprovider: zhili  # 机构\nname: 送药\n"
    assert format_entry(text, Service) == (
        '# 文件头\nname: 送药\n# 谁提供\nprovider: zhili  # 机构\nphone: "12345"\n'
    )


def test_what_belongs_in_no_text_stands_as_an_escape():
    """A file that holds it as it is would not be read at all; an escape is found with its place."""
    for sign in ("\x01", "\x0b", "\x7f", "\x9f", "\u2028", "\ufffe"):
        document, found = parse_document("x", render_entry({"summary": f"一\n{sign}二"}, Service).encode())
        assert document.value is not None
        assert [one.code for one in found] == ["SRC120"]


def test_numbers_of_a_number_are_not_quoted():
    """What the model reads as a number needs no quotes; words that look like one do."""
    text = "coverage:\n  tolerance: 1e-9\nsite_name: 2026\n"
    assert format_entry(text, Profile) == 'site_name: "2026"\ncoverage:\n  tolerance: 1e-9\n'
    assert Style(Service).is_text(("steps", "who"))
    assert not Style(Service).is_text(("steps", "minutes"))
    assert not is_plain("0988-5550101")


def test_the_demo_is_formatted(gridpress):
    """The entries that people copy from stand in the order and the quotes that `format` gives."""
    done = gridpress("format", "--check", "--root", ROOT)
    assert (done.exit_code, done.output) == (0, "")


def test_format_check_names_files_and_writes_nothing(gridpress, workspace):
    """`--check` is for a commit: it fails and leaves files alone; without it they are written."""
    file = workspace / CARD
    name, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*rest, name]), "utf-8")
    done = gridpress("format", "--check", "--root", workspace)
    assert (done.exit_code, done.output) == (1, f"menus/matters/elder-visit.yaml\n{CARD}\n")
    assert file.read_text("utf-8").endswith(name)
    assert gridpress("format", "--root", workspace).exit_code == 0
    assert file.read_text("utf-8") == "".join([name, *rest])


def test_set_tells_what_residents_will_notice(gridpress, workspace):
    """The change is told as `diff` tells it, then written; told only with --dry-run."""
    file = workspace / CARD
    standing = file.read_text("utf-8")
    command = (
        "set",
        "service/elder-card",
        "咨询电话=0580-5550111",
        "steps.2.minutes=15",
        "--root",
        workspace,
    )
    done = gridpress(*command, "--dry-run")
    assert "“办老年证”的电话：原来是0580-5550110，现在是0580-5550111" in done.output
    assert file.read_text("utf-8") == standing
    assert gridpress(*command).exit_code == 0
    wanted = standing.replace("5550110", "5550111").replace("minutes: 20", "minutes: 15")
    assert file.read_text("utf-8") == wanted
    assert "没有要改的" in gridpress(*command).output


@pytest.mark.parametrize(
    ("target", "setting", "said"),
    [
        ("service/elder-card", "phone=abc", "不像电话号码"),
        ("service/elder-card", "name=", "缺少必填字段"),
        ("service/elder-card", "provider=nobody", "nobody"),
        ("service/elder-card", "telephon=1", "没有字段 `telephon`"),
        ("service/elder-card", "steps.9.minutes=1", "指不到任何地方"),
        ("service/elder-card", "phone", "字段=新的值"),
        ("service/elder-cart", "phone=12345", "elder-card"),
        ("servise/elder-card", "phone=12345", "没有 `servise` 这个种类"),
    ],
)
def test_what_would_be_wrong_is_not_set(gridpress, workspace, target, setting, said):
    """The fault is said in the words of `check`, and the file stays as it was."""
    standing = (workspace / CARD).read_text("utf-8")
    done = gridpress("set", target, setting, "--root", workspace)
    assert done.exit_code == 1
    assert said in done.output
    assert (workspace / CARD).read_text("utf-8") == standing


def test_a_rename_follows_every_reference(gridpress, workspace):
    """File, references and waivers bear the new id; the former one leads old addresses to the page."""
    profile = workspace / "menus/profile.yaml"
    waiver = "waivers:\n  - {{rule: SVC103, entry: organization/{}, reason: 搬家, until: 2030-01-01}}\n"
    profile.write_text(profile.read_text("utf-8") + waiver.format("chaojing-office"), "utf-8")
    before = {path: path.read_text("utf-8") for path in (workspace / "menus").rglob("*.yaml")}
    told = gridpress("rename", "机构", "chaojing-office", "chaojing", "--dry-run", "--root", workspace)
    assert "居民看到的内容没有变化" in told.output
    assert {path: path.read_text("utf-8") for path in before} == before
    done = gridpress("rename", "机构", "chaojing-office", "chaojing", "--root", workspace)
    assert done.exit_code == 0, done.output
    after = {path: path.read_text("utf-8") for path in (workspace / "menus").rglob("*.yaml")}
    left = {path.name: text for path, text in after.items() if "chaojing-office" in text}
    assert list(left) == ["chaojing.yaml"]
    assert left["chaojing.yaml"].endswith("former_ids: [chaojing-office]\n")
    assert waiver.format("chaojing") in after[profile]
    back = gridpress("rename", "organization", "chaojing", "chaojing-office", "--root", workspace)
    assert back.exit_code == 0, back.output
    assert "former_ids: [chaojing]\n" in (workspace / OFFICE).read_text("utf-8")


@pytest.mark.parametrize(
    ("new", "said"),
    [("civil-affairs", "已经是"), ("A b", "不能用"), ("index", "不能用")],
)
def test_an_id_that_is_unfit_or_taken_is_refused(gridpress, workspace, new, said):
    """Nothing is overwritten, and no file gets a name that is none."""
    done = gridpress("rename", "organization", "chaojing-office", new, "--root", workspace)
    assert said in done.output
    assert (workspace / OFFICE).exists()


def test_a_rename_takes_the_table_along(gridpress, tmp_path):
    """The CSV beside an entry goes with it, and ids in cells are references, too."""
    shutil.copytree(ROOT / "menus", tmp_path / "menus")
    done = gridpress("rename", "case_series", "suqiu", "renmin", "--root", tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "menus/case_series/renmin.csv").exists()
    assert not (tmp_path / "menus/case_series/suqiu.csv").exists()
    office = _value((tmp_path / "menus/assessments/2026q1.yaml").read_text("utf-8"))
    table = (tmp_path / "menus/assessments/2026q1.csv").read_text("utf-8")
    department = next(one for one in re.findall(r"(?m)^[a-z-]+", table) if one not in office)
    done = gridpress("rename", "organization", department, f"{department}-x", "--root", tmp_path)
    assert done.exit_code == 0, done.output
    renamed = (tmp_path / "menus/assessments/2026q1.csv").read_text("utf-8")
    assert renamed == re.sub(rf"(?m)^{department}\b", f"{department}-x", table)


FILES = {CARD: "a: 1\n", OFFICE: None, "menus/services/new.yaml": "b: 2\n"}
"""An entry that changes, one that goes, one that is new."""
STEPS = ("fsync", "link", "replace", "unlink")
"""What the operating system does for a change, each of which may fail or be the last."""
INTERRUPT = """\
import os, sys
from pathlib import Path
from generator.writing.entries import write_entries

left = int(sys.argv[2])
def counted(step):
    def run(*words, **named):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return step(*words, **named)
    return run
for name in sys.argv[4:]:
    setattr(os, name, counted(getattr(os, name)))
write_entries(Path(sys.argv[1]), eval(sys.argv[3]))
"""


def _contents(workspace):
    return {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


def _fail_at(monkeypatch, number, fault):
    """Let the step of that number fail, as the operating system does; tells how many steps there were."""
    calls = []

    def fail(real):
        def step(*words, **named):
            calls.append(words)
            if len(calls) == number + 1:
                raise fault(str(words[0]))
            return real(*words, **named)

        return step

    for name in STEPS:
        monkeypatch.setattr(entries.os, name, fail(getattr(os, name)))
    return calls


def _refusal(workspace):
    try:
        entries.write_entries(workspace, FILES)
    except OutputError as refused:
        return refused.text.en


def _interrupt(workspace, number, *steps):
    """Whether the change was ended before the step of that number."""
    words = [sys.executable, "-c", INTERRUPT, workspace, str(number), repr(FILES), *steps]
    return subprocess.run(words, cwd=ROOT, check=False).returncode == 9  # noqa: S603 - our own words


@pytest.mark.parametrize(
    "fault",
    [
        lambda file: OSError(28, "No space left on device", file),
        lambda file: PermissionError(13, "Permission denied", file),
        lambda file: PermissionError(1, "Operation not permitted", file),
    ],
    ids=["full", "closed", "immutable"],
)
def test_files_change_together_or_not_at_all(tmp_path, monkeypatch, fault):
    """A disk that fills, a folder that closes, whenever it does: files stay as they were, nothing is left."""
    for number in range(20):
        workspace = shutil.copytree(BASE, tmp_path / f"{number}")
        before = _contents(workspace)
        with monkeypatch.context() as patch:
            calls = _fail_at(patch, number, fault)
            refused = _refusal(workspace)
        if refused:
            assert "no entry was changed" in refused
            assert _contents(workspace) == before
        if len(calls) <= number:
            break
        entries.write_entries(workspace, FILES)
        assert (workspace / CARD).read_text() == "a: 1\n"
    assert 5 < number < 20


def test_a_kill_after_any_step_is_undone_by_the_next_command(gridpress, tmp_path):
    """The command says so, every file is as it was, and the same change goes through afterwards."""
    for number in range(20):
        workspace = shutil.copytree(BASE, tmp_path / f"{number}")
        before = _contents(workspace)
        if not _interrupt(workspace, number, *STEPS):
            break
        is_begun = (workspace / ".cache/undo").exists()
        told = gridpress("check", "--root", workspace)
        assert ("写到一半断了" in told.output) == is_begun
        assert not is_begun or _contents(workspace) == before
        assert not {*workspace.rglob(".*.old"), *workspace.rglob(".cache/[a-z]*")}
        assert gridpress("check", "--root", workspace).output.count("写到一半断了") == 0
        entries.write_entries(workspace, FILES)
        assert (workspace / CARD).read_text() == "a: 1\n"
        assert not (workspace / OFFICE).exists()
    assert 5 < number < 20


def test_what_somebody_changed_after_a_kill_is_left_alone(gridpress, workspace):
    """Undoing takes back what the command wrote, and nothing that an editor has typed since."""
    assert _interrupt(workspace, 3, "replace")
    (workspace / CARD).write_text("mine: 1\n", "utf-8")
    told = gridpress("check", "--root", workspace)
    assert "elder-card.yaml 后来又有人改过，没有动" in told.output
    assert (workspace / CARD).read_text("utf-8") == "mine: 1\n"
    assert (workspace / OFFICE).read_bytes() == (BASE / OFFICE).read_bytes()
    assert not (workspace / "menus/services/new.yaml").exists()
