"""The book: its playbooks, workshops, sources and settings, with one union over all block kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Union

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from kithbook.block import Block, FullId, Id, IdeaCode, Line, Model, Prose, Span, SpanField
from kithbook.blocks import kinds
from kithbook.source import Document

KINDS = kinds()


def _tag(value: object) -> str | None:
    """The kind of a block as written, in angle brackets so that it is never mistaken for an option's name."""
    if isinstance(value, Block):
        return f"<{value.kind}>"
    first = next(iter(value), None) if isinstance(value, dict) else None
    return f"<{first}>" if first in KINDS else None


if TYPE_CHECKING:
    AnyBlock = Block
else:
    AnyBlock = Annotated[
        Union[tuple(Annotated[kind, Tag(f"<{name}>")] for name, kind in KINDS.items())],  # noqa: UP007
        Discriminator(_tag, custom_error_type="kind", custom_error_message="no kind"),
    ]

Audience = Literal[
    "job-seeker", "employed", "reluctant", "remote", "laid-off", "freelancer", "manager", "frustrated"
]

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _clock(value: str) -> str:
    if not CLOCK.fullmatch(value):
        raise PydanticCustomError("bad_clock", "no time")
    return value.zfill(5)


Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day, such as 09:30."""


class Section(Model):
    """A part of a playbook with a heading of its own."""

    noun: ClassVar[str] = "section"

    title: Line
    """Its heading."""

    id: Id
    """Its permanent name within the playbook, and its address on the page."""

    intro: Prose | None = None
    """A few sentences under the heading."""

    minutes: SpanField | None = None
    """How long it takes."""

    covers: tuple[IdeaCode, ...] = ()
    """The ideas of `sources.yml` that it carries."""

    blocks: tuple[AnyBlock, ...] = Field(min_length=1, max_length=100)
    """What stands in it, from top to bottom."""


class Playbook(Model):
    """One playbook: a file of `playbooks/`, whose name is its id."""

    noun: ClassVar[str] = "playbook"

    title: Line
    """Its name."""

    takeaway: Line
    """The one line to remember."""

    summary: Line | None = None
    """One or two sentences for cards and search results."""

    audience: tuple[Audience, ...] = ()
    """Whom it helps."""

    minutes: SpanField | None = None
    """How long it takes; if left out, its sections are added up."""

    sections: tuple[Section, ...] = Field(min_length=1, max_length=60)
    """Its parts."""

    def blocks(self) -> Iterator[tuple[tuple[str | int, ...], Block]]:
        """Each block and its path in the file."""
        for at, section in enumerate(self.sections):
            for index, block in enumerate(section.blocks):
                yield ("sections", at, "blocks", index), block

    @property
    def span(self) -> Span | None:
        """Its minutes, as given or added up."""
        parts = [section.minutes for section in self.sections if section.minutes]
        return self.minutes or (sum(parts[1:], parts[0]) if parts else None)


class Workshop(Model):
    """One workshop: a file of `playbooks/workshops/`, whose name is its id."""

    noun: ClassVar[str] = "workshop"

    title: Line
    """Its name."""

    takeaway: Line | None = None
    """What people take home, in a line."""

    summary: Line | None = None
    """One or two sentences for the list of workshops."""

    audience: tuple[Audience, ...] = ()
    """Whom it helps."""

    length: int = Field(ge=10, le=600)
    """Minutes from beginning to end."""

    people: SpanField = Span(6, 12, 20)
    """The least, usual and most people it works for."""

    start: Clock = "10:00"
    """When it begins, such as "09:30"."""

    room: Prose | None = None
    """How the room is set up."""

    before: Prose | None = None
    """What to prepare."""

    agenda: tuple[AnyBlock, ...] = Field(min_length=1, max_length=40)
    """Activities, breaks and blocks of playbooks, in order."""

    late: tuple[Id, ...] = ()
    """What to cut when time runs out, first things first."""

    handout: tuple[FullId, ...] = ()
    """The blocks that participants get on paper."""

    sheets: tuple[AnyBlock, ...] = ()
    """Blocks of this workshop only, for its handout."""

    take_home: Prose | None = None
    """What the participants' sheets end with."""

    def blocks(self) -> Iterator[tuple[tuple[str | int, ...], Block]]:
        """Each block and its path in the file."""
        for name, blocks in (("agenda", self.agenda), ("sheets", self.sheets)):
            for index, block in enumerate(blocks):
                yield (name, index), block


class Idea(Model):
    """One idea of a source."""

    noun: ClassVar[str] = "idea"

    id: IdeaCode
    """Its code, such as S4.8."""

    idea: Line
    """The idea in a line of our own."""


class Source(Model):
    """Who said what, where."""

    noun: ClassVar[str] = "source"

    id: IdeaCode
    """Its code, such as S4."""

    author: Line
    """Who wrote it."""

    organization: Line | None = None
    """For whom."""

    title: Line
    """What it is called."""

    year: int | None = Field(default=None, ge=1000, le=2100)
    """When it came out."""

    kind: Line | None = None
    """What it is: an essay, a paper."""

    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$", max_length=500)] | None = None
    """Where to read it."""

    ideas: tuple[Idea, ...] = ()
    """What it says, idea by idea."""


class Sources(Model):
    """The sources of a book: `sources.yml`."""

    noun: ClassVar[str] = "list of sources"

    sources: tuple[Source, ...] = ()
    """Who said what, where."""


class Coach(Model):
    """Who offers the book."""

    noun: ClassVar[str] = "coach"

    name: Line
    """A person or an organization."""

    contact: Line | None = None
    """How to reach them."""

    license: Line | None = None
    """Under which terms others may use the book."""


class Look(Model):
    """What the book looks like."""

    noun: ClassVar[str] = "look"

    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """The color of what one may touch, such as "#1f6f5c"."""


class Settings(Model):
    """The book as a whole: `book.yml`."""

    noun: ClassVar[str] = "book"

    id: Id = "kb-book"
    """The book's permanent name, made once; plans remember it."""

    title: Line = "Workbook"
    """The book's name."""

    subtitle: Line | None = None
    """A line under it."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """The language of what the program itself says, such as en."""

    order: tuple[Id, ...] = ()
    """The playbooks' ids in the order in which to read them; the rest follow by name."""

    coach: Coach | None = None
    """Who offers the book."""

    look: Look = Look()
    """What it looks like."""


@dataclass(frozen=True)
class Address:
    """Where a block stands."""

    owner: str
    """The playbook's or workshop's id."""

    path: tuple[str | int, ...]
    """Its path in the file."""

    block: Block


@dataclass(frozen=True)
class Book:
    """All playbooks of a site, in reading order."""

    settings: Settings
    playbooks: dict[str, Playbook]
    workshops: dict[str, Workshop]
    sources: Sources
    documents: dict[str, Document] = field(repr=False)
    """The file of each playbook and workshop by its owner's name, and of `book` and `sources`."""

    def __post_init__(self) -> None:
        index = {
            f"{owner}/{block.id}": Address(owner, path, block)
            for owner, item in self.items()
            for path, block in item.blocks()
            if block.id
        }
        object.__setattr__(self, "addresses", index)

    addresses: dict[str, Address] = field(init=False, repr=False, compare=False)
    """Each block that has an id, by its full id."""

    def items(self) -> list[tuple[str, Playbook | Workshop]]:
        """Playbooks and workshops with the names that address their blocks: `ID` and `workshops/ID`."""
        return [*self.playbooks.items(), *self.workshop_items()]

    def workshop_items(self) -> list[tuple[str, Workshop]]:
        """The workshops alone, likewise."""
        return [(f"workshops/{name}", workshop) for name, workshop in self.workshops.items()]

    def resolve(self, target: str, owner: str) -> tuple[str, Block] | None:
        """The full id and the block that `target`, as written in `owner`, means."""
        for full in (target, f"{owner}/{target}"):
            if found := self.addresses.get(full):
                return full, found.block
        return None


def minutes_of(block: Block) -> Span:
    """The minutes of an entry on an agenda."""
    given: Any = block.headline if isinstance(block.headline, Span) else block.minutes
    return given if isinstance(given, Span) else Span(0, 0, 0)
