"""Content lines, of which vCards (RFC 2426) and calendars (RFC 5545) consist."""

import re

MOST_OCTETS = 75
"""Of one line, its end not counted."""
_ESCAPED = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def escape_text(text: str) -> str:
    """A value of type TEXT: line breaks and marks of the grammar escaped, other control characters gone."""
    return _ESCAPED.sub(r"\\\g<0>", _CONTROL.sub("", text)).replace("\n", r"\n")


def join_lines(*lines: str) -> bytes:
    """A file of these lines, each at most 75 octets long and going on behind a blank; empty ones left out."""
    return "".join(f"{_fold(line)}\r\n" for line in lines if line).encode()


def _fold(line: str) -> str:
    """Cut between characters: one of Chinese takes three octets."""
    parts, room = [""], MOST_OCTETS
    for character in line:
        octets = len(character.encode())
        if octets > room:
            parts.append("")
            room = MOST_OCTETS - 1
        parts[-1] += character
        room -= octets
    return "\r\n ".join(parts)
