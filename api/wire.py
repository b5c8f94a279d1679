"""What arrives at the socket, before it is a request: nonsense and endless lines are told to be such.

And who neither sends what he began to send nor reads what he asked for is not waited for: each such caller
would hold a connection, and a file that he does not read one of the few places for files.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.errors import LONGEST_ADDRESS, LONGEST_HEADERS, TITLES, TOO_LONG, TOO_MANY_HEADERS, Fault
from api.links import PROBLEM
from api.negotiate import preferred
from gis.language import Words

ARRIVING_S: Final = 30.0
"""Within this all before the body has to arrive, and then each further part of the body."""

READING_S: Final = 30.0
READ: Final = 16 * 1024
"""Of what waits to be read, a caller has to read so many bytes within this time: no line is that slow."""

_NONSENSE: Final = Fault(
    HTTPStatus.BAD_REQUEST,
    Words(
        "Permintaan ini bukan HTTP yang dapat dibaca. Tulis karakter khusus dalam alamat sebagai %XX.",
        "This request is not HTTP that can be read. Write special characters in an address as %XX.",
    ),
)


class Wire(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with bounds for what comes before the body and with clear refusals."""

    url = b""
    _taken: int | None = None
    _arriving: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come, and has so long to say what for."""
        super().connection_made(transport)
        self._await_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        if self._reading:
            self._reading.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More waits to be read than is sent ahead."""
        super().pause_writing()
        self._look_again(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Enough of it was read."""
        if self._reading:
            self._reading.cancel()
        super().resume_writing()

    def _look_again(self, waiting: int) -> None:
        self._reading = self.loop.call_later(READING_S, self._look, waiting)

    def _look(self, waited: int) -> None:
        waiting = self.transport.get_write_buffer_size()
        if waiting > waited - READ:
            self.transport.abort()
        else:
            self._look_again(waiting)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._taken = 0

    def on_headers_complete(self) -> None:
        """All before the body is there."""
        self._taken = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Reads on, unless more came already than any request needs before its body."""
        super().data_received(data)
        self._watch_arriving()
        if self._taken is None or self.transport.is_closing():
            return
        self._taken += len(data)
        if self._taken > LONGEST_ADDRESS + LONGEST_HEADERS:
            self._refuse(TOO_LONG if len(self.url) > LONGEST_ADDRESS else TOO_MANY_HEADERS)

    def _watch_arriving(self) -> None:
        if self._taken is not None and self._arriving:
            return  # A head has its time as a whole, however many small parts it comes in.
        self._stop_waiting()
        cycle = self._cycle
        if self._taken is not None or (cycle is not None and cycle.more_body):
            self._await_more()

    def _await_more(self) -> None:
        self._arriving = self.loop.call_later(ARRIVING_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._arriving:
            self._arriving.cancel()
            self._arriving = None

    def _give_up(self) -> None:
        if self._answering() or self.flow.read_paused:
            self._await_more()  # It is not the caller who is slow.
        else:
            self.transport.close()

    @property
    def _cycle(self) -> RequestResponseCycle | None:
        """The request that is under way: none before the first, whatever the parent's types say."""
        return self.cycle

    def _answering(self) -> bool:
        """Whether a request that is there as a whole is being answered."""
        cycle = self._cycle
        return cycle is not None and not cycle.response_complete and not cycle.more_body

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the parser's words help nobody
        """Refuses what could not be read. An address longer than the parser takes is told as such."""
        self._refuse(TOO_LONG if len(self.url) > LONGEST_ADDRESS else _NONSENSE)

    def _refuse(self, fault: Fault) -> None:
        accepted = dict(self.headers or ()).get(b"accept-language", b"").decode("latin-1")
        language = preferred(accepted)
        body = orjson.dumps(
            {
                "type": "about:blank",
                "title": TITLES[fault.status].in_(language),
                "status": int(fault.status),
                "detail": fault.detail.in_(language),
            }
        )
        head = (
            f"HTTP/1.1 {int(fault.status)} {HTTPStatus(fault.status).phrase}\r\n"
            f"content-type: {PROBLEM}\r\ncontent-language: {language}\r\ncache-control: no-store\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
