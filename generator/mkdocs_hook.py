"""The adapter: plain `mkdocs build` and `mkdocs serve` give the whole site too."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from generator.diagnostics import Diagnostic, OutputError, stops_publishing
from generator.publishing import CONTENT, OVERRIDES
from generator.publishing.checking import check_workspace, locate_all
from generator.publishing.engines import shell_pages
from generator.publishing.overlay import site_settings
from generator.publishing.pipeline import stamp_folder
from generator.reading.loaded import Loaded
from generator.reporting.findings import render_full

log = logging.getLogger("mkdocs.plugins.gridpress")


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _render(config: MkDocsConfig, found: list[Diagnostic]) -> str:
    return render_full(locate_all(_root(config), found), "zh")


def _tell(config: MkDocsConfig, found: list[Diagnostic]) -> None:
    """Show what stops nothing as information: `mkdocs build --strict` would stop at a warning."""
    if found:
        log.info(_render(config, found))


def _load(config: MkDocsConfig) -> Loaded:
    try:
        loaded = check_workspace(_root(config))
    except OutputError as error:
        raise PluginError(error.text.zh) from error
    if stops_publishing(loaded.found):
        raise PluginError(_render(config, loaded.found))
    return loaded


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:  # noqa: ANN401 - MkDocs's own signature
    """Take name, address, description and further pages from the profile."""
    catalogue = _load(config).catalogue
    if catalogue is not None:
        config.update(site_settings(_root(config), catalogue.profile))
    return config


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401 - MkDocs's own signature
    """Stop at errors before MkDocs clears the previous site; show what time has made, which stops nothing."""
    for folder, fixed in ((config.docs_dir, CONTENT), (config.theme.custom_dir, OVERRIDES)):
        if folder and Path(folder).resolve() != (_root(config) / fixed).resolve():
            raise PluginError(f"{folder} 没有检查，不能公开；页面请放在 {fixed}/")
    _tell(config, [one for one in _load(config).found if one.lapse])


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:  # noqa: ANN401 - MkDocs's own signature
    """Add the pages that data is stamped into; content/ may hold others in their place."""
    _leave_links(files, _root(config))
    for path, text in shell_pages().items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    return files


def _leave_links(files: Files, root: Path) -> None:
    """Symbolic links are not published, wherever they lead, as by `gridpress build`."""
    for one in list(files):
        path = Path(one.abs_src_path or root)
        inside = (part for part in (path, *path.parents) if part.is_relative_to(root) and part != root)
        if any(part.is_symlink() for part in inside):
            files.remove(one)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401 - MkDocs's own signature
    """Stamp the data pages, search and handbooks into the folder that MkDocs has just built."""
    catalogue = _load(config).catalogue
    if catalogue is None:
        return
    try:
        _tell(config, stamp_folder(_root(config), Path(config.site_dir), catalogue))
    except OutputError as error:
        raise PluginError(error.text.zh) from error
