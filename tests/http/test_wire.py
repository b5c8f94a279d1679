"""What a server in a process of its own answers to bytes that no client of good manners sends."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api import wire
from gis.address import Address
from tests.conftest import serving

END = b"\r\n\r\n"


@pytest.fixture(scope="module")
def send(layers_database: Address) -> Iterator[Callable[[bytes], tuple[int, dict]]]:
    """Sends bytes to a running service, and gives the status and the problem it answers with."""
    with serving(layers_database) as (url, process):
        where = (urlsplit(url).hostname, urlsplit(url).port)

        def ask(data: bytes) -> tuple[int, dict]:
            with socket.create_connection(where, timeout=10) as connection:
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.sendall(data)
                answer = b"".join(iter(lambda: received(connection), b""))
            head, _, body = answer.partition(END)
            assert process.poll() is None
            assert b"application/problem+json" in head
            return int(head.split()[1]), json.loads(body)

        yield ask


def received(connection: socket.socket) -> bytes:
    """The next bytes; nothing where the service has hung up."""
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def request(target: bytes = b"/", *headers: bytes, method: bytes = b"GET") -> bytes:
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: peta.test", b"Connection: close", *headers]
    return b"\r\n".join(lines) + END


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request(b"/?x=" + b"a" * 60_001), 414),
        (request(b"/?x=" + b"a" * 70_000), 414),
        (request(b"/?x=" + b"a" * 1_000_000), 414),
        (request(b"/", b"X-A: " + b"a" * 60_001), 431),
        (request(b"/", b"X-A: " + b"a" * 3_000_000), 431),
        (request(b"/", *(b"X-%d: a" % number for number in range(10_000))), 431),
        (request(b"/a b"), 400),
        (request(method=b"BREW"), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + END, 400),
        (request(b"/nothing/%zz"), 404),
        (request(b"/collections/%00"), 404),
        (request(b"/collections/desa/items?nama=%00"), 400),
    ],
)
def test_endless_and_unreadable_requests_are_refused_as_problems(send, data, status):
    given, told = send(data)
    assert given == told["status"] == status
    assert told["detail"]


def test_a_refusal_at_the_socket_is_in_the_caller_s_language(send):
    _, told = send(request(b"/?x=" + b"a" * 70_000, b"Accept-Language: en"))
    assert told["title"] in ("Address too long", "Alamat terlalu panjang")
    _, told = send(request(b"/", b"Accept-Language: en", b"X-A: " + b"a" * 60_001))
    assert told["title"] == "Headers too large"


# Callers who stop half way, at a server in this process whose patience is short.

LONG = 64 * 1024**2
"""Bytes of an answer, more than the sockets between take on."""


class Endless:
    """An application that reads what it is sent and answers at length, and notes when it was left."""

    def __init__(self) -> None:
        self.left = threading.Event()

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "http.request" and message["more_body"]:
            pass
        if message["type"] == "http.request":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"x" * LONG, "more_body": True})
            await receive()
        self.left.set()


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Endless, tuple[str, int]]]:
    monkeypatch.setattr(wire, "ARRIVING_S", 0.3)
    monkeypatch.setattr(wire, "READING_S", 0.3)
    app = Endless()
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=wire.Wire, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield app, server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: pe",
        request(b"/", b"Content-Length: 9", method=b"POST") + b"some",
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_who_does_not_send_on_is_not_waited_for(endless, begun):
    _, where = endless
    with socket.create_connection(where, timeout=10) as connection:
        connection.sendall(begun)
        assert received(connection) == b""


def test_who_does_not_read_is_not_waited_for(endless):
    app, where = endless
    with socket.create_connection(where, timeout=10) as connection:
        connection.sendall(request())
        assert app.left.wait(10)


def test_who_reads_slowly_gets_everything(endless):
    app, where = endless
    with socket.create_connection(where, timeout=10) as connection:
        connection.sendall(request())
        got = 0
        while got < LONG:
            # About a second for all of it, three times the patience.
            got += len(connection.recv(1024**2))
            app.left.wait(0.015)
        assert not app.left.is_set()
