"""One thing to rate."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Line, headline


class Rating(FillIn):
    """One thing to rate on a line of numbers, from 0 to `top`."""

    headline: Line = headline("rating", "What is rated.")

    hint: Line | None = None
    """A word of help."""

    top: int = Field(default=10, ge=1, le=10)
    """The highest number."""

    low: Line
    """What 0 means."""

    high: Line
    """What the highest number means."""
