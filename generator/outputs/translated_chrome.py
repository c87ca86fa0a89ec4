"""The chrome of pages in English: what the engine built in Chinese, its words told, its scripts in English.

Runs of text between tags are messages, as in templates, and so are labels. What is not translated, the site's
name for one, is marked as Chinese.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.artifact import Artifact
from generator.locale.messages import CHINESE, Tell, teller
from generator.outputs.translated_scripts import translate_script
from generator.views.addresses import language_of

ASSETS = "assets/"
_TEXT = re.compile(r">(\s*)([^<>]*[^<>\s])(\s*)(?=<)")
_LABEL = re.compile(r' (aria-label|placeholder|title|alt)="([^"]+)"')
_LANGUAGE = re.compile(r'(?<=<html lang=")[^"]+')


def translate_shells(shells: Mapping[str, str]) -> dict[str, str]:
    """Shells by path, those of pages in English in English."""
    tell = teller("en")
    return {
        path: html if language_of(path) == "zh" else translate_shell(html, tell)
        for path, html in shells.items()
    }


def translate_shell(html: str, tell: Tell) -> str:
    """A built page with its words told."""
    html = _LANGUAGE.sub("en", html)
    html = _LABEL.sub(lambda found: f' {found[1]}="{tell(found[2])}"', html)
    return _TEXT.sub(lambda found: f">{found[1]}{_tell_text(found[2], tell)}{found[3]}", html)


def _tell_text(text: str, tell: Tell) -> str:
    told = tell(text)
    return f'<span lang="zh-CN">{told}</span>' if CHINESE.search(told) else told


def translate_scripts(assets: Iterable[Artifact]) -> Iterator[Artifact]:
    """The scripts of the chrome in English."""
    tell = teller("en")
    for one in assets:
        folder, _, name = one.path.rpartition("/")
        if one.path == f"{ASSETS}{name}" and name.endswith(".js"):
            yield Artifact(f"{folder}/en/{name}", translate_script(one.data.decode("utf-8"), tell).encode())
