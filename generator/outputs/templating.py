"""The templates of pages: how they are laid out, what they may use, and what they remember."""

import re
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup

from generator.locale.messages import MESSAGES
from generator.outputs.escaping import REMEMBERED, remember_escaped
from generator.outputs.markdown import render_prose
from generator.outputs.qr import render_qr
from generator.views.pieces import Card
from generator.views.shown import Shown

LOADER = PackageLoader("generator", "templates/site")


class ViewTemplate(Template):
    """A compiled template that escapes through a memory, which takes a quarter off its time."""

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's own name
    ) -> Template:
        namespace["escape"] = remember_escaped
        return super()._from_namespace(environment, namespace, globals)


class IndentedLines(Extension):
    """An indented line of a template continues the line above, so that HTML may be laid out to be read.

    A comment takes the place of the break: nothing is printed, and line numbers stay as in the file.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's own parameters
        """Join the lines of a template's text."""
        return re.sub(r"\n +", "{#\n#}", source)


class ViewEnvironment(Environment):
    """Templates see views only, and those have attributes: a plain look-up is enough, and a typo raises."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the builtin takes more than is asked of it
    template_class = ViewTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: Jinja's chain of them is copied, slowly, for each page."""
        return {**self.globals, **(d or {})}


def _make_environment() -> Environment:
    environment = ViewEnvironment(
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
    for name in ("link", "links", "phone", "badge", "call", "hours", "now"):
        environment.filters[name] = _remember_piece(name)
    return environment


def render_shown(shown: Shown) -> Markup:
    """The attributes of a piece that shows on some days only, each with a blank before it."""
    limits = (("from", shown.first), ("until", shown.last))
    dates = "".join(f' data-{name}="{day}"' for name, day in limits if day)
    return Markup(f"{dates}{'' if shown.now else ' hidden'}")  # noqa: S704 - dates only


def _remember_piece(name: str) -> Callable[..., Markup]:
    """A macro as a filter that remembers: pages repeat pieces, and calling a macro is slow."""

    @lru_cache(maxsize=REMEMBERED)
    def render(*values: object) -> Markup:
        made: Markup = getattr(TEMPLATES.get_template("macros.html.j2").module, name)(*values)
        return made

    return render


TEMPLATES = _make_environment()


@cache
def load_sources() -> tuple[str, ...]:
    """The templates of pages as they are written."""
    return tuple(LOADER.get_source(TEMPLATES, name)[0] for name in TEMPLATES.list_templates(["j2"]))


@lru_cache(maxsize=8192)
def render_card(card: Card, root: str, level: int = 3) -> Markup:
    """One card, its title a heading of that level; the same cards stand in many menus and lists."""
    html = TEMPLATES.get_template("card.html.j2").render(card=card, root=root, level=level)
    return Markup(html)  # noqa: S704 - comes from a template that escapes


TEMPLATES.globals["render_card"] = render_card
TEMPLATES.globals["english"] = {key: one.en for key, one in MESSAGES.items()}
