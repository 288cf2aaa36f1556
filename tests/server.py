"""A built site over HTTP."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """Where a built site is to be seen."""

    book: Path
    """The project folder; the site is in its `site/`."""

    address: str
    """With a slash at its end."""

    @property
    def pages(self) -> list[str]:
        """The address of every page below the site's, as a reader's links give them."""
        folder = self.book / "site"
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        return [name.removesuffix("index.html") for name in names]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A missing page is answered as hosts of static sites do it: with the site's own page for that."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self._answer(code, "text/html; charset=utf-8", page.read_bytes())

    def do_GET(self) -> None:
        """The list of pages names them at this server's address, as if the site were built for it.

        Material navigates instantly only between addresses that the list holds.
        """
        if self.path != "/sitemap.xml":
            super().do_GET()
            return
        text = (Path(self.directory) / "sitemap.xml").read_text("utf-8")
        here = f"<loc>http://{self.headers['Host']}/"
        self._answer(HTTPStatus.OK, "application/xml", re.sub(r"<loc>https://[^/]+/", here, text).encode())

    def _answer(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def serving(book: Path) -> Iterator[Site]:
    """Serves `site/` of a project folder at a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(book / "site")))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(book, f"http://127.0.0.1:{server.server_address[1]}/")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
