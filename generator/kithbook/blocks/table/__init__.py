"""A table to fill in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kithbook.block import Cell, FillIn, Found, Id, Line, Model, headline
from kithbook.problems import did_you_mean


class Column(Model):
    """One column of a table."""

    noun = "column"

    id: Id
    """Its permanent name within the table."""

    label: Line
    """The column's heading."""

    type: Literal["text", "date", "choice", "tick", "number", "rating"] = "text"
    """What goes in: text, a date, one of `options`, a tick, a number, or a number on `scale`."""

    options: tuple[Line, ...] = Field(default=(), max_length=20)
    """For a choice: what one may choose from."""

    scale: int = Field(default=3, ge=1, le=10)
    """For a rating: the highest number; the lowest is 0."""

    role: Literal["name", "channel", "last", "next", "status", "outcome"] | None = None
    """What scripts and the calendar find it by, in the contacts and the log."""

    hint: Line | None = None
    """A word of help, shown under the heading."""

    width: Literal["narrow", "normal", "wide"] = "normal"
    """Its share of the paper's width."""


class Table(FillIn):
    """A table to fill in, with blank rows."""

    headline: Line = headline("table", "What the table holds.")

    hint: Line | None = None
    """A word of help."""

    role: Literal["contacts", "log"] | None = None
    """The book's one list of people, or its one log of what was done."""

    columns: tuple[Column, ...] = Field(min_length=1, max_length=8)
    """The columns, from the first to the last."""

    rows: int = Field(default=8, ge=1, le=60)
    """Blank rows on paper."""

    example: tuple[dict[Id, Cell], ...] = Field(default=(), max_length=6)
    """Rows that somebody filled in: each a text under the columns' ids."""

    def problems(self) -> list[Found]:
        known = {column.id for column in self.columns}
        found = [
            Found(
                "not-one-of",
                ("example", index),
                {
                    "name": "example",
                    "value": name,
                    "guess": did_you_mean(name, known),
                    "known": ", ".join(sorted(known)),
                },
                name,
            )
            for index, row in enumerate(self.example)
            for name in row
            if name not in known
        ]
        return found + [
            Found(
                "option-missing", ("columns", index), {"noun": "a choice", "name": "options", "purpose": ""}
            )
            for index, column in enumerate(self.columns)
            if column.type == "choice" and not column.options
        ]
