"""What must hold across a whole book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kithbook.block import WITHIN_BOOK, Block, Span
from kithbook.model import Book, Playbook, Workshop, minutes_of
from kithbook.problems import Problem, did_you_mean, in_order
from kithbook.source import Step

Check = Callable[[Book], Iterator[Problem]]

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")


def check(book: Book) -> list[Problem]:
    """Every problem of a book that each file alone does not show."""
    return in_order(problem for rule in CHECKS for problem in rule(book))


def unique_ids(book: Book) -> Iterator[Problem]:
    """An id stands once in a file: blocks and sections share the page's addresses."""
    for owner, item in book.items():
        document = book.documents[owner]
        seen: dict[str, int] = {}
        sections = [
            (("sections", at), section.id) for at, section in enumerate(getattr(item, "sections", ()))
        ]
        named = [*sections, *((path, block.id) for path, block in item.blocks() if block.id)]
        for path, name in sorted(named, key=lambda pair: document.place((*pair[0], "id"))):
            place = document.place((*path, "id"))
            if name in seen:
                yield Problem("id-twice", place, {"id": str(name), "line": str(seen[name])})
            seen.setdefault(str(name), place.line)
        for path, block in item.blocks():
            yield from _unique_parts(book, owner, path, block)


def _unique_parts(book: Book, owner: str, path: tuple[Step, ...], block: Block) -> Iterator[Problem]:
    """The ids within one block: items, columns, slots, statements."""
    for name in ("items", "columns", "slots", "dimensions"):
        parts = [((name, at), part) for at, part in enumerate(getattr(block, name, ()))]
        inner = [
            ((*where, "statements", at), statement)
            for where, part in parts
            for at, statement in enumerate(getattr(part, "statements", ()))
        ]
        for group in (parts, inner):
            seen: dict[str, int] = {}
            for where, part in group:
                place = book.documents[owner].place((*path, *where, "id"))
                if part.id in seen:
                    yield Problem("id-twice", place, {"id": part.id, "line": str(seen[part.id])})
                seen.setdefault(part.id, place.line)


def known_targets(book: Book) -> Iterator[Problem]:
    """`use` shows a block that exists and that is not itself a `use`."""
    for owner, item in book.items():
        for path, block in item.blocks():
            if block.kind != "use":
                continue
            place = book.documents[owner].place((*path, "use"))
            found = book.resolve(block.headline, owner)
            if found is None:
                guess = did_you_mean(block.headline, book.addresses)
                yield Problem("use-of-nothing", place, {"target": block.headline, "guess": guess})
            elif found[1].kind == "use":
                yield Problem("use-of-itself", place, {"target": block.headline})


def known_links(book: Book) -> Iterator[Problem]:
    """Links within the book lead somewhere."""
    known = targets(book)
    for owner, item in book.items():
        for path, text in _texts(item):
            for target in LINK.findall(text) if "](" in text else ():
                name = target.removeprefix("#")
                if not WITHIN_BOOK.fullmatch(target) or name in known or f"{owner}/{name}" in known:
                    continue
                place = book.documents[owner].find(path, target)
                yield Problem(
                    "link-to-nothing", place, {"target": target, "guess": did_you_mean(target, known)}
                )


def targets(book: Book) -> set[str]:
    """Everything a link can lead to: playbooks, workshops, sections, and blocks with an id."""
    sections = {
        f"{name}/{section.id}" for name, playbook in book.playbooks.items() for section in playbook.sections
    }
    return {*book.playbooks, *(name for name, _ in book.workshop_items()), *sections, *book.addresses}


def known_order(book: Book) -> Iterator[Problem]:
    """`order` names playbooks that exist."""
    for at, name in enumerate(book.settings.order):
        if name not in book.playbooks:
            place = book.documents["book"].place(("order", at))
            facts = {
                "name": name,
                "guess": did_you_mean(name, book.playbooks),
                "known": ", ".join(book.playbooks),
            }
            yield Problem("order-unknown", place, facts)


def known_ideas(book: Book) -> Iterator[Problem]:
    """`covers` names ideas that `sources.yml` has."""
    known = {idea.id for source in book.sources.sources for idea in source.ideas}
    known |= {source.id for source in book.sources.sources}
    for owner, path, codes in _covers(book):
        for at, code in enumerate(codes):
            if code not in known:
                place = book.documents[owner].place((*path, "covers", at))
                yield Problem("idea-unknown", place, {"name": code, "guess": did_you_mean(code, known)})


def _covers(book: Book) -> Iterator[tuple[str, tuple[Step, ...], tuple[str, ...]]]:
    for owner, item in book.items():
        for at, section in enumerate(getattr(item, "sections", ())):
            yield owner, ("sections", at), section.covers
        for path, block in item.blocks():
            yield owner, path, block.covers


def one_of_each_role(book: Book) -> Iterator[Problem]:
    """One list of contacts and one log in a book."""
    seen: dict[str, str] = {}
    for full, address in book.addresses.items():
        role = getattr(address.block, "role", None)
        if role and role in seen:
            place = book.documents[address.owner].place((*address.path, "role"))
            yield Problem("role-twice", place, {"role": role, "first": seen[role]})
        elif role:
            seen[role] = full


def workshops_fit(book: Book) -> Iterator[Problem]:
    """A workshop's minutes can be made to sum to its length."""
    for owner, workshop in book.workshop_items():
        total = total_minutes(workshop)
        place = book.documents[owner].place(("length",))
        facts = {"least": str(total.least), "most": str(total.most), "length": str(workshop.length)}
        if total.least > workshop.length:
            yield Problem("workshop-too-long", place, facts | {"over": str(total.least - workshop.length)})
        elif total.most < workshop.length:
            yield Problem("workshop-too-short", place, facts | {"under": str(workshop.length - total.most)})


def total_minutes(workshop: Workshop) -> Span:
    """The least, usual and most minutes of the whole agenda."""
    return sum((minutes_of(entry) for entry in workshop.agenda), Span(0, 0, 0))


def known_handouts(book: Book) -> Iterator[Problem]:
    """A workshop's handout and `late` name what exists."""
    for owner, workshop in book.workshop_items():
        document = book.documents[owner]
        for at, target in enumerate(workshop.handout):
            if book.resolve(target, owner) is None:
                guess = did_you_mean(target, book.addresses)
                yield Problem(
                    "handout-not-found", document.place(("handout", at)), {"target": target, "guess": guess}
                )
        known = [entry_id(entry) for entry in workshop.agenda]
        for at, name in enumerate(workshop.late):
            if name not in known:
                facts = {
                    "name": name,
                    "guess": did_you_mean(name, known),
                    "known": ", ".join(filter(None, known)),
                }
                yield Problem("late-unknown", document.place(("late", at)), facts)


def entry_id(entry: Block) -> str:
    """What `late` calls an entry of an agenda: its id, or the last part of what it uses."""
    return entry.id or (entry.headline.rpartition("/")[2] if entry.kind == "use" else "")


def _texts(item: Playbook | Workshop) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text of a file in which a link may stand, with its path."""
    for path, block in item.blocks():
        for inner, text in block.prose():
            yield (*path, *inner), text
    for at, section in enumerate(getattr(item, "sections", ())):
        if section.intro:
            yield ("sections", at, "intro"), section.intro
    for name in ("takeaway", "summary", "before", "room", "take_home"):
        if value := getattr(item, name, None):
            yield (name,), str(value)


CHECKS: tuple[Check, ...] = (
    unique_ids,
    known_targets,
    known_links,
    known_order,
    known_ideas,
    one_of_each_role,
    workshops_fit,
    known_handouts,
)
"""One rule each; a new one is a function here and its message in `problems.MESSAGES`."""
