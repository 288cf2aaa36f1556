"""Imports go one way, and each library has one place where it is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator" / "kithbook"

RANKS: list[set[str]] = [
    {"problems", "docstrings"},
    {"source"},
    {"block"},
    {"blocks"},
    {"model"},
    {"wording", "words"},
    {"load", "checks", "schema"},
    {"schedule"},
    {"render"},
    {"pdf"},
    {"outputs"},
    {"project"},
    {"export"},
    {"mkdocs_plugin"},
    {"cli"},
    {"__main__"},
]
"""From the lowest; a module may import from the ranks below its own, and from its own package."""

ONE_PLACE = {
    "yaml": "source",
    "jinja2": "render",
    "markdown_it": "render",
    "weasyprint": "pdf",
    "mkdocs": "mkdocs_plugin",
    "material": "mkdocs_plugin",
    "click": "cli",
    "babel": "words",
}


def modules() -> Iterator[tuple[str, Path]]:
    """Each module's place in the ranks, and its file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


MODULES = list(modules())


def imported(path: Path) -> set[str]:
    """The full names that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_has_a_rank() -> None:
    ranked = set().union(*RANKS)
    assert {place for place, _ in MODULES} == ranked


@pytest.mark.parametrize(("place", "path"), MODULES, ids=lambda value: getattr(value, "stem", value))
def test_imports_go_one_way(place: str, path: Path) -> None:
    rank = next(at for at, places in enumerate(RANKS) if place in places)
    allowed = {place, "__version__"}.union(*RANKS[:rank])
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("kithbook.")}
    assert ours <= allowed


@pytest.mark.parametrize(("place", "path"), MODULES, ids=lambda value: getattr(value, "stem", value))
def test_each_library_is_used_in_one_place(place: str, path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)}
    assert {name for name in libraries & set(ONE_PLACE) if ONE_PLACE[name] != place} == set()


def test_block_kinds_know_nothing_of_each_other() -> None:
    for path in sorted((PACKAGE / "blocks").glob("*/*.py")):
        assert not [name for name in imported(path) if name.startswith("kithbook.blocks")], path


def test_an_output_does_not_import_another() -> None:
    outputs = {path.name for path in (PACKAGE / "outputs").iterdir() if path.is_dir()}
    for path in sorted((PACKAGE / "outputs").glob("*/*.py")):
        others = outputs - {path.parent.name}
        names = {name.split(".")[2] for name in imported(path) if name.startswith("kithbook.outputs.")}
        assert not names & others, path
