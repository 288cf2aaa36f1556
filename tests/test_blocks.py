"""Each block kind: its folder is whole, its example renders as it did, its options are described."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook import blocks
from kithbook.block import Block, Model
from kithbook.docstrings import description
from kithbook.model import Book, Playbook, Settings, Sources
from kithbook.outputs.paper import renderer
from kithbook.render import Edition
from kithbook.source import parse
from kithbook.words import phrases

KINDS = blocks.kinds()
MEDIA = [Edition(medium="screen"), Edition(medium="print")]
Expected = Callable[[Path, str], None]


def folder(kind: str) -> Path:
    return blocks.FOLDER / kind


def example(kind: str) -> object:
    return parse((folder(kind) / "example.yml").read_text("utf-8"), "example.yml").root


def book_of(kind: str) -> Book:
    """A book whose one section holds a prompt to refer to, and the kind's example."""
    section = {"title": "Examples", "id": "examples", "blocks": [example("prompt")]}
    if kind != "prompt":
        section["blocks"] = [example("prompt"), example(kind)]
    playbook = Playbook.model_validate({"title": "Examples", "takeaway": "See.", "sections": [section]})
    return Book(Settings(), {"examples": playbook}, {}, Sources(), {})


def rendered(kind: str, edition: Edition = MEDIA[0]) -> str:
    """The kind's example as HTML."""
    book = book_of(kind)
    block = book.playbooks["examples"].sections[0].blocks[-1]
    return str(renderer(book, edition, {"examples"}).block(block, "examples", f"examples/{block.id or kind}"))


@pytest.mark.parametrize("edition", MEDIA, ids=lambda edition: edition.medium)
@pytest.mark.parametrize("kind", KINDS)
def test_the_example_renders_as_expected(kind: str, edition: Edition, expected: Expected) -> None:
    expected(folder(kind) / "expected" / f"{edition.medium}.html", rendered(kind, edition) + "\n")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_filled_in_has_its_id_in_the_page(kind: str) -> None:
    block = book_of(kind).playbooks["examples"].sections[0].blocks[-1]
    html = rendered(kind)
    fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", html)
    ids = re.findall(r'<(?:input|textarea|select)\b[^>]*\bdata-id="([^"]+)"', html)
    assert len(fields) == len(ids)
    assert bool(fields) == (block.fill_in or kind == "use")
    assert all(name == f"examples/{block.id}" or name.startswith("examples/") for name in ids)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_label(kind: str) -> None:
    html = rendered(kind)
    for field in re.findall(r"<(?:input|textarea|select)\b[^>]*>", html):
        own = re.search(r' id="([^"]+)"', field)
        labelled = "aria-label=" in field or bool(own and f'for="{own[1]}"' in html)
        inside = re.search(r"<label\b[^>]*>(?:(?!</label>).)*" + re.escape(field), html, re.DOTALL)
        assert labelled or inside, field


def test_a_block_shown_twice_on_a_page_has_ids_of_its_own() -> None:
    once, again = rendered("prompt"), rendered("use")
    ids = [re.findall(r' id="([^"]+)"', html) for html in (once, again)]
    assert not set(ids[0]) & set(ids[1])
    assert re.findall(r'data-id="([^"]+)"', once)[-1] == re.findall(r'data-id="([^"]+)"', again)[-1]


def test_every_word_is_used() -> None:
    package = blocks.FOLDER.parent
    files = [*package.rglob("*.jinja"), *package.rglob("*.html"), *package.rglob("*.py")]
    used = "".join(path.read_text("utf-8") for path in files).replace("'", '"')
    computed = ("audience.", "download-")
    shared = {key.split(".")[0] for key in phrases("en") if key.split(".")[0] not in KINDS}
    assert not [key for key in shared if f'"{key}' not in used and not key.startswith(computed)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_for_readers_stand_in_templates(kind: str) -> None:
    for template in folder(kind).glob("*.jinja"):
        bare = re.sub(r"\{[{%#].*?[#%}]\}|<[^>]*>|&\w+;", " ", template.read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[A-Za-z]{2,}", bare), template


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_a_kind_are_used(kind: str) -> None:
    used = "".join(path.read_text("utf-8") for path in folder(kind).glob("*.jinja"))
    used += "".join(path.read_text("utf-8") for path in (blocks.FOLDER.parent).rglob("*.jinja"))
    for key in phrases("en"):
        if key.startswith(f"{kind}."):
            parts = key.split(".")
            assert f"{kind}.{parts[1]}" in used or f'"{kind}."' in used, key


def options(model: type[Model]) -> list[str]:
    return [name for name in model.model_fields if not description(model, name)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_and_its_options_are_described(kind: str) -> None:
    assert KINDS[kind].__doc__
    assert options(KINDS[kind]) == []


def test_a_folder_without_a_paper_form_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(blocks, "FOLDER", tmp_path)
    with pytest.raises(TypeError, match="no paper form"):
        blocks._kind("prompt")


def test_the_union_holds_every_kind() -> None:
    assert {kind.kind for kind in Block.__subclasses__()} <= {*KINDS, ""}
