"""One export: a file, or a family of files of one form, and all that is said of it anywhere."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text

Render = Callable[[Catalogue, str], Iterable[Artifact]]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that has been made: its size in bytes, and SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


def measure(artifact: Artifact) -> Made:
    """What is told of a file."""
    return Made(len(artifact.data), sha256(artifact.data).hexdigest())


EMPTY: Mapping[str, Made] = MappingProxyType({})
Describe = Callable[[Catalogue, str, Mapping[str, Made]], Iterable[Artifact]]


@dataclass(frozen=True, slots=True)
class Export:
    """One line of the register. What it promises is versioned and grows only.

    `about` is the heading that it stands under, with others on the same thing; `path` may hold parts in
    braces where there are many files (`feeds/{area}.xml`), `further_paths` those in other folders;
    `standard` is the address of what it conforms to. `render` takes the catalogue and the site's address,
    which ends in a slash or is ""; it is None where pages bring the files, or the line named by `made_with`.
    `describe` takes, in its place, also the files that the lines before it have made, by path.
    `rows` counts what the files hold, None where nothing is counted.
    """

    name: str
    about: Text
    title: Text
    says: Text
    format: str
    media_type: str
    path: str
    version: str
    since: datetime.date
    render: Render | None
    rows: Callable[[Catalogue], int] | None = None
    standard: str = ""
    made_with: str = ""
    further_paths: tuple[str, ...] = ()
    describe: Describe | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Every form of its addresses; what stands in braces holds no slash (OpenAPI 3.1, 4.8.8)."""
        return (self.path, *self.further_paths)

    @property
    def is_family(self) -> bool:
        """Whether there are many files."""
        return "{" in self.path

    def make(
        self, catalogue: Catalogue, site_url: str, made: Mapping[str, Made] = EMPTY
    ) -> Iterable[Artifact]:
        """Its files; none where something else brings them."""
        if self.describe:
            return self.describe(catalogue, site_url, made)
        return self.render(catalogue, site_url) if self.render else ()

    def covers(self, path: str) -> bool:
        """Whether a file of the site is one of these."""
        return any(
            re.fullmatch(
                "".join(
                    "[^/]+" if part.startswith("{") else re.escape(part)
                    for part in re.split(r"(\{\w+\})", form)
                ),
                path,
            )
            for form in self.paths
        )
