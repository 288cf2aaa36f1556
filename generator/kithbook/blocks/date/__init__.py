"""A date to write down."""

from __future__ import annotations

from kithbook.block import FillIn, Line, headline


class Date(FillIn):
    """A day to settle on."""

    headline: Line = headline("date", "What the day is for.")

    hint: Line | None = None
    """A word of help."""
