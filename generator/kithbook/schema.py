"""JSON Schemas of the YAML files for editors; run as a module, it writes them (or compares: `--check`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kithbook.model import Playbook, Settings, Sources, Workshop

MODELS: dict[str, type[BaseModel]] = {
    "playbook": Playbook,
    "workshop": Workshop,
    "book": Settings,
    "sources": Sources,
}


def schemas() -> dict[str, str]:
    """The text of each schema by its file's name."""
    return {
        f"{name}.json": json.dumps(_schema(model), indent=1, sort_keys=True) + "\n"
        for name, model in MODELS.items()
    }


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": "http://json-schema.org/draft-07/schema#"} | model.model_json_schema(by_alias=True)


def stale(folder: Path) -> list[str]:
    """The schemas in a folder that are missing or differ from what the model says."""
    made = schemas()
    return [
        name
        for name, text in made.items()
        if not (folder / name).exists() or (folder / name).read_text("utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Writes the schemas, or says which are stale."""
    folder = Path(next((word for word in arguments if not word.startswith("-")), "playbooks/schema"))
    if "--check" in arguments:
        for name in (names := stale(folder)):
            sys.stdout.write(f"{folder / name} is out of date: run python -m kithbook.schema\n")
        return 1 if names else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
