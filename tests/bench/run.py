"""How fast we are beside plain MkDocs with the same finished pages; `make bench` runs it."""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdf
from tests.bench.measure import Pair, in_turns
from tests.bench.serving import edits
from tests.bench.sites import Site, compare, rivals
from tests.books import write_book

from kithbook.outputs import workbook
from kithbook.pdf import make
from kithbook.project import Project
from kithbook.render import Edition

BUILD_GOAL = 1.15
MARGINAL_GOAL = 1.3
EDIT_GOAL = 1.0

FULL = {10: 9, 100: 5, 1000: 2}
QUICK = {10: 5, 100: 3}
"""How often the book with so many playbooks is built by each."""


@dataclass(frozen=True)
class Row:
    """One line of the table; a ratio without a goal is only told."""

    what: str
    ours: str
    plain: str
    ratio: float | None = None
    goal: float | None = None

    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        if self.goal is None or self.ratio is None:
            return self.what, self.ours, self.plain, ratio, "", ""
        met = "met" if self.ratio <= self.goal else "NOT MET"
        return self.what, self.ours, self.plain, ratio, f"{self.goal:.2f}", met


HEAD = ("", "ours", "plain MkDocs", "ratio", "goal", "")


def main(arguments: list[str]) -> None:
    """Measures and prints; timings are no test, so that it never fails for being slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 and 100 playbooks only, fewer runs")
    quick = parser.parse_args(arguments).quick
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kithbook-bench-") as folder:
        rows = list(_rows(Path(folder), QUICK if quick else FULL, 5 if quick else 11))
    _print(rows)
    sys.stdout.write(f"Both in turns, medians; {os.cpu_count()} cores, {time.monotonic() - began:.0f} s.\n")


def _rows(folder: Path, runs: dict[int, int], edited: int) -> Iterator[Row]:
    built: dict[int, Pair] = {}
    for playbooks, times in runs.items():
        ours, plain = rivals(folder / str(playbooks), playbooks)
        _tell(f"{playbooks} playbooks: {times} builds each")
        built[playbooks] = in_turns(ours.build, plain.build, times)
        compare(ours, plain)
        yield from _build_rows(playbooks, built[playbooks])
        if playbooks == 100:
            _tell(f"{playbooks} playbooks: {edited} edits each")
            yield _edit_row(ours, plain, edited)
    yield from _marginal_rows(built)
    _tell("the workbook of 10 playbooks as a PDF")
    yield _pdf_row(folder / "pdf")


def _build_rows(playbooks: int, pair: Pair) -> Iterator[Row]:
    for what, name, unit, goal in (
        ("seconds", "build", "s", BUILD_GOAL),
        ("processor", "  time of processors", "s", None),
        ("memory", "  peak memory", "MB", None),
    ):
        ours, plain = (f"{value:.{0 if unit == 'MB' else 2}f} {unit}" for value in pair.medians(what))
        yield Row(f"{name}, {playbooks} playbooks", ours, plain, pair.ratio(what), goal)


def _marginal_rows(built: dict[int, Pair]) -> Iterator[Row]:
    """What one more playbook takes, and whether that stays the same as a book grows."""
    sizes = sorted(built)
    steps = []
    for less, more in pairwise(sizes):
        both = zip(built[less].medians("seconds"), built[more].medians("seconds"), strict=True)
        ours, plain = (1000 * (after - before) / (more - less) for before, after in both)
        steps.append((ours, plain))
        yield Row(f"one more playbook, {less} to {more}", f"{ours:.1f} ms", f"{plain:.1f} ms", ours / plain)
    for (ours, plain), (later, later_plain) in pairwise(steps):
        growth = max(later / ours, ours / later)
        name, mine, theirs = "  the latter to the former", f"{later / ours:.2f}", f"{later_plain / plain:.2f}"
        yield Row(name, mine, theirs, growth, MARGINAL_GOAL)


def _edit_row(ours: Site, plain: Site, times: int) -> Row:
    pair = edits(ours, plain, "playbook-0050", times)
    mine, theirs = (f"{value:.2f} s" for value in pair.medians("seconds"))
    return Row("an edit shows in serve, 100 playbooks", mine, theirs, pair.ratio("seconds"), EDIT_GOAL)


def _pdf_row(folder: Path) -> Row:
    write_book(folder, playbooks=10)
    book = Project(folder).book()
    document = workbook.workbook(book, Edition(medium="print"))
    began = time.perf_counter()
    data = make(document)
    seconds = time.perf_counter() - began
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    return Row(f"one page of a PDF of {pages}", f"{seconds / pages:.3f} s", "")


def _print(rows: list[Row]) -> None:
    lines = [HEAD, *(row.cells() for row in rows)]
    first, *others = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    for line in lines:
        cells = [cell.rjust(width) for cell, width in zip(line[1:], others, strict=True)]
        sys.stdout.write("  ".join([line[0].ljust(first), *cells]).rstrip() + "\n")


def _tell(what: str) -> None:
    sys.stderr.write(f"... {what}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
