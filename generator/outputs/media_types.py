"""Media types of a site's files: of exports by their register, of others by their ending.

Systems know different endings, and Python asks them; what a browser or a telephone must know stands here.
"""

import mimetypes

from generator.outputs.exports.register import EXPORTS

_NAMED = {one.path: one.media_type for one in EXPORTS if not one.is_family}
_ENDINGS = mimetypes.MimeTypes()
_ENDINGS.add_type("text/javascript", ".js")
_ENDINGS.add_type("application/manifest+json", ".webmanifest")
_ENDINGS.add_type("image/webp", ".webp")
_ENDINGS.add_type("font/woff2", ".woff2")
_ENDINGS.add_type("font/ttf", ".ttf")
_ENDINGS.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
for _one in EXPORTS:
    if "." in _one.path.rpartition("/")[2] and not _one.path.endswith((".json", ".xml")):  # as others do
        _ENDINGS.add_type(_one.media_type, f".{_one.path.rpartition('.')[2]}")


def type_of(path: str) -> str:
    """The media type of a file by its path in a site, or in one that holds others; text with its encoding."""
    named = (kind for name, kind in _NAMED.items() if path == name or path.endswith(f"/{name}"))
    kind = next(named, None) or _ENDINGS.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
