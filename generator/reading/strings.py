"""Texts in bytes of unknown sort, in the encodings that cameras, phones and offices write."""

import re

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]+")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\0){4}|(?:\0[\x20-\x7e]){4}|UNICODE\0|Exif\0")


def readable(data: bytes) -> str:
    """All that can be read in bytes: as UTF-8, and where it looks like them as GBK and UTF-16."""
    texts = [data.decode("utf-8", "replace")]
    if "\ufffd" in texts[0]:
        texts.append(data.decode("gb18030", "replace"))
    if _WIDE.search(data):
        codes = ("utf-16-le", "utf-16-be")
        texts += [data[start:].decode(code, "replace") for code in codes for start in (0, 1)]
    return "\n".join(_UNREADABLE.sub("\n", text) for text in texts)
