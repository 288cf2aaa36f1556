"""What `serve` keeps between builds: a rebuild after an edit gives the site that a fresh build gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from tests.books import write_book

from kithbook.mkdocs_plugin import KithbookPlugin
from kithbook.mkdocs_plugin.kept import Kept

Edit = Callable[[Path], None]

NAMES = [f"playbook-{number:04}" for number in (1, 2, 3)]
PAGES = [f"playbooks/{name}.md" for name in NAMES]


class Serve:
    """Builds as `mkdocs serve` does: the configuration is read anew each time, the plugins stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        config = self.config("served")
        config.plugins.on_startup(command="serve", dirty=False)
        found = config.plugins["kithbook"]
        assert isinstance(found, KithbookPlugin)
        self.plugin = found
        self.plugin.project = None  # MkDocs keeps plugins for the whole process, so also from other tests

    def config(self, site: str) -> MkDocsConfig:
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / site))

    def build(self, site: str = "served") -> dict[str, bytes]:
        """The files of the site."""
        build(self.config(site))
        paths = sorted(path for path in (self.folder / site).rglob("*") if path.is_file())
        return {
            path.relative_to(self.folder / site).as_posix(): path.read_bytes()
            for path in paths
            if path.suffix != ".gz"  # holds the name of its folder
        }

    def fresh(self) -> dict[str, bytes]:
        """The same, with nothing kept."""
        kept, project = self.plugin.kept, self.plugin.project
        self.plugin.kept = self.plugin.project = None
        try:
            return self.build("fresh")
        finally:
            self.plugin.kept, self.plugin.project = kept, project


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    write_book(tmp_path, playbooks=3)
    (tmp_path / "docs" / "about.md").write_text("# About us\n\nWe are here.\n", "utf-8")
    serve = Serve(tmp_path)
    serve.build()
    yield serve
    serve.plugin.kept = serve.plugin.project = None


@pytest.fixture
def kept_pages(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that the last build took as they were, as far as it has come."""
    pages: set[str] = set()
    look_up, output = Kept.look_up, Kept.output

    def begin(self: Kept, *arguments: Any) -> None:
        look_up(self, *arguments)
        pages.clear()

    def note(self: Kept, page: Page) -> str:
        if found := output(self, page):
            pages.add(page.file.src_uri)
        return found

    monkeypatch.setattr(Kept, "look_up", begin)
    monkeypatch.setattr(Kept, "output", note)
    return pages


def replacing(path: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text, f"{path} has no {old!r}"
        (folder / path).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def writing(path: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).write_text(text, "utf-8")

    return edit


def removing(path: str) -> Edit:
    return lambda folder: (folder / path).unlink()


def fewer(folder: Path) -> None:
    removing("playbooks/playbook-0003.yml")(folder)
    replacing("playbooks/book.yml", f', "{NAMES[2]}"', "")(folder)


SECOND = "playbooks/playbook-0002.yml"
PERMALINKS = "markdown_extensions: [toc: {permalink: true}]"
ORDER = json.dumps(NAMES)
ONE_MORE = """
title: One more
takeaway: Short.
sections:
  - title: Only this
    id: only
    blocks:
      - text: See [the plan](plan) and [the second](playbook-0002).
      - commitment: A plan
        id: plan
"""

EDITS: dict[str, tuple[Edit, list[str]]] = {
    "nothing": (lambda _: None, PAGES),
    "a text": (replacing(SECOND, "- text: |\n", "- text: |\n          New words.\n"), [PAGES[0], PAGES[2]]),
    "a text used elsewhere": (replacing(SECOND, "- checklist: What", "- checklist: All"), [PAGES[0]]),
    "the title of a playbook": (replacing(SECOND, "title: ", "title: New and "), []),
    "the title of a section": (replacing(SECOND, "Step 2", "Stage 2"), [PAGES[0], PAGES[2]]),
    "the order of playbooks": (replacing("playbooks/book.yml", ORDER, f"[{NAMES[1]}, {NAMES[0]}]"), []),
    "the same book again": (replacing("playbooks/book.yml", "title:", "# A remark.\ntitle:"), PAGES),
    "the title of the book": (replacing("playbooks/book.yml", "title: ", "title: New and "), []),
    "no book.yml": (removing("playbooks/book.yml"), []),
    "a workshop": (replacing("playbooks/workshops/an-hour.yml", "Each writes", "All write"), PAGES),
    "a new playbook": (writing("playbooks/playbook-0009.yml", ONE_MORE), []),
    "a playbook fewer": (fewer, []),
    "the text of a page": (replacing("docs/about.md", "here", "there"), PAGES),
    "the title of a page": (replacing("docs/about.md", "About", "All about"), []),
    "a new page": (writing("docs/more.md", "# More\n"), []),
    "the name of the site": (replacing("mkdocs.yml", "site_name: ", "site_name: New and "), []),
    "the form of addresses": (replacing("mkdocs.yml", "theme:", "use_directory_urls: false\ntheme:"), []),
    "Markdown": (
        replacing("mkdocs.yml", "theme:", "markdown_extensions: [toc: {permalink: true}]\ntheme:"),
        [],
    ),
}
"""What is edited, and the pages of playbooks that must not be made again."""


@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_gives_what_a_fresh_build_gives(name: str, serve: Serve, kept_pages: set[str]) -> None:
    edit, untouched = EDITS[name]
    edit(serve.folder)
    rebuilt = serve.build()
    assert kept_pages & {*PAGES} == {*untouched}
    fresh = serve.fresh()
    assert rebuilt.keys() == fresh.keys()
    assert [path for path in fresh if fresh[path] != rebuilt[path]] == []


def test_a_mended_mistake_shows_the_edit(serve: Serve, kept_pages: set[str]) -> None:
    before = serve.build()
    text = (serve.folder / SECOND).read_text("utf-8")
    (serve.folder / SECOND).write_text(text.replace("- text: |", "- txt: |", 1), "utf-8")
    assert serve.build() == before, "the last good pages stay"
    (serve.folder / SECOND).write_text(
        text.replace("- text: |\n", "- text: |\n          Mended.\n", 1), "utf-8"
    )
    assert b"Mended." in (rebuilt := serve.build())["playbooks/playbook-0002/index.html"]
    assert kept_pages & {*PAGES} == {PAGES[0], PAGES[2]}
    assert rebuilt == serve.fresh()


def test_a_folder_without_book_yml_keeps_its_pages(serve: Serve, kept_pages: set[str]) -> None:
    (serve.folder / "playbooks" / "book.yml").unlink()
    serve.build()
    serve.build()
    assert kept_pages >= {*PAGES}


def test_what_other_plugins_add_is_added_once(serve: Serve, kept_pages: set[str]) -> None:
    (serve.folder / "hook.py").write_text(
        "def on_post_page(output, **_): return output + '<!-- added -->'\n", "utf-8"
    )
    replacing("mkdocs.yml", "theme:", "hooks: [hook.py]\ntheme:")(serve.folder)
    serve.build()
    rebuilt = serve.build()
    assert kept_pages >= {*PAGES}
    assert rebuilt["playbooks/playbook-0002/index.html"].count(b"<!-- added -->") == 1
