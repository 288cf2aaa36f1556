"""An if-then plan."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Line, Model, headline


class Example(Model):
    """A plan that somebody made."""

    noun = "example"

    when: Line
    """The moment."""

    then: Line
    """What one does at that moment."""


class Commitment(FillIn):
    """A plan tied to a moment: when this happens, I do that."""

    headline: Line = headline("commitment", "What one commits to.")

    hint: Line | None = None
    """A word of help."""

    plans: int = Field(default=1, ge=1, le=6)
    """How many pairs of when and then."""

    example: Example | None = None
    """A pair that somebody wrote."""

    sign: bool = False
    """Whether there is a line for a name and a date."""
