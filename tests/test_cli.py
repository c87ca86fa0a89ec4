"""The commands as an editor runs them."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner
from conftest import BASE, ROOT

from generator.cli import main
from generator.model import KINDS, PROFILE
from generator.reporting.documentation import list_codes
from generator.reporting.samples import render_sample
from scripts.write_docs import PAGES


@pytest.fixture
def workspace(tmp_path):
    """A copy of the small valid workspace."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_command_begins_without_what_only_some_commands_need():
    """A second process reads while the rest is imported: what is imported before keeps it waiting."""
    dear = "{'pydantic', 'shapely', 'yaml', 'jinja2'}"
    words = sys.executable, "-c", f"import sys, generator.cli; print({dear} & sys.modules.keys())"
    assert subprocess.check_output(words, cwd=ROOT, text=True) == "set()\n"  # noqa: S603 - our own words


def test_a_clean_workspace_exits_0(workspace):
    """Nothing found, said in words."""
    done = run("check", "--root", workspace)
    assert (done.exit_code, done.output) == (0, "没有发现问题\n")


def test_errors_exit_1_and_all_are_shown(workspace):
    """Faults of several files come in one run."""
    (workspace / "menus/audiences/one.yaml").write_text("name：老人\n", "utf-8")
    (workspace / "menus/audiences/two.yaml").write_text("- 老人\n", "utf-8")
    done = run("check", "--root", workspace, "--format", "concise")
    assert done.exit_code == 1
    assert "menus/audiences/one.yaml:1:5: error SRC117" in done.output
    assert "menus/audiences/two.yaml:1:1: error SRC107" in done.output


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "xml"),
        ("explain", "ABC999"),
        ("frob",),
        ("handbook",),
        ("check", "--root", "no-such"),
    ],
)
def test_wrong_use_exits_2(words):
    """A mistake in the command is not a finding."""
    assert run(*words).exit_code == 2


def test_a_folder_without_menus_is_told(tmp_path):
    """The hint says how to name a workspace."""
    done = run("check", "--root", tmp_path)
    assert done.exit_code == 1
    assert "--root" in done.output


def test_fix_repairs_what_is_safe(workspace):
    """GBK, a full-width colon, a tab and an unquoted phone are mended; nothing else is touched."""
    wide = workspace / "menus/audiences/wide.yaml"
    wide.write_text("name：老人\nintro: 说明：保留全角\n", "utf-8")
    gbk = workspace / "menus/audiences/gbk.yaml"
    gbk.write_bytes("name: 学生  # 注释\n".encode("gbk"))
    done = run("check", "--root", workspace, "--fix")
    assert done.exit_code == 0, done.output
    assert wide.read_text("utf-8") == "name: 老人\nintro: 说明：保留全角\n"
    assert gbk.read_text("utf-8") == "name: 学生  # 注释\n"


@pytest.mark.parametrize("code", list_codes())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_is_explained(code, lang):
    """In both languages, whatever the case of the letters."""
    done = run("explain", code.lower(), "--lang", lang)
    assert done.exit_code == 0
    assert done.output.startswith(code)
    title = done.output.splitlines()[0].removeprefix(code)
    assert re.search("[\u4e00-\u9fff]" if lang == "zh" else "[a-z]{3}", title)


@pytest.mark.parametrize("kind", [*KINDS, PROFILE], ids=lambda kind: kind.name)
def test_a_sample_lacks_only_what_must_be_filled_in(kind):
    """Every field is there, once; the required ones stand ready, in YAML that parses."""
    text = render_sample(kind)
    given = yaml.load(text, Loader=yaml.CBaseLoader)
    required = {name for name, info in kind.model.model_fields.items() if info.is_required()}
    assert set(given) == required
    for name in kind.model.model_fields:
        assert len(re.findall(rf"^(?:# )?{name}:", text, re.MULTILINE)) == 1
    assert "# （必填）" not in text, "a part that is no field of its own"
    uncommented = re.sub(r"^# ?(?=[a-z_ ]+:|  - | {2,}\S)", "", text, flags=re.MULTILINE)
    assert set(yaml.load(uncommented, Loader=yaml.CBaseLoader)) == set(kind.model.model_fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_sample_not_yet_filled_in_stands_in_its_own_folder(workspace, kind):
    """What is missing is named; it is not taken for an entry of another kind."""
    assert run("new", kind.name, "repair", "--root", workspace).exit_code == 0
    said = run("check", "--root", workspace, "--format", "concise").stdout
    assert f"menus/{kind.folder}/repair.yaml" in said
    assert "IDN109" not in said


def test_a_new_service_passes_once_filled_in(workspace):
    """The blanks are all that stands between the sample and a clean check."""
    assert run("new", "service", "repair", "--root", workspace).exit_code == 0
    assert run("new", "service", "repair", "--root", workspace).exit_code == 1, "never overwrites"
    path = workspace / "menus/services/repair.yaml"
    assert run("check", "--root", workspace).exit_code == 1
    model = next(path for path in (workspace / "menus/services").iterdir() if path.stem != "repair")
    known = yaml.load(model.read_text("utf-8"), Loader=yaml.CBaseLoader)
    text = path.read_text("utf-8")
    for field in ("categories", "audiences"):
        text = text.replace(f"\n{field}: []", f"\n{field}: {json.dumps(known[field])}")
    values = {
        "name": "家电维修",
        "type": "志愿",
        "provider": known["provider"],
        "summary": "修家电",
        "assured_on": known["assured_on"],
    }
    for field, value in {**values, "assured_by": known["assured_by"]}.items():
        text = text.replace(f"\n{field}:\n", f"\n{field}: {value}\n")
    path.write_text(text, "utf-8")
    done = run("check", "--root", workspace)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("id_", ["../up", "A", "a b", "", "x" * 64])
def test_new_refuses_what_is_no_id(workspace, id_):
    """Nothing is written outside its folder."""
    before = sorted(workspace.rglob("*"))
    assert run("new", "service", id_, "--root", workspace).exit_code == 1
    assert sorted(workspace.rglob("*")) == before


def test_schemas_list_known_ids_with_their_names(workspace):
    """An editor can choose a provider by its Chinese name."""
    assert run("schema", "--root", workspace).exit_code == 0
    schema = json.loads((workspace / "schemas/service.json").read_text("utf-8"))
    provider = schema["properties"]["provider"]
    assert set(provider["enum"]) == {path.stem for path in (workspace / "menus/organizations").iterdir()}
    assert provider["title"] == "提供单位"
    settings = json.loads((workspace / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"]["./schemas/service.json"] == "/menus/services/*.yaml"


def test_schemas_leave_an_editors_own_settings_alone(workspace):
    """What a person set stays; the lines to add are printed."""
    (workspace / ".vscode").mkdir()
    (workspace / ".vscode/settings.json").write_text('{"editor.fontSize": 18}', "utf-8")
    done = run("schema", "--root", workspace)
    assert "yaml.schemas" in done.output
    assert (workspace / ".vscode/settings.json").read_text("utf-8") == '{"editor.fontSize": 18}'


@pytest.mark.parametrize("name", PAGES)
def test_generated_documentation_is_fresh(name):
    """The page says what the code says now."""
    assert (ROOT / name).read_text("utf-8") == PAGES[name](), "stale: run `make docs`"


def test_the_demo_city_is_clean():
    """The entries that the project ships pass every rule."""
    done = run("check", "--root", ROOT)
    assert (done.exit_code, done.output) == (0, "没有发现问题\n")


def test_without_a_base_the_last_build_is_compared_with(gridpress, workspace):
    """An office without git knows what residents will notice; before any build it is told what to name."""
    none = gridpress("diff", "--root", workspace)
    assert (none.exit_code, "还没有用 gridpress build 生成过" in none.output) == (2, True)
    built = gridpress("build", "--root", workspace, "--no-handbooks")
    assert built.exit_code == 0, built.output
    assert "没有变化" in gridpress("diff", "--root", workspace).output
    gridpress("set", "service/elder-card", "phone=0580-5550199", "--root", workspace)
    told = gridpress("diff", "--root", workspace).output
    assert "从 上次生成的网站 到 现在的文件夹" in told
    assert "0580-5550199" in told
    (workspace / ".cache/built.zip").write_bytes(b"PK\x03\x04half")
    assert gridpress("diff", "--root", workspace).exit_code == 2
