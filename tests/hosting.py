"""An app on a port of this machine, in a thread of the tests' own process, with a log of what it was asked.

For clients that speak HTTP and cannot be handed an app, where the layers are the tests' own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    query: dict[str, str]


@dataclass
class Hosted:
    """A running app: where it is, and what it was asked since the log was last emptied."""

    url: str
    asked: list[Asked] = field(default_factory=list)

    def of(self, path: str) -> list[dict[str, str]]:
        """The queries that were sent to this path."""
        return [each.query for each in self.asked if each.path == path]


class _Noting:
    def __init__(self, app: ASGIApp, asked: list[Asked]) -> None:
        self.app = app
        self.asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
            self.asked.append(Asked(scope["method"], scope["path"], query))
        await self.app(scope, receive, send)


@contextmanager
def hosted(app: ASGIApp, within_s: float = 30) -> Iterator[Hosted]:
    """Serves the app until the block ends."""
    asked: list[Asked] = []
    config = uvicorn.Config(_Noting(app, asked), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    ended = time.monotonic() + within_s
    while not server.started:
        assert thread.is_alive(), "the app did not start"
        assert time.monotonic() < ended, "the app did not start in time"
        thread.join(0.02)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Hosted(f"http://127.0.0.1:{port}", asked)
    finally:
        server.should_exit = True
        thread.join(within_s)
