"""Time `write_site` for 6,000 pages of 12 KB beside plain writing of the same bytes.

    .venv/bin/python -m scripts.bench.writing [folder]

Times depend on the disk and on what it still has to flush: compare lines of one run with each other.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.artifact import Artifact
from generator.writing.site import write_site

PAGES, SIZE = 6_000, 12_288


def pages(changed: int = 0) -> Iterator[Artifact]:
    """Make the pages, the first `changed` of them with other bytes."""
    for number in range(PAGES):
        mark = b"new" if number < changed else b"old"
        yield Artifact(f"services/{number // 1000}/{number:05}.html", (mark + b"%05d" % number) * (SIZE // 8))


def write_plainly(root: Path) -> None:
    """Write every page in place with the shortest code there is."""
    for page in pages():
        (root / page.path).parent.mkdir(parents=True, exist_ok=True)
        (root / page.path).write_bytes(page.data)


def measure(name: str, work: Callable[[], object]) -> None:
    """Print how long `work` takes for each page."""
    start = time.perf_counter()
    work()
    spent = (time.perf_counter() - start) * 1000
    print(f"{name:34}{spent:8.0f} ms {spent / PAGES:8.4f} ms a file")


def measure_turn(root: Path) -> None:
    """Measure each case once under `root`."""
    plain, out = root / "plain", root / "site"
    measure("making the bytes", lambda: sum(len(page.data) for page in pages()))
    measure("plain, new folder", lambda: write_plainly(plain))
    measure("plain, over the old files", lambda: write_plainly(plain))
    measure("write_site, new folder", lambda: write_site(pages(), out))
    measure("write_site, nothing changed", lambda: write_site(pages(), out))
    measure("write_site, half changed", lambda: write_site(pages(PAGES // 2), out))
    measure("write_site, half changed back", lambda: write_site(pages(), out))


def main() -> None:
    """Measure each case twice, in a temporary folder on the disk of the folder given."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        for turn in ("first", "second"):
            measure_turn(Path(place) / turn)


if __name__ == "__main__":
    main()
