"""Chinese words stand where they are used and are looked up in one catalogue; none stands outside of it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from generator.locale.messages import CHINESE, load_catalogue, tell, teller
from generator.outputs.templating import LOADER, TEMPLATES
from generator.outputs.translated_chrome import translate_shell
from generator.outputs.translated_scripts import find_script_messages, translate_script
from generator.outputs.translated_templates import find_messages, translate_template
from scripts.words import ROOT, VIEWS, find_words, render_missing

ENGLISH = load_catalogue("en")
SCRIPTS = sorted((ROOT / "site_overrides" / "assets").glob("*.js"))
CHARACTERS = re.compile(r"[\u3400-\u9fff]+")
COMPARED = {"上级收回", "居民自治", "以前没有", "日至", "转"}
"""Values of entries, marks in a date and in a number: what is compared with or looked for is not printed."""
NOT_WORDS = {
    "site_overrides/assets/search-core.js": "numerals and suffixes that the index is written with",
    "site_overrides/assets/print.css": "the word before an address on paper, on pages in Chinese only",
}
"""Chinese that is no word of the interface, with the reason. Handbooks (`generator/templates/prints`) are
in Chinese only, since they are printed for workers; `pieces.yaml` holds samples for developers."""


def find_fields(text: str) -> list[str]:
    """What is filled in, in order, by name or by number."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted(name or str(turn) for turn, name in enumerate(names))


@pytest.mark.parametrize("message", ENGLISH)
def test_english_takes_the_same_values_and_holds_neither_chinese_nor_html(message):
    english = ENGLISH[message]
    assert find_fields(english) == find_fields(message)
    assert not CHINESE.search(english)
    assert not set(english) & set('<>&"`$')


def test_the_catalogue_holds_nothing_that_no_page_asks_for():
    words = find_words()
    assert set(ENGLISH) - {one for messages in words.values() for one in messages} == set()


def test_what_lacks_english_can_be_listed_and_filled_in():
    listed = render_missing({"a.html": ["甲“乙”", "丙", "Atom"], "b.js": ["丙", "丁"]}, {"丁"})
    assert listed.count("msgid") == 2
    assert 'msgid "甲“乙”"\nmsgstr ""\n' in listed


def test_a_message_without_english_stays_chinese():
    assert tell("en", "没有这一句 {count}", count=2) == "没有这一句 2"


def test_chinese_messages_are_their_own():
    assert tell("zh", "{count} 样，看中文页", count=2) == "2 样，看中文页"


# ---- templates

TEMPLATES_TOLD = {
    "text between tags": ("<p>费用</p>", "<p>[费用]</p>"),
    "a label": ('<p aria-label="费用">x</p>', '<p aria-label="[费用]">x</p>'),
    "blanks around": ("<p> 费用 <b>x</b></p>", "<p> [费用] <b>x</b></p>"),
    "values": ("<p>共 {{ one }} 项，{{ two }}</p>", "<p>[共 1 项，B]</p>"),
    "a value alone": ("<p>{{ one }}</p>", "<p>1</p>"),
    "a condition parts": ("{% if one %}有{% endif %}费用", "[有][费用]"),
    "a string": ('{{ "费用" if one }}', "[费用]"),
    "a default": ('{% macro m(name="本网格") %}{{ name }}{% endmacro %}{{ m() }}', "[本网格]"),
    "compared": ('{% if two == "费用" %}x{% endif %}', ""),
    "split": ('{{ "a日至b".split("日至") | length }}', "2"),
    "a key": ('{{ {"费用": "免费"}["费用"] }}', "[免费]"),
    "no Chinese": ("<p>Atom</p>", "<p>Atom</p>"),
}


@pytest.mark.parametrize(("source", "told"), TEMPLATES_TOLD.values(), ids=TEMPLATES_TOLD)
def test_each_run_of_text_in_a_template_is_a_message(source, told):
    environment = Environment(autoescape=True)
    tree = translate_template(environment.parse(source), lambda message: f"[{message}]")
    code = environment.compile(tree)
    template = environment.template_class.from_code(environment, code, {})
    assert template.render(one=1, two="B") == told


def test_values_stand_where_the_other_language_wants_them():
    environment = Environment(autoescape=True)
    tree = translate_template(environment.parse("{{ one }}月{{ two }}日"), lambda _: "{1} of {0}")
    template = environment.template_class.from_code(environment, environment.compile(tree), {})
    assert template.render(one="May", two="<3>") == "&lt;3&gt; of May"


@pytest.mark.parametrize("name", [one for one in TEMPLATES.list_templates(["j2"]) if "icons" not in one])
def test_every_chinese_word_of_a_template_is_a_message(name):
    """Icons are left out: their names are keys."""
    source = LOADER.get_source(TEMPLATES, name)[0]
    messages = "".join(find_messages(TEMPLATES.parse(source, name)))
    words = set(CHARACTERS.findall(re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)))
    assert {word for word in words if word not in messages} <= COMPARED


def test_the_chrome_of_every_page_is_read_as_templates_are():
    for path in sorted((ROOT / "site_overrides").rglob("*.html")):
        source = path.read_text("utf-8")
        messages = "".join(find_messages(Environment(autoescape=True).parse(source)))
        words = CHARACTERS.findall(re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL))
        assert [word for word in words if word not in messages] == [], path


# ---- scripts

SCRIPTS_TOLD = {
    "a string": ("say('费用');", "say('[费用]');"),
    "quotation marks": ('say("费用");', 'say("[费用]");'),
    "values": ("`到 ${end(`${a}`)}，${b}`", "`[到 ${end(`${a}`)}，${b}]`"),
    "a message in a value": ("`${a ? '有' : 'no'}`", "`${a ? '[有]' : 'no'}`"),
    "blanks around": ("' 明天 '", "' [明天] '"),
    "a comment": ("// 费用\n/* '费用' */ x", "// 费用\n/* '费用' */ x"),
    "a pattern": ("x.replace(/['`费]/g, '元')", "x.replace(/['`费]/g, '[元]')"),
    "a division": ("a / b; '费用'; c / d", "a / b; '[费用]'; c / d"),
    "braces": ("`${{ a: {} }.a}费`", "`[${{ a: {} }.a}费]`"),
    "braces of text": ("`{} ${a} {`", "`{} ${a} {`"),
    "an escaped mark": ("`\\`${a}`", "`\\`${a}`"),
}


@pytest.mark.parametrize(("source", "told"), SCRIPTS_TOLD.values(), ids=SCRIPTS_TOLD)
def test_each_string_of_a_script_is_a_message(source, told):
    assert translate_script(source, lambda message: f"[{message}]") == told


def test_a_quotation_mark_of_the_other_language_ends_no_string():
    assert translate_script("say('不')", lambda _: "don't") == "say('don\\'t')"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_chinese_word_of_a_script_is_a_message_and_nothing_else_is_touched(path):
    source = path.read_text("utf-8")
    assert translate_script(source, lambda message: message) == source
    if path.relative_to(ROOT).as_posix() in NOT_WORDS:
        return
    messages = "".join(find_script_messages(source))
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)
    assert {word for word in CHARACTERS.findall(code) if word not in messages} <= COMPARED


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_in_english_is_a_script(path, tmp_path):
    node = shutil.which("node")
    assert node, "没有找到 Node.js：Debian 上是 sudo apt install nodejs"
    english = tmp_path / path.name
    english.write_text(translate_script(path.read_text("utf-8"), teller("en")), "utf-8")
    done = subprocess.run(  # noqa: S603 - our own scripts
        [node, "--check", english], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_styles_hold_no_words():
    for path in sorted((ROOT / "site_overrides").rglob("*.css")):
        if path.relative_to(ROOT).as_posix() not in NOT_WORDS:
            css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            assert not CHINESE.search(css), path


# ---- the chrome


def test_the_chrome_is_told_and_what_has_no_english_is_marked_as_chinese():
    html = '<html lang="zh-CN"><nav aria-label="菜单"> <a href="#">查找</a><b>云屿市</b></nav>'
    assert translate_shell(html, teller("en")) == (
        '<html lang="en"><nav aria-label="Menu"> <a href="#">Search</a>'
        '<b><span lang="zh-CN">云屿市</span></b></nav>'
    )


# ---- pages in English


def list_used(tree: nodes.Node) -> set[str]:
    """Names of macros and filters that a part of a template calls."""
    called = {one.node.name for one in tree.find_all(nodes.Call) if isinstance(one.node, nodes.Name)}
    return called | {one.name for one in tree.find_all(nodes.Filter)}


def parse(name: str) -> nodes.Template:
    return TEMPLATES.parse(LOADER.get_source(TEMPLATES, name)[0], name)


def find_reached() -> Iterator[tuple[str, str]]:
    """The messages of templates that pages in English are made from, of macros those that they call."""
    names = {"english.html.j2", "english_entry.html.j2", "banner.html.j2", "footer.html.j2", "head.html.j2"}
    names |= {
        one.template.value
        for name in names
        for one in parse(name).find_all(nodes.Include)
        if isinstance(one.template, nodes.Const)
    }
    used = set().union(*(list_used(parse(name)) for name in names))
    macros = {one.name: one for one in parse("macros.html.j2").find_all(nodes.Macro)}
    before: set[str] = set()
    while used != before:
        before = used
        used = used.union(*(list_used(macros[name]) for name in used & macros.keys()))
    for name in sorted(names):
        yield from ((name, message) for message in find_messages(parse(name)))
    for name in sorted(used & macros.keys()):
        yield from ((name, message) for message in find_messages(macros[name]))


def test_templates_of_pages_in_english_have_all_their_words_in_english():
    assert [one for one in find_reached() if one[1] not in ENGLISH] == []


def test_views_of_pages_in_english_have_all_their_words_in_english():
    words = find_words()
    lacking = {one for path in (VIEWS, "mkdocs.yml") for one in words[path] if one not in ENGLISH}
    assert lacking == set()


def test_scripts_of_pages_in_english_have_all_their_words_in_english(demo_site: Path):
    words = find_words()
    loaded = re.findall(r'src="\.\./assets/en/([^"]+)"', (demo_site / "en/index.html").read_text("utf-8"))
    assert "now.js" in loaded
    lacking = [
        one for name in loaded for one in words.get(f"site_overrides/assets/{name}", ()) if one not in ENGLISH
    ]
    assert lacking == []


def test_the_chrome_of_pages_in_english_has_all_its_words_in_english(demo_site: Path):
    """Nothing but the name of the site is left as it is."""
    html = (demo_site / "en/index.html").read_text("utf-8")
    for mark in ("head", "banner", "main", "footer"):
        html = re.sub(f"<!--gridpress:{mark}-->.*?<!--/gridpress:{mark}-->", "", html, flags=re.DOTALL)
    assert set(re.findall(r'<span lang="zh-CN">([^<]*)', html)) == {"云屿市网格服务"}
