"""What the plugin adds to a site's configuration: our look, where a coach has not chosen their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from mkdocs.utils import nest_paths

from kithbook.model import Book
from kithbook.outputs import site

THEME = Path(__file__).parents[1] / "theme"
STYLE_SHEETS = ["assets/fonts/fonts.css", site.STYLE_SHEET]
FEATURES = [
    "navigation.instant",
    "navigation.tabs",
    "navigation.sections",
    "navigation.indexes",
    "navigation.prune",
    "navigation.top",
    "navigation.footer",
    "toc.follow",
    "search.suggest",
    "search.highlight",
    "content.action.edit",
]
PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
]
OURS = {"features": FEATURES, "palette": PALETTE}


def dress(config: MkDocsConfig) -> None:
    """Theme, fonts and style sheets; fonts are the site's own files, as a page asks no other host for any."""
    chosen = _chosen(config)
    if chosen is None:
        config.theme = Theme(name="material")
        chosen = {}
    if config.theme.name == "material":
        for option, value in OURS.items():
            if option not in chosen:
                config.theme[option] = value
    config.theme["font"] = False
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra_css[:0] = [sheet for sheet in STYLE_SHEETS if sheet not in config.extra_css]
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions.append("attr_list")


def _chosen(config: MkDocsConfig) -> Mapping[str, object] | None:
    """What `mkdocs.yml` says of the theme; None if it says nothing."""
    for said in config.user_configs:
        theme = said.get("theme")
        if theme is not None:
            return theme if isinstance(theme, Mapping) else {}
    return None


def arrange(config: MkDocsConfig, book: Book, files: Files, pages: Mapping[str, site.Page]) -> None:
    """The navigation, if `mkdocs.yml` has none: home, the book, the coach's own pages, sources."""
    if config.nav is not None:
        return
    own = [file.src_uri for file in files.documentation_pages() if file.src_uri not in pages]
    home = [uri for uri in own if uri in ("index.md", "README.md")]
    others = nest_paths(uri for uri in own if uri not in home)
    grouped = site.navigation(book, pages)
    last = [uri for uri in pages if "/" not in uri]
    config.nav = [*home, *grouped, *others, *last]
