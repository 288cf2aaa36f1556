"""A finding of research."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from kithbook.block import Block, Line, Prose, headline


class Evidence(Block):
    """A finding, with what was measured, on whom, where to read it, and what it does not show."""

    noun: ClassVar[str] = "finding"
    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: Line = headline("evidence", "The finding in a sentence.")

    text: Prose | None = None
    """What it means for the reader."""

    measured: Line
    """What was measured, and how."""

    people: Line
    """On whom."""

    limits: Prose
    """What it does not show."""

    authors: Line
    """Who found it."""

    year: int = Field(ge=1900, le=2100)
    """When it was published."""

    work: Line
    """The paper's or book's title."""

    published: Line | None = None
    """The journal or publisher."""

    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/[^\s<>\"]+$")] | None = None
    """Its DOI, such as 10.1177/0956797618772506."""

    @property
    def address(self) -> str:
        """Where the DOI leads."""
        return f"https://doi.org/{self.doi}"
