"""A folder of YAML files to a `Book`; every problem is found in one go and worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from kithbook.block import ID, Block
from kithbook.model import KINDS, Book, Playbook, Settings, Sources, Workshop
from kithbook.problems import Mistakes, Place, Problem, a
from kithbook.source import Document, Map, Step, read
from kithbook.wording import Wording, follows, suggest_id

SHOWN = 100
"""Problems that are worded for one file; who has more will mend these first."""


@dataclass
class Loaded:
    """What was read: a book if nothing stands against it, and what was found."""

    book: Book | None
    problems: list[Problem]


@dataclass
class _File:
    stamp: tuple[int, int]
    document: Document | None
    value: BaseModel | None
    problems: list[Problem]


@dataclass
class Reader:
    """Reads a `playbooks` folder; files that have not changed since its last reading are not read again."""

    folder: Path
    files: dict[str, _File] = field(default_factory=dict)

    def load(self) -> Loaded:
        """The book; checks across files are `checks.check`'s."""
        found: dict[str, _File] = {}
        problems: list[Problem] = []
        for path in sorted([*self.folder.glob("*.yaml"), *self.folder.glob("*/*.yaml")]):
            facts = {"ending": ".yaml", "suggestion": f"{path.stem}.yml"}
            problems.append(Problem("file-ending", Place(self._name(path)), facts))
        for path, model in self._paths():
            name = self._name(path)
            found[name] = self._file(path, name, model)
            problems += found[name].problems
        self.files = found
        if not problems and not any(isinstance(file.value, Playbook) for file in found.values()):
            problems.append(Problem("no-playbooks", Place(f"{self.folder.name}/")))
        if problems:
            return Loaded(None, problems)
        return Loaded(self._book(), [])

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()

    def _paths(self) -> Iterator[tuple[Path, type[BaseModel]]]:
        special: dict[str, type[BaseModel]] = {"book": Settings, "sources": Sources}
        for path in sorted(self.folder.glob("*.yml")):
            yield path, special.get(path.stem, Playbook)
        for path in sorted((self.folder / "workshops").glob("*.yml")):
            yield path, Workshop

    def _file(self, path: Path, name: str, model: type[BaseModel]) -> _File:
        stat = path.stat() if path.exists() else None
        stamp = (stat.st_mtime_ns, stat.st_size) if stat else (0, 0)
        known = self.files.get(name)
        return (
            known
            if known and known.stamp == stamp and stamp != (0, 0)
            else read_file(path, name, model, stamp)
        )

    def _book(self) -> Book:
        values = {name: file.value for name, file in self.files.items()}
        stems = {Path(name).stem: value for name, value in values.items()}
        settings = next((value for value in values.values() if isinstance(value, Settings)), Settings())
        playbooks = {stem: value for stem, value in stems.items() if isinstance(value, Playbook)}
        rank = {name: at for at, name in enumerate(settings.order)}
        ordered = sorted(playbooks, key=lambda name: (rank.get(name, len(rank)), name))
        workshops = {Path(name).stem: value for name, value in values.items() if isinstance(value, Workshop)}
        documents = {
            ("workshops/" if isinstance(file.value, Workshop) else "") + Path(name).stem: file.document
            for name, file in self.files.items()
            if file.document
        }
        return Book(
            settings=settings,
            playbooks={name: playbooks[name] for name in ordered},
            workshops=dict(sorted(workshops.items(), key=lambda item: (item[1].length, item[0]))),
            sources=next((value for value in values.values() if isinstance(value, Sources)), Sources()),
            documents=documents,
        )


def read_file(path: Path, name: str, model: type[BaseModel], stamp: tuple[int, int] = (0, 0)) -> _File:
    """One file as a part of the book, or its problems."""
    problems: list[Problem] = []
    if model in (Playbook, Workshop) and not ID.fullmatch(path.stem):
        facts = {"name": path.stem, "noun": a(model.noun), "suggestion": suggest_id(path.stem) + ".yml"}
        problems.append(Problem("file-name", Place(name), facts))
    if not path.resolve().is_relative_to(path.parent.parent.resolve()):
        return _File(stamp, None, None, [Problem("file-outside", Place(name))])
    try:
        document = read(path, name, a(model.noun))  # type: ignore[attr-defined]
    except Mistakes as mistakes:
        return _File(stamp, None, None, [*problems, *mistakes.problems])
    value, found = validate(model, document)
    return _File(stamp, document, value if not problems else None, [*problems, *found])


def validate(model: type[BaseModel], document: Document) -> tuple[BaseModel | None, list[Problem]]:
    """The document as an instance of the model, or what stands against it."""
    if not isinstance(document.root, Map):
        facts = {"noun": a(model.noun), "extra": ""}  # type: ignore[attr-defined]
        return None, [Problem("not-options", document.place(), facts)]
    try:
        value = model.model_validate(document.root)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
        rest = len(details) - SHOWN
        if rest > 0:
            more = Problem("many-more", document.at(len(document.lines) - 1, 0), {"count": str(rest)})
            return None, [*(Wording(model, document, detail).problem() for detail in details[:SHOWN]), more]
        return None, [Wording(model, document, detail).problem() for detail in details if not follows(detail)]
    blocks = value.blocks() if isinstance(value, Playbook | Workshop) else []
    return value, [problem for path, block in blocks for problem in _block_problems(document, path, block)]


def _block_problems(document: Document, path: tuple[Step, ...], block: Block) -> Iterator[Problem]:
    for found in block.problems():
        where = (*path, *found.path)
        place = document.find(where, found.word) if found.word else document.place(where)
        yield Problem(found.code, place, found.facts)
    home = "section" if path[0] == "sections" else str(path[0])
    if home not in block.lives_in:
        known = ", ".join(name for name, kind in KINDS.items() if home in kind.lives_in)
        facts = {
            "noun": a(block.kind),
            "place": {"section": "A section", "agenda": "An agenda"}.get(home, "'sheets'"),
            "known": known,
        }
        yield Problem("kind-not-here", document.place(path), facts)
