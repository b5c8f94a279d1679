"""The first map on a phone of 360 by 740 pixels: requests, bytes, and seconds on a fast and a slow line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from benchmarks.clock import seconds
from benchmarks.ground import Ground, say
from benchmarks.servers import service
from benchmarks.slow_line import Speed, slowed
from benchmarks.table import Figure, Line
from gis import doctor

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}

LINE: Final = Speed(down=250_000, round_trip=0.06)
"""2 Mbit/s, and 60 ms until a word comes back."""

_FLAGS: Final = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""Root may start it, and a machine without a graphics card draws by software."""

_PATIENCE_MS: Final = 120_000


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit: seconds until the map was drawn, and what was fetched for it, in bytes as sent."""

    seconds: float
    requests: int
    sent: int


def run(ground: Ground) -> Iterator[Line]:
    """No peer draws this map, so these are figures alone."""
    address = ground.with_sample()
    with service(ground, address) as port, slowed(port, LINE) as slow_port, _browser() as browser:
        say("first map")
        _visit(browser, port)
        near = [_visit(browser, port) for _ in range(ground.pace.few)]
        far = [_visit(browser, slow_port) for _ in range(ground.pace.few)]
    yield Line("first map", "requests", "", Figure.of([each.requests for each in near]))
    yield Line("first map", "sent", "kB", Figure.of([each.sent / 1000 for each in near]))
    yield Line("first map", "drawn, no line between", "s", Figure.of([each.seconds for each in near]))
    yield Line("first map", "drawn, 2 Mbit/s and 60 ms", "s", Figure.of([each.seconds for each in far]))


@contextmanager
def _browser() -> Iterator[Browser]:
    program = doctor.browser(os.environ)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


def _visit(browser: Browser, port: int) -> Visit:
    """A first visit on a device that holds nothing of it yet; what workers fetch counts too."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    fetched: list[Request] = []
    # Playwright marks its listeners, which a list's own method does not take.
    page.on("requestfinished", lambda request: fetched.append(request))  # noqa: PLW0108

    def look() -> None:
        page.goto(f"http://127.0.0.1:{port}/map", wait_until="commit")
        page.wait_for_selector("html[data-map=idle], html[data-map=failed]", state="attached")

    took = seconds(look)
    if page.get_attribute("html", "data-map") != "idle":
        raise RuntimeError("The page could not draw its map; a browser's console at /map says why.")
    sizes = [request.sizes() for request in fetched if request.url.startswith("http")]
    context.close()
    return Visit(
        took, len(sizes), sum(each["responseHeadersSize"] + each["responseBodySize"] for each in sizes)
    )
