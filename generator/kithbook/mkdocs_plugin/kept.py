"""What one build of a served site leaves for the next, so that it makes anew only what would differ."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from kithbook.mkdocs_plugin.said import said
from kithbook.outputs import site

TEMPLATE = "kithbook-kept.html"
"""A template of nothing but a finished page, in place of the theme's own."""


@dataclass
class _Content:
    html: str
    toc: TableOfContents
    title: str | None


@dataclass
class Kept:
    """Pages before and after the theme's template, by what they were made from."""

    pages: site.Cache = field(default_factory=site.Cache)
    contents: dict[int, tuple[site.Page, _Content]] = field(default_factory=dict)
    outputs: dict[str, tuple[site.Page, str, str]] = field(default_factory=dict)
    made: Mapping[str, site.Page] = field(default_factory=dict)
    settings: str = ""
    """A digest of the configuration and of a coach's own templates."""

    frame: str = ""
    """A digest of the navigation that the theme shows around a page."""

    def begin(self, config: MkDocsConfig) -> None:
        """Forgets all that another configuration made."""
        if self.settings != (settings := _settings(config)):
            self.settings = settings
            self.contents.clear()
            self.outputs.clear()

    def has(self, made: site.Page) -> bool:
        return id(made) in self.contents

    def content(self, made: site.Page, page: Page, html: str) -> str:
        """The page's HTML; a page seen before gets its contents and title back as well."""
        if not self.has(made):
            content = _Content(made.filled(html), page.toc, page.title)
            self.contents[id(made)] = (made, content)  # the page is kept, so that its id stays its own
        content = self.contents[id(made)][1]
        page.toc = content.toc
        page.title = content.title
        return content.html

    def look_up(self, files: Files, made: Mapping[str, site.Page]) -> None:
        """Gives each page whose finished HTML still holds the template that shows it."""
        self.made = made
        self.frame = _navigation(files)
        alive = {id(page) for page in made.values()}
        self.contents = {key: value for key, value in self.contents.items() if key in alive}
        for file in files.documentation_pages():
            if file.page is not None and self.output(file.page):
                file.page.meta = {**file.page.meta, "template": TEMPLATE}

    def output(self, page: Page) -> str:
        """The finished page, or nothing where it must be made."""
        source, frame, output = self.outputs.get(page.file.src_uri, (None, "", ""))
        return (
            output
            if source is not None and source is self.made.get(page.file.src_uri) and frame == self.frame
            else ""
        )

    def remember(self, page: Page, output: str) -> None:
        if made := self.made.get(page.file.src_uri):
            self.outputs[page.file.src_uri] = (made, self.frame, output)


def _settings(config: MkDocsConfig) -> str:
    own_theme = config.theme.custom_dir
    templates = sorted(Path(own_theme).rglob("*")) if own_theme else []
    stamps = [(str(path), path.stat().st_mtime_ns) for path in templates]
    return hashlib.sha256(repr((said(config), stamps)).encode()).hexdigest()


def _navigation(files: Files) -> str:
    pages = [(file.src_uri, file.page and str(file.page.title)) for file in files.documentation_pages()]
    return hashlib.sha256(repr(pages).encode()).hexdigest()
