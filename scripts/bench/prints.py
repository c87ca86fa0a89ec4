"""A handbook's content as HTML for print, as one would write it for a browser's engine.

The same chapters, words, drawings and QR codes at the same sizes, and what a handbook needs: contents
and an index with page numbers, and a running head that names the chapter.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

View = Mapping[str, Any]

STYLE = """
@page { size: A5; margin: 19mm 14mm 17mm; @bottom-center { content: counter(page) }
  @top-left { content: string(name); font-size: 9pt }
  @top-right { content: string(chapter); font-size: 9pt } }
body { font: 11pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif }
h1 { string-set: name content(); font-size: 30pt }
h2 { string-set: chapter content(); break-before: page; font-size: 20pt }
h3, h4 { font-size: 14pt; break-after: avoid }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 }
td { border: 0.6pt solid #999; padding: 1.8mm; vertical-align: top }
article { border-top: 1.4pt solid; margin-top: 7mm } .qr { float: right; width: 19mm }
dt { float: left; clear: left; width: 5em; font-weight: bold } dd { margin: 0 0 2mm 5.5em }
.calls { background: #f1f1f1; padding: 3mm; font-size: 15pt; break-inside: avoid }
.card { break-before: page } .index { columns: 2 }
.page-of::after { content: leader(".") target-counter(attr(href), page) }
"""
FACTS = {
    "eligibility": "谁可以办",
    "ineligible": "谁不能办",
    "instead": "不符合时",
    "papers": "要带什么",
    "fee": "费用",
    "time_limit": "多久办好",
    "hours": "什么时候",
    "spots": "到哪里",
    "channels": "怎么联系",
}
ITEM = {
    "content": "问什么",
    "purpose": "做什么用",
    "basis": "依据",
    "source": "不再问",
    "reused": "谁共用",
    "retention": "存多久",
}
UNREAD = frozenset({"kind", "strong", "deputy", "urgent", "path", "id"})
ROWS, SHEETS = 12, 2


def render_print(view: View, codes: Mapping[str, str]) -> str:
    """The whole handbook; `view` is its view as plain values, `codes` an SVG for each path."""
    chapters = list(_render_chapters(view, codes))
    title = escape(view["name"])
    services = [one for group in view["menu"] for one in group["services"]]
    lines = [(f"chapter-{number}", name) for number, (name, _) in enumerate(chapters)]
    lines += [(one["id"], one["name"]) for one in services]
    body = "".join(
        f'<h2 id="chapter-{number}">{name}</h2>{content}' for number, (name, content) in enumerate(chapters)
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{_words(view['above'], view['function'], view['function_note'], view['duty'])}</p>"
        f"{codes.get(view['path'], '')}<h2>目录</h2>{_links(lines)}{body}</body></html>"
    )


def _render_chapters(view: View, codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    calls = (view["emergencies"], view["contacts"], view["notices"])
    yield "有事打这些电话", "".join(map(_list, calls)) + f"<p>{_words(view['night'], view['office'])}</p>"
    yield "遇到急事", "".join(_render_card(one, codes) for one in view["cards"])
    items = "".join(_render_item(one) for one in view["collected"])
    yield "发现收集信息", _list(view["duties"]) + _list(view["channels"]) + items
    menu = "".join(_render_group(group, codes) for group in view["menu"])
    yield "服务菜单", f'<div class="index">{_render_index(view["audiences"])}</div>{menu}'
    people = "".join(_list(view[name]) for name in ("teams", "groups", "partners", "matters"))
    yield "网格里有谁，做什么", people
    yield "管哪些地方", _list(view["grounds"]) + (_draw(view["map"]) if view["map"] else "")
    if view["charter"] or view["honours"]:
        yield "居民自己的事", f"<p>{_words(view['charter'] or '')}</p>{_list(view['honours'])}"
    blank = "".join(f"<tr>{'<td>&nbsp;</td>' * 4}</tr>" for _ in range(ROWS))
    yield "走访记录", f"<table>{blank}</table>" * SHEETS


def _links(lines: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<div><a class="page-of" href="#{escape(id_)}">{escape(name)}</a></div>' for id_, name in lines
    )


def _render_index(audiences: Iterable[View]) -> str:
    return "".join(f"<h4>{escape(one['name'])}</h4>{_links(one['services'])}" for one in audiences)


def _render_card(one: View, codes: Mapping[str, str]) -> str:
    return (
        f'<section class="card"><div class="qr">{codes.get(one["path"], "")}</div>'
        f"<h3>{escape(one['incident'])}</h3><p>{_words(one['issuer'])}</p>{_list(one['parts'])}{_words(one['signs'])}{_list(one['leads'])}</section>"
    )


def _render_item(one: View) -> str:
    return f"<article><h4>{escape(one['name'])}</h4>{_facts(one, ITEM)}</article>"


def _render_group(group: View, codes: Mapping[str, str]) -> str:
    services = "".join(_render_service(one, codes.get(one["path"], "")) for one in group["services"])
    return f"<h3>{escape(group['title'])}</h3>{services}"


def _render_service(one: View, code: str) -> str:
    steps = "".join(f"<li>{_words(step)}</li>" for step in one["steps"])
    return (
        f'<article><div class="qr">{code}</div><h3 id="{escape(one["id"])}">{escape(one["name"])}</h3>'
        f"<p>{_words(one['official'], one['provider'], one['type'])}</p><p>{_words(one['summary'])}</p>"
        f"{_facts(one, FACTS)}<ol>{steps}</ol>"
        f'<p class="calls">{_words(one["phone"], one["complaint_phone"])}</p>'
        f"<p>{_words(one['legal_basis'], one['assured'])}</p></article>"
    )


def _facts(one: View, names: Mapping[str, str]) -> str:
    facts = "".join(f"<dt>{name}</dt><dd>{_words(one[key])}</dd>" for key, name in names.items() if one[key])
    return f"<dl>{facts}</dl>"


def _list(items: Iterable[View]) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(cell)}</td>' for name, cell in item.items() if name not in UNREAD)}</tr>"
        for item in items
    )
    return f"<table>{rows}</table>" if rows else ""


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


def _draw(view: View) -> str:
    """The map as SVG from the same outlines."""
    paths = "".join(
        f'<path d="{" ".join(map(_ring, grid["rings"]))}" fill="{"#ccc" if grid["mine"] else "none"}"/>'
        for grid in view["grids"]
    )
    size = f'width="{view["width"]}mm" viewBox="0 0 {view["width"]} {view["height"]}"'
    return f'<svg {size} stroke="#333" stroke-width="0.3">{paths}</svg>'


def _ring(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
