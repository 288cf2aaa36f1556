"""An outreach message with slots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from kithbook.block import FillIn, Found, Id, Line, Model, Prose, headline
from kithbook.problems import did_you_mean

SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
LIMIT = re.compile(r"(\d{1,5})\s+(words|characters)")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a message may be."""

    count: int
    unit: str

    def of(self, text: str) -> int:
        return len(text.split()) if self.unit == "words" else len(text)


def _limit(value: object) -> Limit:
    found = LIMIT.fullmatch(str(value).strip())
    if value is None or not found:
        raise PydanticCustomError("bad_limit", "no limit")
    return Limit(int(found[1]), found[2])


LimitField = Annotated[
    Limit,
    PlainValidator(_limit),
    PlainSerializer(lambda limit: f"{limit.count} {limit.unit}"),
    WithJsonSchema({"type": "string", "pattern": LIMIT.pattern}),
]


class Slot(Model):
    """A gap in the message."""

    noun = "slot"

    id: Id
    """Its name, as it stands in braces in the message."""

    label: Line
    """What goes in."""

    hint: Line | None = None
    """A word of help."""

    example: Line | None = None
    """What somebody put there."""

    scope: Literal["me", "message"] = "message"
    """`me`: the same in every message, answered once; `message`: asked anew each time."""

    length: Literal["short", "line", "long"] = "line"
    """How much room it gets on paper."""


class Script(FillIn):
    """A message to send: words with slots, in one or more tones."""

    headline: Line = headline("script", "What the message is for.")

    when: Prose | None = None
    """When to use it."""

    avoid: Prose | None = None
    """When not to."""

    channel: Literal["email", "dm", "text", "phone", "chat", "linkedin", "post", "card", "in-person"] = (
        "email"
    )
    """How it travels."""

    limit: LimitField | None = None
    """The most it should have: '90 words' or '200 characters'."""

    tones: dict[Literal["warm", "neutral", "brief", "formal"], Prose] = Field(min_length=1)
    """The message in each tone; a slot's id stands in braces."""

    slots: tuple[Slot, ...] = Field(default=(), max_length=20)
    """The gaps, described."""

    easy_out: Line | None = None
    """A sentence that makes it easy to say no."""

    after: Prose | None = None
    """What to do and to log once it is sent."""

    no_reply: Prose | None = None
    """What to do when nobody answers."""

    def problems(self) -> list[Found]:
        declared = {slot.id for slot in self.slots}
        used = {name for text in self.tones.values() for name in SLOT.findall(text)}
        used |= set(SLOT.findall(self.easy_out or ""))
        unknown = [
            Found(
                "slot-undeclared",
                ("tones", tone),
                {"name": name, "guess": did_you_mean(name, declared)},
                f"{{{name}}}",
            )
            for tone, text in self.tones.items()
            for name in dict.fromkeys(SLOT.findall(text))
            if name not in declared
        ]
        return unknown + [
            Found("slot-unused", ("slots", index, "id"), {"name": slot.id})
            for index, slot in enumerate(self.slots)
            if slot.id not in used
        ]

    def parts(self, text: str) -> list[tuple[str, Slot | None]]:
        """The message as stretches of text and slots, in order."""
        by_id = {slot.id: slot for slot in self.slots}
        pieces = SLOT.split(text)
        return [
            (piece, by_id.get(piece) if index % 2 else None) for index, piece in enumerate(pieces) if piece
        ]

    def filled(self, text: str) -> str | None:
        """The message with each slot's example in its place; None where a slot has none."""
        values = {slot.id: slot.example for slot in self.slots}
        if any(values.get(name) is None for name in SLOT.findall(text)):
            return None
        return SLOT.sub(lambda found: values[found[1]] or "", text)
