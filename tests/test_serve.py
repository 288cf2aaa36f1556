"""`mkdocs serve` and `kithbook serve`: an edit shows, a mistake is worded, and the pages stay."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.bad_input import BAD, GOOD
from tests.commands import BIN, QUIET
from tests.test_last_good_site import coachs_folder

PATIENCE = 30.0
"""Seconds until an edit must show on a machine that is busy; it takes less than one."""


@dataclass
class Served:
    """A running server of a coach's folder."""

    folder: Path
    address: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def playbook(self) -> Path:
        return self.folder / "playbooks" / "first.yml"

    def get(self, path: str = "playbooks/first/", timeout: float = 5) -> str:
        with urllib.request.urlopen(self.address + path, timeout=timeout) as answer:
            return str(answer.read().decode())

    def logged(self) -> str:
        return self.log.read_text("utf-8")

    def wait(self, met: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server ended:\n{self.logged()}"
            try:
                if met():
                    return
            except (urllib.error.URLError, ConnectionError):
                pass  # it is not up yet
            time.sleep(0.1)
        pytest.fail(f"after {PATIENCE} seconds: {what}\n{self.logged()}")

    def shows(self, text: str) -> None:
        self.wait(lambda: text in self.get(), f"the page does not show {text!r}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, command: str) -> Iterator[Served]:
    where = f"127.0.0.1:{free_port()}"
    option = "--dev-addr" if command == "mkdocs" else "--address"
    log = folder.parent / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [BIN / command, "serve", option, where],
            cwd=folder,
            env=os.environ | QUIET | {"PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        served = Served(folder, f"http://{where}/", log, process)
        try:
            served.shows("The good text.")
            yield served
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(params=["mkdocs", "kithbook"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "book").mkdir()
    with serving(coachs_folder(tmp_path / "book"), request.param) as found:
        yield found


def test_an_edit_shows_and_the_browser_is_told(served: Served) -> None:
    told = re.search(r"livereload\((\d+), (\d+)\)", served.get())
    assert told, "the page does not listen for edits"
    served.playbook.write_text(GOOD.replace("good", "better"), "utf-8")
    epoch = int(served.get(f"livereload/{told[1]}/{told[2]}", timeout=PATIENCE))
    assert epoch > int(told[1])
    assert "The better text." in served.get()
    served.playbook.write_text(GOOD.replace("good", "best").replace("Begin", "Anew"), "utf-8")
    served.shows("The best text.")
    assert "The best text." in served.get("search/search_index.json")
    assert "Anew" in served.get()


def test_a_new_playbook_shows_and_a_deleted_one_goes(served: Served) -> None:
    second = served.folder / "playbooks" / "second.yml"
    second.write_text(GOOD.replace("First", "Second"), "utf-8")
    served.wait(lambda: "Second" in served.get("playbooks/"), "the new playbook is not listed")
    assert "The good text." in served.get("playbooks/second/")
    second.unlink()
    served.wait(lambda: "Second" not in served.get("playbooks/"), "the deleted playbook is still listed")


@pytest.mark.parametrize("what", ["unknown option", "tab", "not UTF-8", "use of nothing", "empty file"])
def test_a_mistake_is_worded_and_the_last_good_pages_stay(served: Served, what: str) -> None:
    text, place = BAD[what]
    served.playbook.write_bytes(text if isinstance(text, bytes) else text.encode())
    served.wait(lambda: f"playbooks/first.yml:{place}" in served.logged(), "the mistake is not in the log")
    assert "The good text." in served.get()
    assert "Traceback" not in served.logged()
    served.playbook.write_text(GOOD.replace("good", "mended"), "utf-8")
    served.shows("The mended text.")


def test_no_site_is_written_into_the_folder(served: Served) -> None:
    served.playbook.write_text(GOOD.replace("good", "better"), "utf-8")
    served.shows("The better text.")
    names = {path.name for path in served.folder.iterdir()}
    assert names <= {"mkdocs.yml", "docs", "playbooks", ".cache"}
