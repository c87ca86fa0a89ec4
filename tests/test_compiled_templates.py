"""Templates compiled to plainer Python print what Jinja's own compiler has them print."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from generator.outputs.templating import ViewEnvironment

PIECES = """\
{% macro named(text, level=2, wide=False) -%}
<h{{ level }}{% if wide %} wide{% endif %}>{{ text }}</h{{ level }}>
{%- endmacro %}
{% macro fold(title, level=2) -%}
<details>{{ named(title, level) }}{{ caller() }}</details>
{%- endmacro %}
"""
FILTERS: dict[str, Callable[..., str]] = {
    "link": lambda text: Markup("<a>{}</a>").format(text),
    "chinese": lambda text: text,
}
CASES = {
    "texts, numbers and finished HTML": "{{ view.name }} {{ view.count }} {{ view.html }} {{ view.none }}",
    "marks in attributes": '<a href="{{ view.name }}">',
    "a macro by place, by name, with what it takes itself": (
        "{{ named(view.name) }}{{ named(view.name, 3) }}{{ named(view.name, wide=True) }}"
        "{{ named(level=4, text=view.name) }}{{ named(*view.pair) }}"
    ),
    "a block within a block": (
        "{% call fold(view.name) %}{% call fold('x', 3) %}{{ view.name }}{% endcall %}{% endcall %}"
    ),
    "filters of either kind": "{{ view.name | link }}{{ view.name | chinese }}{{ view.html | safe }}",
    "loops": "{% for one in view.pair %}{{ loop.index }}{{ one }}{{ named(one) if loop.last }}{% endfor %}",
    "a macro of its own": "{% macro own(text) %}<b>{{ text }}</b>{% endmacro %}{{ own(view.name) }}",
    "methods, slices, sums": "{{ view.name.split('&')[0] }}{{ view.pair[:1] | length }}{{ view.count + 1 }}",
}
VIEW = SimpleNamespace(name="<甲&\"乙'>", count=3, html=Markup("<i>&amp;</i>"), none=None, pair=("<", 5))


def render(kind: type[Environment], source: str) -> str:
    """A template beside the pieces, in one environment or the other."""
    templates = DictLoader({"pieces": PIECES, "page": "{% from 'pieces' import named, fold %}" + source})
    environment = kind(loader=templates, autoescape=True, undefined=StrictUndefined)
    environment.filters |= FILTERS
    return environment.get_template("page").render(view=VIEW)


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_it_prints_the_same(source: str) -> None:
    """In whatever way a template is written."""
    assert render(ViewEnvironment, source) == render(Environment, source)


@pytest.mark.parametrize(
    "source", ["{{ view.nmae }}", "{{ vew.name }}", "{{ named(view.name, 2, 3, 4) }}", "{{ named() }}"]
)
def test_a_slip_raises(source: str) -> None:
    """A name that nothing has, and a macro called with too much or too little."""
    with pytest.raises((AttributeError, TypeError, UndefinedError)):
        render(ViewEnvironment, source)
