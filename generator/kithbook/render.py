"""Blocks to HTML: the one Jinja environment and the one Markdown converter."""

from __future__ import annotations

import hashlib
import marshal
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import jinja2
from jinja2.runtime import Context
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from kithbook import blocks
from kithbook.block import ELSEWHERE, WITHIN_BOOK, Block
from kithbook.model import KINDS, Book
from kithbook.words import Words

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Edition:
    """For which medium, paper and language something is made."""

    medium: Literal["screen", "print"] = "screen"
    paper: Literal["a4", "letter"] = "a4"
    language: str = "en"
    pdfs: bool = True
    """Whether PDFs are made along with it, so that pages may offer them."""
    directory_urls: bool = True
    """Whether a page lives at `page/` (as with MkDocs' `use_directory_urls`) or at `page.html`."""


def environment() -> jinja2.Environment:
    """Templates of the package and of every block kind; what is written by others is escaped."""
    loader = jinja2.FileSystemLoader([PACKAGE / "templates", blocks.FOLDER, PACKAGE / "outputs"])
    env = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(prose=_prose, line=_line, breaks=_breaks)
    return env


def keep_compiled(env: jinja2.Environment) -> None:
    """Compiled templates stay from one build to the next, if they may.

    They lie in Jinja's folder of this user, which nobody else may write, and never in a book's: a folder that
    somebody hands on holds no code to run.
    """
    with suppress(OSError, RuntimeError):  # RuntimeError: the folder is not this user's alone
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(pattern=f"{_dialect(env)}-%s")


def _dialect(env: jinja2.Environment) -> str:
    """A digest of what decides how a template compiles, filters too: those on fixed texts run then."""
    options = sorted((name, value) for name, value in vars(env).items() if isinstance(value, str | bool))
    code = [(name, getattr(env.filters[name], "__code__", None)) for name in sorted(env.filters)]
    filters = [(name, marshal.dumps(value)) for name, value in code]
    told = repr((jinja2.__version__, options, sorted(env.extensions), filters))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


Link = Callable[[str], str | None]
"""From a target within the book (`six-habits/log`) to an address, or None where there is none."""


@dataclass
class Printed:
    """The full ids of the blocks printed so far in one PDF, and those it will hold."""

    ids: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Renderer:
    """Renders the blocks of one book for one edition."""

    book: Book
    edition: Edition
    words: Words
    link: Link
    printed: Printed = field(default_factory=Printed)

    def template(self, name: str, /, **values: Any) -> Markup:
        """A template of the package, as HTML."""
        values |= {"t": self.words, "edition": self.edition, "link": self.link, "book": self.book}
        return Markup(ENVIRONMENT.get_template(name).render(values))

    def block(
        self, block: Block, owner: str, anchor: str, *, full_id: str = "", framed: bool = True
    ) -> Markup:
        """One block as HTML; `owner` is its playbook's id, `anchor` is unique on the page."""
        full = full_id or (f"{owner}/{block.id}" if block.id else anchor)
        values: dict[str, Any] = {"block": block, "id": full, "anchor": anchor}
        values["mirror"] = (
            f"{anchor}:" if full_id else ""
        )  # before the HTML ids of a block shown a second time
        if block.kind == "use":
            values["shown"] = self._shown(block, owner, anchor)
        inner = self.template(_template(block, self.edition.medium), **values)
        if self.edition.medium == "print":
            self.printed.ids.add(full)
        return _framed(block, inner, full, anchor) if framed else inner

    def _shown(self, use: Block, owner: str, anchor: str) -> dict[str, Any]:
        resolved = self.book.resolve(use.headline, owner)
        if resolved is None:
            raise LookupError(f"{use.headline} was not checked")
        full, target = resolved
        target_owner = full.rpartition("/")[0]
        facilitating = owner.startswith("workshops/") and bool(use.minutes)
        printed = (
            self.edition.medium == "print" and full in self.printed.ids and not getattr(use, "reprint", False)
        )
        shown: dict[str, Any] = {
            "block": target,
            "id": full,
            "facilitating": facilitating,
            "printed": printed,
        }
        if not facilitating and not printed:
            shown["html"] = self.block(
                target, target_owner, f"{anchor}-shown", full_id=full, framed=self.edition.medium == "print"
            )
            shown["owner"] = (
                self.book.playbooks[target_owner].title if target_owner in self.book.playbooks else ""
            )
            shown["href"] = self.link(full) or "#"
        return shown


def _framed(block: Block, inner: Markup, full: str, anchor: str) -> Markup:
    labelled = Markup(' role="group" aria-labelledby="{}-title"').format(anchor) if block.fill_in else ""
    return Markup('<div class="kb kb-{}" id="{}"{}{}>\n{}\n</div>').format(
        block.kind, anchor, Markup(' data-id="{}"').format(full) if block.id else "", labelled, inner.strip()
    )


def _template(block: Block, medium: str) -> str:
    kind = KINDS[block.kind]
    return (
        f"{block.kind}/screen.html.jinja"
        if medium == "screen" or kind.paper == "same"
        else f"{block.kind}/print.html.jinja"
    )


# Markdown


def converter() -> MarkdownIt:
    """CommonMark with tables, without HTML and pictures; links are checked and resolved within the book."""
    markdown = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["image", "html_block", "html_inline"])
    )
    markdown.validateLink = _is_link  # type: ignore[assignment,method-assign]
    markdown.add_render_rule("link_open", _link_open)
    markdown.add_render_rule("heading_open", _heading)
    markdown.add_render_rule("heading_close", _heading)
    return markdown


def _is_link(address: str) -> bool:
    return bool(ELSEWHERE.match(address) or WITHIN_BOOK.fullmatch(address))


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    href = str(token.attrGet("href") or "")
    if not ELSEWHERE.match(href):
        token.attrs = {"href": address} if (address := env["link"](href.removeprefix("#"))) else {}
    elif href.lower().startswith("http"):
        token.attrSet("rel", "noopener noreferrer")
        if token.markup == "autolink":  # on paper, an address is not printed twice
            token.attrSet("class", "kb-address")
    return self.renderToken(tokens, index, options, env)


def _heading(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A heading within prose stands under the block's own."""
    tokens[index].tag = f"h{min(6, int(tokens[index].tag[1]) + 3)}"
    return self.renderToken(tokens, index, options, env)


MARKDOWN = converter()
MARKLESS = r"[\w .,:;/%?!'’‘“”()–—…-]*"
"""Letters that mean nothing in Markdown within a line, but for the underscore, which is looked for apart."""

PLAIN = re.compile(MARKLESS.replace(" ", r"\s"))
"""A text of only these needs no converter to become one line of HTML (it is most of them)."""

PLAIN_LINE = rf"(?:[^\W\d_]|[“‘]){MARKLESS}(?<! )"
PLAIN_PARAGRAPHS = re.compile(rf"{PLAIN_LINE}(?:\n{PLAIN_LINE})*(?:\n\n+{PLAIN_LINE}(?:\n{PLAIN_LINE})*)*\n*")
"""Paragraphs whose lines begin with a letter need none either: no list or heading is among them."""

_converted: dict[tuple[str, bool], Markup] = {}
REMEMBERED = 50_000


def _convert(text: str, link: Link, *, inline: bool) -> Markup:
    """Markdown to HTML, remembered unless it holds a link, which depends on the page."""
    key = (text, inline)
    if (known := _converted.get(key)) is not None:
        return known
    html = Markup((MARKDOWN.renderInline if inline else MARKDOWN.render)(text, {"link": link}))
    if "](" not in text:
        if len(_converted) > REMEMBERED:
            _converted.clear()
        _converted[key] = html
    return html


def plain(text: str) -> str:
    """A line as it reads, without the marks of Markdown."""
    return _convert(text, lambda _: "", inline=True).striptags()


@jinja2.pass_context
def _prose(context: Context, text: str) -> Markup:
    if "_" not in text and PLAIN_PARAGRAPHS.fullmatch(text):
        return Markup("".join(f"<p>{part}</p>\n" for part in re.split(r"\n\n+", text.strip("\n"))))
    return _convert(text, context["link"], inline=False)


@jinja2.pass_context
def _line(context: Context, text: object) -> Markup:
    if "_" not in (line := str(text)) and PLAIN.fullmatch(line):
        return Markup(escape(line))
    return _convert(line, context["link"], inline=True)


def _breaks(text: str) -> Markup:
    """Text as it is, line breaks kept: also those at its ends, as it may be a piece of a longer one."""
    return Markup("<br>\n").join(escape(line) for line in text.split("\n"))


ENVIRONMENT = environment()
