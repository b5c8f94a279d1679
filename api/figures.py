"""What is counted while serving, for Prometheus, and the layer that counts it."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Figures:
    """Counters of one server, in a registry of their own so that two servers in one process stay apart."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "gis_answers", "Answers by route and status.", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "gis_answer_seconds",
            "Time to the answer's first byte.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.kept_tiles = Gauge("gis_kept_tiles", "Tiles kept in memory.", registry=self.registry)
        self.kept_bytes = Gauge("gis_kept_bytes", "Bytes of tiles kept in memory.", registry=self.registry)

    def count(self, route: str, status: int, seconds: float) -> None:
        """One answer. Routes are the router's patterns, never paths, so their number is bounded."""
        self.answers.labels(route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class Counting:
    """Counts every answer by its route; answers given in front of the router count as `kept`."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app = app
        self.figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, and counts when the answer begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", None) or ("none" if "router" in scope else "kept")
                self.figures.count(route, message["status"], time.perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, counted)
