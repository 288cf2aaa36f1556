"""The block kinds: each folder here is one, found by looking."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from kithbook.block import Block

FOLDER = Path(__file__).parent


@cache
def kinds() -> dict[str, type[Block]]:
    """Every block kind by its name; raises TypeError where a folder is not a whole kind."""
    return {name: _kind(name) for _, name, package in pkgutil.iter_modules([str(FOLDER)]) if package}


def _kind(name: str) -> type[Block]:
    module = importlib.import_module(f"{__name__}.{name}")
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Block) and value.__module__ == module.__name__
    ]
    if len(found) != 1 or found[0].kind != name:
        raise TypeError(f"blocks/{name} must define one Block whose headline is '{name}'")
    if found[0].paper == "own" and not (FOLDER / name / "print.html.jinja").exists():
        raise TypeError(f"blocks/{name} has no paper form: add print.html.jinja, or say paper = 'same'")
    return found[0]
