"""What the printed outputs share: a whole HTML document with its style sheet, and links within it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from kithbook.block import Block
from kithbook.blocks import FOLDER as BLOCKS
from kithbook.model import Book, Section
from kithbook.pdf import Print
from kithbook.render import Edition, Printed, Renderer
from kithbook.words import Words

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES_OF = {
    "a4": "size:A4",
    "letter": "size:Letter;margin-top:21mm;margin-bottom:19mm",  # it is shorter, so its edges are narrower
}
PAPERS: tuple[Literal["a4", "letter"], ...] = ("a4", "letter")


def renderer(book: Book, edition: Edition, held: set[str]) -> Renderer:
    """A renderer for one PDF that holds the playbooks or blocks `held`; other links are no links on paper."""

    def link(target: str) -> str | None:
        owner = target if target in book.playbooks else target.rpartition("/")[0]
        return f"#{target}" if held & {owner, target} else None

    return Renderer(book, edition, Words(edition.language), link, Printed())


def document(renderer: Renderer, template: str, title: str, /, **values: object) -> Print:
    """A document from a template that extends `document.html.jinja`."""
    html = renderer.template(
        template,
        title=title,
        style=Markup(style_sheet(renderer.edition, renderer.words)),
        settings=renderer.book.settings,
        **values,
    )
    return Print(_without_skipped_levels(str(html)))


HEADING = re.compile(r"<(/?)h([1-6])\b")


def _without_skipped_levels(html: str) -> str:
    """Each heading one level below the one it belongs to, as PDF/UA asks: sheets have no sections."""
    above: list[int] = []

    def level(found: re.Match[str]) -> str:
        if not found[1]:
            while above and above[-1] >= int(found[2]):
                above.pop()
            above.append(int(found[2]))
        return f"<{found[1]}h{len(above)}"

    return HEADING.sub(level, html)


def style_sheet(edition: Edition, words: Words) -> str:
    """The print style sheet for a paper size, with what it says itself in the book's language."""
    folio = _content(words("page-of", page=PAGE, pages=PAGES))
    return (
        f"{_shared()}\n@page{{{PAGES_OF[edition.paper]}}}\n"
        f"@page sheet{{@bottom-right{{content:{folio}}}}}\n"
        f"@page guide{{@bottom-right{{content:{folio}}}}}\n"
        f"{LINKS}::after{{content:{_content(words('on-page', page=TARGET))}}}\n"
    )


LINKS = ":is(.kb,.part__intro) a[href^='#']"
PAGE, PAGES, TARGET = "\ue000", "\ue001", "\ue002"
COUNTERS = {PAGE: "counter(page)", PAGES: "counter(pages)", TARGET: "target-counter(attr(href), page)"}


def _content(phrase: str) -> str:
    """A phrase as CSS content, with counters where its numbers stand."""
    pieces = re.split(f"([{''.join(COUNTERS)}])", phrase)
    return " ".join(COUNTERS.get(piece) or _quoted(piece) for piece in pieces if piece)


def _quoted(text: str) -> str:
    """A string in CSS; only letters and digits stand as they are, so that nothing can end it early."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


@cache
def _shared() -> str:
    files = [TEMPLATES / "print.css", *sorted(BLOCKS.glob("*/print.css"))]
    return "\n".join(path.read_text("utf-8") for path in files if path.exists())


def section_blocks(renderer: Renderer, owner: str, section: Section) -> list[Markup]:
    """The blocks of a section, each with an anchor that is unique in the whole document."""
    return [
        block_on_paper(renderer, block, owner, f"{section.id}-{at}")
        for at, block in enumerate(section.blocks, 1)
    ]


def block_on_paper(renderer: Renderer, block: Block, owner: str, name: str) -> Markup:
    return renderer.block(block, owner, f"{owner}/{block.id or name}")
