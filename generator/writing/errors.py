"""What the operating system refuses, explained in both languages."""

import errno

from generator.diagnostics import OutputError, explain_refusal

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def refuse_write(path: str, fault: OSError) -> OutputError:
    """Explain a fault of the operating system at `path`; a full disk gets its own words."""
    if fault.errno in _FULL:
        return OutputError(
            f"磁盘已满，写不下 `{path}`；原来的网站没有改动。请腾出空间后再试。",
            f"the disk is full at `{path}`; the previous site is untouched. Free some space and run again.",
        )
    reason = explain_refusal(fault)
    return OutputError(
        f"无法写入 `{path}`（{reason.zh}）；原来的网站没有改动。"
        "请检查文件夹权限，关闭正在使用这些文件的程序。",
        f"cannot write `{path}` ({reason.en}); the previous site is untouched. "
        "Check the folder's permissions and close programs that use its files.",
    )
