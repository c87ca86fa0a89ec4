"""The words of the chrome as a template: the theme's engines read templates only, and no catalogue."""

import json
import re
from pathlib import Path

from generator.locale.messages import LANGUAGES, MESSAGES

OVERRIDES = Path(__file__).resolve().parent.parent / "site_overrides"
_USED = re.compile(r'words\["([^"]+)"\]')


def list_used() -> list[str]:
    """Keys that the chrome's templates ask for, in the order of the alphabet."""
    texts = (path.read_text("utf-8") for path in sorted(OVERRIDES.rglob("*.html")))
    return sorted({key for text in texts for key in _USED.findall(text)})


def render_chrome_words() -> str:
    """The template; a page's words are one of its variables, named as the language."""
    lines = ["{#- Made from generator/locale/messages.py by `make docs`: change the words there. -#}"]
    for language in LANGUAGES:
        words = {key: getattr(MESSAGES[key], language) for key in list_used()}
        lines.append(f"{{% set {language} = {json.dumps(words, ensure_ascii=False, indent=2)} %}}")
    return "\n".join(lines) + "\n"
