"""A line as slow as a phone's: a relay on loopback that all of a browser's connections share.

The browser's own throttling stops at the page; what its workers fetch, such as tiles, would pass freely.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

_PIECE = 8_192


@dataclass(frozen=True, slots=True)
class Speed:
    """Bytes a second downwards, for all connections together, and seconds until a word comes back."""

    down: float
    round_trip: float


class _Line:
    """Relays to one port. What arrives leaves in its order, when the line has had the time to carry it."""

    def __init__(self, port: int, speed: Speed) -> None:
        self._port = port
        self._speed = speed
        self._free_at = 0.0

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Opening a connection takes a round trip of its own.
        await asyncio.sleep(self._speed.round_trip)
        onwards, back = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            await asyncio.gather(
                self._carry(reader, back, weighs=False), self._carry(onwards, writer, weighs=True)
            )
        finally:
            back.close()
            writer.close()

    async def _carry(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, weighs: bool
    ) -> None:
        """Carries bytes one way; only what comes down takes up the line."""
        due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sending = asyncio.create_task(_deliver(due, target))
        while piece := await source.read(_PIECE):
            await due.put((self._arrival(len(piece) if weighs else 0), piece))
        await due.put((0.0, b""))
        await sending

    def _arrival(self, size: int) -> float:
        now = asyncio.get_running_loop().time()
        if size:
            self._free_at = max(now, self._free_at) + size / self._speed.down
            now = self._free_at
        return now + self._speed.round_trip / 2


async def _deliver(due: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    try:
        while True:
            at, piece = await due.get()
            if not piece:
                return
            await asyncio.sleep(max(0.0, at - loop.time()))
            target.write(piece)
            await target.drain()
    except ConnectionError:
        return
    finally:
        target.close()


@contextmanager
def slowed(port: int, speed: Speed) -> Iterator[int]:
    """The port under which `port` is reached over a slow line."""
    opened: Future[tuple[int, Callable[[], object]]] = Future()

    async def serve() -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        async with await asyncio.start_server(_Line(port, speed).relay, "127.0.0.1", 0) as server:
            end = functools.partial(loop.call_soon_threadsafe, ended.set)
            opened.set_result((server.sockets[0].getsockname()[1], end))
            await ended.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    slow_port, end = opened.result()
    try:
        yield slow_port
    finally:
        end()
        thread.join()
