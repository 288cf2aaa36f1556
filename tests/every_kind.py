"""A book with every block kind in it, made of the kinds' own examples; a new kind takes part at once."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.block import Block
from kithbook.blocks import FOLDER, kinds
from kithbook.load import read_file
from kithbook.model import Playbook, Workshop, minutes_of

EXAMPLES = "examples"
"""The playbook that examples say they stand in (`use: examples/easy-first`)."""

WARM_UP = 10
"""Minutes of an activity that makes the workshop long enough, whatever the kinds bring."""

SETTINGS = """\
site_name: Every kind
site_url: https://book.example/
repo_url: https://code.example/coach/book
edit_uri: edit/main/docs/
plugins:
  - search
  - kithbook
"""

HOME = "# Home\n\nThis book holds one of everything. [Begin](playbooks/examples.md).\n"


@dataclass(frozen=True)
class Example:
    """One kind's example, as written and as the model has it."""

    kind: str
    page: str
    """The address of the page it stands on, below the site's."""

    block: Block


def example(kind: str) -> str:
    return (FOLDER / kind / "example.yml").read_text("utf-8").rstrip() + "\n"


def _in_sections() -> list[str]:
    return [name for name, kind in kinds().items() if "section" in kind.lives_in]


def _on_agendas() -> list[str]:
    return [name for name, kind in kinds().items() if "agenda" in kind.lives_in]


def playbook() -> str:
    """Each kind that can stand in a section, in a section of its own."""
    text = (
        "title: One of everything\ntakeaway: Each kind stands here once.\naudience: [employed]\nsections:\n"
    )
    for kind in _in_sections():
        text += (
            f"  - title: The kind called {kind}\n    id: the-{kind}\n    blocks:\n{_entry(example(kind), 6)}"
        )
    return text


def workshop(length: int = 10) -> str:
    """Each kind that can stand on an agenda; blocks shown from a playbook get minutes."""
    text = f"title: A day of everything\nlength: {length}\nagenda:\n"
    text += f"  - activity: Arrive\n    id: arrive\n    minutes: {WARM_UP}\n"
    for kind in _on_agendas():
        text += _entry(example(kind) + ("minutes: 5\n" if kind == "use" else ""), 2)
    return text


def _entry(block: str, indent: int) -> str:
    lines = textwrap.indent(block, " " * (indent + 2))
    return " " * indent + "- " + lines[indent + 2 :]


def write(folder: Path) -> None:
    """The whole project folder."""
    files = {
        "mkdocs.yml": SETTINGS,
        "docs/index.md": HOME,
        f"playbooks/{EXAMPLES}.yml": playbook(),
        "playbooks/again.yml": AGAIN,
        "playbooks/workshops/day.yml": workshop(),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    day = folder / "playbooks" / "workshops" / "day.yml"
    found = read_file(day, "day", Workshop).value
    assert isinstance(found, Workshop), "the examples do not fit into a workshop"
    day.write_text(workshop(sum(minutes_of(entry).usual for entry in found.agenda)), "utf-8")


AGAIN = """\
title: Elsewhere
takeaway: What stands elsewhere is shown here again.
sections:
  - title: Shown again
    id: shown
    blocks:
      - use: examples/easy-first
"""


def examples(folder: Path) -> Iterator[Example]:
    """Every example in a folder that `write` made; a kind that fits two lists is met twice."""
    yield from _found(folder, f"playbooks/{EXAMPLES}", Playbook)
    yield from _found(folder, "workshops/day", Workshop)


def _found(folder: Path, page: str, model: type[Playbook | Workshop]) -> Iterator[Example]:
    path = folder / "playbooks" / f"{page.removeprefix('playbooks/')}.yml"
    item = read_file(path, path.name, model).value
    assert isinstance(item, Playbook | Workshop)
    for _, block in item.blocks():
        yield Example(block.kind, f"{page}/", block)


def texts(block: Block) -> list[str]:
    """What a reader reads of a block: its texts of several words, so neither ids nor names of choices."""
    return [text for _, text in block.prose() if " " in text.strip()]


def stretches(text: str) -> list[str]:
    """A text as it stands on a page: without the marks of Markdown, and apart where a slot or an entry is."""
    apart = re.sub(r"\{[a-z-]+\}", "\n", re.sub(r"^(\d+\.|-) ", "", text, flags=re.MULTILINE))
    return [line.strip() for line in re.sub(r"[*_`]", "", apart).split("\n") if line.strip()]
