"""What is true of a built site or a PDF, read by somebody else's code."""

from __future__ import annotations

import hashlib
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import IO

from pypdf import PdfReader

VOID = frozenset(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def pdf_text(file: IO[bytes] | Path) -> str:
    """All text of a PDF in one line, ligatures as letters."""
    pages = (page.extract_text() for page in PdfReader(file).pages)
    return " ".join(unicodedata.normalize("NFKC", " ".join(pages)).split())


def digest(folder: Path) -> dict[str, tuple[str, int]]:
    """Each file below a folder with a digest of what it holds and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Html(HTMLParser):
    """A page's elements and texts; `within` keeps only what stands inside an element of a class."""

    def __init__(self, text: str, within: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.within = within
        self.depth = 0 if within else 1
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        inside = self.depth > 0
        if tag not in VOID:
            self.open.append(tag)
            if inside or self.within in attributes.get("class", "").split():
                self.depth += 1
        if inside:
            self.elements.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            if self.depth > (0 if self.within else 1):
                self.depth -= 1
            if self.open.pop() == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.scripts.append(data)
        elif self.depth > 0:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, attribute: str) -> list[str]:
        """The values of an attribute, in order."""
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]
