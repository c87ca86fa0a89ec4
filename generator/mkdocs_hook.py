"""The adapter: plain `mkdocs build` and `mkdocs serve` give the whole site too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from generator.checking import locate_all
from generator.diagnostics import OutputError
from generator.pipeline import stamp_folder
from generator.reporters import render_full

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401 - MkDocs's own signature
    """Stamp the data pages, search and handbooks into the folder that MkDocs has just built."""
    root = Path(config.config_file_path).parent
    try:
        found = stamp_folder(root, Path(config.site_dir), site_url=config.site_url or "")
    except OutputError as error:
        raise PluginError(error.text.zh) from error
    if found:
        raise PluginError(render_full(locate_all(root, found), "zh"))
