"""What an output hands to the writer: one file of the site, before it touches a disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish.

    `path` is relative to the output folder, with forward slashes on every system
    (`services/meals.html`). `data` is the whole content; text is encoded by the output.
    """

    path: str
    data: bytes
