"""A handbook's content as HTML for print: the same words, drawings and QR codes at the same sizes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STYLE = """
@page { size: A5; margin: 19mm 14mm 17mm; @bottom-center { content: counter(page) } }
body { font: 11pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif }
h1, h2 { break-before: page; font-size: 20pt } h3 { font-size: 14pt; break-after: avoid }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 }
td { border: 0.6pt solid #999; padding: 1.8mm; vertical-align: top }
article { border-top: 1.4pt solid; margin-top: 7mm } .qr { float: right; width: 19mm }
dt { float: left; clear: left; width: 5em; font-weight: bold } dd { margin: 0 0 2mm 5.5em }
.calls { background: #f1f1f1; padding: 3mm; font-size: 15pt; break-inside: avoid }
"""
FACTS = {
    "audiences": "帮谁",
    "eligibility": "谁可以办",
    "ineligible": "谁不能办",
    "instead": "不符合时",
    "papers": "要带什么",
    "fee": "费用",
    "time_limit": "多久办好",
    "hours": "什么时候",
    "spots": "到哪里",
    "channels": "怎么联系",
    "legal_basis": "依据",
}
PARTS = {
    "notices": "眼下的通知",
    "teams": "网格里有谁",
    "partners": "联系的单位",
    "audiences": "按人群查",
    "grounds": "包括这些地方",
}
UNREAD = frozenset({"kind", "strong", "deputy", "urgent"})


def render_print(view: dict[str, Any], codes: Mapping[str, str]) -> str:
    """The whole handbook; `view` is its view as plain values, `codes` an SVG for each path."""
    title = escape(view["name"])
    parts = [f"<h2>{name}</h2>{_list(view[key])}" for key, name in PARTS.items() if view[key]]
    menu = "".join(_render_group(group, codes) for group in view["menu"])
    ground = f"<h2>网格图</h2>{_draw(view['map'])}" if view["map"] else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{_words(view['duty'])}</p>{_list(view['emergencies'])}{_list(view['contacts'])}"
        f"{''.join(parts)}<h2>服务菜单</h2>{menu}{ground}</body></html>"
    )


def _render_group(group: dict[str, Any], codes: Mapping[str, str]) -> str:
    services = "".join(_render_service(one, codes.get(one["path"], "")) for one in group["services"])
    return f"<h3>{escape(group['title'])}</h3>{services}"


def _render_service(one: dict[str, Any], code: str) -> str:
    facts = "".join(f"<dt>{name}</dt><dd>{_words(one[key])}</dd>" for key, name in FACTS.items() if one[key])
    return (
        f'<article><div class="qr">{code}</div><h3>{escape(one["name"])}</h3>'
        f"<p>{_words(one['official'], one['provider'], one['type'])}</p><p>{_words(one['summary'])}</p>"
        f"<dl>{facts}</dl>{_list(one['steps'])}"
        f'<p class="calls">{_words(one["phone"], one["complaint_phone"])}</p>'
        f"<p>{_words(one['assured'])}</p></article>"
    )


def _list(items: Iterable[dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in item.values())}</tr>" for item in items
    )
    return f"<table>{rows}</table>"


def _words(*values: object) -> str:
    """Every text in nested values, in order."""
    return "，".join(escape(text) for value in values for text in _texts(value))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from () if name in UNREAD else _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _draw(view: dict[str, Any]) -> str:
    """The map as SVG from the same outlines."""
    paths = "".join(
        f'<path d="{" ".join(map(_ring, grid["rings"]))}" fill="{"#ccc" if grid["mine"] else "none"}"/>'
        for grid in view["grids"]
    )
    size = f'width="{view["width"]}mm" viewBox="0 0 {view["width"]} {view["height"]}"'
    return f'<svg {size} stroke="#333" stroke-width="0.3">{paths}</svg>'


def _ring(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
