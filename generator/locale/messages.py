"""The message catalogue: words of pages in the languages of the site, by the Chinese words themselves.

Chinese stands where it is used (templates, scripts, views) and is its own key, as in gettext, so that none
can be missing. `en.po` holds the English. What is filled in stands in braces.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal, TypeVar

Language = Literal["zh", "en"]
Value = TypeVar("Value")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Tell = Callable[[str], str]
"""A message in one language, its braces unfilled."""
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
"""A character, a full-width letter or a mark of Chinese writing: what makes a text a message."""


@cache
def load_catalogue(language: Language) -> Mapping[str, str]:
    """What is translated, by the Chinese message; nothing for Chinese itself."""
    if language == "zh":
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - a check needs no English, and it is slow to load

    with files(__package__).joinpath(f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    return {str(one.id): str(one.string) for one in catalogue if one.id and one.string}


def teller(language: Language) -> Tell:
    """Tells the messages of a language; one that is not translated stays Chinese."""
    catalogue = load_catalogue(language)
    return lambda message: catalogue.get(message, message)


def tell(language: Language, message: str, **values: object) -> str:
    """One message with its values."""
    return teller(language)(message).format(**values)


def fill(message: str, values: Sequence[Value]) -> Iterator[tuple[str, Value | None]]:
    """The parts of a message: each text with the value that follows it, None after the last.

    `{}` take the values one after the other, `{1}` names the second.
    """
    for turn, (text, name, _, _) in enumerate(Formatter().parse(message)):
        yield text, None if name is None else values[int(name) if name else turn]
