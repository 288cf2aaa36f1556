"""Something to do again and again."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kithbook.block import FillIn, Line, Prose, headline


class Habit(FillIn):
    """Something small to do again and again, tied to a moment; it can become an entry in a calendar."""

    headline: Line = headline("habit", "What to do.")

    every: Literal["day", "weekday", "week", "month", "quarter"] = "week"
    """How often."""

    takes: int = Field(ge=1, le=240)
    """How many minutes one time takes."""

    trigger: Line | None = None
    """The moment it hangs on, such as: after the first coffee on Friday."""

    how: Prose | None = None
    """How to go about it."""

    missed: Line | None = None
    """What to do after a week in which it did not happen."""
