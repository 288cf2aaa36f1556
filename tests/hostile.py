"""A book whose every text holds what templates and browsers give a meaning; it comes out as written."""

from __future__ import annotations

import json
from pathlib import Path

HOSTILE = (
    "{{ name }} {% x %} {# y #} <script>kbHit(1)</script> "
    '<img src=x onerror="kbHit(2)"> "q" & \'r\' --> ]]> </title>'
)


def quoted(name: str) -> str:
    """A text that begins with a word of its own, so that a test can tell which one it has found, as YAML."""
    return json.dumps(hostile(name))


def hostile(name: str) -> str:
    return f"{name} {HOSTILE}"


LINKS = [
    "javascript:kbHit(3)",
    "JaVaScRiPt:kbHit(3)",
    "&#106;avascript:kbHit(3)",
    "&#x6A;avascript&colon;kbHit(3)",
    "java&Tab;script:kbHit(3)",
    "java&#10;script:kbHit(3)",
    "%6Aavascript:kbHit(3)",
    "\\u006Aavascript:kbHit(3)",
    "data:text/html,kbHit(3)",
    "DATA:text/html;base64,a2JIaXQoMyk=",
    "vbscript:kbHit(3)",
    "file:///etc/passwd",
    "blob:https://book.example/1",
    "view-source:javascript:kbHit(3)",
    "//evil.example/kbHit",
]
"""Addresses that no playbook may link to."""

PLAYBOOK = f"""\
title: {quoted("Playbook")}
takeaway: {quoted("Takeaway")}
summary: {quoted("Summary")}
sections:
  - title: {quoted("Section")}
    id: section
    intro: {quoted("Intro")}
    blocks:
      - text: {quoted("Prose")}
      - note: {quoted("Note")}
        text: {quoted("Notice")}
      - note: {quoted("Mythnote")}
        type: myth
        myth: {quoted("Myth")}
        fact: {quoted("Fact")}
      - story: {quoted("Story")}
        text: {quoted("Storytext")}
        point: {quoted("Point")}
      - prompt: {quoted("Prompt")}
        id: prompt
        hint: {quoted("Hint")}
        example: {quoted("Example")}
      - checklist: {quoted("Checklist")}
        id: checklist
        items:
          - {{id: one, text: {quoted("Item")}}}
      - table: {quoted("Table")}
        id: table
        columns:
          - {{id: one, label: {quoted("Column")}, hint: {quoted("Columnhint")}}}
          - {{id: two, label: {quoted("Choice")}, type: choice, options: [{quoted("Option")}]}}
        example:
          - {{one: {quoted("Cell")}}}
      - script: {quoted("Script")}
        id: script
        when: {quoted("When")}
        tones:
          warm: {quoted("Message {slot}")}
        slots:
          - id: slot
            label: {quoted("Slot")}
            hint: {quoted("Slothint")}
            example: {quoted("Slotexample")}
        after: {quoted("After")}
      - assessment: {quoted("Assessment")}
        id: assessment
        scale: [{quoted("Never")}, {quoted("Always")}]
        dimensions:
          - id: dimension
            title: {quoted("Dimension")}
            next: {quoted("Nextstep")}
            statements:
              - {{id: one, text: {quoted("Statement")}}}
        bands:
          - {{from: 0, title: {quoted("Band")}, next: {quoted("Bandnext")}}}
      - commitment: {quoted("Commitment")}
        id: commitment
        example: {{when: {quoted("Moment")}, then: {quoted("Deed")}}}
      - use: other/elsewhere
"""

OTHER = f"""\
title: {quoted("Other")}
takeaway: One line.
sections:
  - title: Elsewhere
    id: section
    blocks:
      - prompt: {quoted("Elsewhere")}
        id: elsewhere
"""

WORKSHOP = f"""\
title: {quoted("Workshop")}
takeaway: {quoted("Workshoptakeaway")}
length: 20
before: {quoted("Before")}
agenda:
  - activity: {quoted("Activity")}
    id: activity
    minutes: 15
    materials: [{{what: {quoted("Material")}, each: 1}}]
    aim: {quoted("Aim")}
  - break: 5
    text: {quoted("Break")}
late: [activity]
handout: [first/prompt]
"""

SOURCES = f"""\
sources:
  - id: S1
    author: {quoted("Author")}
    title: {quoted("Source")}
    url: https://source.example/
    ideas:
      - {{id: S1.1, idea: {quoted("Idea")}}}
"""

BOOK = f"""\
title: {quoted("Book")}
subtitle: {quoted("Subtitle")}
coach:
  name: {quoted("Coach")}
  contact: {quoted("Contact")}
  license: {quoted("License")}
"""


def write(folder: Path) -> None:
    """The whole project folder."""
    settings = {
        "site_name": hostile("Site"),
        "site_url": "https://book.example/",
        "plugins": ["search", "kithbook"],
    }
    files = {
        "mkdocs.yml": json.dumps(settings),
        "docs/index.md": "# Home\n\n[Begin](playbooks/first.md).\n",
        "playbooks/book.yml": BOOK,
        "playbooks/first.yml": PLAYBOOK,
        "playbooks/other.yml": OTHER,
        "playbooks/sources.yml": SOURCES,
        "playbooks/workshops/day.yml": WORKSHOP,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
