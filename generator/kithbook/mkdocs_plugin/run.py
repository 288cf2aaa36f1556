"""MkDocs' own build and serve, run from our command line."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from kithbook.mkdocs_plugin.plugin import KithbookPlugin
from kithbook.pdf import Progress
from kithbook.project import Project


class BuildFailed(Exception):
    """MkDocs stopped; the text says why."""


class PluginNotListed(BuildFailed):
    """`mkdocs.yml` does not name the plugin."""

    def __init__(self) -> None:
        super().__init__("mkdocs.yml does not list the plugin 'kithbook'.\nAdd it:\n  plugins:\n    - search\n    - kithbook")


def build_site(project: Project, *, pdfs: bool, strict: bool, progress: Progress | None) -> Path:
    """Builds beside the last good site and swaps at the end; returns the site's folder."""
    config = _config(project, strict=strict)
    target = Path(config.site_dir)
    part = target.with_name(f".{target.name}.part")
    config.site_dir = str(part)
    plugin = _plugin(config)
    plugin.project, plugin.progress = project, progress
    plugin.config.pdf = pdfs and plugin.config.pdf
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
        _swap(part, target)
    except Abort as error:
        raise BuildFailed(str(error)) from None
    finally:
        config.plugins.on_shutdown()
        shutil.rmtree(part, ignore_errors=True)
    return target


def serve_site(project: Project, address: str | None) -> None:
    """Serves the pages and builds them again on every edit, until interrupted."""
    options = {"dev_addr": address} if address else {}
    _plugin(_config(project, strict=False))
    _show_log()
    mkdocs_serve.serve(config_file=str(project.folder / "mkdocs.yml"), **options)


def _config(project: Project, *, strict: bool) -> MkDocsConfig:
    try:
        return load_config(str(project.folder / "mkdocs.yml"), strict=strict or None)
    except ConfigurationError as error:
        raise BuildFailed(str(error)) from None


def _plugin(config: MkDocsConfig) -> KithbookPlugin:
    found = config.plugins.get("kithbook")
    if not isinstance(found, KithbookPlugin):
        raise PluginNotListed
    return found


def _swap(part: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _show_log() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
