"""A city takes over what its province says, and may say otherwise: shown, and told when it ages."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import run_gridpress
from provinces import OWN, SERVICE, add, make_province
from sample_site import make_shells

from generator.diagnostics import Severity
from generator.outputs.site import Site
from generator.province.building import check_province
from generator.publishing.answers import ask
from generator.publishing.checking import check_workspace, locate_all
from generator.reading.loading import load_catalogue
from generator.writing.archive import keep_entries

PAGE = "services/elder-card.html"


@pytest.fixture
def city(tmp_path):
    """The first of two cities, whose province keeps vocabularies and the guide of a service."""
    return make_province(tmp_path / "dongyu") / "daixi"


def codes(root):
    return [one.code for one in check_workspace(root).found]


def test_a_city_needs_only_what_its_province_does_not_say(city):
    """Vocabularies come from the province; of a service the city writes four lines."""
    loaded = check_workspace(city)
    assert loaded.found == []
    service = loaded.catalogue.services["elder-card"]
    assert (service.name, service.value.phone) == ("老年优待证办理", "0580-5550110")
    assert loaded.catalogue.audiences["elderly"].file == "../menus/audiences/elderly.yaml"


def test_a_guide_waits_for_what_only_the_city_knows(city):
    """Without the city's lines it is published nowhere, stops nothing, and says which lines it waits for."""
    (city / SERVICE).unlink()
    loaded = check_workspace(city)
    (told,) = loaded.found
    assert (told.code, told.severity) == ("INH101", Severity.WARNING)
    assert [one.en for one in told.lacks] == [one for one in OWN if one != "phone"]
    assert "elder-card" not in loaded.catalogue.services


def test_a_field_of_the_city_takes_the_place_of_the_whole_field(city):
    """Lists are not mixed: what the city writes is what holds, and all else stays the province's."""
    add(city / SERVICE, "steps:\n  - {who: 居民, do: 打电话, minutes: 1}\n")
    value = load_catalogue(city).catalogue.services["elder-card"].value
    assert [one.do for one in value.steps] == ["打电话"]
    assert value.time_limit.text == "当场"


def test_a_deviation_is_shown_with_what_the_province_says(city):
    """The page tells both; a city that only adds what the province leaves open differs in nothing."""
    shells = make_shells()
    same = Site(check_workspace(city).catalogue, shells, "").render(PAGE).decode()
    assert "本市与省里的写法不同" not in same
    add(city / SERVICE, "time_limit: 3日\n")
    page = Site(check_workspace(city).catalogue, shells, "").render(PAGE).decode()
    assert "本市与省里的写法不同" in page
    assert "<dt>办理时限</dt><dd>当场</dd>" in page


def test_a_deviation_that_is_none_is_superfluous_and_goes(city):
    """The same words again would stay behind when the province changes its own; `--fix` removes them."""
    add(city / SERVICE, "time_limit: 当场\n")
    assert codes(city) == ["INH102"]
    run_gridpress("check", "--fix", "--root", city)
    assert "time_limit" not in (city / SERVICE).read_text("utf-8")
    assert codes(city) == []


def test_a_deviation_learns_when_the_province_has_changed_the_entry(city):
    """`based_on` names the version that it was written over; `--fix` writes it, only an editor renews it."""
    add(city / SERVICE, "time_limit: 3日\n")
    assert codes(city) == ["INH104"]
    run_gridpress("check", "--fix", "--root", city)
    assert codes(city) == []
    add(city.parent / SERVICE, "fee: 免费\n")
    assert codes(city) == ["INH103"]
    run_gridpress("check", "--fix", "--root", city)
    assert codes(city) == ["INH103"]


def test_a_deviation_from_nothing_is_one_error(city):
    """The province has withdrawn or renamed the entry: that is the cause, not the fields that are gone."""
    add(city / SERVICE, "based_on: 01a815\n")
    (city.parent / SERVICE).unlink()
    assert codes(city) == ["INH105"]


def test_a_finding_stands_where_the_field_is_written(city):
    """What the province has written wrong is told in its file, what the city has in its own."""
    add(city.parent / SERVICE, "status: 暂挺\n")
    add(city / SERVICE, "fee_note_of_nobody: x\n")
    found = [one for one in check_workspace(city).found if one.severity is Severity.ERROR]
    assert {one.place.file for one in found} == {f"../{SERVICE}", SERVICE}
    (above,) = (one for one in locate_all(city, found) if one.span.file.startswith("../"))
    assert "暂挺" in above.line


def test_the_province_is_not_repaired_or_written_from_a_city(city):
    """A city's commands leave the province's files alone: `set` lays a file of the city's own over one."""
    add(city.parent / SERVICE, "hours: {weekly: [{days: 周一至周五, open: 8：30-11：30}]}\n")
    kept = (city.parent / SERVICE).read_bytes()
    run_gridpress("check", "--fix", "--root", city)
    assert (city.parent / SERVICE).read_bytes() == kept
    done = run_gridpress("set", "category/elder-care", "name=老人的事", "--root", city)
    assert done.exit_code == 0, done.output
    own = (city / "menus/categories/elder-care.yaml").read_text("utf-8")
    assert own.startswith("name: 老人的事\nbased_on: ")
    for kind, old in (("audience", "elderly"), ("service", "elder-card")):  # and of one that it lies over
        refused = run_gridpress("rename", kind, old, "another", "--root", city)
        assert refused.exit_code == 1
        assert "省里的条目" in refused.output


def test_a_repair_keeps_comments_behind_what_goes(city):
    """Even behind a list or group, whose node ends with the next key only."""
    add(city.parent / SERVICE, "legal_basis:\n  - 办法\n")
    add(city / SERVICE, "legal_basis:\n  - 办法\n# 三月核实过\nfee: 五元\n")
    run_gridpress("check", "--fix", "--root", city)
    kept = (city / SERVICE).read_text("utf-8")
    assert "legal_basis" not in kept
    assert "# 三月核实过\nfee: 五元\n" in kept


def test_a_file_that_says_nothing_else_is_left_to_the_editor(city):
    """`--fix` empties no file: that would be another fault."""
    file = city / "menus/categories/elder-care.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((city.parent / "menus/categories/elder-care.yaml").read_bytes())
    run_gridpress("check", "--fix", "--root", city)
    assert file.read_bytes() == (city.parent / "menus/categories/elder-care.yaml").read_bytes()


def test_a_value_set_in_a_list_keeps_the_rest_of_what_the_province_says(city):
    """Also where the city has a file already."""
    add(city.parent / SERVICE, "legal_basis:\n  - 甲法\n  - 乙法\n")
    done = run_gridpress("set", "service/elder-card", "legal_basis.2=丙法", "--root", city)
    assert done.exit_code == 0, done.output
    entry = check_workspace(city).catalogue.services["elder-card"]
    assert entry.value.legal_basis == ("甲法", "丙法")


def test_what_the_province_says_cannot_be_removed_in_a_city(city):
    """It would only look removed."""
    for target in ("category/elder-care", "service/elder-card"):
        done = run_gridpress("set", target, "name=", "--root", city)
        assert done.exit_code == 1
        assert "省里" in done.output


def test_an_answer_is_not_told_again_once_the_province_has_changed(city, monkeypatch):
    """A kept answer follows from the province's files, too; so does what was read before."""
    monkeypatch.setattr("generator.publishing.kept.MANY", 1)
    first, _ = ask(city, "zh", "concise", None)
    assert ask(city, "zh", "concise", None) == (first, None)
    before = load_catalogue(city)
    add(city.parent / SERVICE, "time_limit: 不写\n")
    again, loaded = ask(city, "zh", "concise", None)
    assert loaded is not None
    assert again != first
    assert load_catalogue(city, before=before).found != before.found


def test_what_is_said_of_the_province_is_counted_in_a_city_and_listed_above(city):
    """A city cannot mend it; the province is told each thing once, however many cities take it over."""
    guide = city.parent / SERVICE
    guide.write_text(guide.read_text("utf-8").replace("minutes: 10", "minutes: 10分钟"), "utf-8")
    loaded = check_workspace(city)
    (told,) = loaded.found
    assert (told.code, told.severity, told.place.file) == ("INH107", Severity.INFO, f"../{SERVICE}")
    (above,) = check_province(city.parent)[1]
    assert (above.code, above.place.file) == ("MOD107", SERVICE)


def test_a_table_that_changes_beside_an_entry_laid_over_is_read_again(city):
    """Three files make such an entry: its own, the table beside it, the province's."""
    file = "menus/rosters/night.yaml"
    for roster in (city.parent / file, city / file):
        roster.parent.mkdir()
        roster.write_text("name: 夜里\n", "utf-8")
    before = load_catalogue(city)
    assert load_catalogue(city, before=before).files[file] is before.files[file]
    roster.with_suffix(".csv").write_text("day,person\n", "utf-8")
    assert load_catalogue(city, before=before).files[file] is not before.files[file]


def test_a_comparison_reads_what_the_province_said_then(city):
    """Of a commit that holds both, and of the last build: what the province has changed shows in a city."""
    git = ("git", "-C", city.parent, "-c", "user.name=a", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run([*git, *words], check=True)  # noqa: S603 - our own words
    keep_entries(city)
    add(city.parent / SERVICE, "fee: 五元\n")
    for base in (["HEAD"], []):
        told = run_gridpress("diff", *base, "--root", city)
        assert "五元" in told.output, told.output


def move(old, new):
    """Another name for a file or folder of the province."""
    return lambda root: (root / old).rename(root / new)


@pytest.mark.parametrize(
    ("slip", "code", "file"),
    [
        (move("province.yaml", "Province.yaml.txt"), "IDN104", "Province.yaml.txt"),
        (move("linhai", "临 海"), "PRO105", "临 海"),
        (move("linhai", "data"), "PRO105", "data"),
        (move("linhai/menus", "linhai/Menus"), "PRO106", "linhai"),
        (lambda root: (root / "backup").mkdir() or move("linhai", "backup/linhai")(root), "PRO106", "backup"),
        (move("menus/audiences", "menus/人群们"), "IDN101", "menus/人群们"),
        (move("daixi/menus/profile.yaml", "menus/profile.yaml"), "INH106", "menus/profile.yaml"),
    ],
)
def test_a_slip_in_the_folders_of_a_province_is_told(tmp_path, slip, code, file):
    """Whatever a city or the province would be left out for is named, with its place."""
    root = make_province(tmp_path / "dongyu")
    slip(root)
    told = json.loads(run_gridpress("check", "--root", root, "--format", "json").output)
    assert (code, file) in {(one["code"], one["file"]) for one in told}


def test_a_folder_that_nobody_may_look_into_is_no_city(tmp_path, monkeypatch):
    """As `lost+found` of a volume; Python before 3.14 says so by an error."""
    root = make_province(tmp_path / "dongyu")
    before = run_gridpress("check", "--root", root).output
    (root / "lost").mkdir()
    look = Path.is_dir

    def refuse(path, *words, **more):
        if path.parent.name == "lost":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, *words, **more)

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert run_gridpress("check", "--root", root).output == before


def test_copies_beside_the_settings_of_a_province_stop_nothing(tmp_path):
    """What an editor keeps of them under other names, once they are there under their own."""
    root = make_province(tmp_path / "dongyu")
    before = run_gridpress("check", "--root", root).output
    for name in ("province.yaml.bak", "province.txt", "province (1).yaml"):
        (root / name).write_text("old", "utf-8")
    assert run_gridpress("check", "--root", root).output == before


def test_a_city_without_a_profile_is_told_so_whatever_else_lies_there(workspace):
    (workspace / "menus" / "profile.yaml").unlink()
    (workspace / "province.txt").write_text("of our province", "utf-8")
    told = run_gridpress("check", "--root", workspace).output
    assert "MOD" not in told
    assert "profile.yaml" in told, told


def test_a_city_behind_a_link_is_refused(tmp_path):
    """Also one whose menus are, and one that leads nowhere: other machines would not find it."""
    root = make_province(tmp_path / "dongyu")
    for name in ("linhai", "linhai/menus"):
        kept = move(name, "../kept")(root)
        for target in (kept, tmp_path / "nowhere"):
            (root / name).symlink_to(target)
            done = run_gridpress("check", "--root", root)
            assert done.exit_code == 1
            assert "`linhai` 是个链接" in done.output
            (root / name).unlink()
        kept.rename(root / name)
