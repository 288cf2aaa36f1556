"""A browser window in which nothing goes wrong unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from tests.server import Site

DESKTOP = (1280, 900)
PHONE = (360, 740)
NARROWEST = (320, 640)


@dataclass
class Window:
    """A context of its own, and all that it complained about."""

    site: Site
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._requested)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self._complain(f"threw {error.error}"))
        self.page = self.context.new_page()

    def open(self, path: str = "") -> Page:
        """The page at an address below the site's, loaded with all that it asks for."""
        self.page.goto(self.site.address + path, wait_until="networkidle")
        return self.page

    def _complain(self, text: str) -> None:
        self.complaints.append(f"{self.page.url}: {text}")

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.site.address, "data:", "blob:" + self.site.address)):
            self._complain(f"asks another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left before its icon had come
            self._complain(f"did not get {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._complain(f"{response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self._complain(f"console: {message.text}")


@contextmanager
def window(
    browser: Browser, site: Site, *, size: tuple[int, int] = DESKTOP, dark: bool = False, scripts: bool = True
) -> Iterator[Window]:
    """Opens a window of a size in pixels; at its end nothing must have been complained about."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",  # axe would measure colors half way through a transition
        java_script_enabled=scripts,
    )
    context.set_default_timeout(10_000)
    try:
        found = Window(site, context)
        yield found
        assert not found.complaints, "\n".join(found.complaints)
    finally:
        context.close()


def axe(page: Page) -> list[str]:
    """What axe finds: each rule with the elements that break it, and why."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    path = urlsplit(page.url).path
    return [
        f"{path}: {rule['id']}: {node['target'][0]} {node['html'][:120]} ({_reason(node)})"
        for rule in found
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for name in ("any", "all", "none") for check in node[name])
