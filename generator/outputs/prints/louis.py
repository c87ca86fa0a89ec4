"""Liblouis, the library of braille tables, as a function from text to cells.

It is not on the Python package index: Debian and Ubuntu have it as a package, its site has it for Windows.
"""

import ctypes
from ctypes.util import find_library
from functools import cache, lru_cache

from generator.diagnostics import OutputError

_NAMES = ("louis", "liblouis")
_DOTS, _UNICODE = 4, 64
"""Modes: cells rather than characters of a code page, in Unicode."""
_QUIET = 60_000
"""The level of its log at which it keeps silent."""
_WIDE = 4
_ROOM = 16
"""Cells that a character may take; one that a table lacks is written out by its number."""


@cache
def open_louis() -> ctypes.CDLL:
    """The library. Raises OutputError, with what to do, where there is none."""
    for name in filter(None, map(find_library, _NAMES)):
        try:
            louis = ctypes.CDLL(name)
        except OSError:
            continue
        louis.lou_setLogLevel(_QUIET)
        return louis
    raise OutputError(
        "译盲文要用 liblouis，这台电脑上没有。Debian、Ubuntu：sudo apt install liblouis20 liblouis-data；"
        "macOS：brew install liblouis；Windows：从 https://liblouis.io/downloads/ 下载，"
        "把解压后 bin 文件夹加进 PATH",
        "braille needs liblouis, which is not here. Debian, Ubuntu: `sudo apt install liblouis20 "
        "liblouis-data`; macOS: `brew install liblouis`; Windows: download it from "
        "https://liblouis.io/downloads/ and add its folder bin to PATH",
    )


@lru_cache(maxsize=65536)
def translate(table: str, text: str) -> str:
    """Cells (Unicode braille) of a text. Raises OutputError when liblouis is missing or lacks the table."""
    louis = open_louis()
    width = louis.lou_charSize()
    code = "utf-32-le" if width == _WIDE else "utf-16-le"
    given = text.encode(code)
    length, room = ctypes.c_int(len(given) // width), ctypes.c_int(_ROOM * len(given) + _ROOM)
    cells = ctypes.create_string_buffer(room.value * width)
    source = ctypes.create_string_buffer(given, len(given) + width)
    done = louis.lou_translateString(
        table.encode(), source, ctypes.byref(length), cells, ctypes.byref(room), None, None, _DOTS | _UNICODE
    )
    if not done:
        raise OutputError(
            f"liblouis 里没有盲文表 {table}，请装 3.24 以上的版本（Debian、Ubuntu 上还要装 liblouis-data）",
            f"liblouis lacks the table {table}: version 3.24 or newer is needed, and liblouis-data on Debian",
        )
    return cells.raw[: room.value * width].decode(code)
