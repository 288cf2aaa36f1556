"""A self-assessment with bands."""

from __future__ import annotations

from pydantic import Field

from kithbook.block import FillIn, Found, Id, Line, Model, Prose, headline


class Statement(Model):
    """One sentence to agree with or not."""

    noun = "statement"

    id: Id
    """Its permanent name within the assessment."""

    text: Line
    """The sentence."""


class Dimension(Model):
    """Statements that are added up together."""

    noun = "dimension"

    id: Id
    """Its permanent name within the assessment."""

    title: Line
    """What it measures."""

    next: Prose | None = None
    """The one next step if this is the lowest."""

    statements: tuple[Statement, ...] = Field(min_length=1, max_length=20)
    """The sentences, each with an id."""


class Band(Model):
    """A range of totals and what it means."""

    noun = "band"

    start: int = Field(alias="from", ge=0)
    """The lowest total in it; it reaches to the next band's."""

    title: Line
    """Its name."""

    next: Prose
    """The one next step."""


class Assessment(FillIn):
    """Statements to rate, added up into a band with a next step."""

    headline: Line = headline("assessment", "What it looks at.")

    hint: Prose | None = None
    """How to go about it."""

    scale: tuple[Line, ...] = Field(min_length=2, max_length=7)
    """What each number means, from 0 upwards."""

    dimensions: tuple[Dimension, ...] = Field(min_length=1, max_length=12)
    """Groups of statements."""

    bands: tuple[Band, ...] = Field(min_length=1, max_length=8)
    """Ranges of the total, from the lowest upwards."""

    note: Prose | None = None
    """What it can and cannot say about a person."""

    @property
    def highest(self) -> int:
        """The highest total."""
        return self.top * sum(len(dimension.statements) for dimension in self.dimensions)

    @property
    def top(self) -> int:
        """The highest rating of a statement."""
        return len(self.scale) - 1

    def ranges(self) -> list[tuple[int, int, Band]]:
        """Each band with its lowest and highest total."""
        ends = [band.start - 1 for band in self.bands[1:]] + [self.highest]
        return [(band.start, end, band) for band, end in zip(self.bands, ends, strict=True)]

    def problems(self) -> list[Found]:
        return [
            Found("not-allowed", ("bands", index, "from"), {"name": "from", "reason": reason, "todo": todo})
            for index, (start, end, _) in enumerate(self.ranges())
            for reason, todo in [self._fault(index, start, end)]
            if reason
        ]

    def _fault(self, index: int, start: int, end: int) -> tuple[str, str]:
        if index == 0 and start != 0:
            return "the first band begins at 0", "Write 'from: 0'."
        if end < start:
            return "bands go upwards, up to the highest total", f"The highest total is {self.highest}."
        return "", ""
