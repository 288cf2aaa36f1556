"""The site's style sheet: the pages', the block kinds', and a coach's own accent."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kithbook.blocks import FOLDER as BLOCKS
from kithbook.model import Book

HERE = Path(__file__).parent


def style_sheet(book: Book) -> str:
    """One style sheet for the whole site."""
    accent = book.settings.look.accent
    own = f":root{{--kb-accent:{accent};--kb-accent-chosen:{accent}}}\n" if accent else ""
    return _shared() + own


@cache
def _shared() -> str:
    files = [HERE / "site.css", *sorted(BLOCKS.glob("*/screen.css"))]
    return "\n".join(path.read_text("utf-8") for path in files if path.exists())
