"""Exchange two folders in one step where the system can, in three renames where it cannot."""

import ctypes
import errno
import os
import sys
import time
from pathlib import Path

from generator.writing.folder import beside

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD
_UNABLE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
_PATIENCE = (0.05, 0.2, 0.5, 1.0)  # seconds; a virus scanner lets go of new files within these


def exchange(staging: Path, folder: Path) -> None:
    """Let `folder` hold what `staging` held and the reverse; without a `folder`, `staging` becomes it."""
    if not folder.exists():
        _rename(staging, folder)
    elif not _exchange_at_once(os.fsencode(staging), os.fsencode(folder)):
        _exchange_by_renames(staging, folder)


def _exchange_at_once(one: bytes, other: bytes) -> bool:
    """Ask the kernel; False where it, the C library or the file system does not know how."""
    try:
        failed = _ask_kernel(one, other)
    except AttributeError:  # an older C library
        return False
    code = ctypes.get_errno()
    if failed and code not in _UNABLE:
        raise OSError(code, os.strerror(code), os.fsdecode(other))
    return not failed


def _ask_kernel(one: bytes, other: bytes) -> int:
    if sys.platform == "linux":
        return int(ctypes.CDLL(None, use_errno=True).renameat2(_HERE, one, _HERE, other, _EXCHANGE))
    if sys.platform == "darwin":
        return int(ctypes.CDLL(None, use_errno=True).renamex_np(one, other, _EXCHANGE))
    raise AttributeError(sys.platform)


def _exchange_by_renames(staging: Path, folder: Path) -> None:
    """Killed between the first two renames, no site stands; the next run puts the old one back."""
    old = beside(folder, "old")
    _rename(folder, old)
    try:
        _rename(staging, folder)
    except OSError:
        old.rename(folder)
        raise
    _rename(old, staging)


def _rename(source: Path, target: Path) -> None:
    for pause in _PATIENCE:
        try:
            source.rename(target)
        except PermissionError:
            if sys.platform != "win32":
                raise
            time.sleep(pause)
        else:
            return
    source.rename(target)
