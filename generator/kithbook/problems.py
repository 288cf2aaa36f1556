"""What can be wrong with a book, and the one table that words it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of one line: line and column count from 1, width in characters."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class Message:
    """How a problem reads: what is wrong (`says`) and what to do about it (`helps`)."""

    says: str
    helps: str = ""
    severity: Severity = "error"


@dataclass(frozen=True)
class Problem:
    """One mistake, as data; `MESSAGES` words it."""

    code: str
    place: Place
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code].severity

    @property
    def says(self) -> str:
        return MESSAGES[self.code].says.format(**self.facts)

    @property
    def helps(self) -> str:
        return MESSAGES[self.code].helps.format(**self.facts)

    def __str__(self) -> str:
        """The block of lines shown to a coach: place and reason, the line underlined, what to do."""
        place = self.place
        kind = "" if self.severity == "error" else "warning: "
        lines = [f"{place.file}:{place.line}:{place.column}  {kind}{self.says}"]
        if place.text.strip():
            lines += _underlined(place)
        lines += [f"  {line}" for line in self.helps.splitlines() if line.strip()]
        return "\n".join(line.rstrip() for line in lines)


class Mistakes(Exception):
    """The book cannot be used as it stands; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(report(self.problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file and line, each once."""
    unique = {(p.place, p.code, p.says): p for p in problems}
    return [unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1], key[2]))]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def report(problems: Iterable[Problem]) -> str:
    """All problems as text, a blank line between two."""
    return "\n\n".join(str(problem) for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, or nothing; a space follows it."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'? " if near else ""


def a(noun: str) -> str:
    """The noun with its indefinite article."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" and not noun.startswith("use") else f"a {noun}"


SHOWN = 100
"""Characters of a line that a message shows at the most."""


def _underlined(place: Place) -> list[str]:
    number = str(place.line)
    start = max(0, place.column - 1 - SHOWN // 2) if len(place.text) > SHOWN else 0
    shown = place.text[start : start + SHOWN].replace("\t", " ")
    offset = place.column - 1 - start
    width = max(1, min(place.width, len(shown) - offset))
    gap = " " * len(number)
    return [f"  {number} | {shown}", f"  {gap} | {' ' * offset}{'^' * width}"]


MESSAGES: dict[str, Message] = {
    # A file as a whole
    "file-missing": Message("there is no {what}", "{todo}"),
    "file-empty": Message(
        "this file is empty", "Write {noun} into it, or delete the file. It begins with 'title:'."
    ),
    "file-too-large": Message(
        "this file has {size}, and {limit} is the most that is read",
        "Split it into several playbooks. If something was pasted by accident, take it out.",
    ),
    "file-unreadable": Message("this file cannot be opened: {reason}", "Check its name and its permissions."),
    "file-ending": Message(
        "the name of this file ends in '{ending}', so it is not read", "Rename it: '{suggestion}'."
    ),
    "file-outside": Message(
        "this file is a link that leads out of the book's folder",
        "Put a copy of the file itself into the folder.",
    ),
    "file-name": Message(
        "'{name}' is no name for {noun}",
        "The file's name is its id: small letters, digits and hyphens, beginning with a letter, "
        "such as '{suggestion}'.",
    ),
    "not-utf8": Message(
        "this file is not saved as UTF-8 (byte {byte} stands where a letter is expected)",
        "Open it in your editor, choose 'Save as' and the encoding UTF-8.",
    ),
    "control-character": Message(
        "an invisible control character ({character}) stands here",
        "Delete it. It most likely came along with pasted text.",
    ),
    # How the file is written
    "tab": Message(
        "a tab stands where spaces belong",
        "Indent with spaces, two for each step. Most editors can turn tabs into spaces.",
    ),
    "colon-in-text": Message(
        "a colon with a space after it, in a text without quotes",
        'Put the text in quotes, such as: title: "Monday: the first call". '
        "If this line begins an option, check that it starts in the same column as its neighbors.",
    ),
    "indentation": Message(
        "this line does not line up with the lines above it",
        "Lines that belong together start in the same column. Count the spaces at the beginning of this "
        "line and of the one it belongs with.",
    ),
    "unclosed": Message(
        "something that was opened here is not closed: {what}",
        "Add the missing mark, or put the text in quotes.",
    ),
    "needs-quotes": Message(
        "a text cannot begin with '{character}' unless it is in quotes",
        'Put the whole text in quotes, such as: "{character} ...".',
    ),
    "missing-colon": Message(
        "a colon is missing on this line",
        "An option is a name, a colon, a space and a value, such as 'title: Six habits'. "
        "A text over several lines begins with '|' behind the colon.",
    ),
    "space-after-colon": Message(
        "a space is missing behind the colon",
        "Write the option's name, a colon, a space and the value: '{mended}'.",
    ),
    "space-after-hyphen": Message("a space is missing behind the hyphen", "Write '{mended}'."),
    "list-here": Message(
        "a list cannot begin on this line",
        "Begin the list on the next line: a hyphen and a space before each entry.",
    ),
    "text-after-bar": Message(
        "a text stands on the same line as the bar or arrow that announces it",
        "Behind '|' or '>' the line ends; begin the text on the next line, two spaces further in.",
    ),
    "backslash": Message(
        "a backslash in a text with double quotes",
        "Use single quotes round the text, or write the backslash twice.",
    ),
    "unreadable": Message("this cannot be read: {reason}", "Compare the line with the ones around it."),
    "alias": Message(
        "'{name}' refers to another part of the file, which playbooks do not do",
        "Write the part out where it is needed. To show a block again, write 'use:' and its id. "
        "If the text is meant to begin with a star or an ampersand, put it in quotes.",
    ),
    "tag": Message(
        "'{name}' is a mark for programs, which playbooks do not use",
        "Take it out. If the text is meant to begin with an exclamation mark, put it in quotes.",
    ),
    "two-documents": Message(
        "a second part begins here, after '---'",
        "One file holds one playbook: move this into a file of its own.",
    ),
    "too-deep": Message(
        "the lines are nested more than {limit} deep", "Something is indented too far; move it left."
    ),
    "key-not-text": Message(
        "an option's name must be a word", "Write a name, a colon and a value, such as 'title: Six habits'."
    ),
    "twice": Message(
        "'{name}' stands here a second time (first in line {line})",
        "Keep one of them, or give this one another name.",
    ),
    # What the file says
    "not-a-list": Message(
        "'{name}' takes a list", "Write each entry on a line of its own, with a hyphen and a space before it."
    ),
    "not-options": Message(
        "{noun} takes options here: a name, a colon and a value on each line",
        "Such as 'title: Six habits'. {extra}",
    ),
    "not-text": Message(
        "'{name}' takes a text, and {got} stands here",
        "If a hyphen or a colon is part of the text, put the text in quotes.",
    ),
    "empty": Message("'{name}' is empty", "Write something behind the colon, or take the line out."),
    "option-missing": Message("{noun} needs '{name}'", "{purpose}Add a line '{name}: ...'."),
    "id-missing": Message(
        "{noun} needs an id, so that answers find their way back to it",
        "Add a line such as 'id: {suggestion}'. Once the book is published, an id stays as it is for good.",
    ),
    "option-unknown": Message("{noun} has no option '{name}'", "{guess}{Noun} takes: {known}."),
    "kind-unknown": Message("there is no block kind '{name}'", "{guess}The kinds are: {known}."),
    "kind-not-first": Message(
        "a block begins with its kind, and here '{first}' stands first",
        "Move the line '{kind}: ...' to the top.",
    ),
    "kind-missing": Message(
        "this is not a block: a block begins with its kind",
        "Begin with the kind and its headline, such as '- prompt: Who comes to mind first?'. "
        "The kinds are: {known}.",
    ),
    "kind-not-here": Message("{noun} cannot stand here", "{place} takes: {known}."),
    "bad-id": Message(
        "'{value}' is no id",
        "An id has small letters, digits and hyphens and begins with a letter, such as '{suggestion}'.",
    ),
    "not-one-of": Message("'{name}' cannot be '{value}'", "{guess}It is one of: {known}."),
    "not-a-number": Message(
        "'{name}' takes a whole number, and '{value}' is none", "Write digits, such as 10."
    ),
    "out-of-range": Message("'{name}' is {value}, and {bound}", "Choose a number within that range."),
    "bad-span": Message(
        "'{name}' cannot be '{value}'",
        "Write one number (10), or the least, usual and most with hyphens between them (8-10-15).",
    ),
    "bad-form": Message("'{name}' cannot be '{value}'", "{todo}"),
    "bad-clock": Message(
        "'{name}' cannot be '{value}'", 'Write hours and minutes in quotes, such as "09:30".'
    ),
    "bad-limit": Message(
        "'{name}' cannot be '{value}'",
        "Write a number and what it counts, such as '90 words' or '200 characters'.",
    ),
    "too-long": Message(
        "'{name}' is longer than {limit} characters", "Shorten it, or move a part into a 'text' block."
    ),
    "too-few": Message(
        "'{name}' needs {limit} entries or more", "Add what is missing, or take the option out."
    ),
    "too-many": Message("'{name}' takes at most {limit} entries", "Take some out, or split it in two."),
    "yes-or-no": Message("'{name}' takes yes or no, and '{value}' is neither", "Write 'yes' or 'no'."),
    "not-allowed": Message("'{name}' does not fit: {reason}", "{todo}"),
    "many-more": Message("this file has {count} mistakes more", "Mend those above first, then check again."),
    # What does not fit together
    "id-twice": Message(
        "the id '{id}' is taken (line {line})",
        "Give one of the two another id; an id stands once in a playbook.",
    ),
    "use-of-nothing": Message(
        "'{target}' leads to no block", "{guess}Write the playbook's id, a slash and the block's id."
    ),
    "use-of-itself": Message(
        "'{target}' shows a block that is itself only shown from elsewhere", "Name the block itself."
    ),
    "link-to-nothing": Message(
        "a link leads to '{target}', and there is nothing of that name",
        "{guess}Write a playbook's id, or the playbook's id, a slash and the id of a block or section.",
    ),
    "order-unknown": Message(
        "'order' names '{name}', and there is no such playbook", "{guess}The playbooks are: {known}."
    ),
    "idea-unknown": Message(
        "'covers' names '{name}', which sources.yml does not have",
        "{guess}Add the idea to sources.yml, or correct its name.",
    ),
    "role-twice": Message(
        "a book has one {role} table, and '{first}' is it already",
        "Show that one here instead: 'use: {first}'.",
    ),
    "handout-not-found": Message(
        "the handout names '{target}', and there is no block of that name",
        "{guess}Write the playbook's id, a slash and the block's id, or the id of a sheet of this workshop.",
    ),
    "late-unknown": Message(
        "'late' names '{name}', which is not on the agenda", "{guess}The agenda has: {known}."
    ),
    "workshop-too-long": Message(
        "this workshop takes at least {least} minutes, and its length is {length}",
        "Cut {over} minutes from the agenda, or make 'length' longer.",
    ),
    "workshop-too-short": Message(
        "this workshop fills at most {most} minutes, and its length is {length}",
        "Add {under} minutes to the agenda, or make 'length' shorter.",
    ),
    "slot-undeclared": Message(
        "the script has a slot '{{{name}}}' that 'slots' does not describe",
        "{guess}Add '- {{id: {name}, label: ...}}' to 'slots'.",
    ),
    "slot-unused": Message(
        "the slot '{name}' stands in no tone of this script",
        "Take it out, or write {{{name}}} where it belongs.",
    ),
    "no-playbooks": Message(
        "this folder has no playbook", "Add a file such as 'playbooks/first.yml' that begins with 'title:'."
    ),
}
