"""Material's search, also for a `mkdocs.yml` that names no theme."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

from kithbook.mkdocs_plugin.said import said

OPTIONS = ("lang", "separator")
"""What the two plugins have in common."""


def search_as_theme_does(config: MkDocsConfig) -> None:
    """Puts Material's search in the place of MkDocs' own.

    MkDocs reads 'search' as the theme's plugin of that name, and does so before we have made Material the
    theme. Its own plugin has no search field there, and an index in which the texts' `<` is not escaped.
    """
    plain = config.plugins.get("search")
    if plain is None:
        return
    del config.plugins["search"]
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plain]
    search = get_plugins()["material/search"].load()()
    chosen = {name: value for layer in said(plain.config) for name, value in layer.items()}
    search.load_config({name: chosen[name] for name in OPTIONS if name in chosen}, config.config_file_path)
    config.plugins["material/search"] = search
