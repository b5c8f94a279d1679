"""What is kept in front of the router: versions asked for once for all who wait, tiles within their room."""

from __future__ import annotations

import asyncio
import gzip
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.datastructures import Headers

from api.answers import digest, matches
from api.hits import tile_tag
from api.kept import Kept, Store
from api.offer import Current
from gis import tiles
from gis.errors import NotFound, Unavailable
from gis.layer import Audience
from gis.privacy import visible
from gis.tiling import Tile
from tests.http.toys import TOYS

VIEW = visible(TOYS["pohon"], Audience.PUBLIC)
DRAWINGS = tiles.drawings(TOYS, Audience.PUBLIC)


class Ticking:
    """A database whose version rises with every question, and whose answers come when they are let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.gates: list[asyncio.Event] = []
        self.broken = False

    @asynccontextmanager
    async def glance(self, _: Audience) -> AsyncIterator[Ticking]:
        yield self

    async def rows(self, _: object) -> list[dict[str, str]]:
        self.asked += 1
        mine, gate = self.asked, asyncio.Event()
        self.gates.append(gate)
        await gate.wait()
        if self.broken:
            raise Unavailable("away")
        return [{"layer": "pohon", "version": str(mine)}]


async def _settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_who_comes_during_a_question_waits_for_the_next_one_with_all_others():
    async def story() -> None:
        database = Ticking()
        current = Current(database, Audience.PUBLIC, (VIEW,))
        first = [asyncio.create_task(current.versions()) for _ in range(3)]
        await _settled()
        later = [asyncio.create_task(current.versions()) for _ in range(50)]
        await _settled()
        assert database.asked == 1
        database.gates[0].set()
        await _settled()
        assert database.asked == 2
        database.gates[1].set()
        assert [(await each)["pohon"] for each in first] == ["1"] * 3
        assert [(await each)["pohon"] for each in later] == ["2"] * 50

    asyncio.run(story())


def test_a_question_that_failed_fails_for_those_who_waited_and_for_nobody_else():
    async def story() -> None:
        database = Ticking()
        current = Current(database, Audience.PUBLIC, (VIEW,))
        first = asyncio.create_task(current.versions())
        await _settled()
        second = asyncio.create_task(current.versions())
        database.broken = True
        database.gates[0].set()
        with pytest.raises(Unavailable):
            await first
        await _settled()
        database.broken = False
        database.gates[1].set()
        assert (await second)["pohon"] == "2"

    asyncio.run(story())


def test_one_who_leaves_takes_nothing_from_the_others():
    async def story() -> None:
        database = Ticking()
        current = Current(database, Audience.PUBLIC, (VIEW,))
        leaving, staying = (asyncio.create_task(current.versions()) for _ in range(2))
        await _settled()
        leaving.cancel()
        database.gates[0].set()
        assert (await staying)["pohon"] == "1"

    asyncio.run(story())


def test_the_store_forgets_the_longest_unused_and_never_holds_more_than_its_room():
    store = Store(4000)
    for name in "abc":
        store.keep(Kept.of(name.encode() * 100, name))
    assert store.find("a") is not None
    for number in range(20):
        store.keep(Kept.of(bytes([number]) * 150, f"t{number}"))
        assert store.find("a") is not None
    assert store.find("b") is None
    assert store.size <= 4000


def test_a_tile_larger_than_the_room_is_answered_and_not_kept():
    store = Store(500)
    kept = store.keep(Kept.of(secrets.token_bytes(10_240), "big"))
    assert kept.answer(Headers({"accept-encoding": "gzip"})).status_code == 200
    assert store.find("big") is None
    assert Store(0).keep(Kept.of(b"x", "y")).answer(Headers()).body == b"x"


def test_a_kept_tile_is_sent_as_the_caller_can_read_it():
    kept = Kept.of(b"abc" * 1000, 'W/"t"')
    zipped = kept.answer(Headers({"accept-encoding": "gzip, br"}))
    assert gzip.decompress(zipped.body) == kept.answer(Headers()).body == b"abc" * 1000
    assert kept.answer(Headers({"if-none-match": '"t"'})).status_code == 304
    assert Kept.of(b"", "t").answer(Headers()).status_code == 204


def test_a_tag_tells_apart_what_is_drawn_where_from_which_versions():
    versions = dict.fromkeys(TOYS, "1")
    pohon, blok, telaah = (DRAWINGS[name] for name in ("pohon", "blok", "telaah"))
    tags = {
        tile_tag([pohon], Tile(7, 1, 2), versions),
        tile_tag([pohon], Tile(7, 2, 1), versions),
        tile_tag([blok], Tile(7, 1, 2), versions),
        tile_tag([pohon, blok], Tile(7, 1, 2), versions),
        tile_tag([pohon], Tile(7, 1, 2), {**versions, "pohon": "2"}),
    }
    assert len(tags) == 5
    assert tile_tag([pohon], Tile(7, 1, 2), {**versions, "blok": "2"}) in tags
    before, after = (tile_tag([telaah], Tile(7, 1, 2), {**versions, "risiko": v}) for v in "12")
    assert before != after


@pytest.mark.parametrize(
    ("z", "x", "y"), [(-1, 0, 0), (25, 0, 0), (0, 1, 0), (0, 0, 1), (3, 8, 0), (3, 0, -1)]
)
def test_there_is_no_tile_outside_of_the_set(z, x, y):
    with pytest.raises(NotFound):
        Tile(z, x, y)


def test_a_tile_s_box_is_where_it_should_be():
    west, south, east, north = Tile(0, 0, 0).box()
    assert (west, north) == (-20037508.342789244, 20037508.342789244)
    assert (south, east) == (west, north)
    degrees = Tile(2, 3, 1).degrees()
    assert degrees[0] == pytest.approx(90, abs=2)
    assert degrees[1] == pytest.approx(0, abs=2)
    assert degrees[2] == 180
    assert degrees[3] == pytest.approx(66.51, abs=1)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ("", False),
        ('"b"', False),
        ("a", False),
    ],
)
def test_tags_match_weakly(header, known):
    assert matches(header, 'W/"a"') is known


def test_a_digest_depends_on_every_part_and_on_their_borders():
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", "d"), digest()}) == 5
