"""What the validator says of a file, in a coach's words."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kithbook.docstrings import description
from kithbook.model import KINDS
from kithbook.problems import Place, Problem, a, did_you_mean
from kithbook.source import Document, Map, Node, Step

FORMS = {
    "accent": 'Write a # and six digits or letters from a to f, in quotes, such as "#1f6f5c".',
    "doi": "Write the DOI alone, such as 10.1177/0956797618772506.",
    "url": "Write an address that begins with https://.",
    "language": "Write the language's short name, such as en or pt-BR.",
    "covers": "Write the code of an idea in sources.yml, such as S4.8.",
    "use": "Write the playbook's id, a slash and the block's id, such as six-habits/log.",
    "handout": "Write the playbook's id, a slash and the block's id, such as six-habits/log.",
}
"""What to write where a text must have a certain form, by the option's name."""


def follows(detail: ErrorDetails) -> bool:
    """Whether a complaint only follows from others: a list long enough, were its entries right."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


class Wording:
    """One complaint of the validator, as a problem in a coach's words."""

    def __init__(self, model: type[BaseModel], document: Document, detail: ErrorDetails) -> None:
        self.document = document
        self.detail = detail
        self.path = tuple(step for step in detail["loc"] if not str(step).startswith("<"))
        if self.path and self.path[-1] == "[key]":
            self.path = self.path[:-1]
        self.owner, self.field = _owner(model, detail["loc"])
        self.name = next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")
        self.value = detail["input"]

    def problem(self) -> Problem:
        kind = self.detail["type"]
        made = getattr(self, f"_{kind}", None)
        code, facts = made() if made else self._by_type(kind)
        at_name = (
            kind == "extra_forbidden"
            or self.detail["loc"][-1:] == ("[key]",)
            or code in ("empty", "kind-not-first", "kind-unknown")
        )
        return Problem(code, self._place(code, at_name=at_name), facts)

    def _place(self, code: str, *, at_name: bool) -> Place:
        path = self.path
        if code in ("option-missing", "id-missing"):
            return _first_key(self.document, path[:-1])
        if code in ("kind-unknown", "kind-not-first"):
            return _first_key(self.document, path)
        return self.document.place(path, key=at_name)

    # One method for each type of complaint that needs facts of its own

    def _missing(self) -> tuple[str, dict[str, str]]:
        if self.name == "id":
            title = str(next(iter(self.value.values()), "")) if isinstance(self.value, dict) else ""
            return "id-missing", {"noun": a(self.owner.noun), "suggestion": suggest_id(title)}
        described = description(self.owner, self.name) if self.field else ""
        purpose = f"{_lower(described)} " if described else ""
        return "option-missing", {"noun": a(self.owner.noun), "name": self.name, "purpose": purpose}

    def _extra_forbidden(self) -> tuple[str, dict[str, str]]:
        noun = a(self.owner.noun)
        names = [field.alias or name for name, field in self.owner.model_fields.items()]
        known = sorted(names, key=lambda name: name != getattr(self.owner, "kind", ""))  # the kind first
        facts = {"noun": noun, "Noun": noun.capitalize(), "name": self.name, "known": ", ".join(known)}
        return "option-unknown", facts | {"guess": did_you_mean(self.name, known)}

    def _kind(self) -> tuple[str, dict[str, str]]:
        known = ", ".join(KINDS)
        if not isinstance(self.value, dict) or not self.value:
            return "kind-missing", {"known": known}
        first = str(next(iter(self.value)))
        later = next((key for key in self.value if key in KINDS), None)
        if later:
            return "kind-not-first", {"first": first, "kind": str(later)}
        return "kind-unknown", {"name": first, "known": known, "guess": did_you_mean(first, KINDS)}

    def _string_type(self) -> tuple[str, dict[str, str]]:
        if not self.value:
            return "empty", {"name": self.name}
        return "not-text", {
            "name": self.name,
            "got": "a list" if isinstance(self.value, list) else "an option with a colon",
        }

    def _tuple_type(self) -> tuple[str, dict[str, str]]:
        return ("empty" if not self.value else "not-a-list"), {"name": self.name}

    def _model_type(self) -> tuple[str, dict[str, str]]:
        inner = _model_in(self.field.annotation) if self.field else None
        noun = inner.noun if inner else self.owner.noun  # type: ignore[attr-defined]
        return ("empty" if not self.value else "not-options"), {
            "noun": a(noun),
            "extra": "",
            "name": self.name,
        }

    def _dict_type(self) -> tuple[str, dict[str, str]]:
        return ("empty" if not self.value else "not-options"), {
            "name": self.name,
            "noun": f"'{self.name}'",
            "extra": "",
        }

    def _literal_error(self) -> tuple[str, dict[str, str]]:
        known = self.detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        if not self.value:
            return "empty", {"name": self.name}
        value = str(self.value)
        guess = did_you_mean(value, known.split(", "))
        name = str(self.path[-2]) if self.detail["loc"][-1] == "[key]" else self.name
        return "not-one-of", {"name": name, "value": value, "known": known, "guess": guess}

    def _string_pattern_mismatch(self) -> tuple[str, dict[str, str]]:
        value = str(self.value)
        if self.name in ("id", "order", "late"):
            return "bad-id", {"value": value, "suggestion": suggest_id(value)}
        if self.detail["loc"][-1] == "[key]":
            mended = {"mended": value.replace(":", ": ", 1)}
            return (
                ("space-after-colon", mended)
                if ":" in value
                else ("bad-id", {"value": value, "suggestion": suggest_id(value)})
            )
        return "bad-form", {"name": self.name, "value": value, "todo": FORMS.get(self.name, "")}

    def _by_type(self, kind: str) -> tuple[str, dict[str, str]]:
        context = {key: str(value) for key, value in self.detail.get("ctx", {}).items()}
        facts = {
            "name": self.name,
            "value": "nothing" if not self.value else str(self.value),
            "reason": self.detail["msg"],
            "todo": "",
        }
        simple = {
            "empty": "empty",
            "bad_span": "bad-span",
            "bad_clock": "bad-clock",
            "bad_limit": "bad-limit",
            "bool_parsing": "yes-or-no",
            "bool_type": "yes-or-no",
            "int_parsing": "not-a-number",
            "int_type": "not-a-number",
            "int_parsing_size": "not-a-number",
            "int_from_float": "not-a-number",
        }
        if not self.value and kind in simple:
            return "empty", facts
        if kind in simple:
            return simple[kind], facts
        if kind == "string_too_long":
            return "too-long", facts | {"limit": context["max_length"]}
        if kind in ("too_short", "too_long"):
            limit = context["min_length" if kind == "too_short" else "max_length"]
            return ("too-few" if kind == "too_short" else "too-many"), facts | {"limit": limit}
        if kind in ("greater_than_equal", "less_than_equal"):
            bound = f"{context['ge']} is the least" if "ge" in context else f"{context['le']} is the most"
            return "out-of-range", facts | {"bound": bound}
        return "not-allowed", facts


def _lower(description: str) -> str:
    """The first sentence of a description."""
    return description.split("\n", maxsplit=1)[0]


def _first_key(document: Document, path: tuple[Step, ...]) -> Place:
    node: Node = document.root
    for step in path:
        node = node[step]  # type: ignore[index]
    if isinstance(node, Map) and node:
        return document.place((*path, next(iter(node))), key=True)
    return document.place(path)


def _owner(model: type[BaseModel], loc: tuple[Step, ...]) -> tuple[Any, FieldInfo | None]:
    """The model that a complaint is about, and its field: the last of each on the way."""
    owner: type[BaseModel] = model
    field: FieldInfo | None = None
    for step in loc:
        if isinstance(step, str) and step.startswith("<"):
            owner, field = KINDS[step[1:-1]], None
            continue
        if isinstance(step, int):
            inner = _model_in(field.annotation) if field else None
            owner, field = inner or owner, None if inner else field
            continue
        inner = _model_in(field.annotation) if field else None
        owner = inner or owner
        field = next((f for name, f in owner.model_fields.items() if step in (f.alias or name, name)), None)
        if field is None:
            break
    return owner, field


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model that an annotation holds, through lists and options; None for several (block kinds)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        inner = [found for part in typing.get_args(annotation) if (found := _model_in(part))]
        return inner[0] if len(inner) == 1 else None
    return None


def suggest_id(text: str) -> str:
    """The nearest id to a text: `Your people` gives `your-people`."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split()
    joined = "-".join(words[:5])
    return joined if joined[:1].isalpha() else f"a-{joined}".rstrip("-")
