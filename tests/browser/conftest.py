"""A headless browser, and pages in it that may not err and may not speak to anyone but the service."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

FLAGS = (
    "--no-sandbox",
    # WebGL by software: there is no graphics card on a server.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS = 60_000


@dataclass
class Watch:
    """What a page said and asked for while it was open. Not frozen: Playwright marks its listeners' owner."""

    origin: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def failed(self, error: Error) -> None:
        self.errors.append(str(error))

    def asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.outside.append(request.url)


@dataclass(frozen=True)
class Visitor:
    """Opens the map as a reader does, each time on a device that remembers nothing."""

    browser: Browser
    server: str
    contexts: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)

    def page(self, *, width: int = 1366, height: int = 768, may_err: bool = False, **device: object) -> Page:
        """A page that is not yet anywhere; with `may_err` nothing on its console is held against it."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="id-ID", reduced_motion="reduce", **device
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        watch = Watch(self.server)
        self.watches.append(watch)
        page = context.new_page()
        page.on("request", watch.asked)
        if not may_err:
            page.on("console", watch.heard)
            page.on("pageerror", watch.failed)
        return page

    def open(self, link: str = "", **device: object) -> Page:
        """The map, drawn, at a link's view."""
        page = self.page(**device)  # type: ignore[arg-type]
        page.goto(f"{self.server}/map{link}")
        drawn(page)
        return page

    def phone(self, link: str = "") -> Page:
        """The map on a phone 360 pixels wide."""
        return self.open(link, width=360, height=740, is_mobile=True, has_touch=True, device_scale_factor=2)


def drawn(page: Page) -> None:
    """Waits until the map has drawn all it wants to."""
    page.wait_for_selector("html[data-map=idle]", state="attached")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or the one that CHROMIUM names; a machine without one fails here.

    For a module and no longer: while it lives, its event loop runs in the tests' thread, and a test that runs
    one of its own could not.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert program, "No chromium on this machine: apt-get install chromium, or name one in CHROMIUM."
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, server: str) -> Iterator[Visitor]:
    """Opens pages; at the end none may have erred or asked anyone but the service."""
    made = Visitor(browser, server.rstrip("/"))
    yield made
    for context in made.contexts:
        context.close()
    assert [error for watch in made.watches for error in watch.errors] == []
    assert [url for watch in made.watches for url in watch.outside] == []


@pytest.fixture
def ask(browser: Browser, server: str) -> Iterator[Callable[[str], dict]]:
    """Asks the service itself, to compare with what the page says."""
    context = browser.new_context()
    yield lambda path: context.request.get(f"{server.rstrip('/')}{path}").json()
    context.close()
