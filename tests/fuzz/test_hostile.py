"""Requests that nobody sends by accident get a clear 4xx at once, and the service goes on answering."""

from __future__ import annotations

import http.client
import time
from contextlib import closing
from urllib.parse import quote, urlsplit

import httpx
import pytest

ITEMS = "/collections/pohon/items"
RUN = "/processes/at-point/execution"
WITHIN_S = 1.0
MEGABYTE = 1_000_000

REFUSED = (400, 413, 414, 431, None)
"""What a line too long is answered with; uvicorn itself cuts off what it cannot hold."""


@pytest.fixture
def ask(toys):
    """Asks, and is sure of a clear refusal within a second and of a service that is still there."""
    with httpx.Client(base_url=toys.url, timeout=20) as client:

        def asked(method: str, address: str, *among: int, **more: object) -> httpx.Response:
            begun = time.monotonic()
            answer = client.request(method, address, **more)
            took = time.monotonic() - begun
            assert answer.status_code in (among or (400,)), answer.text[:300]
            assert took < WITHIN_S, f"{took:.1f} s"
            assert "psycopg" not in answer.text.lower()
            assert client.get("/healthz").status_code == 200
            return answer

        yield asked


@pytest.fixture
def send(toys):
    """Sends an address of any length, which clients refuse to; the status, None where the line was cut."""

    def sent(target: str, **headers: str) -> int | None:
        split = urlsplit(toys.url)
        begun = time.monotonic()
        with closing(http.client.HTTPConnection(split.hostname, split.port, timeout=5)) as connection:
            try:
                connection.request("GET", target, headers=headers)
                with connection.getresponse() as answer:
                    status = answer.status
            except (ConnectionError, http.client.HTTPException):
                status = None
        assert time.monotonic() - begun < WITHIN_S
        assert httpx.get(f"{toys.url}/healthz").status_code == 200
        return status

    return sent


def nested(depth: int) -> str:
    """A filter in JSON, nested so deep."""
    return '{"op":"not","args":[' * depth + '{"op":"=","args":[{"property":"umur_th"},1]}' + "]}" * depth


def is_problem(answer: httpx.Response) -> bool:
    return answer.headers["content-type"] == "application/problem+json" and bool(answer.json()["detail"])


@pytest.mark.parametrize("depth", [1_000, 5_000])
def test_filters_nested_deep(ask, depth):
    parenthesised = "(" * depth + "umur_th=1" + ")" * depth
    denied = "NOT " * depth + "umur_th=1"
    for text in (parenthesised, denied):
        assert is_problem(ask("GET", ITEMS, 400, 414, params={"filter": text}))


def test_filters_nested_deep_in_json(ask, send):
    assert is_problem(ask("GET", ITEMS, params={"filter": nested(600), "filter-lang": "cql2-json"}))
    assert send(f"{ITEMS}?filter-lang=cql2-json&filter={quote(nested(5_000))}") in REFUSED


def test_places_of_a_hundred_thousand_points(ask, send):
    points = ",".join(f"{110 + n / 1e6:.6f} -6.5" for n in range(100_000))
    assert send(f"{ITEMS}?filter={quote(f'S_INTERSECTS(geometry,LINESTRING({points}))')}") in REFUSED
    few = ",".join(f"{110 + n / 1e4:.4f} -6.5" for n in range(2_500))
    ask("GET", ITEMS, 200, 400, 414, params={"filter": f"S_INTERSECTS(geometry,LINESTRING({few}))"})
    inputs = {"lon": [[110 + n / 1e6, -6.5] for n in range(100_000)], "lat": -6.5}
    assert is_problem(ask("POST", RUN, 400, 413, json={"inputs": inputs}))


def test_a_megabyte_in_an_address(send):
    for name in ("filter", "q", "bbox", "nama"):
        assert send(f"{ITEMS}?{name}={'a' * MEGABYTE}") in REFUSED
    assert send(f"{ITEMS}/{'a' * MEGABYTE}") in REFUSED


def test_a_long_value_that_fits_in_an_address(ask):
    for name in ("filter", "bbox", "datetime", "sortby", "after", "crs", "limit", "umur_th"):
        ask("GET", f"{ITEMS}?{name}={'9,' * 20_000}", 400, 414)


def test_a_megabyte_in_a_body(ask):
    assert is_problem(ask("POST", RUN, 400, 413, content=b'{"inputs": "' + b"a" * 2 * MEGABYTE + b'"}'))
    assert is_problem(ask("POST", RUN, 400, 413, content=b"[" * MEGABYTE))
    assert is_problem(ask("POST", RUN, 400, 413, json={"inputs": {"lon": "a" * (MEGABYTE - 100), "lat": 1}}))


@pytest.mark.parametrize(
    "query",
    [
        "limit=1&limit=2",
        "bbox=1,2,3,4&bbox=1,2,3,4",
        "f=json&f=geojson",
        "filter=%00",
        "q=%00",
        "nama=%00",
        "after=%00",
        "nama=%ED%A0%80%00",
        "sortby=%00",
        "properties=%00",
        "datetime=%00",
        "crs=%00",
        "bbox=1e999,0,0,0",
        "bbox=nan,nan,nan,nan",
        "bbox=inf,-inf,1,2",
        "limit=1e3",
        "limit=-1",
        "limit=٣",
        "umur_th=99999999999999999999",
        "tinggi_m=1e999",
        "ditanam=0000-00-00",
        "dilihat=2026-13-45T99:99:99Z",
        "after=AAAA",
        "lang=../../etc/passwd",
        "f[]=json",
    ],
)
def test_odd_values(ask, query):
    assert is_problem(ask("GET", f"{ITEMS}?{query}", 400))


@pytest.mark.parametrize("query", ["nama=%ED%A0%80", "nama=%FF%FE", "nama=%", "nama=%zz", "q=%F0%9F%8C%B3"])
def test_broken_text_finds_nothing_or_is_refused(ask, query):
    ask("GET", f"{ITEMS}?{query}", 200, 400)


@pytest.mark.parametrize(
    "fid", ["%00", "%ED%A0%80", "%FF", "a" * 30_000, "..%2F..%2Fetc%2Fpasswd", "%2e%2e/x"]
)
def test_odd_keys(ask, fid):
    ask("GET", f"{ITEMS}/{fid}", 400, 404)


@pytest.mark.parametrize(
    "path", ["/collections/%00", "/collections/" + "a" * 30_000, "/styles/%FF", "/tiles/x/0/0/0", "/jobs/%00",
             "/tiles/WebMercatorQuad/99999999999999999999/0/0"]
)  # fmt: skip
def test_odd_paths(ask, path):
    ask("GET", path, 400, 404)


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b'{"inputs": {"lon": NaN}}',
                                  b'{"inputs": {"lon": 1e999, "lat": 0}}', b'{"inputs": {"lon": "\\ud800"}}',
                                  b'{"inputs": {"lon": "\\u0000", "lat": 0}}'])  # fmt: skip
def test_odd_bodies(ask, body):
    assert is_problem(
        ask("POST", RUN, 400, 415, 422, content=body, headers={"content-type": "application/json"})
    )


def test_huge_headers(send):
    assert send(ITEMS, **{"X-Long": "a" * MEGABYTE}) in REFUSED
    assert send(ITEMS, **{f"X-{number}": "a" * 100 for number in range(5_000)}) in REFUSED


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "," * 50_000},
        {"accept": "text/html;q=" + "9" * 10_000},
        {"accept-language": ";".join("id,en" for _ in range(10_000))},
        {"if-none-match": '"' + "a" * 50_000},
        {"accept-encoding": "gzip;q=x" * 5_000},
    ],
)
def test_long_headers(ask, headers):
    ask("GET", ITEMS, 200, 304, 400, 406, 431, headers=headers)
