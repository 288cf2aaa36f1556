"""Whole processes timed side by side."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

KILO = 1024  # Linux counts ru_maxrss in these


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the clock and of the processors, and its peak memory in MB."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Pair:
    """Runs of two rivals, taken in turns: the first of one beside the first of the other, and so on."""

    ours: list[Run]
    plain: list[Run]

    def medians(self, what: str) -> tuple[float, float]:
        """The median of ours and of plain MkDocs for one figure of `Run`."""
        return median(getattr(run, what) for run in self.ours), median(
            getattr(run, what) for run in self.plain
        )

    def ratio(self, what: str) -> float:
        """The median of the ratios of runs beside each other: what else the machine does moves it least."""
        both = zip(_all(self.ours, what), _all(self.plain, what), strict=True)
        return median(ours / plain for ours, plain in both)


def _all(runs: list[Run], what: str) -> list[float]:
    return [float(getattr(run, what)) for run in runs]


def run(command: Sequence[str], folder: Path) -> Run:
    """One process; raises RuntimeError with what it said if it fails."""
    began = time.perf_counter()
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KILO)


def in_turns(ours: Callable[[], Run], plain: Callable[[], Run], times: int) -> Pair:
    """Runs both, one after the other, several times; who begins changes."""
    pair = Pair([], [])
    for turn in range(times):
        rivals = [(pair.ours, ours), (pair.plain, plain)]
        for runs, rival in rivals if turn % 2 == 0 else reversed(rivals):
            runs.append(rival())
    return pair
