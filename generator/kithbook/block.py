"""What every block kind builds on: the base classes and the types of their options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from kithbook.docstrings import description

ID = re.compile(r"^[a-z][a-z0-9-]{0,59}$")
Id = Annotated[str, StringConstraints(pattern=ID.pattern)]
"""Small letters, digits and hyphens, beginning with a letter."""

FullId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(/[a-z0-9-]+)*$", max_length=200)]
"""`playbook/block`, or the id of something in the same file."""

IdeaCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$")]
"""An idea's code in `sources.yml`, such as S4.8."""


WITHIN_BOOK = re.compile(r"#?\w[\w/.-]*")
"""A link to something in the book: an id or a full id, perhaps with a `#` before it out of habit."""

ELSEWHERE = re.compile(r"(https?:|mailto:|tel:)", re.IGNORECASE)
"""What a link out of the book begins with; any other address is shown as text."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty", "blank text")
    return text


Line = Annotated[
    str, StringConstraints(max_length=400), AfterValidator(_not_blank), AfterValidator(_one_line)
]
"""One line of text; line breaks in the source become spaces. Shown with inline Markdown."""

Cell = Annotated[str, StringConstraints(max_length=400)]
"""A line that may be empty."""

Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_not_blank)]
"""Markdown text of any number of paragraphs, without HTML."""


@dataclass(frozen=True, slots=True)
class Span:
    """The least, usual and most of something counted: minutes, or people."""

    least: int
    usual: int
    most: int

    def __str__(self) -> str:
        return f"{self.usual}" if self.least == self.most else f"{self.least}–{self.most}"

    def __add__(self, other: Span) -> Span:
        return Span(self.least + other.least, self.usual + other.usual, self.most + other.most)


SPAN_TEXT = re.compile(r"(\d{1,3})(?:-(\d{1,3})-(\d{1,3}))?")


def _span(value: object) -> Span:
    if isinstance(value, Span):
        return value
    found = SPAN_TEXT.fullmatch(str(value).strip())
    if value is None or not found:
        raise PydanticCustomError("bad_span", "no span")
    least = int(found[1])
    usual, most = (int(found[2]), int(found[3])) if found[2] else (least, least)
    if not 0 < least <= usual <= most:
        raise PydanticCustomError("bad_span", "no span")
    return Span(least, usual, most)


SpanField = Annotated[
    Span,
    GetPydanticSchema(lambda _type, _handler: no_info_plain_validator_function(_span)),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": SPAN_TEXT.pattern}]}
    ),
]
"""`10`, or `8-10-15`: least, usual, most."""


class Model(BaseModel):
    """A part of the book: immutable, and strict about unknown options."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # 0.1 s less at every start

    noun: ClassVar[str] = "entry"
    """What a message calls it."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        for option, value in handler.resolve_ref_schema(made).get("properties", {}).items():
            if text := description(cls, option):
                value["description"] = text
        return made


class Block(Model):
    """One piece of a section; its class lives in the folder of its kind, with its templates and words."""

    kind: ClassVar[str] = ""
    """The folder's name; also the key a block begins with."""

    fill_in: ClassVar[bool] = False
    """Whether a person writes into it, so that it needs a permanent id."""

    paper: ClassVar[Literal["own", "same"]] = "own"
    """`own`: it has a `print.html.jinja`; `same`: the screen form serves paper as well."""

    lives_in: ClassVar[frozenset[str]] = frozenset({"section", "sheets"})
    """The lists it may stand in: a playbook's section, a workshop's agenda or sheets."""

    id: Id | None = None
    """Its name within the playbook. Only what is filled in, handed out or linked to needs one."""

    covers: tuple[IdeaCode, ...] = ()
    """The ideas of `sources.yml` that it carries; readers never see these codes."""

    minutes: SpanField | None = None
    """How long it takes: 10, or 8-10-15 for least, usual and most."""

    headline: Any
    """What stands behind the kind."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        field = cls.model_fields.get("headline")
        if field is not None and field.alias:
            cls.kind = field.alias
            cls.noun = cls.__dict__.get("noun", cls.kind)

    @property
    def title(self) -> str:
        """A line that names it in a list of contents."""
        return str(self.headline)

    def problems(self) -> list[Found]:
        """What is wrong within this block that its fields alone cannot say."""
        return []

    def prose(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Each text with Markdown in it, and its path, so that checks can follow its links."""
        return list(_texts(self, ()))


class FillIn(Block):
    """A block a person writes into."""

    fill_in: ClassVar[bool] = True

    id: Id
    """Its permanent name: answers, PDF fields and printed codes hang on it. Unique in the playbook."""


@dataclass(frozen=True)
class Found:
    """A problem inside one block: the message's code, the path to the culprit, the facts it needs."""

    code: str
    path: tuple[str | int, ...]
    facts: dict[str, str]
    word: str = ""
    """If set, the message points at this word within the text at `path`."""


def headline(kind: str, description: str) -> Any:
    """The field for what stands behind the kind, under the kind's own name."""
    return Field(alias=kind, description=description)


def _texts(model: BaseModel, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    found: list[tuple[tuple[str | int, ...], str]] = []
    for name, field in type(model).model_fields.items():
        found += _texts_in(getattr(model, name), (*path, field.alias or name))
    return found


def _texts_in(value: object, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, BaseModel):
        return _texts(value, path)
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in _texts_in(item, (*path, key))]
    if isinstance(value, tuple | list):
        return [text for index, item in enumerate(value) for text in _texts_in(item, (*path, index))]
    return []


class Material(Model):
    """One thing to bring."""

    noun = "material"

    what: Line
    """What it is, such as: index card."""

    each: int | None = Field(default=None, ge=1, le=100)
    """How many for each person."""

    total: int | None = Field(default=None, ge=1, le=1000)
    """How many altogether, however many people come."""

    def count(self, people: int) -> int:
        return self.total if self.total is not None else (self.each or 1) * people


class Facilitated(Block):
    """What a facilitator needs to run something in a room; `activity` and `use` share it."""

    groups: int | None = Field(default=None, ge=1, le=50)
    """People in a group."""

    per_person: SpanField | None = None
    """Minutes for each person within it."""

    materials: tuple[Material, ...] = ()
    """What to bring, with counts."""

    aim: Prose | None = None
    """What people have at the end that they lacked at the beginning."""

    room: Prose | None = None
    """How to set up the room."""

    say: Prose | None = None
    """Words to say aloud."""

    do: Prose | None = None
    """The steps."""

    watch: Prose | None = None
    """What to watch for."""

    debrief: Prose | None = None
    """Questions for afterwards."""

    remote: Prose | None = None
    """How to do it online."""

    short: Prose | None = None
    """What to drop when time is short."""
