"""Content lines, of which vCards (RFC 2426) and calendars (RFC 5545) consist."""

import re

MOST_OCTETS = 75
"""Of one line, its end not counted."""
_GOES_ON = 0b10
"""Begins each octet of a character but its first."""
_ESCAPED = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def escape_text(text: str) -> str:
    """A value of type TEXT: line breaks and marks of the grammar escaped, other control characters gone."""
    return _ESCAPED.sub(r"\\\g<0>", _CONTROL.sub("", text)).replace("\n", r"\n")


def join_lines(*lines: str) -> bytes:
    """A file of these lines, each at most 75 octets long and going on behind a blank; empty ones left out."""
    return b"".join(_fold(line.encode()) + b"\r\n" for line in lines if line)


def _fold(line: bytes) -> bytes:
    """Cut between characters: one of Chinese takes three octets."""
    parts, room = [], MOST_OCTETS
    while len(line) > room:
        end = next(end for end in range(room, 0, -1) if line[end] >> 6 != _GOES_ON)
        parts.append(line[:end])
        line, room = line[end:], MOST_OCTETS - 1
    return b"\r\n ".join((*parts, line))
