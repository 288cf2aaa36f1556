"""The pages as plain files, for a site engine that runs no plugins."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from kithbook.outputs import site, write
from kithbook.pdf import Progress, produce
from kithbook.project import Project, prints
from kithbook.render import Edition

MARK = "# Written by 'kithbook export'; the next export replaces this folder."
THEME = Path(__file__).parent / "theme"
NOTES = shutil.ignore_patterns("*.md")
"""Our notes beside the fonts would become pages."""


class FolderTaken(Exception):
    """The folder holds something that an export must not replace."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds files that no export wrote, and nothing was changed.\n"
            "Name a folder that is new or empty."
        )


def export(project: Project, folder: Path, *, pdfs: bool, progress: Progress | None = None) -> int:
    """Writes `mkdocs.yml` and `docs/` into a folder and returns the number of files; raises `FolderTaken`."""
    settings = folder / "mkdocs.yml"
    ours = settings.exists() and settings.read_text("utf-8").startswith(MARK)
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise FolderTaken(folder)
    book = project.book()
    edition = Edition(language=book.settings.language, pdfs=pdfs)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _copy(THEME / "assets", part / "docs" / "assets", NOTES)
        home = site.home(book, edition, book.settings.title)
        write(part / "docs", site.build(book, edition) | {site.HOME: home.markdown})
        for path, file in produce(prints(book, edition), project.cache, progress).items() if pdfs else ():
            write(part / "docs", {path: file.read_bytes()})
        _copy(project.folder / "docs", part / "docs")  # last: a page written by hand stands above ours
        write(part, {"mkdocs.yml": _settings(book.settings.title, book.settings.language)})
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _copy(source: Path, target: Path, ignore: Callable[[str, list[str]], set[str]] | None = None) -> None:
    if source.exists():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignore)


def _settings(title: str, language: str) -> str:
    """A `mkdocs.yml` that needs no plugin of ours (JSON values are YAML)."""
    options = {
        "site_name": title,
        "theme": {"name": "material", "language": language, "font": False},
        "extra_css": ["assets/fonts/fonts.css", site.STYLE_SHEET],
        "markdown_extensions": ["attr_list", "md_in_html"],
        "plugins": ["search"],
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in options.items()]
    return "\n".join([MARK, *lines, ""])
