"""A handbook's content as plain HTML for print: the same words and outlines, set as simply as can be."""

from __future__ import annotations

from html import escape
from typing import Any

STYLE = """
@page { size: A5; margin: 14mm 12mm; @bottom-center { content: counter(page) } }
body { font: 10pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif }
h2 { font-size: 13pt; break-after: avoid } table { border-collapse: collapse; width: 100% }
td { border-bottom: 0.3pt solid #888; padding: 1mm 2mm; vertical-align: top }
svg { width: 100% } section { break-inside: auto }
"""
HIDDEN = frozenset({"path", "grid_id", "demo"})


def render_print(view: dict[str, Any]) -> str:
    """The whole handbook; `view` is the handbook's view as plain values."""
    sections = "".join(
        _section(name, value) for name, value in view.items() if name not in HIDDEN and value
    )
    title = escape(view["name"])
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style><h1>{title}</h1>{sections}"
    )


def _section(name: str, value: object) -> str:
    if isinstance(value, str):
        return f"<p>{escape(value)}</p>"
    inner = _draw(value) if name == "map" and isinstance(value, dict) else _render(value)
    return f"<section><h2>{escape(name)}</h2>{inner}</section>"


def _render(value: object) -> str:
    if isinstance(value, dict):
        cells = "".join(f"<td>{_render(item)}</td>" for item in value.values() if item and item is not True)
        nested = any(isinstance(item, list | tuple) and item for item in value.values())
        return "".join(map(_render, value.values())) if nested else f"<table><tr>{cells}</tr></table>"
    if isinstance(value, list | tuple):
        return "".join(map(_render, value))
    return f"<p>{escape(str(value))}</p>" if value and value is not True else ""


def _draw(view: dict[str, Any]) -> str:
    """The map as SVG from the same outlines."""
    paths = "".join(
        f'<path d="{" ".join(map(_ring, grid["rings"]))}" fill="{"#ccc" if grid["mine"] else "none"}" stroke="#333"/>'
        for grid in view["grids"]
    )
    return f'<svg viewBox="0 0 {view["width"]} {view["height"]}" stroke-width="0.3">{paths}</svg>'


def _ring(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
