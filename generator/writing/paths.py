"""Which artifact paths can be written on every system, and mean one file everywhere."""

import re
import unicodedata

from generator.diagnostics import OutputError

_PART = re.compile(r'[^\x00-\x1f\x7f<>:"|?*\\/\ud800-\udfff]*[^\x00-\x20\x7f<>:"|?*\\/\ud800-\udfff.]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
_LONGEST = 255  # bytes; the limit of ext4 and APFS, stricter than Windows for Chinese names


def caseless(path: str) -> str:
    """Fold what Windows and macOS take for the same name: letter case and Unicode composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def refuse_part(part: str, path: str) -> None:
    """Refuse one folder or file name of `path` that some system cannot hold (OutputError)."""
    sound = _PART.fullmatch(part) and not _DEVICE.fullmatch(part)
    if not sound or len(part.encode()) > _LONGEST:
        raise OutputError(
            f"不能用作网站文件的路径：{path!a}；其中 {part!a} 在有的系统上无法保存，或会越出输出文件夹。",
            f"not a path for a file of the site: {path!a}; its part {part!a} cannot be kept on every system "
            "or leaves the output folder.",
        )


class Names:
    """The names taken so far; each new one is checked against them whatever its letter case."""

    def __init__(self, *reserved: str) -> None:
        self._taken: dict[str, str] = {caseless(name): name for name in reserved}
        self._folders: set[str] = {""}

    def take(self, path: str) -> list[str]:
        """Take `path` for a file and return the folders it is the first to need, outermost first."""
        folder, _, name = path.rpartition("/")
        fresh: list[str] = []
        if path.startswith("/"):
            refuse_part("", path)
        if folder not in self._folders:
            self._take_folder(folder, path, fresh)
        refuse_part(name, path)
        key = caseless(path)
        if key in self._taken:
            raise _clash(path, self._taken[key])
        self._taken[key] = path
        return fresh

    def _take_folder(self, folder: str, path: str, fresh: list[str]) -> None:
        parent, _, name = folder.rpartition("/")
        if parent not in self._folders:
            self._take_folder(parent, path, fresh)
        refuse_part(name, path)
        other = self._taken.setdefault(caseless(folder), f"{folder}/")
        if other != f"{folder}/":
            raise _clash(path, other)
        self._folders.add(folder)
        fresh.append(folder)


def _clash(path: str, other: str) -> OutputError:
    return OutputError(
        f"`{path}` 与 `{other}` 重名：在不分大小写的系统上会互相覆盖。",
        f"`{path}` and `{other}` clash: they are one name where letter case does not count, "
        "or one is a folder of the other.",
    )
