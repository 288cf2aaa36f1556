"""The workbook: the whole book on paper, and each playbook by itself."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from kithbook.model import Book
from kithbook.outputs.paper import PAPERS, document, renderer, section_blocks
from kithbook.pdf import Print
from kithbook.render import Edition


def build(book: Book, edition: Edition) -> dict[str, Print]:
    """The workbook and a PDF for each playbook, on both sizes of paper."""
    made: dict[str, Print] = {}
    for paper in PAPERS:
        on_paper = replace(edition, medium="print", paper=paper)
        made[f"downloads/workbook-{paper}.pdf"] = workbook(book, on_paper)
        for name in book.playbooks:
            made[f"downloads/{name}-{paper}.pdf"] = playbook(book, name, on_paper)
    return made


def workbook(book: Book, edition: Edition) -> Print:
    """Every playbook between two covers."""
    return _bound(book, list(book.playbooks), edition, book.settings.title)


def playbook(book: Book, name: str, edition: Edition) -> Print:
    """One playbook by itself."""
    return _bound(book, [name], edition, book.playbooks[name].title)


def _bound(book: Book, names: list[str], edition: Edition, title: str) -> Print:
    on_paper = renderer(book, edition, set(names))
    chapters = []
    for number, name in enumerate(names, 1):
        item = book.playbooks[name]
        sections: list[tuple[object, list[Markup]]] = [
            (section, section_blocks(on_paper, name, section)) for section in item.sections
        ]
        chapters.append({"number": number, "name": name, "playbook": item, "sections": sections})
    whole = len(names) == len(book.playbooks) and title == book.settings.title
    return document(on_paper, "workbook/workbook.html.jinja", title, chapters=chapters, whole=whole)
