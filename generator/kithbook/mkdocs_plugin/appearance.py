"""What the plugin adds to a site's configuration: our look, where a coach has not chosen their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.theme import Theme
from mkdocs.utils import nest_paths

from kithbook.mkdocs_plugin.said import said
from kithbook.model import Book
from kithbook.outputs import site
from kithbook.words import Words

THEME = Path(__file__).parents[1] / "theme"
STYLE_SHEETS = ["assets/fonts/fonts.css", site.STYLE_SHEET]
SCRIPTS = ["assets/keyboard.js"]
FEATURES = [
    "navigation.instant",
    "navigation.tabs",
    "navigation.tabs.sticky",
    "navigation.sections",
    "navigation.indexes",
    "navigation.prune",
    "navigation.top",
    "navigation.footer",
    "toc.follow",
    "toc.integrate",
    "search.suggest",
    "search.highlight",
    "content.action.edit",
]
EXTENSIONS = ["attr_list", "md_in_html"]
"""What Markdown pages need besides, such as the home page."""


def _look(words: Words) -> dict[str, object]:
    """What a theme without options of its own gets."""
    modes = [
        ("light", "default", "material/weather-night", "to-dark"),
        ("dark", "slate", "material/weather-sunny", "to-light"),
    ]
    palette = [
        {
            "media": f"(prefers-color-scheme: {mode})",
            "scheme": scheme,
            "toggle": {"icon": icon, "name": words(name)},
        }
        for mode, scheme, icon, name in modes
    ]
    return {"features": FEATURES, "palette": palette, "favicon": "assets/favicon.svg"}


def dress(config: MkDocsConfig, words: Words) -> None:
    """Theme, fonts and style sheets; fonts are the site's own files, as a page asks no other host for any."""
    chosen = _chosen(config)
    if chosen is None:
        config.theme = Theme(name="material")
        chosen = {}
    if config.theme.name == "material":
        for option, value in _look(words).items():
            if option not in chosen:
                config.theme[option] = value
    config.theme["font"] = False
    config.theme["kb_words"] = words
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra_css[:0] = [sheet for sheet in STYLE_SHEETS if sheet not in config.extra_css]
    config.extra_javascript += [script for script in SCRIPTS if script not in config.extra_javascript]
    config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]


def _chosen(config: MkDocsConfig) -> Mapping[str, object] | None:
    """What `mkdocs.yml` says of the theme; None if it says nothing."""
    for layer in said(config):
        theme = layer.get("theme")
        if theme is not None:
            return theme if isinstance(theme, Mapping) else {}
    return None


def arrange(config: MkDocsConfig, book: Book, files: Files, pages: Mapping[str, site.Page]) -> None:
    """The navigation, if `mkdocs.yml` has none: home, the book, the coach's own pages, sources."""
    if config.nav is not None:
        return
    listed = [file.src_uri for file in files.documentation_pages() if not file.inclusion.is_not_in_nav()]
    home = [uri for uri in listed if uri in (site.HOME, "README.md")]
    own = [uri for uri in listed if uri not in pages]
    others = nest_paths(uri for uri in own if uri not in home)
    groups = site.navigation(book, pages)
    grouped = [{name: _listed(paths, files) for name, paths in group.items()} for group in groups]
    last = [uri for uri in pages if "/" not in uri and uri not in home]
    config.nav = [*home, *grouped, *others, *last]


LISTED = 60
"""Pages of a group in the navigation at the most: each page of the site repeats them, so that a book of a
thousand playbooks would be a million links. A larger group is found by its own page and by search."""


def _listed(paths: list[str], files: Files) -> list[str]:
    if len(paths) <= LISTED:
        return paths
    for path in paths[1:]:
        if file := files.get_file_from_path(path):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return paths[:1]
