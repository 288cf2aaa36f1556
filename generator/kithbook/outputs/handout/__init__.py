"""What a workshop needs on paper: the participants' sheets and the facilitator's guide."""

from __future__ import annotations

from dataclasses import replace

from kithbook.model import Book
from kithbook.outputs.paper import PAPERS, block_on_paper, document, renderer
from kithbook.pdf import Print
from kithbook.render import Edition
from kithbook.schedule import run_sheet


def build(book: Book, edition: Edition) -> dict[str, Print]:
    """Sheets and guide of each workshop, on both sizes of paper."""
    made: dict[str, Print] = {}
    for paper in PAPERS:
        on_paper = replace(edition, medium="print", paper=paper)
        for name in book.workshops:
            made[f"downloads/{name}-handout-{paper}.pdf"] = handout(book, name, on_paper)
            made[f"downloads/{name}-guide-{paper}.pdf"] = guide(book, name, on_paper)
    return made


def handout(book: Book, name: str, edition: Edition) -> Print:
    """Only what people fill in or take home."""
    workshop, owner = book.workshops[name], f"workshops/{name}"
    found = [*filter(None, (book.resolve(target, owner) for target in workshop.handout))]
    on_paper = renderer(book, edition, {full for full, _ in found})
    blocks = [
        on_paper.block(block, full.rpartition("/")[0], full.replace("workshops/", ""), full_id=full)
        for full, block in found
    ]
    title = f"{workshop.title}: {on_paper.words('handout')}"
    return document(on_paper, "handout/handout.html.jinja", title, workshop=workshop, blocks=blocks)


def guide(book: Book, name: str, edition: Edition) -> Print:
    """The run sheet first, then each part with its aim, words and steps."""
    workshop, owner = book.workshops[name], f"workshops/{name}"
    on_paper = renderer(book, edition, set())
    sheet = run_sheet(book, name)
    parts = [
        (slot, block_on_paper(on_paper, slot.entry, owner, f"part-{at}"))
        for at, slot in enumerate(sheet.slots, 1)
    ]
    title = f"{workshop.title}: {on_paper.words('guide')}"
    return document(on_paper, "handout/guide.html.jinja", title, workshop=workshop, sheet=sheet, parts=parts)
