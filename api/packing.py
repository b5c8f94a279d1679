"""Answers packed with gzip: whole ones at once, long ones as they go out.

zlib-ng rather than Python's own zlib: for pages of features the same bytes in half the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from zlib_ng import zlib_ng

LEAST: Final = 1000
"""Bytes of a whole answer from which it is packed: a smaller one fits one packet either way."""

_LEVEL: Final = 5
_GZIP: Final = 16 + 15
"""The window's bits, with a gzip header around the stream."""

_PACKED_ALREADY: Final = re.compile(
    r"(image/(?!svg)|font/|audio/|video/|application/(zip|gzip|pdf|vnd\.openxmlformats|vnd\.apache\.parquet)).*"
)

_REFUSED: Final = re.compile(r"q=0(\.0*)?")


def packed(data: bytes) -> bytes:
    """Bytes as one gzip stream, the same for the same bytes.

    >>> import gzip
    >>> gzip.decompress(packed(b"desa" * 1000)) == b"desa" * 1000
    True
    """
    packer = _packer()
    return packer.compress(data) + packer.flush()


def accepted(accept_encoding: str) -> bool:
    """Whether a caller takes gzip; `*` speaks of what is not named (RFC 9110, 12.5.3).

    >>> accepted("br, gzip"), accepted("gzip;q=0, *"), accepted("")
    (True, False, False)
    """
    # In pieces: one pattern for the whole header would try each of its spaces with each other.
    takes = {}
    for part in accept_encoding.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        takes[coding] = not any(_REFUSED.fullmatch(each) for each in parameters)
    return takes.get("gzip", takes.get("*", False))


class Packing:
    """Packs what callers take packed, unless it is packed already or too small to gain by it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on with the answer's bytes packed."""
        if scope["type"] != "http" or not accepted(Headers(scope=scope).get("accept-encoding", "")):
            await self.app(scope, receive, send)
            return
        answer = _Answer()

        async def packing(message: Message) -> None:
            for ready in answer.then(message):
                await send(ready)

        await self.app(scope, receive, packing)


class _Answer:
    """One answer on its way out: its beginning is held back until the first bytes show what it is."""

    def __init__(self) -> None:
        self._start: Message | None = None
        self._packer: zlib_ng._Compress | None = None

    def then(self, message: Message) -> Iterator[Message]:
        """The messages to send for the next one that came."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        start, self._start = self._start, None
        if start is not None:
            if _pays(start, message):
                self._packer = _packer()
            yield from self._begun(start, message)
        else:
            yield self._filled(message)

    def _begun(self, start: Message, first: Message) -> Iterator[Message]:
        body = self._filled(first)
        if self._packer is not None:
            headers = MutableHeaders(scope=start)
            headers["content-encoding"] = "gzip"
            headers.add_vary_header("accept-encoding")
            del headers["content-length"]
            if not first.get("more_body"):
                headers["content-length"] = str(len(body["body"]))
        yield start
        yield body

    def _filled(self, message: Message) -> Message:
        if self._packer is None or message["type"] != "http.response.body":
            return message
        data = self._packer.compress(message.get("body", b""))
        return {**message, "body": data if message.get("more_body") else data + self._packer.flush()}


def _pays(start: Message, first: Message) -> bool:
    headers = Headers(raw=start["headers"])
    if first["type"] != "http.response.body" or "content-encoding" in headers or "content-range" in headers:
        return False
    if _PACKED_ALREADY.fullmatch(headers.get("content-type", "")):
        return False
    return bool(first.get("more_body")) or len(first.get("body", b"")) >= LEAST


def _packer() -> zlib_ng._Compress:
    return zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, _GZIP)
