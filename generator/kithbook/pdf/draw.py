"""One document drawn by WeasyPrint."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kithbook.pdf import PACKAGE

ASSETS = PACKAGE / "theme" / "assets"


class OwnFilesOnly(URLFetcher):
    """Fetches files of the package's assets (and of a given folder), and nothing from anywhere else."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file",))
        self.folders = [folder.resolve() for folder in (ASSETS, *folders)]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if (
            parts.scheme != "file"
            or parts.netloc
            or not any(path.is_relative_to(folder) for folder in self.folders)
        ):
            raise ValueError(f"{url} is not one of the book's own files")
        response: URLFetcherResponse = super().fetch(url, headers)
        return response


def draw(html: str) -> bytes:
    """The PDF of an HTML document."""
    document = weasyprint.HTML(string=html, base_url=ASSETS.as_uri() + "/", url_fetcher=OwnFilesOnly())
    fonts = FontConfiguration()
    pdf: bytes | None = document.write_pdf(
        finisher=_tidy_tags, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    assert pdf is not None
    return pdf


IDLE = frozenset({"/Div", "/NonStruct", "/Span", "/P"})
"""Tags that mean nothing when empty: a line to write on, a box to tick, a gap in a message."""


def _tidy_tags(_: object, pdf: Any) -> None:
    """Takes tags with nothing in them out of the structure, so that nobody has to listen to them.

    A link that leads nowhere on paper becomes plain text.
    """
    tags: dict[bytes, Any] = {item.reference: item for item in pdf.objects if _type(item) == "/StructElem"}

    def tidy(tag: Any) -> None:
        for kid in list(tag["K"]):
            if (inner := tags.get(kid)) is None:
                continue
            tidy(inner)
            if not inner["K"] and inner["S"] in IDLE:
                tag["K"].remove(kid)
                inner.free = "f"
        if tag["S"] == "/Link" and not any(isinstance(kid, bytes) and kid not in tags for kid in tag["K"]):
            tag["S"] = "/Span"

    for tag in tags.values():
        if tag["S"] == "/Document":
            tidy(tag)


def _type(item: Any) -> object:
    return item.get("Type") if isinstance(item, dict) else None
