"""Files on their way to a caller: written by a thread, sent behind it.

The thread reads one snapshot of the database and runs ahead into a temporary file, so that a caller with a
slow line holds no connection. What fails before the first bytes are sent is answered as an error; what fails
later breaks the transfer off, so that no file looks whole that is not. Who goes away ends the work.
"""

from __future__ import annotations

import asyncio
import errno
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import Response
from starlette.types import Message, Receive, Scope, Send

from api import answers, records
from api.negotiate import Said
from gis import database, exports
from gis.address import Address
from gis.asking import Question
from gis.database import Row
from gis.errors import TooMany, Unavailable
from gis.formats import Format
from gis.language import Words
from gis.privacy import View
from gis.validity import WIB

WRITTEN_AT_ONCE: Final = 4
"""Files that are written at the same time: each holds a thread and a connection."""

FILTERED_AT_ONCE: Final = 2
"""Of these, files of what a filter finds: who writes a filter decides how long it takes."""

SENT_AT_ONCE: Final = 32
"""Files that are on their way at the same time: each holds its bytes until they are sent."""

PIECE: Final = 128 * 1024
"""Bytes sent at once."""

_NO_ROOM: Final = Words(
    "Tidak ada ruang untuk menyusun berkas ini sekarang. Coba lagi nanti, atau minta lebih sedikit.",
    "There is no room to make this file now. Try again later, or ask for less.",
)

_HELD: Final = 4 * 1024**2
"""Bytes of a file that are kept in memory; more of them lie on the disk."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be sent: a format, what is asked of whom, how the caller is answered, the version so far."""

    form: Format
    view: View
    question: Question
    said: Said
    version: str

    def headers(self, version: str) -> dict[str, str]:
        """What stands before the file, which is of this version of the layer."""
        name = self.view.layer.name
        day = datetime.now(WIB).date()
        return {
            **answers.headers(answers.tag_of(self.said, {name: version})),
            "content-type": self.form.media,
            **answers.in_system(self.question.crs),
            "content-disposition": f'attachment; filename="{name}-{day}{self.form.suffix}"',
        }


class Gone(Exception):
    """The caller has gone away: nobody waits for the rest."""


class Sendings:
    """The files on their way, so that there are never too many."""

    def __init__(self, address: Address, timeout_ms: int) -> None:
        self._address = address
        self._timeout_ms = timeout_ms
        self._threads = ThreadPoolExecutor(WRITTEN_AT_ONCE, thread_name_prefix="export")
        self._written = 0
        self._filtered = 0
        self._sent = 0

    def response(self, wanted: Wanted) -> Response:
        """The answer that sends what is wanted. Errors come as it is sent: `TooMany`, those of the core."""
        return _File(self, wanted)

    @contextmanager
    def taken(self, wanted: Wanted) -> Iterator[Track]:
        """A file that is being written, for as long as the block sends it. Errors: `TooMany`."""
        filtered = wanted.question.filter is not None
        if self._written >= WRITTEN_AT_ONCE or self._sent >= SENT_AT_ONCE:
            raise TooMany
        if filtered and self._filtered >= FILTERED_AT_ONCE:
            raise TooMany
        track = Track()
        self._written += 1
        self._filtered += filtered
        self._sent += 1
        writing = asyncio.get_running_loop().run_in_executor(self._threads, self._write, wanted, track)
        writing.add_done_callback(partial(self._wrote, filtered=filtered))
        try:
            yield track
        finally:
            self._sent -= 1
            track.leave()

    def _wrote(self, writing: asyncio.Future[None], *, filtered: bool) -> None:
        self._written -= 1
        self._filtered -= filtered
        # What went wrong has been told to the track.
        writing.exception()

    def _write(self, wanted: Wanted, track: Track) -> None:
        """In a thread: the file from its first byte to its last."""
        view = wanted.view
        with track.told(), database.reading(self._address, view.audience, self._timeout_ms) as session:
            at = records.addresses(view, wanted.said.site)
            found = exports.content(session, view, wanted.question, wanted.said.language, at)
            track.version = found.version
            for piece in wanted.form.write(replace(found, rows=track.watched(found.rows))):
                track.put(piece)


class _File(Response):
    """The answer itself."""

    def __init__(self, sendings: Sendings, wanted: Wanted) -> None:
        super().__init__()
        self._sendings = sendings
        self._wanted = wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the file, or its headers alone."""
        if scope.get("head"):
            await self._begin(send, self._wanted.version, None)
            await send(_body(b""))
            return
        with self._sendings.taken(self._wanted) as track:
            await _unless_gone(self._send(track, send), receive)

    async def _send(self, track: Track, send: Send) -> None:
        size = await track.begun()
        await self._begin(send, track.version, size)
        while piece := await track.take():
            await send(_body(piece, more=True))
        await send(_body(b""))

    async def _begin(self, send: Send, version: str, size: int | None) -> None:
        said = self._wanted.headers(version) | ({} if size is None else {"content-length": str(size)})
        headers = [(name.encode(), text.encode()) for name, text in said.items()]
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})


async def _unless_gone(sending: Coroutine[None, None, None], receive: Receive) -> None:
    """Sends until all is sent or the caller has gone."""
    tasks = (asyncio.ensure_future(sending), asyncio.ensure_future(_gone(receive)))
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0] in done:
            tasks[0].result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _body(piece: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": more}


class Track:
    """The bytes between the thread that writes them and the task that sends them."""

    def __init__(self) -> None:
        self.version = ""
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._lock = threading.Lock()
        self._file = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 -- closed by whoever is last.
        self._put = self._taken = 0
        self._left = self._done = False
        self._failure: BaseException | None = None

    # The thread's side.

    @contextmanager
    def told(self) -> Iterator[None]:
        """Whatever ends the block is told to the one who sends."""
        try:
            yield
        except OSError as error:
            self._failure = Unavailable(_NO_ROOM) if error.errno == errno.ENOSPC else error
        except BaseException as error:  # noqa: BLE001 -- raised again where the answer is sent.
            self._failure = error
        finally:
            self._done = True
            self._tell()

    def watched(self, rows: Iterator[Sequence[Row]]) -> Iterator[Sequence[Row]]:
        """The rows, as long as anybody waits for them. Errors: `Gone`."""
        for portion in rows:
            if self._left:
                raise Gone
            yield portion

    def put(self, piece: bytes) -> None:
        """Adds bytes. Errors: `Gone`."""
        with self._lock:
            if self._left:
                raise Gone
            self._file.seek(self._put)
            self._file.write(piece)
            self._put += len(piece)
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            if self._left:
                self._file.close()
        # The loop may have ended with the server.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._news.set)

    # The sender's side.

    async def begun(self) -> int | None:
        """Waits for the first bytes or the end; how many there are in all, if that is known already.

        Errors: whatever stopped the thread before."""
        while not self._done and not self._put:
            await self._wait()
        if self._failure is not None:
            raise self._failure
        return self._put if self._done else None

    async def take(self) -> bytes:
        """The next bytes; none behind the last. Errors: whatever stopped the thread."""
        while self._taken == self._put and not self._done:
            await self._wait()
        if self._failure is not None:
            raise self._failure
        with self._lock:
            self._file.seek(self._taken)
            piece = self._file.read(PIECE)
        self._taken += len(piece)
        return piece

    async def _wait(self) -> None:
        self._news.clear()
        # What came between looking and clearing has been told before.
        if not self._done and self._taken == self._put:
            await self._news.wait()

    def leave(self) -> None:
        """Nobody waits any longer: the thread stops, and the bytes are given up."""
        with self._lock:
            self._left = True
            if self._done:
                self._file.close()
