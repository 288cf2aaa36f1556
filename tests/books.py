"""Books for tests and benchmarks: as many realistic playbooks as one asks for, the same for the same seed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Union

Value = Union[str, int, list["Value"], dict[str, "Value"]]  # noqa: UP007 - a type that holds itself
Options = dict[str, Value]

SUBJECTS = (
    "A former colleague",
    "The neighbor from the second floor",
    "Your old teacher",
    "Someone from the choir",
    "A cousin in logistics",
    "The manager of the night shift",
    "A friend of a friend",
    "The woman at the next desk",
    "One of the parents at practice",
    "A recruiter you liked",
    "The man from the repair shop",
    "Somebody you met on the train",
)
ACTIONS = (
    "remembers how you",
    "has time on Fridays and",
    "knows three people who",
    "asked last spring whether you",
    "would rather hear a short question than",
    "never got to say that you",
    "wrote back within a day and",
    "told the whole team that you",
    "keeps a list of people who",
    "wants to know why you",
    "was glad that you",
    "still talks about the day you",
)
THINGS = (
    "mended the schedule",
    "carried the boxes upstairs",
    "found the missing invoice",
    "explained the new software",
    "spoke first at the meeting",
    "sent a note of thanks",
    "brought two kinds of cake",
    "stayed until the bus came",
    "read the long report",
    "changed the subject in time",
    "drew the plan on a napkin",
    "called the supplier twice",
)
ENDINGS = (
    "before lunch",
    "without being asked",
    "on a rainy *Tuesday*",
    "in **one** line",
    "for the first time",
    "while others waited",
    "and nobody minded",
    "in spite of the noise",
    "with a pencil and a phone",
    "and then went home",
    "over dumplings",
    "again",
)
SOUNDS = ("ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za")
AUDIENCES = (
    "job-seeker",
    "employed",
    "reluctant",
    "remote",
    "laid-off",
    "freelancer",
    "manager",
    "frustrated",
)
CHANNELS = ("email", "dm", "text", "phone", "chat", "linkedin")


def write_book(folder: Path, *, playbooks: int, seed: int = 0, pdf: bool = False) -> list[str]:
    """Writes `mkdocs.yml`, `docs/` and `playbooks/` with one workshop; returns the ids in order."""
    names = [f"playbook-{number:04}" for number in range(1, playbooks + 1)]
    files: dict[str, str] = {
        "mkdocs.yml": _yaml(_site(pdf=pdf)),
        "docs/index.md": "# A book for tests\n\nIt has playbooks to read and a workshop to hold.\n",
        "playbooks/book.yml": _yaml({"id": "kb-test", "title": "A book for tests", "order": [*names]}),
        "playbooks/workshops/an-hour.yml": _yaml(_workshop(names[0])),
    }
    for number, name in enumerate(names, 1):
        files[f"playbooks/{name}.yml"] = _yaml(_Writer(seed, number).playbook())
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return names


def _site(*, pdf: bool) -> Options:
    return {
        "site_name": "A book for tests",
        "site_url": "https://example.org/",
        "plugins": ["search", {"kithbook": {"pdf": "true" if pdf else "false"}}],
        "theme": {"name": "material"},
    }


def _workshop(playbook: str) -> Options:
    entry: Options = {
        "activity": "Say hello",
        "id": "hello",
        "minutes": 20,
        "say": "Who are you?",
        "do": "Talk.",
    }
    use: Options = {"use": f"{playbook}/plan", "minutes": 20, "do": "Each writes one plan."}
    return {
        "title": "An hour together",
        "takeaway": "One plan in writing.",
        "length": 60,
        "start": "09:30",
        "agenda": [
            entry,
            {"break": 5},
            use,
            {"activity": "The round", "id": "round", "minutes": 15, "do": "Talk."},
        ],
        "late": ["round"],
        "handout": [f"{playbook}/plan", f"{playbook}/people"],
    }


class _Writer:
    """One playbook: six sections with some eighteen blocks of all kinds."""

    def __init__(self, seed: int, number: int) -> None:
        self.number = number
        self.random = Random(f"{seed}/{number}")

    def playbook(self) -> Options:
        groups: list[list[Options]] = [
            [self.text(), self.checklist("aims"), self.note()],
            [self.myth(), self.script("message"), self.prompt("reason")],
            [self.story(), self.table("people", "contacts"), self.text()],
            [self.text(), self.assessment("where"), self.prompt("next-step"), self.note()],
            [self.story(), self.script("thanks"), self.table("log", "log")],
            [self.text(), self.commitment("plan"), {"use": f"playbook-{max(1, self.number - 1):04}/aims"}],
        ]
        return {
            "title": f"{self.name()} and the habit of {self.name().lower()}",
            "takeaway": self.sentence(),
            "summary": self.sentence(),
            "audience": [*self.random.sample(AUDIENCES, 2)],
            "sections": [self.section(at, blocks) for at, blocks in enumerate(groups, 1)],
        }

    def section(self, at: int, blocks: list[Options]) -> Options:
        return {
            "title": f"Step {at}: {self.name()}",
            "id": f"step-{at}",
            "intro": self.sentence() + "\n" + self.sentence() + "\n",
            "minutes": f"{at + 3}-{at + 5}-{at + 9}",
            "blocks": [*blocks],
        }

    def text(self) -> Options:
        steps = "\n".join(f"{at}. {self.sentence()}" for at in range(1, 4))
        return {"text": f"{self.paragraph()}\n\n{steps}\n\n{self.paragraph()}\n"}

    def note(self) -> Options:
        return {"note": self.sentence(), "text": self.paragraph() + " See the [plan](plan).\n"}

    def myth(self) -> Options:
        return {"note": self.name(), "type": "myth", "myth": self.sentence(), "fact": self.paragraph() + "\n"}

    def story(self) -> Options:
        text = f"{self.paragraph()}\n\n{self.paragraph()}\n"
        return {"story": self.name(), "text": text, "point": self.sentence()}

    def prompt(self, name: str) -> Options:
        asked = f"What would {self.name()} ask?"
        return {"prompt": asked, "id": name, "hint": self.sentence(), "lines": 3, "example": self.sentence()}

    def checklist(self, name: str) -> Options:
        items: list[Value] = [{"id": f"item-{at}", "text": self.sentence()} for at in range(1, 6)]
        return {"checklist": f"What {self.name()} needs", "id": name, "hint": self.sentence(), "items": items}

    def table(self, name: str, role: str) -> Options:
        columns: list[Value] = [
            {"id": "who", "label": "Who", "type": "text"},
            {"id": "when", "label": "When", "type": "date", "width": "narrow"},
            {"id": "how", "label": "How", "type": "choice", "options": ["call", "letter", "visit"]},
            {"id": "what", "label": self.name(), "hint": self.sentence(), "width": "wide"},
        ]
        example: list[Value] = [{"who": self.name(), "when": "May 3", "how": "call", "what": self.sentence()}]
        block: Options = {"table": f"The table of {self.name()}", "id": name, "hint": self.sentence()}
        shared: Options = {"role": role} if self.number == 1 else {}  # a book has one of each
        return block | shared | {"columns": columns, "rows": 6, "example": example}

    def script(self, name: str) -> Options:
        slots: list[Value] = [
            {"id": "name", "label": "their name", "example": self.name(), "length": "short"},
            {
                "id": "detail",
                "label": "what they said",
                "hint": self.sentence(),
                "example": "the broken crane",
            },
            {"id": "me", "label": "your name", "scope": "me", "example": "Noor"},
        ]
        middle = f"{self.sentence()} I still think about {{detail}}.\n\n{self.sentence()}"
        return {
            "script": f"A message to {self.name()}",
            "id": name,
            "when": self.sentence(),
            "avoid": self.sentence(),
            "channel": self.random.choice(CHANNELS),
            "limit": "90 words",
            "tones": {
                "warm": f"Hi {{name}},\n\n{middle}\n\n{{me}}\n",
                "brief": "{name}, I still think about {detail}. {me}",
            },
            "slots": slots,
            "easy_out": self.sentence(),
            "after": self.sentence(),
            "no_reply": self.sentence(),
        }

    def assessment(self, name: str) -> Options:
        dimensions: list[Value] = [
            {
                "id": f"side-{side}",
                "title": self.name(),
                "statements": [{"id": f"side-{side}-{at}", "text": self.sentence()} for at in range(1, 4)],
            }
            for side in range(1, 3)
        ]
        bands: list[Value] = [
            {"from": start, "title": self.name(), "next": self.sentence()} for start in (0, 7, 13)
        ]
        return {
            "assessment": f"How {self.name()} sees it",
            "id": name,
            "scale": ["never", "sometimes", "often", "always"],
            "dimensions": dimensions,
            "bands": bands,
        }

    def commitment(self, name: str) -> Options:
        example: Options = {"when": self.sentence(), "then": self.sentence()}
        return {"commitment": f"When and then, {self.name()}", "id": name, "plans": 2, "example": example}

    def name(self) -> str:
        return "".join(self.random.choice(SOUNDS) for _ in range(self.random.randint(2, 4))).capitalize()

    def sentence(self) -> str:
        parts = (self.random.choice(among) for among in (SUBJECTS, ACTIONS, THINGS, ENDINGS))
        return f"{' '.join(parts)}, says {self.name()}."

    def paragraph(self) -> str:
        return "\n".join(self.sentence() for _ in range(self.random.randint(2, 4)))


PLAIN = re.compile(r"[A-Za-z0-9][\w ,.'/?-]*")
IN_BRACES = re.compile(r"[A-Za-z0-9][\w .'/?-]*")


def _yaml(value: Options) -> str:
    """As a coach types it: texts of several lines in blocks, the rest without quotes where that works."""
    return "\n".join(_lines(value)).lstrip("\n") + "\n"


def _lines(value: Value) -> list[str]:
    if isinstance(value, dict):
        return [line for name, item in value.items() for line in _entry(f"{name}:", item)]
    if isinstance(value, list):
        return [line for item in value for line in _item(item)]
    return [_scalar(value)]


def _entry(name: str, value: Value) -> list[str]:
    if isinstance(value, dict | list) and value:
        flat = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return [f"{name} {json.dumps(value)}"] if flat else [name, *_indented(_lines(value))]
    if isinstance(value, str) and "\n" in value:
        return [f"{name} |", *_indented(value.rstrip("\n").split("\n"))]
    return [f"{name} {_scalar(value)}"]


def _item(value: Value) -> list[str]:
    if isinstance(value, dict) and len(value) > 1 and all(_short(item) for item in value.values()):
        return [f"- {{{', '.join(f'{name}: {_scalar(item, IN_BRACES)}' for name, item in value.items())}}}"]
    first, *rest = _lines(value)
    return [f"- {first}", *_indented(rest)]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _short(value: Value) -> bool:
    return isinstance(value, str | int) and "\n" not in str(value)


def _scalar(value: Value, plain: re.Pattern[str] = PLAIN) -> str:
    text = str(value)
    return text if plain.fullmatch(text) else json.dumps(text, ensure_ascii=False)
