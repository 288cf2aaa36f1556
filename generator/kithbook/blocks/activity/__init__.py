"""Something a group does in a workshop."""

from __future__ import annotations

from typing import ClassVar, Literal

from kithbook.block import Facilitated, Id, Line, SpanField, headline


class Activity(Facilitated):
    """Something a group does, with what the facilitator says, does and brings."""

    lives_in: ClassVar[frozenset[str]] = frozenset({"agenda"})
    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: Line = headline("activity", "Its name, as on the agenda.")

    id: Id
    """Its name within the workshop."""

    minutes: SpanField
    """How long it takes: 10, or 8-10-15 for least, usual and most."""
