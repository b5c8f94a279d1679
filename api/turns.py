"""Turns at what is dear: a few at once, a few who wait, and nobody waits for long.

Whoever writes a filter decides how much work it is, up to the time that one question may take. Such
questions have half of the connections, so that many of them leave everything else as quick as it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from gis.errors import TooMany

_PATIENCE_S: Final = 5.0
_WAITING: Final = 32


class Turns:
    """So many at once. Who goes away before his turn has ended keeps it until the database has answered."""

    def __init__(self, at_once: int, waiting: int = _WAITING, patience_s: float = _PATIENCE_S) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most_waiting = waiting
        self._patience_s = patience_s
        self._waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """A turn for as long as the block lasts. Errors: `TooMany` where none comes soon."""
        await self._wait()
        try:
            yield
        finally:
            self._free.release()

    async def _wait(self) -> None:
        if self._waiting >= self._most_waiting:
            raise TooMany
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience_s):
                await self._free.acquire()
        except TimeoutError:
            raise TooMany from None
        finally:
            self._waiting -= 1
