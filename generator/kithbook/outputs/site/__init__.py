"""The site: Markdown pages with finished HTML in them, the same for every site engine."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup, escape

from kithbook.block import Block
from kithbook.model import Book, Playbook, Workshop
from kithbook.outputs import Content
from kithbook.outputs.site.look import style_sheet
from kithbook.render import Edition, Link, Renderer, plain
from kithbook.schedule import run_sheet
from kithbook.words import Words

STYLE_SHEET = "assets/kithbook.css"
HOME = "index.md"

CELLS = re.compile(r"(?<=</t[dh]>)(?=<t[dh])")
"""Between two cells; without a space there, the search takes the last word and the first for one."""


@dataclass(frozen=True)
class Page:
    """One page: stretches of Markdown and pieces of finished HTML, in order."""

    parts: tuple[str | Markup, ...]
    description: str
    """A sentence for search engines, as plain text."""
    source: str
    """The YAML file it comes from, below the book's folder; its edit link leads there."""

    @property
    def markdown(self) -> str:
        """The page as a file: front matter, and Markdown with the finished HTML as raw HTML in it."""
        body = "\n\n".join(str(part).strip() for part in self.parts if part)
        return f"---\ndescription: {json.dumps(str(escape(self.description)))}\n---\n\n{body}\n"

    @property
    def skeleton(self) -> str:
        """The page with a mark in place of each piece of HTML, which need not pass the Markdown converter."""
        marked = [_mark(at) if isinstance(part, Markup) else part for at, part in enumerate(self.parts)]
        return "\n\n".join(part.strip() for part in marked if part) + "\n"

    def filled(self, html: str) -> str:
        """The converted skeleton with the finished HTML in it."""
        return MARK.sub(lambda found: str(self.parts[int(found[1])]), html)


MARK = re.compile(r'<div data-kb-part="(\d+)"></div>')


def _mark(at: int) -> str:
    return f'<div data-kb-part="{at}"></div>'


@dataclass
class Cache:
    """Pages made before, with what they were made from."""

    shared: object = None
    """What all pages were made from."""

    pages: dict[str, tuple[object, Page]] = field(default_factory=dict)

    def share(self, shared: object) -> None:
        if self.shared != shared:
            self.shared = shared
            self.pages.clear()

    def page(self, path: str, made_from: object, make: Callable[[], Page]) -> Page:
        known = self.pages.get(path)
        if known and known[0] == made_from:
            return known[1]
        page = make()
        self.pages[path] = (made_from, page)
        return page


def build(book: Book, edition: Edition) -> dict[str, Content]:
    """Every page as Markdown, and the style sheet."""
    made: dict[str, Content] = {path: page.markdown for path, page in pages(book, edition).items()}
    return made | {STYLE_SHEET: style_sheet(book)}


def pages(book: Book, edition: Edition, cache: Cache | None = None) -> dict[str, Page]:
    """Every page of the book by its path, in reading order."""
    site = _Site(book, edition, Words(edition.language))
    cache = cache or Cache()
    cache.share((book.settings, edition, {*book.playbooks}, {*book.workshops}))  # names: links depend on them
    made = {"playbooks/index.md": site.playbooks_page()}
    for name, playbook in book.playbooks.items():
        path = f"playbooks/{name}.md"
        made_from = [playbook, *_used(book, name, playbook)]
        made[path] = cache.page(path, made_from, partial(site.playbook_page, name, playbook))
    if book.workshops:
        made["workshops/index.md"] = site.workshops_page()
    for name, workshop in book.workshops.items():
        made[f"workshops/{name}.md"] = site.workshop_page(name, workshop)
    if book.sources.sources:
        made["sources.md"] = site.sources_page()
    return made


def _used(book: Book, owner: str, item: Playbook) -> list[object]:
    """What a page shows of other files: blocks, and the titles of the playbooks that they are from."""
    targets = [block.headline for _, block in item.blocks() if block.kind == "use"]
    used = [found for target in targets if (found := book.resolve(target, owner))]
    owners = [book.playbooks.get(full.rpartition("/")[0]) for full, _ in used]
    return [used, [playbook and playbook.title for playbook in owners]]


def home(book: Book, edition: Edition, title: str) -> Page:
    """The page a site begins with, where its owner has written none."""
    return _Site(book, edition, Words(edition.language)).home_page(title)


@dataclass(frozen=True)
class _Site:
    book: Book
    edition: Edition
    words: Words

    def renderer(self, page: str) -> Renderer:
        return Renderer(self.book, self.edition, self.words, links(self.book, page, self.edition))

    def playbook_page(self, name: str, playbook: Playbook) -> Page:
        page = f"playbooks/{name}.md"
        renderer = self.renderer(page)
        parts: list[str | Markup] = []
        parts.append(
            renderer.template(
                "site/playbook.html.jinja", playbook=playbook, name=name, downloads=self.downloads(page, name)
            )
        )
        for section in playbook.sections:
            parts.append(f"## {markdown_text(section.title)} {{ #{section.id} }}")
            parts.append(
                renderer.template(
                    "site/section.html.jinja",
                    section=section,
                    blocks=self.blocks(renderer, section.blocks, name, section.id),
                )
            )
        return self.page(playbook.title, playbook.summary or playbook.takeaway, f"{name}.yml", *parts)

    def blocks(self, renderer: Renderer, blocks: tuple[Block, ...], owner: str, prefix: str) -> list[Markup]:
        return [
            renderer.block(block, owner, block.id or f"{prefix}-{at}") for at, block in enumerate(blocks, 1)
        ]

    def home_page(self, title: str) -> Page:
        settings = self.book.settings
        body = self.renderer(HOME).template(
            "site/playbooks.html.jinja",
            lead=settings.subtitle or self.words("playbooks-lead"),
            playbooks=self.book.playbooks,
            downloads=self.downloads(HOME, "workbook"),
        )
        return self.page(title, settings.subtitle or title, "book.yml", body)

    def playbooks_page(self) -> Page:
        page = "playbooks/index.md"
        body = self.renderer(page).template(
            "site/playbooks.html.jinja",
            lead=self.words("playbooks-lead"),
            playbooks=self.book.playbooks,
            downloads=self.downloads(page, "workbook"),
        )
        return self.page(self.words("playbooks"), self.words("playbooks-lead"), "book.yml", body)

    def workshops_page(self) -> Page:
        page = "workshops/index.md"
        downloads = {name: self.workshop_downloads(page, name) for name in self.book.workshops}
        body = self.renderer(page).template(
            "site/workshops.html.jinja", workshops=self.book.workshops, downloads=downloads
        )
        return self.page(self.words("workshops"), self.words("workshops-lead"), "book.yml", body)

    def workshop_page(self, name: str, workshop: Workshop) -> Page:
        page = f"workshops/{name}.md"
        renderer = self.renderer(page)
        owner = f"workshops/{name}"
        sheet = run_sheet(self.book, name)
        parts: list[str | Markup] = []
        parts.append(
            renderer.template(
                "site/workshop.html.jinja",
                workshop=workshop,
                sheet=sheet,
                downloads=self.workshop_downloads(page, name),
            )
        )
        parts += self.blocks(renderer, workshop.agenda, owner, "part")
        about = workshop.summary or workshop.takeaway or workshop.title
        return self.page(workshop.title, about, f"workshops/{name}.yml", *parts)

    def sources_page(self) -> Page:
        body = self.renderer("sources.md").template(
            "site/sources.html.jinja", sources=self.book.sources.sources
        )
        return self.page(self.words("sources"), self.words("sources-lead"), "sources.yml", body)

    def page(self, title: str, about: str, source: str, *parts: str | Markup) -> Page:
        """A page under a heading; `about` describes it to search engines."""
        apart = (Markup(CELLS.sub(" ", part)) if isinstance(part, Markup) else part for part in parts)
        return Page((f"# {markdown_text(title)}", *apart), plain(about), source)

    def downloads(self, page: str, name: str) -> list[tuple[str, str]]:
        """Address and wording of each PDF of a playbook (or of the workbook)."""
        found = [
            (f"downloads/{name}-{paper}.pdf", self.words(f"download-{paper}")) for paper in ("a4", "letter")
        ]
        return self.offered(page, found)

    def workshop_downloads(self, page: str, name: str) -> list[tuple[str, str]]:
        found = [
            (f"downloads/{name}-{kind}-{paper}.pdf", f"{self.words(kind)} ({self.words(paper)})")
            for kind in ("handout", "guide")
            for paper in ("a4", "letter")
        ]
        return self.offered(page, found)

    def offered(self, page: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        if not self.edition.pdfs:
            return []
        return [(address(path, page, self.edition), wording) for path, wording in found]


def links(book: Book, page: str, edition: Edition) -> Link:
    """How a page addresses what the book holds: a playbook, a workshop, a section or a block."""
    here = page.removesuffix(".md")

    def link(target: str) -> str | None:
        name = (
            target
            if "/" in target or target in book.playbooks
            else f"{here.removeprefix('playbooks/')}/{target}"
        )
        if name in book.playbooks:
            return address(f"playbooks/{name}.md", page, edition)
        if name.removeprefix("workshops/") in book.workshops and name.startswith("workshops/"):
            return address(f"{name}.md", page, edition)
        owner, _, block = name.rpartition("/")
        path = f"playbooks/{owner}.md" if owner in book.playbooks else f"{owner}.md"
        return address(path, page, edition) + f"#{block}"

    return link


def address(path: str, page: str, edition: Edition) -> str:
    """The relative address of a page or file, seen from a page."""
    here = _url(page, edition)
    base = here if here.endswith("/") else posixpath.dirname(here)
    to = _url(path, edition)
    relative = posixpath.relpath(f"/{to}", f"/{base}")  # absolute: else it asks for the working folder
    return f"{relative}/" if to.endswith("/") else relative


def _url(path: str, edition: Edition) -> str:
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    if posixpath.basename(stem) == "index":
        folder = posixpath.dirname(stem)
        return (f"{folder}/" if folder else "") if edition.directory_urls else f"{stem}.html"
    return f"{stem}/" if edition.directory_urls else f"{stem}.html"


SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:$^=\"'<>&/@%]")


def markdown_text(text: str) -> str:
    """A text as Markdown that shows it as written: letters with a meaning become character references."""
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


def navigation(book: Book, made: Mapping[str, Page]) -> list[dict[str, list[str]]]:
    """The site's contents: playbooks and workshops in the book's order."""
    words = Words(book.settings.language)
    return [
        {words(folder): paths}
        for folder in ("playbooks", "workshops")
        if (paths := [path for path in made if path.startswith(f"{folder}/")])
    ]
