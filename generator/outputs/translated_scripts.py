"""Scripts in another language: the Chinese in their strings is looked up when the site is made.

A script is written in Chinese, and each string and template literal with Chinese in it is a message, as in
templates: `到${end}` is the message `到{}`. Pages in Chinese load the script as it is written.
"""

import re

from generator.locale.messages import CHINESE, Tell, fill

_BLANKS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_STEP = re.compile(
    r"""(?P<plain>\s+|[\w$]+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
    |(?P<regex>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/\w*)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_BEFORE_VALUE = re.compile(r"(?:^|[(,=:\[!&|?{};+*%~^<>-]|\breturn|\bcase|\btypeof)\s*\Z")
"""What a slash follows that begins a pattern; after anything else it divides."""


def translate_script(source: str, tell: Tell) -> str:
    """The script with its messages told."""
    return _Reader(source, tell).read_code()


def find_script_messages(source: str) -> list[str]:
    """The messages of a script, in their order."""
    found: list[str] = []

    def note(message: str) -> str:
        found.append(message)
        return message

    translate_script(source, note)
    return found


class _Reader:
    """Goes through a script once; what it has read is in `position`."""

    def __init__(self, source: str, tell: Tell) -> None:
        self.source = source
        self.tell = tell
        self.position = 0

    def read_code(self) -> str:
        """To the end, or to the brace that closes what a template literal holds."""
        pieces: list[str] = []
        depth = 0
        while self.position < len(self.source):
            step = self._next(pieces)
            depth += {"{": 1, "}": -1}.get(step, 0)
            if depth < 0:
                break
            pieces.append(self._read_template() if step == "`" else step)
        return "".join(pieces)

    def _next(self, pieces: list[str]) -> str:
        """The next comment, word, string, pattern or mark, strings told."""
        match = _STEP.match(self.source, self.position)
        assert match is not None  # noqa: S101 - the last alternative takes any character
        text = match[0]
        if match.lastgroup == "regex" and not _BEFORE_VALUE.search("".join(pieces[-4:])):
            text = "/"
        self.position += len(text)
        if match.lastgroup != "string" or not CHINESE.search(text):
            return text
        return text[0] + "".join(self._tell(text[1:-1], [], text[0])) + text[0]

    def _read_template(self) -> str:
        """A template literal, after its first quotation mark."""
        texts, values = [""], []
        while (here := self.source[self.position]) != "`":
            length = 2 if here == "\\" or self.source.startswith("${", self.position) else 1
            taken = self.source[self.position : self.position + length]
            self.position += length
            if taken == "${":
                values.append(f"${{{self.read_code()}}}")
                texts.append("")
            else:
                texts[-1] += taken
        self.position += 1
        if CHINESE.search("".join(texts)):
            return f"`{self._tell('{}'.join(texts), values, '`')}`"
        return "`" + "".join(map("".join, zip(texts, [*values, ""], strict=True))) + "`"

    def _tell(self, text: str, values: list[str], quote: str) -> str:
        before, message, after = _BLANKS.fullmatch(text).groups()  # type: ignore[union-attr]  # matches all
        told = fill(self.tell(message), values)
        parts = (one.replace(quote, f"\\{quote}") + (value or "") for one, value in told)
        return before + "".join(parts) + after
