"""One file in one step, for what is no site: repairs, samples, schemas, handbooks."""

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write one file in one step, or leave what stands there as it was. Raises OSError.

    A link stays a link, a file keeps its mode, and one that is read-only is meant to stay.
    """
    path = Path(os.path.realpath(path))
    beside = path.with_name(f".{path.name}.new")
    try:
        if path.exists():
            path.open("r+b").close()
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)  # noqa: PTH105 - keeps the old file until the new one is whole
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
