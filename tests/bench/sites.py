"""A book as our site and as a site of plain MkDocs with the same finished pages."""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from tests.bench.measure import Run, run
from tests.books import write_book

from kithbook.export import export
from kithbook.mkdocs_plugin.appearance import THEME
from kithbook.project import Project
from kithbook.words import Words

MKDOCS = (sys.executable, "-m", "mkdocs")

HOOK = """
import json
from pathlib import Path

WORDS = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))


def on_config(config):
    for option, phrases in WORDS.items():
        config.theme[option] = lambda key, **values: phrases[key].format(**values)
"""
"""Gives plain MkDocs the words that our theme's templates ask for."""


@dataclass(frozen=True)
class Site:
    """A folder with `mkdocs.yml`."""

    folder: Path

    @property
    def built(self) -> Path:
        return self.folder / "site"

    def build(self) -> Run:
        """`mkdocs build` into an empty folder."""
        shutil.rmtree(self.built, ignore_errors=True)
        return run([*MKDOCS, "build", "--quiet", "--strict"], self.folder)


def rivals(folder: Path, playbooks: int) -> tuple[Site, Site]:
    """Our site of a book and plain MkDocs's, not yet built."""
    ours, plain = Site(folder / "ours"), Site(folder / "plain")
    write_book(ours.folder, playbooks=playbooks)
    _write_plain(ours.folder, plain.folder)
    return ours, plain


def compare(ours: Site, plain: Site) -> None:
    """Raises AssertionError if the pages that were built do not read the same."""
    mine, theirs = _texts(ours.built), _texts(plain.built)
    assert mine.keys() == theirs.keys(), mine.keys() ^ theirs.keys()
    for path, text in mine.items():
        assert text == theirs[path], f"{path} does not read the same"


def _write_plain(ours: Path, plain: Path) -> None:
    """The exported pages, under the configuration that our plugin arrives at."""
    export(Project(ours), plain, pdfs=False)
    for name in ("fonts", "vendor"):
        shutil.rmtree(plain / "docs" / "assets" / name, ignore_errors=True)  # our theme folder has them
    config = _configured(ours)
    options = _changed_options(config)
    words = {name: value.phrases for name, value in options.items() if isinstance(value, Words)}
    settings = {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "nav": config.nav,
        "theme": {"name": "material", "custom_dir": str(THEME)}
        | {name: value for name, value in options.items() if name not in words},
        "extra_css": config.extra_css,
        "extra_javascript": [str(script) for script in config.extra_javascript],
        "extra": dict(config.extra),
        "markdown_extensions": [name for name in config.markdown_extensions if name not in ("toc", "tables")],
        "hooks": ["words.py"],
        "plugins": ["search"],
    }
    (plain / "mkdocs.yml").write_text(json.dumps(settings, indent=1), "utf-8")
    (plain / "words.py").write_text(HOOK, "utf-8")
    (plain / "words.json").write_text(json.dumps(words), "utf-8")


def _configured(folder: Path) -> MkDocsConfig:
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_files(get_files(config), config=config)
    return config


def _changed_options(config: MkDocsConfig) -> dict[str, Any]:
    """What of the theme is not as Material has it."""
    usual = type(config.theme)(name="material")
    return {name: config.theme[name] for name in config.theme if config.theme[name] != usual.get(name)}


TAG = re.compile(r"<[^>]*>")


def _texts(site: Path) -> dict[str, str]:
    """The words of each page's main part."""
    return {
        path.relative_to(site).as_posix(): _text(path.read_text("utf-8")) for path in site.rglob("*.html")
    }


def _text(page: str) -> str:
    article = page[page.find("<article") : page.rfind("</article>")]
    return " ".join(html.unescape(TAG.sub(" ", article)).split())
