"""The plugin: checks the book before MkDocs empties the old site, then adds the book's pages and PDFs."""

from __future__ import annotations

import gc
import logging
import os
import re
from html import unescape
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup, escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kithbook.mkdocs_plugin.appearance import arrange, dress
from kithbook.mkdocs_plugin.kept import Kept
from kithbook.mkdocs_plugin.search import search_as_theme_does
from kithbook.outputs import site
from kithbook.outputs.site.look import style_sheet
from kithbook.pdf import PangoMissing, Progress, produce
from kithbook.problems import Mistakes
from kithbook.project import Project, prints
from kithbook.render import ENVIRONMENT, Edition, keep_compiled
from kithbook.words import Words

log = logging.getLogger("mkdocs.plugins.kithbook")

ANCHOR = re.compile(r'\bid="([^"]+)"')


class KithbookConfig(Config):
    """The options of the plugin in `mkdocs.yml`."""

    pdf = config_options.Type(bool, default=True)
    """Whether to make PDFs."""


class KithbookPlugin(BasePlugin[KithbookConfig]):
    """Kithbook's part in a MkDocs build."""

    project: Project | None = None
    progress: Progress | None = None
    kept: Kept | None = None
    """What earlier builds made, while serving."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.kept = Kept() if command == "serve" else None
        gc.freeze()  # what was imported stays; looking it through for garbage took a tenth of a build

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.project = self.project or Project(Path(config.config_file_path).parent)
        config.watch.append(str(self.project.reader.folder))
        pdfs = self.config.pdf and self.kept is None
        try:
            self.book = self.project.book()
            keep_compiled(ENVIRONMENT)
            language = self.book.settings.language
            self.edition = Edition(language=language, pdfs=pdfs, directory_urls=config.use_directory_urls)
            made = prints(self.book, self.edition) if pdfs else {}
            self.pdfs = produce(made, self.project.cache, self.progress) if pdfs else {}
        except (Mistakes, PangoMissing) as mistake:
            if self.kept is None or "book" not in vars(self):
                raise PluginError(f"\n{mistake}") from None
            log.error("\n%s\n\nThe pages stay as they were until this is mended.", mistake)  # noqa: TRY400
        config.site_name = _as_html(config.site_name)
        theme = config.theme
        dress(config, Words(self.book.settings.language))
        if config.theme is not theme:
            search_as_theme_does(config)
        if self.kept:
            self.kept.begin(config)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        made = site.pages(self.book, self.edition, self.kept.pages if self.kept else None)
        if not files.get_file_from_path("README.md"):
            made[site.HOME] = site.home(self.book, self.edition, unescape(config.site_name))
        self.pages = {uri: page for uri, page in made.items() if not files.get_file_from_path(uri)}
        for uri, page in self.pages.items():
            file = File.generated(config, uri, content=page.markdown)
            source = Path(config.config_file_path).parent / "playbooks" / page.source
            file.edit_uri = Path(os.path.relpath(source, config.docs_dir)).as_posix()
            files.append(file)
        files.append(File.generated(config, site.STYLE_SHEET, content=style_sheet(self.book)))
        for uri, path in self.pdfs.items():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        arrange(config, self.book, files, self.pages)
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        made = self.pages.get(page.file.src_uri)
        if made is None:
            return None
        return "" if self.kept and self.kept.has(made) else made.skeleton

    @event_priority(100)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        made = self.pages.get(page.file.src_uri)
        if made is None:
            return None
        html = self.kept.content(made, page, html) if self.kept else made.filled(html)
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ANCHOR.findall(html)}
        page.title = _as_html(page.title)
        return html

    @event_priority(-100)  # after other plugins added their filters
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        keep_compiled(env)
        if self.kept:
            self.kept.look_up(files, self.pages)

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        if self.kept:
            context["kithbook_kept"] = self.kept.output(page)

    @event_priority(100)  # before other plugins add to it, as they do so to a kept page, too
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        if self.kept:
            self.kept.remember(page, output)
        return output


def _as_html(text: str | None) -> Markup:
    """A name that some of the theme's templates escape and others do not: neither now does it harm."""
    return escape(unescape(text or ""))
