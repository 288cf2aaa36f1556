"""A question with room for an answer."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Line, headline


class Prompt(FillIn):
    """A question, and lines to answer it on."""

    headline: Line = headline("prompt", "The question.")

    hint: Line | None = None
    """A word of help, shown under the question."""

    lines: int = Field(default=3, ge=1, le=30)
    """Writing lines on paper."""

    example: Line | None = None
    """What somebody wrote here."""
