"""What a printed page looks like and what a phone reads off it: PDFs to pictures, pictures to codes."""

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdf
import pypdfium2
import zxingcpp

POINTS_AN_INCH = 72
MM_AN_INCH = 25.4


class Code(NamedTuple):
    """A QR code as it was read: its text, the side of the symbol in mm, and the side of one module in mm."""

    text: str
    side: float
    module: float


def render_pages(pdf: bytes | Path, dpi: float = 300) -> list[np.ndarray]:
    """Each page as it prints, grey, one byte a dot: `height × width`, 0 black and 255 white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_render(page, dpi) for page in document]
    finally:
        document.close()


def _render(page: pypdfium2.PdfPage, dpi: float) -> np.ndarray:
    bitmap = page.render(scale=dpi / POINTS_AN_INCH, grayscale=True)
    picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    bitmap.close()
    page.close()
    return picture


def decode_codes(picture: np.ndarray, dpi: float = 300) -> list[Code]:
    """The QR codes in a picture of `dpi` dots an inch, in no order that means anything."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [_measure(one, dpi) for one in found if one.valid]


def _measure(one: zxingcpp.Barcode, dpi: float) -> Code:
    left, right = one.position.top_left, one.position.top_right
    side = float(np.hypot(right.x - left.x, right.y - left.y)) / dpi * MM_AN_INCH
    modules = 17 + 4 * int(one.extra["Version"])
    return Code(one.text, side, side / modules)


def placed_words(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Runs of text, each with its size in points and how far it begins from the left edge, in mm."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            scale = math.sqrt(abs(cm[0] * cm[3] - cm[1] * cm[2]) * abs(tm[0] * tm[3] - tm[1] * tm[2]))
            left = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4]) / POINTS_AN_INCH * MM_AN_INCH
            found.append((text.strip(), size * scale, left))

    page.extract_text(visitor_text=visit)
    return found


def photograph(pdf: bytes, distance: float, turned: float) -> list[np.ndarray]:
    """Each page as the preview of a telephone sees it: 1920 pixels over 65°, soft, grey and noisy.

    `distance` in metres; the telephone is `turned` by so many degrees. Four dots of the page fall on a pixel.
    """
    pixels_a_mm = 1920 / (2000 * distance * np.tan(np.radians(65 / 2)))
    pages = render_pages(pdf, 4 * pixels_a_mm * MM_AN_INCH)
    return [_expose(_turn(page, np.radians(turned))) for page in pages]


def _turn(picture: np.ndarray, angle: float) -> np.ndarray:
    picture = np.pad(picture, max(picture.shape) // 2, constant_values=255)
    high, wide = picture.shape
    y, x = np.mgrid[:high, :wide] - np.array([high / 2, wide / 2])[:, None, None]
    from_y = np.rint(y * np.cos(angle) - x * np.sin(angle) + high / 2).clip(0, high - 1)
    from_x = np.rint(y * np.sin(angle) + x * np.cos(angle) + wide / 2).clip(0, wide - 1)
    return picture[from_y.astype(int), from_x.astype(int)]


def _expose(picture: np.ndarray) -> np.ndarray:
    high, wide = (side // 4 for side in picture.shape)
    light = picture[: high * 4, : wide * 4].reshape(high, 4, wide, 4).mean(axis=(1, 3))
    noise = np.random.default_rng(0).normal(0, 6, light.shape)
    return (60 + light * 0.55 + noise).clip(0, 255).astype(np.uint8)
