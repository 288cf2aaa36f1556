"""The command line as a coach meets it."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from tests import every_kind
from tests.commands import BIN, run

COMMANDS = ("build", "serve", "check", "export")
BROKEN = "titel: Six habits\n"


def kithbook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The finished command, its output and its log apart."""
    return subprocess.run(
        [BIN / "kithbook", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    every_kind.write(tmp_path)
    return tmp_path


def test_help_names_every_command_in_a_sentence(tmp_path: Path) -> None:
    said = kithbook(tmp_path, "--help").stdout
    for command in COMMANDS:
        assert f"\n  {command}" in said
        own = kithbook(tmp_path, command, "--help")
        assert own.returncode == 0
        assert len(own.stdout.split("\n\n")[1]) > 40, f"{command} explains itself"


def test_the_program_can_be_run_as_a_module(tmp_path: Path) -> None:
    assert "kithbook" in run(BIN / "python", "-m", "kithbook", "--version", cwd=tmp_path).stdout


def test_check_of_a_good_book(book: Path) -> None:
    done = kithbook(book, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("no mistakes.\n")


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_mistakes_are_told_and_the_status_is_1(book: Path, command: str) -> None:
    (book / "playbooks" / "broken.yml").write_text(BROKEN, "utf-8")
    done = kithbook(book, command)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "playbooks/broken.yml:1:1  a playbook has no option 'titel'" in done.stderr
    assert "Did you mean 'title'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_export_tells_them_too_and_writes_nothing(book: Path) -> None:
    (book / "playbooks" / "broken.yml").write_text(BROKEN, "utf-8")
    done = kithbook(book, "export", "out")
    assert done.returncode == 1
    assert "Did you mean 'title'?" in done.stderr
    assert not (book / "out").exists()
    assert not list(book.glob(".out*"))


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_without_settings_is_told_so(tmp_path: Path, command: str) -> None:
    done = kithbook(tmp_path, command)
    assert done.returncode == 1
    assert "There is no mkdocs.yml" in done.stderr
    assert "kithbook -C FOLDER" in done.stderr


@pytest.mark.parametrize("command", ["build", "serve"])
def test_settings_without_the_plugin_are_told_so(book: Path, command: str) -> None:
    (book / "mkdocs.yml").write_text("site_name: Book\n", "utf-8")
    done = kithbook(book, command)
    assert done.returncode == 1
    assert "does not list the plugin 'kithbook'" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_read_are_told_so(book: Path) -> None:
    (book / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    done = kithbook(book, "build")
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_is_quiet_in_a_pipe(book: Path) -> None:
    done = kithbook(book, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "site/" in done.stdout


def test_a_build_shows_its_progress_to_a_person(book: Path) -> None:
    shown = on_a_terminal(book, "build")
    assert "Making PDFs" in shown
    assert "100%" in shown


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What a person at a terminal sees."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [BIN / "kithbook", *arguments], cwd=folder, stdout=child, stderr=child, stdin=child
    ) as process:
        os.close(child)
        seen = b""
        while True:
            try:
                part = os.read(parent, 4096)
            except OSError:  # the other end was closed
                break
            seen += part
        assert process.wait() == 0, seen.decode()
    os.close(parent)
    return seen.decode()


def test_pages_alone_do_not_mention_pdfs(book: Path) -> None:
    assert kithbook(book, "build", "--no-pdf").returncode == 0
    assert not list((book / "site").rglob("*.pdf"))
    for page in (book / "site").rglob("*.html"):
        assert ".pdf" not in page.read_text("utf-8")


def test_a_missing_pango_is_told_with_the_line_that_installs_it(book: Path) -> None:
    kithbook(book, "build", "--no-pdf")
    before = {path: path.read_bytes() for path in (book / "site").rglob("*.html")}
    (book / "sitecustomize.py").write_text(
        "import sys, types\n"
        "class Hidden:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'weasyprint': raise OSError('cannot load library libpango-1.0-0')\n"
        "sys.meta_path.insert(0, Hidden())\n",
        "utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(book)}
    done = subprocess.run(
        [BIN / "kithbook", "build"], cwd=book, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "apt-get install libpango-1.0-0" in done.stderr
    assert "--no-pdf" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in (book / "site").rglob("*.html")} == before
