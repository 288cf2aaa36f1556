"""A block of elsewhere, shown here."""

from __future__ import annotations

from typing import ClassVar

from kithbook.block import Facilitated, FullId, headline


class Use(Facilitated):
    """A block of another playbook, or of this one, shown here with the same answers."""

    lives_in: ClassVar[frozenset[str]] = frozenset({"section", "agenda", "sheets"})

    headline: FullId = headline("use", "Whose it is and what it is called: playbook/block.")

    reprint: bool = False
    """Print it here again, even where the workbook has it on another page."""
