"""HTML to PDF; the only package that uses WeasyPrint."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kithbook import __version__

PACKAGE = Path(__file__).parents[1]

INSTALL = (
    "PDFs need Pango, which is not on this computer. Install it:\n"
    "  Debian and Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0\n"
    "  macOS: brew install pango\n"
    "  Windows: see 'Pango on Windows' in the guide for coaches\n"
    "Or make the pages alone, without PDFs: kithbook build --no-pdf"
)


class PangoMissing(Exception):
    """The system library that WeasyPrint draws with is not installed; the text says how to get it."""

    def __init__(self) -> None:
        super().__init__(INSTALL)


@dataclass(frozen=True)
class Print:
    """A document to be made into a PDF: its HTML (with its style sheet inside)."""

    html: str

    @property
    def key(self) -> str:
        """Changes whenever the PDF would."""
        return hashlib.sha256(f"{__version__}\n{_parts()}\n{self.html}".encode()).hexdigest()


Progress = Callable[[str], None]
"""Called with the path of each PDF as it is finished."""


def available() -> None:
    """Raises `PangoMissing` where no PDF can be made."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - 0.4 s that a build of pages alone does without
    except OSError:
        raise PangoMissing from None


def produce(prints: Mapping[str, Print], folder: Path, progress: Progress | None = None) -> dict[str, Path]:
    """The file in `folder` that holds each path's PDF; what an earlier build left there is not made again.

    Several are made at once, one on each core. Raises `PangoMissing` if one must be made and cannot be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = {path: folder / f"{document.key}.pdf" for path, document in prints.items()}
    missing = {path: document for path, document in prints.items() if not kept[path].exists()}
    if missing:
        available()
    for path, file in kept.items():
        if path not in missing:
            file.touch()
            _tell(progress, path)
    for path, data in _made(missing):
        _keep(kept[path], data)
        _tell(progress, path)
    _forget(folder, set(kept.values()))
    return kept


def _tell(progress: Progress | None, path: str) -> None:
    if progress:
        progress(path)


def _made(prints: Mapping[str, Print]) -> Iterator[tuple[str, bytes]]:
    workers = min(len(prints), os.cpu_count() or 1)
    if workers <= 1:
        for path, document in prints.items():
            yield path, make(document)
        return
    largest_first = sorted(prints, key=lambda path: -len(prints[path].html))
    with ProcessPoolExecutor(workers) as pool:
        futures = {pool.submit(make, prints[path]): path for path in largest_first}
        for future in as_completed(futures):
            yield futures[future], future.result()


def make(document: Print) -> bytes:
    """The PDF of a document, tagged as PDF/UA-1 asks."""
    from kithbook.pdf.draw import draw  # noqa: PLC0415 - loads WeasyPrint

    return draw(document.html)


def _keep(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


KEPT = 200
"""PDFs of earlier builds that stay in the cache; the least used go first."""


def _forget(folder: Path, in_use: set[Path]) -> None:
    files = sorted(set(folder.glob("*.pdf")) - in_use, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)


@cache
def _parts() -> str:
    """What besides its HTML decides how a PDF looks: our modules, fonts and drawings, and WeasyPrint."""
    import importlib.metadata  # noqa: PLC0415

    digest = hashlib.sha256()
    assets = PACKAGE / "theme" / "assets"
    used = [*Path(__file__).parent.glob("*.py"), *assets.glob("fonts/*.woff2"), *assets.glob("print/*")]
    for path in sorted(used):
        digest.update(path.read_bytes())
    return f"{importlib.metadata.version('weasyprint')} {digest.hexdigest()}"
