"""YAML files as plain values that know where they stand; the only module that uses PyYAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from kithbook.problems import Mistakes, Place, Problem

MAX_BYTES = 500_000
"""A playbook has some 30 kB; what is far larger was pasted by accident or made to do harm."""

MAX_DEPTH = 30
MEGA = 1_000_000

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser reads eight times faster; the one in Python words its errors alike."""


@dataclass(slots=True)
class Mark:
    """Where a value starts and ends; `line` and `column` from 0."""

    line: int
    column: int
    end: int
    key_line: int = -1
    key_column: int = -1


class Map(dict[str, "Node"]):
    """A mapping with the mark of each of its values."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: dict[str, Mark] = {}


class Seq(list["Node"]):
    """A list with the mark of each of its entries."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []


Node = Map | Seq | str | None
"""Every scalar stays text: what it means is for the model to say. Only an empty file is None."""

Step = str | int


@dataclass
class Document:
    """One file: its name as messages give it, its lines, and what it says."""

    name: str
    lines: list[str]
    root: Node

    def place(self, path: tuple[Step, ...] = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (with `key`, the option's name), or the nearest above it."""
        node: Node = self.root
        mark = node.mark if isinstance(node, Map | Seq) else Mark(0, 0, 1)
        for depth, step in enumerate(path):
            found = _mark_of(node, step)
            if found is None:
                break
            mark = found
            if key and depth == len(path) - 1 and isinstance(node, Map):
                return self.at(mark.key_line, mark.key_column, len(str(step)))
            node = node[step]  # type: ignore[index]
        return self.at(mark.line, mark.column, mark.end - mark.column)

    def find(self, path: tuple[Step, ...], word: str) -> Place:
        """Where `word` stands within the text at `path`."""
        place = self.place(path)
        for number in range(place.line - 1, len(self.lines)):
            column = self.lines[number].find(word)
            if column >= 0:
                return self.at(number, column, len(word))
        return place

    def at(self, line: int, column: int, width: int = 1) -> Place:
        text = self.lines[line] if 0 <= line < len(self.lines) else ""
        return Place(self.name, line + 1, column + 1, max(1, width), text)


def _mark_of(node: Node, step: Step) -> Mark | None:
    if isinstance(node, Map) and isinstance(step, str):
        return node.marks.get(step)
    if isinstance(node, Seq) and isinstance(step, int) and step < len(node.marks):
        return node.marks[step]
    return None


def read(path: Path, name: str, noun: str = "a playbook") -> Document:
    """The document in a file; raises `Mistakes` with the one problem that stops it from being read."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        _stop("file-unreadable", Place(name), reason=error.strerror or "unknown reason")
    if size > MAX_BYTES:
        _stop("file-too-large", Place(name), size=_size(size), limit=_size(MAX_BYTES))
    return parse(_decode(data, name), name, noun)


def parse(text: str, name: str, noun: str = "a playbook") -> Document:
    """The document in a text; raises `Mistakes` likewise."""
    document = Document(name, text.splitlines(), None)
    _refuse_control_characters(document, text)
    if not text.strip():
        _stop("file-empty", Place(name), noun=noun)
    try:
        document.root = _Composer(document, yaml.parse(text, Loader=Loader)).compose()
    except yaml.MarkedYAMLError as error:
        raise Mistakes([_worded(error, document)]) from None
    if document.root is None:
        _stop("file-empty", Place(name), noun=noun)
    return document


def _size(count: int) -> str:
    return f"{count / MEGA:.1f} MB" if count >= MEGA else f"{count // 1000} kB"


def _stop(code: str, place: Place, **facts: str) -> NoReturn:
    raise Mistakes([Problem(code, place, facts)])


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        lines = before.split("\n")
        rest = data[error.start :].split(b"\n")[0].decode("ascii", "replace")
        place = Place(name, len(lines), len(lines[-1]) + 1, 1, lines[-1] + rest)
        raise Mistakes([Problem("not-utf8", place, {"byte": f"{data[error.start]:02X}"})]) from None


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _refuse_control_characters(document: Document, text: str) -> None:
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start()) - 1
        shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.split("\n")[line])
        place = Place(document.name, line + 1, column + 1, 1, shown)
        _stop("control-character", place, character=f"U+{ord(found.group()):04X}")


def _mark(event: yaml.Event) -> Mark:
    start, end = event.start_mark, event.end_mark
    assert start and end  # every event of a parser has them
    return Mark(start.line, start.column, end.column if end.line == start.line else start.column + 1)


class _Composer:
    """Events to values. Our own, as PyYAML's expands aliases, and makes False of 'no' and 750 of 12:30."""

    def __init__(self, document: Document, events: Iterator[yaml.Event]) -> None:
        self.document = document
        self.events = events
        self.depth = 0

    def compose(self) -> Node:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        node, _ = self.node(next(self.events))
        next(self.events)  # the document's end
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            _stop("two-documents", self.at(event))
        return node

    def at(self, event: yaml.Event) -> Place:
        mark = _mark(event)
        return self.document.at(mark.line, mark.column, mark.end - mark.column)

    def node(self, event: yaml.Event) -> tuple[Node, Mark]:
        mark = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            _stop("alias", self.at(event), name=f"*{event.anchor}")
        if event.anchor:  # type: ignore[attr-defined]
            _stop("alias", self.at(event), name=f"&{event.anchor}")  # type: ignore[attr-defined]
        if (tag := event.tag) is not None:  # type: ignore[attr-defined]
            _stop("tag", self.at(event), name=tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, yaml.ScalarEvent):
            return event.value, mark
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _stop("too-deep", self.at(event), limit=str(MAX_DEPTH))
        node = self.mapping(mark) if isinstance(event, yaml.MappingStartEvent) else self.sequence(mark)
        self.depth -= 1
        return node, mark

    def sequence(self, mark: Mark) -> Seq:
        node = Seq(mark)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value, place = self.node(event)
            node.append(value)
            node.marks.append(place)
        return node

    def mapping(self, mark: Mark) -> Map:
        node = Map(mark)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, key_mark = self.node(event)
            if not isinstance(key, str):
                _stop("key-not-text", self.at(event))
            if key in node:
                _stop("twice", self.at(event), name=key, line=str(node.marks[key].key_line + 1))
            node[key], place = self.node(next(self.events))
            place.key_line, place.key_column = key_mark.line, key_mark.column
            node.marks[key] = place
        return node


YAML_ERRORS: list[tuple[str, str]] = [
    ("mapping values are not allowed", "colon-in-text"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("could not find expected ':'", "missing-colon"),
    ("block sequence entries are not allowed", "list-here"),
    ("unknown escape character", "backslash"),
    ("expected hexdecimal number", "backslash"),
    ("unexpected end of stream", "unclosed"),
    ("did not find expected ',' or", "unclosed"),
    ("unexpected document indicator", "unclosed"),
    ("cannot start any token", "needs-quotes"),
    ("did not find expected alphabetic or numeric character", "needs-quotes"),
    ("tab character", "tab"),
    ("expected <document start>", "indentation"),
    ("expected node content", "unclosed"),
    ("expected comment or line break", "text-after-bar"),
    ("expected directive name", "needs-quotes"),
    ("unexpected non-alphabetical character", "needs-quotes"),
    ("mapping keys are not allowed", "needs-quotes"),
]
"""What libyaml says (the beginning of it), and the code of our problem."""


def _worded(error: yaml.MarkedYAMLError, document: Document) -> Problem:
    """The parser's complaint as a problem; one it has no words for keeps the parser's own sentence."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = error.problem or ""
    code = next((code for start, code in YAML_ERRORS if start in said), "unreadable")
    context = error.context_mark
    first = context.line if context and context.line < line else 0
    if code == "unclosed" and (opened := _opened(document, first, line, column)):
        line, column = opened
    elif context and (code == "unclosed" or "alphabetic" in said or "directive" in said):
        line, column = context.line, context.column
    if line >= len(document.lines):
        line, column = len(document.lines) - 1, 0
    text = document.lines[line]
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent:
        code, column = "tab", indent.index("\t")
    if code == "colon-in-text" and (earlier := _unfinished(document, line, column)):
        return earlier
    character = text[column : column + 1]
    facts = {"reason": said, "character": character, "what": character or "a quote or bracket"}
    return Problem(code, document.at(line, column), facts)


def _opened(document: Document, first: int, line: int, column: int) -> tuple[int, int] | None:
    """Where the innermost bracket was opened that is still open at a place; brackets in quotes count too."""
    still: list[tuple[int, int]] = []
    for at in range(first, min(line + 1, len(document.lines))):
        text = document.lines[at][:column] if at == line else document.lines[at]
        for where, character in enumerate(text):
            if character in "[{":
                still.append((at, where))
            elif character in "]}" and still:
                still.pop()
    return still[-1] if still else None


OPTION = re.compile(r"\s*(-\s+)?[\w-]+")


def _unfinished(document: Document, line: int, column: int) -> Problem | None:
    """What the line before an option lacks, if that is why the option cannot begin here."""
    if not OPTION.fullmatch(document.lines[line][:column]):
        return None
    before = next((at for at in range(line - 1, -1, -1) if document.lines[at].strip()), None)
    if before is None:
        return None
    text = document.lines[before]
    start = len(text) - len(text.lstrip())
    if found := re.match(r"\s*-([\w].*)", text):
        return Problem("space-after-hyphen", document.at(before, start, 2), {"mended": f"- {found[1]}"})
    if found := re.match(r"\s*(?:- +)?([\w-]+):(\S.*)", text):
        mended = f"{found[1]}: {found[2]}"
        return Problem("space-after-colon", document.at(before, found.end(1)), {"mended": mended})
    if re.match(r"\s*(?:- +)?[\w-]+:", text):
        return None
    return Problem("missing-colon", document.at(before, start, len(text) - start), {})
