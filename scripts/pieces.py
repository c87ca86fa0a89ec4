"""All macros of pages on one page, each with its samples: what a change of template or style looks like."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import yaml
from jinja2 import Environment
from markupsafe import Markup

from generator.outputs.templating import TEMPLATES
from generator.views.pieces import make_phone
from generator.views.shown import ALWAYS

SAMPLES = "pieces.yaml"
STYLES = tuple(f"../site_overrides/assets/{name}.css" for name in ("chrome", "gridpress"))


class Sample(NamedTuple):
    """One call of a macro: its library, its name, what it shows, and the HTML that it gives."""

    library: str
    macro: str
    title: str
    html: str


class _Given:
    """What a sample gives a macro: attributes by name, as a view has them; a wrong name raises."""

    shown = ALWAYS
    then = None

    def __init__(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self, name, make_phone(value) if name == "phone" and value else _give(value))


def _give(value: Any) -> Any:  # noqa: ANN401 - whatever a sample holds
    if isinstance(value, dict):
        return make_phone(value["phone"]) if set(value) == {"phone"} else _Given(value)
    return tuple(map(_give, value)) if isinstance(value, list) else value


def list_macros() -> set[tuple[str, str]]:
    """Library and name of every macro that a template defines."""
    return {
        (name, macro)
        for name in TEMPLATES.list_templates(extensions=["j2"])
        for macro in re.findall(r"{%-? macro (\w+)", _source(name))
    }


def render_samples() -> Iterator[Sample]:
    """Every sample in the order of the file. Raises for a sample that its macro cannot take."""
    for library, macros in yaml.safe_load(_source(SAMPLES)).items():
        module = TEMPLATES.get_template(library).module
        for macro, samples in macros.items():
            for one in samples:
                called = {"caller": partial(str, one["holds"])} if "holds" in one else {}
                html = getattr(module, macro)(*map(_give, one["args"]), **called)
                around = one.get("around", "")
                closing = "".join(f"</{tag}>" for tag in re.findall(r"<(\w+)", around))
                yield Sample(library, macro, one["title"], f"{around}{html}{closing}")


def _source(name: str) -> str:
    loader = TEMPLATES.loader
    return loader.get_source(TEMPLATES, name)[0] if loader else ""


def render_pieces_page() -> str:
    """A page to open from the checkout."""
    finished = (one._replace(html=Markup(one.html)) for one in render_samples())  # noqa: S704 - templates escape
    return _PAGE.render(samples=list(finished), styles=STYLES)


_PAGE = Environment(autoescape=True, trim_blocks=True).from_string("""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Pieces of pages</title>
{% for style in styles %}<link rel="stylesheet" href="{{ style }}">{% endfor %}

<style>body { max-width: 60rem; margin: auto; padding: 1rem } section { margin: 2rem 0 }</style></head>
<body class="gp-main"><h1>Pieces of pages</h1>
{% for library in samples | groupby("library") %}
<h2>{{ library.grouper }}</h2>
{% for one in library.list %}
<section><h3>{{ one.macro }}: {{ one.title }}</h3>
{{ one.html }}
</section>
{% endfor %}
{% endfor %}
</body></html>
""")
