"""What a book becomes: each folder here is one output, with `build(book, edition) -> {path: content}`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Content = str | bytes


def write(folder: Path, files: Mapping[str, Content]) -> None:
    """Writes an output's files below a folder, the only place where an output reaches the disk."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
