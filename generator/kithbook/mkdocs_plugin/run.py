"""MkDocs' own build and serve, run from our command line."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from kithbook.mkdocs_plugin.plugin import KithbookPlugin
from kithbook.pdf import Progress
from kithbook.project import BuildFailed, Project

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advice to its own users

NOT_LISTED = (
    "mkdocs.yml does not list the plugin 'kithbook'.\nAdd it:\n  plugins:\n    - search\n    - kithbook"
)


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
    log = _show_log(logging.WARNING)
    try:
        mkdocs_build.build(config)
        _swap(part, target)
    except Abort as error:
        raise BuildFailed(str(error)) from None
    finally:
        logging.getLogger("mkdocs").removeHandler(log)
        config.plugins.on_shutdown()
        shutil.rmtree(part, ignore_errors=True)
    return target


def serve_site(project: Project, address: str | None) -> None:
    """Serves the pages and builds them again on every edit, until interrupted."""
    _plugin(_config(project, strict=False))
    _show_log(logging.INFO)
    mkdocs_serve.serve(config_file=str(project.folder / "mkdocs.yml"), dev_addr=address)


def _config(project: Project, *, strict: bool) -> MkDocsConfig:
    try:
        return load_config(str(project.folder / "mkdocs.yml"), strict=strict or None)
    except ConfigurationError as error:
        raise BuildFailed(str(error)) from None


def _plugin(config: MkDocsConfig) -> KithbookPlugin:
    found = config.plugins.get("kithbook")
    if not isinstance(found, KithbookPlugin):
        raise BuildFailed(NOT_LISTED)
    return found


def _swap(part: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _show_log(level: int) -> logging.Handler:
    """Shows what MkDocs has to say; its own command does that only for itself."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler
