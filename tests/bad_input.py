"""Every kind of broken input that a coach can hand to a build."""

from __future__ import annotations

GOOD = """\
title: First
takeaway: One line.
sections:
  - title: Begin
    id: begin
    blocks:
      - prompt: Who comes to mind?
        id: who
      - text: The good text.
"""

WORKSHOP = """\
title: Day
length: 20
agenda:
  - activity: Talk
    id: talk
    minutes: 20
"""


def _with(block: str) -> str:
    return GOOD + "".join(f"      {line}\n" for line in block.splitlines())


def _bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["title: T", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *levels])


BAD: dict[str, tuple[str | bytes, str]] = {
    "wrong indentation": (GOOD.replace("        id: who", "         id: who"), "8:12  "),
    "unknown option": (GOOD.replace("id: who", "id: who\n        colour: red"), "9:9  "),
    "unknown block kind": (_with("- promt: Who?\n  id: again"), "10:9  "),
    "duplicate id": (_with("- prompt: Who else?\n  id: who"), "11:13  "),
    "missing id": (GOOD.replace("        id: who\n", ""), "7:9  "),
    "use of nothing": (_with("- use: first/nobody"), "10:14  "),
    "tab": (GOOD.replace("        id: who", "\tid: who"), "8:1  "),
    "not UTF-8": (GOOD.replace("good", "g\xf6od").encode("latin-1"), "9:20  "),
    "empty file": ("", "1:1  "),
    "alias bomb": (_bomb(), "2:5  "),
    "10 MB file": ("title: " + "x" * 10_000_000, "1:1  "),
    "workshop longer than its time": (WORKSHOP.replace("minutes: 20", "minutes: 25"), "2:9  "),
}
"""What is in the file, and where the message must point (in the workshop, if it is one)."""
