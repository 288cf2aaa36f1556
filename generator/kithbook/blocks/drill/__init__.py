"""A scene to practice with."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Id, Line, Model, Prose, headline


class Step(Model):
    """One turn of the scene, and what one is asked to do."""

    noun = "step"

    id: Id
    """Its permanent name within the drill."""

    happens: Prose | None = None
    """What happens now."""

    ask: Line
    """What one is asked to write or decide."""

    lines: int = Field(default=2, ge=1, le=12)
    """Writing lines on paper."""

    answer: Prose | None = None
    """One good way to do it, to compare with afterwards."""


class Drill(FillIn):
    """A scene told in steps, each with something to decide or to say."""

    headline: Line = headline("drill", "The scene's title.")

    scene: Prose
    """How it begins."""

    steps: tuple[Step, ...] = Field(min_length=1, max_length=12)
    """The turns, in order."""
