"""A pause."""

from __future__ import annotations

from typing import ClassVar, Literal

from kithbook.block import Block, Prose, SpanField, headline


class Break(Block):
    """A pause on the agenda."""

    lives_in: ClassVar[frozenset[str]] = frozenset({"agenda"})
    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: SpanField = headline("break", "How many minutes: 5, or 5-5-10 for least, usual and most.")

    text: Prose | None = None
    """What to say or do before it."""
