"""What arrives at the socket, before it is a request: nonsense and endless lines are told to be such."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.errors import LONGEST_ADDRESS, LONGEST_HEADERS, TITLES, TOO_LONG, TOO_MANY_HEADERS, Fault
from api.links import PROBLEM
from api.negotiate import preferred
from gis.language import Words

_NONSENSE: Final = Fault(
    HTTPStatus.BAD_REQUEST,
    Words(
        "Permintaan ini bukan HTTP yang dapat dibaca. Tulis huruf khusus dalam alamat sebagai %XX.",
        "This request is not HTTP that can be read. Write special characters in an address as %XX.",
    ),
)


class Wire(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with bounds for what comes before the body and with clear refusals."""

    url = b""
    _taken: int | None = None

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
        if self._taken is None or self.transport.is_closing():
            return
        self._taken += len(data)
        if self._taken > LONGEST_ADDRESS + LONGEST_HEADERS:
            self._refuse(TOO_LONG if len(self.url) > LONGEST_ADDRESS else TOO_MANY_HEADERS)

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
