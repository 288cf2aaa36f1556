"""Broken input: a worded problem at once, and the last good site as it was. Our own faults: a traceback."""

from __future__ import annotations

import resource
import shutil
import sys
from pathlib import Path

import pytest
from tests.bad_input import BAD, GOOD, WORKSHOP
from tests.commands import kithbook, mkdocs, run
from tests.conftest import Once
from tests.facts import digest

COMMANDS = {"kithbook build": kithbook, "mkdocs build": mkdocs}
SECONDS = 2.0
"""Of a processor, start included: the clock on the wall depends on who else is at work."""


def coachs_folder(folder: Path) -> Path:
    """What a coach has at the least, and a workshop."""
    for name, text in {
        "mkdocs.yml": "site_name: Mine\nplugins: [search, kithbook]\n",
        "docs/index.md": "# Welcome\n",
        "playbooks/first.yml": GOOD,
        "playbooks/workshops/day.yml": WORKSHOP,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def good_book(once: Once) -> Path:
    def make(folder: Path) -> None:
        kithbook(coachs_folder(folder), "build")

    return once("good", make)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("what", BAD)
def test_broken_input_leaves_the_last_good_site(
    what: str, command: str, good_book: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(good_book, folder)
    text, place = BAD[what]
    name = "playbooks/workshops/day.yml" if what.startswith("workshop") else "playbooks/first.yml"
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = digest(folder)
    assert "site/downloads/workbook-a4.pdf" in before

    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = COMMANDS[command](folder, "build", check=False)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert done.returncode == 1
    assert f"{name}:{place}" in done.stdout
    assert "Traceback" not in done.stdout
    assert digest(folder) == before, "something was written"
    assert ended.ru_utime - began.ru_utime < SECONDS


@pytest.mark.parametrize("command", COMMANDS)
def test_all_mistakes_are_told_at_once(command: str, good_book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(good_book, folder)
    for name, what in {"a": "unknown option", "b": "missing id", "c": "tab"}.items():
        text = BAD[what][0]
        assert isinstance(text, str)
        (folder / "playbooks" / f"{name}.yml").write_text(text, "utf-8")
    done = COMMANDS[command](folder, "build", check=False)
    assert [f"playbooks/{name}.yml:" in done.stdout for name in "abc"] == [True] * 3


def test_check_words_broken_input_too(good_book: Path, tmp_path: Path) -> None:
    shutil.copytree(good_book, tmp_path / "book")
    (tmp_path / "book" / "playbooks" / "first.yml").write_text('title: "One', "utf-8")
    done = kithbook(tmp_path / "book", "check", check=False)
    assert (done.returncode, "Traceback" in done.stdout) == (1, False)
    assert "playbooks/first.yml:1:8  " in done.stdout
    assert "1 mistake. Nothing was changed." in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_mended_book_builds_again(command: str, good_book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(good_book, folder)
    (folder / "playbooks" / "first.yml").write_text(GOOD.replace("good", "better"), "utf-8")
    COMMANDS[command](folder, "build")
    assert "The better text." in (folder / "site" / "playbooks" / "first" / "index.html").read_text("utf-8")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".site")] == []


def test_a_strict_build_that_fails_leaves_the_last_good_site(good_book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(good_book, folder)
    (folder / "docs" / "index.md").write_text("# Welcome\n\n[Nowhere](nowhere.md)\n")
    before = digest(folder / "site")
    done = kithbook(folder, "build", "--strict", check=False)
    assert done.returncode == 1
    assert "nowhere.md" in done.stdout
    assert "Traceback" not in done.stdout
    assert digest(folder / "site") == before


@pytest.mark.parametrize("folder", ["nothing", "no-plugin"])
def test_a_folder_that_is_no_book_is_told_so(folder: str, tmp_path: Path) -> None:
    if folder == "no-plugin":
        coachs_folder(tmp_path)
        (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    done = kithbook(tmp_path, "build", check=False)
    assert (done.returncode, "Traceback" in done.stdout) == (1, False)
    assert ("no mkdocs.yml" if folder == "nothing" else "does not list the plugin") in done.stdout


FAULT = """\
import sys
from kithbook.outputs import site
def broken(*arguments, **options): raise RuntimeError("a fault of ours")
site.pages = broken
{start}
"""
STARTS: dict[str, str] = {
    "kithbook build": "from kithbook.cli import main; main(['build', '--no-pdf'])",
    "mkdocs build": "from mkdocs.__main__ import cli; cli(['build'])",
}


@pytest.mark.parametrize("command", STARTS)
def test_a_fault_of_ours_shows_where_it_is(
    command: str, good_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(good_book, folder)
    before = digest(folder / "site")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    done = run(sys.executable, "-c", FAULT.format(start=STARTS[command]), cwd=folder, check=False)
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stdout
    assert "RuntimeError: a fault of ours" in done.stdout
    if command == "kithbook build":
        assert digest(folder / "site") == before
