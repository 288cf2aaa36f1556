"""Things to tick off."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Id, Line, Model, headline


class Item(Model):
    """One thing to tick off."""

    noun = "item"

    id: Id
    """Its permanent name within the checklist."""

    text: Line
    """What there is to do or to check."""


class Checklist(FillIn):
    """Things to tick off."""

    headline: Line = headline("checklist", "What the list is for.")

    hint: Line | None = None
    """A word of help."""

    items: tuple[Item, ...] = Field(min_length=1, max_length=40)
    """The things to tick off, each with an id."""
