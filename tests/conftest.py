"""What tests share: sites built once for all workers, a server, a browser, and expected files."""

from __future__ import annotations

import difflib
import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests import every_kind, hostile
from tests.commands import ROOT, SYSTEM, kithbook
from tests.server import Site, serving

Once = Callable[[str, Callable[[Path], None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write the expected files anew; review with git diff"
    )


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file, or with `--update-expected` writes the file."""
    update = request.config.getoption("--update-expected")

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        if not path.exists():
            pytest.fail(f"{path} is missing; `make expected` writes it", pytrace=False)
        known = path.read_bytes().decode()
        if known != text:
            lines = difflib.unified_diff(
                known.splitlines(), text.splitlines(), f"expected: {path}", "now", lineterm=""
            )
            said = "\n".join(lines) or "only the ends of lines differ"
            pytest.fail(
                f"{said}\n\n`make expected` writes the file anew, if the change is meant.", pytrace=False
            )

    return compare


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder once in a run of the tests, whichever worker needs it first."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    root.mkdir(exist_ok=True)

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = root / name, root / f"{name}.done"
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return make_once


def _make_reference(folder: Path) -> None:
    for name in ("docs", "playbooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    kithbook(folder, "build", "--strict")


def _make_every_kind(folder: Path) -> None:
    every_kind.write(folder)
    kithbook(folder, "build", "--strict")


def _make_hostile(folder: Path) -> None:
    hostile.write(folder)
    kithbook(folder, "build", "--strict")


@pytest.fixture(scope="session")
def reference(once: Once) -> Path:
    """A copy of this repository's own book, built with its PDFs into `site/`."""
    return once("reference", _make_reference)


@pytest.fixture(scope="session")
def every_kind_book(once: Once) -> Path:
    """A book of every kind's example, likewise."""
    return once("every-kind", _make_every_kind)


@pytest.fixture(scope="session")
def hostile_book(once: Once) -> Path:
    """A book whose every text holds what must come out as written, likewise."""
    return once("hostile", _make_hostile)


@pytest.fixture(scope="session", params=["reference", "every_kind_book"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Either built site over HTTP."""
    with serving(request.getfixturevalue(request.param)) as found:
        yield found


@pytest.fixture(scope="session")
def reference_site(reference: Path) -> Iterator[Site]:
    with serving(reference) as found:
        yield found


@pytest.fixture(scope="session")
def every_kind_site(every_kind_book: Path) -> Iterator[Site]:
    with serving(every_kind_book) as found:
        yield found


@pytest.fixture(scope="session")
def hostile_site(hostile_book: Path) -> Iterator[Site]:
    with serving(hostile_book) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker; a machine without one is told what to run."""
    found = subprocess.run([SYSTEM, "chromium-path"], capture_output=True, text=True, check=False)
    path = found.stdout.strip()
    if found.returncode or not path:
        pytest.fail(
            f"The tests need a browser. Run: generator/tools/system-packages.sh chromium\n{found.stderr}",
            pytrace=False,
        )
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=options)
        yield started
        started.close()
