"""Single tasks, each run in a process of its own; the last line of output is JSON.

python -m scripts.bench.tasks TASK ARGUMENT …
"""

import dataclasses
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from generator.catalogue import Catalogue
from generator.diagnostics import has_errors
from generator.publishing.engines import build_chrome, load_folder
from generator.reading.loading import load_catalogue

EDITS = 5
TURNS = 3


def _catalogue(root: Path) -> Catalogue:
    loaded = load_catalogue(root)
    if loaded.catalogue is None or has_errors(loaded.found):
        raise SystemExit(f"{root}: {len(loaded.found)} findings")
    return loaded.catalogue


def write_chrome(root: Path, out: Path, engine: str = "mkdocs") -> dict[str, object]:
    """Build the chrome once, for the tasks that only stamp into it."""
    for path, data in build_chrome(root, engine, _catalogue(root).profile).files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
    return {}


def write_pages(root: Path, chrome: Path, out: Path, count: str = "") -> dict[str, object]:
    """View, render and write every page, or `count` pages of services, into a new folder.

    As a build does: many by two processes, each with the files beside it. Reading the entries is not counted.
    """
    from generator.outputs.site import Site  # noqa: PLC0415 - the other tasks do without
    from generator.publishing.pipeline import split_chrome  # noqa: PLC0415
    from generator.publishing.sharing import make_each  # noqa: PLC0415
    from generator.writing.site import write_site  # noqa: PLC0415

    catalogue = _catalogue(root)
    shells, _ = split_chrome(load_folder(chrome))
    start, spent = time.perf_counter(), _processor_time()
    site = Site(catalogue, shells, catalogue.profile.address)
    wanted = [path for path in site.paths() if not count or path.startswith("services/")]
    wanted = wanted[: int(count) if count else None]
    write_site(chain.from_iterable(make_each(wanted, lambda path: list(site.make(path)))), out)
    seconds, processor = time.perf_counter() - start, _processor_time() - spent
    size = sum((out / path).stat().st_size for path in wanted) / 1024
    pages = len(wanted)
    return {"seconds": seconds, "processor": processor, "pages": pages, "kilobytes": size / pages}


def _processor_time() -> float:
    """Seconds of all processors that this process and its copies, once ended, have used."""
    return sum(os.times()[:4])


def set_handbooks(root: Path, count: str) -> dict[str, object]:
    """Set `count` handbooks, one after the other, with Typst."""
    from generator.outputs.prints.fonts import find_fonts  # noqa: PLC0415
    from generator.outputs.prints.rendering import render_prints  # noqa: PLC0415

    catalogue = _catalogue(root)
    fonts, url = find_fonts(root), catalogue.profile.address
    grids = _some_grids(catalogue, int(count))
    list(render_prints(catalogue, grids[:1], url, fonts))
    start = time.perf_counter()
    sheets = [list(render_prints(catalogue, [grid], url, fonts)) for grid in grids[1:]]
    seconds = time.perf_counter() - start
    sizes = [len(sheet.data) for made in sheets for sheet in made]  # type: ignore[union-attr]
    return {"seconds": seconds / len(sheets), "kilobytes": sum(sizes) / len(sizes) / 1024}


def set_city(root: Path) -> dict[str, object]:
    """Set the handbooks and posters of a whole city, as a build does; nothing is written."""
    from generator.publishing.printing import make_prints  # noqa: PLC0415

    catalogue = _catalogue(root)
    grids = [grid.id for grid in catalogue.live_grids]
    start = time.perf_counter()
    files = sum(1 for _ in make_prints(root, catalogue, grids, catalogue.profile.address))
    seconds = time.perf_counter() - start
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = [resource.getrusage(one).ru_maxrss // 1024 for one in who]
    return {"seconds": seconds, "grids": len(grids), "files": files, "megabytes": most}


def set_editions(root: Path, count: str) -> dict[str, object]:
    """Set the handbooks of some grids, then what is published of them, then all editions for all subjects."""
    from generator.outputs.prints.editions import EDITIONS, HANDBOOK, published_editions  # noqa: PLC0415
    from generator.publishing.printing import make_prints  # noqa: PLC0415

    catalogue = _catalogue(root)
    first, *grids = _some_grids(catalogue, int(count))
    took, files = [], 0
    for editions in ((HANDBOOK,), published_editions(catalogue), EDITIONS):
        list(make_prints(root, catalogue, [first], catalogue.profile.address, editions))
        start = time.process_time()
        for grid in grids:
            files = len(list(make_prints(root, catalogue, [grid], catalogue.profile.address, editions)))
        took.append((time.process_time() - start) / len(grids))
    return {"seconds": took, "files": files, "editions": len(EDITIONS)}


def set_with_weasyprint(root: Path, count: str) -> dict[str, object]:
    """Set the same content with WeasyPrint, tagged for PDF/UA-1 too."""
    import weasyprint  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from scripts.bench.prints import render_print  # noqa: PLC0415

    catalogue, fonts = _catalogue(root), FontConfiguration()
    pages, seconds = 0, 0.0
    grids = _some_grids(catalogue, int(count))
    for number, grid in enumerate(grids):
        start = time.perf_counter()
        html = render_print(*_print_content(catalogue, grid, catalogue.profile.address))
        document = weasyprint.HTML(string=html).render(font_config=fonts, pdf_variant="pdf/ua-1")
        document.write_pdf(pdf_variant="pdf/ua-1")
        if number:  # the first is the warm-up
            seconds += time.perf_counter() - start
            pages += len(document.pages)
    return {"seconds": seconds / (len(grids) - 1), "pages": pages / (len(grids) - 1)}


def _print_content(catalogue: Catalogue, grid: str, url: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What a handbook shows, and its QR codes by path."""
    from generator.outputs.qr import render_qr  # noqa: PLC0415
    from generator.views.prints.handbook import view_handbook  # noqa: PLC0415

    view = dataclasses.asdict(view_handbook(catalogue, grid))
    paths = [service["path"] for group in view["menu"] for service in group["services"]]
    paths += [view["path"], *(card["path"] for card in view["cards"])]
    return view, {path: render_qr(url + path) for path in paths}


def _some_grids(catalogue: Catalogue, count: int) -> list[str]:
    """`count` and one grids, spread over the city."""
    grids = [grid.id for grid in catalogue.live_grids]
    return grids[:: max(1, len(grids) // (count + 1))][: count + 1]


def refresh_preview(root: Path, engine: str = "mkdocs") -> dict[str, object]:
    """Edit a service some times; how long until its page is made anew, as `gridpress serve` does it."""
    from generator.publishing.preview import Preview  # noqa: PLC0415

    preview = Preview(root, engine=engine)
    preview.update(())
    service = min((root / "menus" / "services").glob("*.yaml"))
    text, page = service.read_text("utf-8"), f"services/{service.stem}.html"
    before = preview.read(page)
    took = []
    try:
        for number in range(EDITS):
            service.write_text(f"{text}\nalert: 第{number}次修改\n", "utf-8")
            start = time.perf_counter()
            found = preview.update([service])
            after = preview.read(page)
            took.append(time.perf_counter() - start)
            if after == before or has_errors(found):
                raise SystemExit(f"{page} did not change: {found[:1]}")
    finally:
        service.write_text(text, "utf-8")
    return {"seconds": sorted(took)[len(took) // 2]}


def run_rules(small: Path, large: Path) -> dict[str, object]:
    """All rules on two loaded catalogues, in turns in this process: the best of each.

    Seconds of the processor, as what else the machine does would fall on the longer run.
    """
    from generator.rules import check_rules  # noqa: PLC0415 - the other tasks do without

    catalogues = [_catalogue(root) for root in (small, large)]
    took: list[list[float]] = [[], []]
    for _ in range(TURNS):
        for catalogue, figures in zip(catalogues, took, strict=True):
            start = time.process_time()
            check_rules(catalogue)
            figures.append(time.process_time() - start)
    entries = [sum(map(len, catalogue.entries.values())) for catalogue in catalogues]
    return {"seconds": [min(figures) for figures in took], "entries": entries}


def build_shards_of(root: Path, workers: str) -> dict[str, object]:
    """A province from nothing, by so many workers on this machine; 0: all in this process."""
    from generator.province.building import CACHE, build_province  # noqa: PLC0415 - only this task needs it

    out, number = root / "site", int(workers)
    for old in (root / CACHE, out):
        shutil.rmtree(old, ignore_errors=True)
    start = time.perf_counter()
    built = build_province(
        root, out, cluster="local" if number else None, workers=number or None, handbooks=False
    )
    if built.assembled is None:
        raise SystemExit(f"{root}: {len(built.found)} findings")
    return {
        "seconds": time.perf_counter() - start,
        "shards": [round(one.seconds, 1) for one in built.shards],
        "megabytes": max(one.megabytes for one in built.shards),
        "own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "pages": built.assembled.pages,
        "files": built.assembled.files,
    }


TASKS: dict[str, Callable[..., dict[str, object]]] = {
    "chrome": write_chrome,
    "pages": write_pages,
    "handbooks": set_handbooks,
    "city prints": set_city,
    "editions": set_editions,
    "weasyprint": set_with_weasyprint,
    "refresh": refresh_preview,
    "rules": run_rules,
    "province": build_shards_of,
}


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[task](*[Path(one) if "/" in one or "\\" in one else one for one in arguments])))
