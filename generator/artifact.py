"""What the writer is handed: one file of the site, before it touches a disk, or the word that it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish.

    `path` is relative to the output folder, with forward slashes on every system
    (`services/meals.html`). `data` is the whole content; text is encoded by the output.
    """

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of the site that stands there from the last build and stays as it is."""

    path: str
