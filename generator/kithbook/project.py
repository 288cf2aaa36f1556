"""A folder with `mkdocs.yml` and `playbooks/`: its book, checked, and what is made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kithbook.checks import check
from kithbook.load import Loaded, Reader
from kithbook.model import Book
from kithbook.outputs import handout, workbook
from kithbook.pdf import Print
from kithbook.problems import Mistakes, errors
from kithbook.render import Edition


class BuildFailed(Exception):
    """The site could not be built; the text says why and what to do."""


@dataclass
class Project:
    """Reads the book again when asked; what has not changed is kept."""

    folder: Path
    """Where `playbooks/` is."""

    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.folder / "playbooks")

    @property
    def cache(self) -> Path:
        """Where PDFs of earlier builds lie."""
        return self.folder / ".cache" / "kithbook"

    def examine(self) -> Loaded:
        """The book and all that is wrong with it."""
        loaded = self.reader.load()
        return Loaded(loaded.book, check(loaded.book)) if loaded.book else loaded

    def book(self) -> Book:
        """The book; raises `Mistakes` if anything stands against using it."""
        loaded = self.examine()
        if loaded.book is None or errors(loaded.problems):
            raise Mistakes(loaded.problems)
        return loaded.book


def prints(book: Book, edition: Edition) -> dict[str, Print]:
    """Every PDF of the book, by its path on the site."""
    return workbook.build(book, edition) | handout.build(book, edition)
