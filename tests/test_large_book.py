"""A book of many playbooks: what each page repeats does not grow with the book."""

from __future__ import annotations

import re
from pathlib import Path

from tests.books import write_book
from tests.commands import kithbook

from kithbook.mkdocs_plugin.appearance import LISTED


def test_pages_do_not_grow_with_the_book(tmp_path: Path) -> None:
    sizes = []
    for playbooks in (20, LISTED + 15):
        folder = tmp_path / str(playbooks)
        write_book(folder, playbooks=playbooks)
        kithbook(folder, "build", "--no-pdf", "--strict")
        page = (folder / "site" / "playbooks" / "playbook-0002" / "index.html").read_text("utf-8")
        sizes.append(len(re.findall(r'href="[^"]*playbook-', page)))
    assert sizes[0] > 20, "a small book is listed on each page"
    assert sizes[1] < sizes[0]


def test_every_playbook_of_a_large_book_is_on_its_list_and_in_the_search(tmp_path: Path) -> None:
    write_book(tmp_path, playbooks=LISTED + 5)
    kithbook(tmp_path, "build", "--no-pdf", "--strict")
    listed = (tmp_path / "site" / "playbooks" / "index.html").read_text("utf-8")
    index = (tmp_path / "site" / "search" / "search_index.json").read_text("utf-8")
    for number in range(1, LISTED + 6):
        assert f'href="playbook-{number:04}/"' in listed or f"playbook-{number:04}/" in listed
        assert f'"playbooks/playbook-{number:04}/"' in index
