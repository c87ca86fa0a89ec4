"""QR codes as SVG: black squares on nothing, with no quiet zone; the page around is the quiet zone."""

import io
from functools import lru_cache

import segno

_MASK = 3
"""Any mask is valid, and readers learn it from the code itself; trying all eight takes five times as long."""


@lru_cache(maxsize=8192)
def render_qr(address: str) -> str:
    """SVG of the QR code of an address, one unit a module; error correction M (15 %)."""
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=_MASK)
    out = io.BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return out.getvalue().decode("ascii")
