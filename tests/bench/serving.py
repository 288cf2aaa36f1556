"""How long an edit takes to show in `serve`."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.measure import Pair, Run, in_turns
from tests.bench.sites import MKDOCS, Site

PATIENCE = 120
PAUSE = 0.01
LOOKS = 0.5
"""MkDocs looks at the files this often; an edit falls anywhere between two looks."""


@dataclass
class Served:
    """A site that is served, the file to edit, and the line of it that edits change."""

    source: Path
    address: str
    line: str
    random: Random
    edits: int = 0

    def edit(self) -> Run:
        """From the writing of a changed line to its being served."""
        time.sleep(LOOKS * (1 + self.random.random()))
        self.edits += 1
        line = f"Edit {self.edits}. {self.line.rpartition('. ')[2]}"
        text = self.source.read_text("utf-8").replace(self.line, line)
        began = time.perf_counter()
        self.source.write_text(text, "utf-8")
        _wait(self.address, line)
        self.line = line
        return Run(time.perf_counter() - began, 0, 0)


def edits(ours: Site, plain: Site, name: str, times: int) -> Pair:
    """Edits of one playbook's text, in our site and in plain MkDocs's, in turns."""
    yaml, markdown = (
        ours.folder / "playbooks" / f"{name}.yml",
        plain.folder / "docs" / "playbooks" / f"{name}.md",
    )
    line = re.findall(r"^ {10}([A-Z][^*\n]*\.)$", yaml.read_text("utf-8"), re.MULTILINE)[0]
    path = f"playbooks/{name}/"
    with _served(ours) as one, _served(plain) as other:
        for address in (one, other):
            _wait(address + path, line)
        rivals = (Served(yaml, one + path, line, Random(1)), Served(markdown, other + path, line, Random(1)))
        for rival in rivals:
            rival.edit()  # the first fills what is kept between builds
        return in_turns(rivals[0].edit, rivals[1].edit, times)


@contextmanager
def _served(site: Site) -> Iterator[str]:
    """The address of a site, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with (site.folder / "served.txt").open("wb") as said:
        server = subprocess.Popen(
            [*MKDOCS, "serve", "--dev-addr", place], cwd=site.folder, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield f"http://{place}/"
        finally:
            server.terminate()
            server.wait()


def _wait(address: str, text: str) -> None:
    """Returns when the page holds the text; raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as page:
                if text in page.read().decode():
                    return
        except urllib.error.URLError:
            pass
        time.sleep(PAUSE)
    raise TimeoutError(f"{address} does not show: {text}")
