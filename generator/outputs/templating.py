"""The templates of pages: how they are laid out, what they may use, and what they remember."""

import re
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.ext import Extension
from markupsafe import Markup

from generator.locale.messages import CHINESE, LANGUAGES, Language, teller
from generator.outputs.compiled_templates import PlainCode, PlainTemplate
from generator.outputs.escaping import REMEMBERED
from generator.outputs.markdown import render_prose
from generator.outputs.qr import render_qr
from generator.outputs.translated_templates import translate_template
from generator.views.pieces import Card
from generator.views.shown import Shown

FEW = 64
"""Large pieces that are remembered: pages that share them come one after the other."""
LOADER = PackageLoader("generator", "templates/site")


class IndentedLines(Extension):
    """An indented line of a template continues the line above, so that HTML may be laid out to be read.

    A comment takes the place of the break: nothing is printed, and line numbers stay as in the file.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's own parameters
        """Join the lines of a template's text."""
        return re.sub(r"\n +", "{#\n#}", source)


class ViewEnvironment(Environment):
    """Templates see views only, and those have attributes: a typo raises."""

    code_generator_class = PlainCode
    template_class = PlainTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: Jinja's chain of them is copied, slowly, for each page."""
        return {**self.globals, **(d or {})}


class TranslatedEnvironment(ViewEnvironment):
    """The same templates in English."""

    def compile(self, source: str | nodes.Template, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as Jinja's
        """Put the messages into the tree of a template."""
        tree = self.parse(source, *args[:2]) if isinstance(source, str) else source
        return super().compile(translate_template(tree, teller("en")), *args, **options)


def _make_environment(language: Language) -> Environment:
    environment = (ViewEnvironment if language == "zh" else TranslatedEnvironment)(
        loader=LOADER,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=[IndentedLines],
        auto_reload=False,
    )
    environment.filters["prose"] = render_prose
    environment.filters["shown"] = render_shown
    environment.filters["qr"] = lambda address: Markup(render_qr(address))  # noqa: S704 - black squares only
    environment.filters |= CHINESE_FILTERS if language == "zh" else ENGLISH_FILTERS
    for name in ("link", "links", "phone", "badge", "call", "hours", "now"):
        environment.filters[name] = _remember_piece(environment, name, REMEMBERED)
    environment.filters["duty_board"] = _remember_piece(environment, "duty_board", FEW)
    environment.globals["render_card"] = _remember_card(environment)
    environment.get_template = cache(environment.get_template)  # type: ignore[method-assign]  # they never change
    return environment


def render_shown(shown: Shown) -> Markup:
    """The attributes of a piece that shows on some days only, each with a blank before it."""
    first = f' data-from="{shown.first}"' if shown.first else ""
    last = f' data-until="{shown.last}"' if shown.last else ""
    return Markup(f"{first}{last}{'' if shown.now else ' hidden'}")  # noqa: S704 - dates only


def _remember_piece(environment: Environment, name: str, most: int) -> Callable[..., Markup]:
    """A macro as a filter that remembers: pages repeat pieces, and calling a macro is slow."""

    @lru_cache(maxsize=most)
    def render(*values: object) -> Markup:
        made: Markup = getattr(environment.get_template("macros.html.j2").module, name)(*values)
        return made

    return render


def _remember_card(environment: Environment) -> Callable[..., Markup]:
    """One card, its title a heading of that level; the same cards stand in many menus and lists."""

    @lru_cache(maxsize=8192)
    def render(card: Card, root: str, level: int = 3) -> Markup:
        html = environment.get_template("card.html.j2").render(card=card, root=root, level=level)
        return Markup(html)  # noqa: S704 - comes from a template that escapes

    return render


def _mark_chinese(text: str) -> str:
    """A name or an address as it is written; screen readers and browsers are told that it is Chinese."""
    return Markup('<span lang="zh-CN">{}</span>').format(text) if CHINESE.search(text) else text


CHINESE_FILTERS: dict[str, Callable[..., str]] = {
    "chinese": lambda text: text,
    "dated": lambda words, _: words,
    "number": lambda number: number.text,
}
"""What an entry says, a day with its Chinese words, a telephone number, as they stand on a page."""
ENGLISH_FILTERS: dict[str, Callable[..., str]] = {
    "chinese": _mark_chinese,
    "dated": lambda _, day: format_date(day, "long", "en_GB"),
    "number": lambda number: number.text.replace("转", " ext. "),
}
TEMPLATES_IN = {language: _make_environment(language) for language in LANGUAGES}
TEMPLATES = TEMPLATES_IN["zh"]


@cache
def load_sources() -> tuple[str, ...]:
    """The templates of pages as they are written."""
    return tuple(LOADER.get_source(TEMPLATES, name)[0] for name in TEMPLATES.list_templates(["j2"]))
