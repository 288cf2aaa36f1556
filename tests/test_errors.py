"""Each folder of tests/errors holds a mistake (or two) and the exact message that it gives."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook.problems import MESSAGES, report
from kithbook.project import Project
from kithbook.source import MAX_BYTES

CASES = sorted(path for path in (Path(__file__).parent / "errors").iterdir() if path.is_dir())
Expected = Callable[[Path, str], None]


def examined(folder: Path) -> str:
    """The report on a project folder."""
    return report(Project(folder).examine().problems)


PROGRAMMERS_WORDS = (
    "pydantic",
    "yaml.",
    "mapping",
    "scalar",
    "None",
    "dict",
    "Traceback",
    "token",
    "cannot be read",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_worded(case: Path, tmp_path: Path, expected: Expected) -> None:
    shutil.copytree(case, tmp_path / "playbooks", ignore=shutil.ignore_patterns("expected.txt"))
    said = examined(tmp_path)
    assert said, "this folder holds no mistake"
    expected(case / "expected.txt", said + "\n")
    reasons = [line for line in said.splitlines() if " | " not in line]
    assert not [word for word in PROGRAMMERS_WORDS if any(word in line for line in reasons)]


def test_messages_have_a_reason_and_an_advice() -> None:
    for code, message in MESSAGES.items():
        assert message.says, code
        assert message.helps, code


def alias_bomb() -> str:
    lines = ["title: T", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines)


HARMFUL = {
    "alias bomb": alias_bomb(),
    "ten megabytes": "title: " + "x" * 10_000_000,
    "as large as is read": ("- a\n" * MAX_BYTES)[:MAX_BYTES],
    "nested a hundred thousand times": "[" * 100_000,
    "nested mappings": "\n".join(" " * n + "a:" for n in range(900)),
    "many quotes": '"' * 100_001,
    "one long line of colons": "a: " * 100_000,
    "many options": "\n".join(f"o{n}: x" for n in range(40_000)),
    "many blocks": "title: T\ntakeaway: x\nsections:\n" + "  - x\n" * 60_000,
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_file_is_refused_at_once(text: str, tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "first.yml").write_text(text, "utf-8")
    began = time.process_time()
    said = examined(tmp_path)
    assert said.startswith("playbooks/first.yml:")
    assert time.process_time() - began < 2, "the issue's limit for harmful input"


def test_a_file_outside_the_book_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("title: secret")
    (tmp_path / "book" / "playbooks").mkdir(parents=True)
    (tmp_path / "book" / "playbooks" / "first.yml").symlink_to(tmp_path / "secret.yml")
    said = examined(tmp_path / "book")
    assert said.startswith("playbooks/first.yml:1:1  this file is a link that leads out")
    assert "secret" not in said


def test_all_files_are_reported_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "playbooks" / f"{name}.yml").write_text("title: T\n  x: y\n")
    said = examined(tmp_path)
    assert [f"playbooks/{name}.yml:2:" in said for name in "abc"] == [True] * 3


def test_a_file_name_may_have_as_many_words_as_an_id(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    text = "title: T\ntakeaway: x\nsections:\n  - {title: S, id: s, blocks: [{text: Hi}]}\n"
    (tmp_path / "playbooks" / "does-your-employer-value-networking-at-all.yml").write_text(text, "utf-8")
    assert examined(tmp_path) == ""
