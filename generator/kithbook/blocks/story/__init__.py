"""A scene."""

from __future__ import annotations

from typing import ClassVar, Literal

from kithbook.block import Block, Line, Prose, headline


class Story(Block):
    """A scene with people in it, told before the work it leads to."""

    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: Line = headline("story", "The story's title.")

    text: Prose
    """The scene."""

    point: Line | None = None
    """What it shows, in one line."""
