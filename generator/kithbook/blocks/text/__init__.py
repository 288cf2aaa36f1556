"""Prose."""

from __future__ import annotations

from typing import ClassVar, Literal

from kithbook.block import Block, Prose, headline


class Text(Block):
    """Paragraphs, lists and tables in Markdown: what a reader reads."""

    paper: ClassVar[Literal["own", "same"]] = "same"

    headline: Prose = headline("text", "The text itself, in Markdown.")
