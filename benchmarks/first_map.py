"""The first map on a phone of 360 by 740 pixels: requests, bytes, and seconds on a fast and a slow line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, ViewportSize, sync_playwright

from benchmarks.clock import seconds
from benchmarks.ground import Ground, say
from benchmarks.servers import service
from benchmarks.table import Figure, Line
from gis import doctor

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}

LINE: Final = {"offline": False, "latency": 60, "downloadThroughput": 250_000, "uploadThroughput": 125_000}
"""2 Mbit/s down and 1 up, and 60 ms until an answer begins."""

_FLAGS: Final = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""Root may start it, and a machine without a graphics card draws by software."""

_PATIENCE_MS: Final = 120_000


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit: what was fetched until the map was drawn, and how long that took."""

    seconds: float
    requests: int
    sent: float


@dataclass
class Traffic:
    """What a page fetches, as the browser counts it: with headers, as sent.

    Not frozen and without slots: Playwright marks the owner of its listeners.
    """

    sent: float = 0.0
    requests: int = 0

    def listen(self, session: CDPSession) -> None:
        """Counts from here on."""
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _finished(self, event: dict[str, Any]) -> None:
        self.sent += event["encodedDataLength"]


def run(ground: Ground) -> Iterator[Line]:
    """No peer draws this map, so these are figures alone."""
    address = ground.with_sample()
    with service(ground, address) as port, _browser() as browser:
        say("first map")
        _visit(browser, port, slow=False)
        quick = [_visit(browser, port, slow=False) for _ in range(ground.pace.few)]
        slow = [_visit(browser, port, slow=True) for _ in range(ground.pace.few)]
    yield Line("first map", "requests", "", Figure.of([each.requests for each in quick]))
    yield Line("first map", "sent", "kB", Figure.of([each.sent / 1000 for each in quick]))
    yield Line("first map", "drawn, no line between", "s", Figure.of([each.seconds for each in quick]))
    yield Line("first map", "drawn, 2 Mbit/s and 60 ms", "s", Figure.of([each.seconds for each in slow]))


@contextmanager
def _browser() -> Iterator[Browser]:
    program = doctor.browser(os.environ)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


def _visit(browser: Browser, port: int, *, slow: bool) -> Visit:
    """A first visit on a device that holds nothing of it yet."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    session = context.new_cdp_session(page)
    traffic = Traffic()
    traffic.listen(session)
    if slow:
        session.send("Network.emulateNetworkConditions", LINE)

    def look() -> None:
        page.goto(f"http://127.0.0.1:{port}/map", wait_until="commit")
        page.wait_for_selector("html[data-map=idle], html[data-map=failed]", state="attached")

    took = seconds(look)
    if page.get_attribute("html", "data-map") != "idle":
        raise RuntimeError("The page could not draw its map; a browser's console at /map says why.")
    context.close()
    return Visit(took, traffic.requests, traffic.sent)
