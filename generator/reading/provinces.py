"""Where a city's province lies: the folder around the city's workspace, if it holds a `province.yaml`."""

from pathlib import Path

PROVINCE = "province.yaml"
ABOVE = "../"
"""What leads from a city's workspace to its province's."""

KEPT_ABOVE = "province/"
"""Where files of the province stand among entries that are kept for a comparison."""


def is_province(root: Path) -> bool:
    """Whether a folder is a province's rather than a city's."""
    return (root / PROVINCE).is_file()


def find_province(root: Path) -> Path | None:
    """The folder of the province that a workspace lies in."""
    folder = root.resolve().parent
    return folder if is_province(folder) else None


def is_above(file: str) -> bool:
    """Whether a file, relative to a city's workspace, is its province's."""
    return file.startswith(ABOVE)
