"""A workshop's minutes made into a run sheet with clock times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kithbook.block import Block, Facilitated, Span
from kithbook.checks import entry_id
from kithbook.model import Book, Workshop, minutes_of


@dataclass(frozen=True)
class Slot:
    """One line of a run sheet; `elapsed` and `minutes` in minutes, `clock` as HH:MM."""

    entry: Block
    title: str
    clock: str
    elapsed: int
    minutes: int
    span: Span


@dataclass(frozen=True)
class Bring:
    """Something to bring, counted for the usual number of people."""

    what: str
    count: int


@dataclass(frozen=True)
class RunSheet:
    """When what happens, what to bring, and what to cut."""

    slots: tuple[Slot, ...]
    end: str
    bring: tuple[Bring, ...]
    late: tuple[tuple[str, int], ...]
    """What to cut when late, in order, with the minutes that it saves."""


def run_sheet(book: Book, name: str) -> RunSheet:
    """The run sheet of a workshop as written: its start, its length, its usual number of people."""
    workshop = book.workshops[name]
    owner = f"workshops/{name}"
    minutes = fit([minutes_of(entry) for entry in workshop.agenda], workshop.length)
    slots, elapsed = [], 0
    for entry, taken in zip(workshop.agenda, minutes, strict=True):
        title = _title(book, owner, entry)
        slots.append(Slot(entry, title, clock(workshop.start, elapsed), elapsed, taken, minutes_of(entry)))
        elapsed += taken
    titles = {entry_id(slot.entry): slot for slot in slots}
    late = tuple((titles[cut].title, titles[cut].minutes) for cut in workshop.late)
    return RunSheet(tuple(slots), clock(workshop.start, elapsed), _bring(workshop), late)


def fit(spans: Sequence[Span], length: int) -> list[int]:
    """Minutes for each span, between its least and its most, that sum to the length.

    Begins with the usual minutes; what is over or under is shared out a minute at a time, to the entry that
    has most room left. Where it cannot fit, it stays as near as it can.
    """
    minutes = [span.usual for span in spans]
    while (gap := length - sum(minutes)) != 0:
        step = 1 if gap > 0 else -1
        room = [
            (span.most - taken if step > 0 else taken - span.least)
            for span, taken in zip(spans, minutes, strict=True)
        ]
        best = max(range(len(room)), key=lambda at: room[at])
        if room[best] <= 0:
            break
        minutes[best] += step
    return minutes


def clock(start: str, minutes: int) -> str:
    """The time of day so many minutes after the start."""
    hours, past = start.split(":")
    total = (int(hours) * 60 + int(past) + minutes) % (24 * 60)
    return f"{total // 60:02}:{total % 60:02}"


def _title(book: Book, owner: str, entry: Block) -> str:
    if entry.kind == "use" and (found := book.resolve(entry.headline, owner)):
        return found[1].title
    return "" if isinstance(entry.headline, Span) else entry.title


def _bring(workshop: Workshop) -> tuple[Bring, ...]:
    """Each material once: what each person keeps is added up, what is shared is needed once."""
    counts: dict[str, int] = {}
    for entry in workshop.agenda:
        for material in entry.materials if isinstance(entry, Facilitated) else ():
            count = material.count(workshop.people.usual)
            counts[material.what] = (
                counts.get(material.what, 0) + count
                if material.each
                else max(counts.get(material.what, 0), count)
            )
    return tuple(Bring(what, count) for what, count in counts.items())
