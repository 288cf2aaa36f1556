"""A remark set off from the text."""

from __future__ import annotations

from typing import ClassVar, Literal

from kithbook.block import Block, Found, Line, Prose, headline


class Note(Block):
    """A remark set off from the text: a tip, a warning, or a myth and the fact beside it."""

    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: Line = headline("note", "What it says in one line.")

    type: Literal["tip", "warning", "myth"] = "tip"
    """A tip helps, a warning protects, a myth is told together with the fact."""

    text: Prose | None = None
    """The remark."""

    myth: Prose | None = None
    """For a myth: what people say."""

    fact: Prose | None = None
    """For a myth: what holds."""

    def problems(self) -> list[Found]:
        needed = ("myth", "fact") if self.type == "myth" else ("text",)
        return [
            Found("option-missing", (), {"noun": f"a {self.type}", "name": name, "purpose": ""})
            for name in needed
            if getattr(self, name) is None
        ]
