import asyncio
import gzip
import time

import pytest
from starlette.datastructures import Headers

from api.packing import LEAST, Packing, accepted

BIG = b'{"nama":"Bandengan"}' * 500


def answered(parts, media="application/json", accept="gzip", **more):
    """What a caller gets of an application that answers with these parts."""

    async def app(scope, receive, send):
        headers = [(b"content-type", media.encode()), *((k.encode(), v.encode()) for k, v in more.items())]
        if len(parts) == 1:
            headers.append((b"content-length", str(len(parts[0])).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "headers": [(b"accept-encoding", accept.encode())]}
    asyncio.run(Packing(app)(scope, None, send))
    return Headers(raw=sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


def test_a_whole_answer_is_packed_and_says_how_long_it_is():
    headers, body = answered([BIG])
    assert (headers["content-encoding"], headers["content-length"]) == ("gzip", str(len(body)))
    assert headers["vary"] == "accept-encoding"
    assert gzip.decompress(body) == BIG
    assert len(body) < len(BIG) / 20


def test_a_long_answer_is_packed_as_it_goes_out():
    headers, body = answered([BIG, BIG, b""])
    assert headers["content-encoding"] == "gzip"
    assert "content-length" not in headers
    assert gzip.decompress(body) == BIG * 2


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([b"x" * (LEAST - 1)], {}),
        ([BIG], {"accept": "br"}),
        ([BIG], {"accept": "gzip;q=0"}),
        ([BIG], {"media": "image/png"}),
        ([BIG], {"content-encoding": "gzip"}),
        ([BIG], {"content-range": "bytes 0-9/99"}),
    ],
)
def test_what_would_not_gain_or_is_packed_already_goes_out_as_it_is(parts, said):
    headers, body = answered(parts, **said)
    assert body == b"".join(parts)
    assert headers.get("content-encoding", "") == said.get("content-encoding", "")


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0.0", False),
        ("identity", False),
        ("xgzip", False),
    ],
)
def test_who_takes_gzip(header, taken):
    assert accepted(header) is taken


@pytest.mark.parametrize(
    "header", ["gzip" + " " * 50_000 + "x", "gzip;q=1" + " " * 50_000 + "x", "," * 50_000], ids=len
)
def test_a_hostile_header_is_read_at_once(header):
    begun = time.process_time()
    accepted(header)
    assert time.process_time() - begun < 0.5
