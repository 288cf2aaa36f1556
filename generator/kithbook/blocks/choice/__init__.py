"""A question with answers to choose from."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Id, Line, Model, headline


class Option(Model):
    """One answer to choose."""

    noun = "option"

    id: Id
    """Its permanent name within the question."""

    text: Line
    """What it says."""


class Choice(FillIn):
    """A question with a few answers: choose one, or with `several: yes` as many as fit."""

    headline: Line = headline("choice", "The question.")

    hint: Line | None = None
    """A word of help."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    """The answers, each with an id."""

    several: bool = False
    """Whether more than one may be chosen."""
