"""YAML is read as text that knows where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.load import validate
from kithbook.model import Playbook
from kithbook.problems import Mistakes, Problem
from kithbook.source import Map, parse

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "playbooks").rglob("*.yml"))
FUZZED = [path for path in FILES if path.parent.name == "playbooks"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_values_are_those_of_the_yaml_library_as_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert parse(text, path.name).root == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("2026-11-22", "2026-11-22"),
        ("007", "007"),
        ("1e3", "1e3"),
        ("", ""),
    ],
)
def test_a_plain_text_stays_what_was_written(written: str, read: str) -> None:
    root = parse(f"title: {written}\n", "a.yml").root
    assert isinstance(root, Map)
    assert root["title"] == read


def test_places_count_characters_from_one() -> None:
    document = parse("title: Café\nlist:\n  - {id: å, text: x}\n", "a.yml")
    place = document.place(("list", 0, "text"))
    assert (place.line, place.column, place.width) == (3, 19, 1)
    key = document.place(("list", 0, "text"), key=True)
    assert (key.column, key.width, key.text) == (13, 4, "  - {id: å, text: x}")


def problems_of(text: str, name: str) -> list[Problem]:
    """What stands against a text as a playbook."""
    try:
        return validate(Playbook, parse(text, name))[1]
    except Mistakes as mistakes:
        return mistakes.problems


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for problem in problems_of(text, "a.yml"):
        assert str(problem)
        assert 1 <= problem.place.line <= max(1, len(text.splitlines()))


MUTATIONS = st.tuples(
    st.integers(0, 400), st.sampled_from(["drop", "twice", "indent", "outdent", "tab", "swap", "cut"])
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FUZZED), st.lists(MUTATIONS, min_size=1, max_size=3))
def test_a_mangled_playbook_is_read_or_refused_in_words(path: Path, mutations: list[tuple[int, str]]) -> None:
    lines = path.read_text("utf-8").splitlines()
    for at, kind in mutations:
        _mangle(lines, at % len(lines), kind)
    for problem in problems_of("\n".join(lines), path.name):
        assert str(problem)
        assert 1 <= problem.place.line <= len(lines)


def _mangle(lines: list[str], at: int, kind: str) -> None:
    if kind == "drop":
        lines[at] = ""
    elif kind == "twice":
        lines.insert(at, lines[at])
    elif kind == "indent":
        lines[at] = f" {lines[at]}"
    elif kind == "outdent":
        lines[at] = lines[at][1:]
    elif kind == "tab":
        lines[at] = f"\t{lines[at]}"
    elif kind == "swap":
        lines[at], lines[0] = lines[0], lines[at]
    else:
        lines[at] = lines[at][: len(lines[at]) // 2]
