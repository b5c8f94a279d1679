"""What the benchmarks measure with: figures, turns, and the slow line."""

from __future__ import annotations

import http.server
import threading
import urllib.request
from time import perf_counter

import pytest

from benchmarks import exposure
from benchmarks.clock import in_turn, rate
from benchmarks.slow_line import Speed, slowed
from benchmarks.table import Figure, Line, table
from benchmarks.tiles import _at


def line(unit, ours, theirs):
    return Line("tiles", "zoom 8", unit, Figure.of([ours]), "tipg", Figure.of([theirs]))


@pytest.mark.parametrize(("unit", "better"), [("ms", 3.0), ("kB", 3.0), ("/s", 1 / 3)])
def test_a_ratio_above_one_means_that_the_service_is_better(unit, better):
    assert line(unit, 2.0, 6.0).ratio == pytest.approx(better)


def test_without_a_peer_there_is_no_ratio():
    assert Line("first map", "requests", "", Figure.of([21])).ratio is None


def test_one_slow_time_moves_no_median():
    assert Figure.of([1.0, 1.0, 1.0, 1.0, 90.0]) == Figure(1.0, 1.0, 1.0, 5)


def test_a_table_stands_in_columns():
    lines = table([line("ms", 2.0, 6.0), line("ms", 1234.5, 6.0)]).splitlines()
    assert [each.index("tipg") for each in lines[1:]] == [lines[1].index("tipg")] * 2
    assert "1,234 ms" in lines[2]


def test_contenders_take_turns_and_the_first_round_does_not_count():
    order = []
    found = in_turn({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=3, warm=1)
    assert order == list("baabbaab")
    assert {name: figure.times for name, figure in found.items()} == {"a": 3, "b": 3}


def test_callers_share_the_acts():
    done = []
    assert rate({n: lambda n=n: done.append(n) for n in range(4)}, acts=20) > 0
    assert sorted(done) == sorted([*range(4)] * 5)


def test_a_place_lies_in_the_tile_that_maps_use():
    """Jepara's town square, and the corner of the world."""
    assert _at(12, 110.668, -6.588) == (3307, 2123)
    assert _at(0, -180.0, 85.0) == (0, 0)


def test_contenders_that_count_differently_are_not_compared():
    whole = [{("33.20.01.2001", "tinggi"): 2, ("33.20.01.2001", exposure._NO_DATA): 1}]
    part = [{("33.20.01.2001", "tinggi"): 2}]
    exposure._require_same({"service": whole, exposure._PART: part, "geopandas": whole})
    with pytest.raises(RuntimeError, match="geopandas"):
        exposure._require_same({"service": whole, "geopandas": part})


@pytest.fixture
def page():
    """A server on loopback with one page of 40,000 bytes; its port, and the page."""
    text = bytes(range(200)) * 200

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port, text
        server.shutdown()


def test_a_slow_line_carries_the_same_bytes_no_faster_than_it_can(page):
    port, text = page
    with slowed(port, Speed(down=400_000, round_trip=0.02)) as slow:
        begun = perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{slow}/") as answer:
            assert answer.read() == text
        assert perf_counter() - begun >= 40_000 / 400_000 + 2 * 0.02
