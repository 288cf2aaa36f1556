"""Programs that tests run, as a coach would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SYSTEM = ROOT / "generator" / "tools" / "system-packages.sh"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
"""Material's advice to its own users is none of ours."""


def run(*command: str | Path, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """The finished program, its output and its log in one text; a failure shows both."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | QUIET,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0 or not check, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done


def kithbook(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return run(BIN / "kithbook", *arguments, cwd=folder, check=check)


def mkdocs(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return run(BIN / "mkdocs", *arguments, cwd=folder, check=check)
