"""The words of the site's pages, and which of them are still in Chinese only. `make words` runs it.

Prints what a catalogue lacks, ready to be filled in, and counts on standard error.
"""

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment

from generator.locale.messages import CHINESE, load_catalogue
from generator.outputs.templating import LOADER, TEMPLATES
from generator.outputs.translated_scripts import find_script_messages
from generator.outputs.translated_templates import find_messages
from generator.publishing.overlay import load_settings

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_FOLDER = "generator/templates/site"
VIEWS = "generator/views/english.py"


def find_words() -> dict[str, list[str]]:
    """The messages of each file that has some, by its path."""
    found = {path: list(dict.fromkeys(words)) for path, words in _read_all()}
    return {path: words for path, words in found.items() if words}


def _read_all() -> Iterator[tuple[str, Iterable[str]]]:
    for name in TEMPLATES.list_templates(["j2"]):
        source = LOADER.get_source(TEMPLATES, name)[0]
        yield f"{TEMPLATE_FOLDER}/{name}", find_messages(TEMPLATES.parse(source, name))
    for path in sorted((ROOT / "site_overrides").rglob("*.html")):
        yield _name(path), find_messages(Environment(autoescape=True).parse(path.read_text("utf-8")))
    for path in sorted((ROOT / "site_overrides").rglob("*.js")):
        yield _name(path), find_script_messages(path.read_text("utf-8"))
    yield VIEWS, _find_said((ROOT / VIEWS).read_text("utf-8"))
    yield "mkdocs.yml", [next(iter(one)) for one in load_settings(ROOT / "mkdocs.yml")["nav"]]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _find_said(source: str) -> Iterator[str]:
    """What a view says: the first argument of each `say(…)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield ast.literal_eval(node.args[0])


def render_missing(words: dict[str, list[str]], known: Iterable[str]) -> str:
    """What no catalogue holds yet as entries of one, each message once, under the file where it stands."""
    seen, lines = set(known), []
    for path, messages in words.items():
        lacking = [one for one in messages if one not in seen and CHINESE.search(one)]
        seen.update(lacking)
        if lacking:
            lines.append(f"# {path}\n")
            lines += [f'msgid {json.dumps(one, ensure_ascii=False)}\nmsgstr ""\n' for one in lacking]
    return "\n".join(lines)


if __name__ == "__main__":
    words, known = find_words(), load_catalogue("en")
    everything = {one for messages in words.values() for one in messages}
    print(render_missing(words, known))
    print(f"{len(known)} of {len(everything)} messages are in English", file=sys.stderr)
