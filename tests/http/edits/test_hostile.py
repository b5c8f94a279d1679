"""Bodies made to hurt: a clear refusal, soon, and nothing of the inside in it."""

from __future__ import annotations

import math
import time
from typing import Any

import orjson
import pytest

from tests.http.edits.trees import GEOJSON, MERGE, TREES, tree

BLOCKS = "/collections/blok/items"
SOON_S = 15.0


def star(points: int) -> list[list[float]]:
    """A ring of so many points that crosses itself nowhere."""
    ring = [
        [110.5 + 0.2 * math.cos(2 * math.pi * at / points), -6.5 + 0.2 * math.sin(2 * math.pi * at / points)]
        for at in range(points)
    ]
    return [*ring, ring[0]]


def area(rings: list[Any], code: str = "99.01.00.1777") -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "geometry": geometry, "properties": {"kode": code, "nama": "Blok"}}


def nested(kind: str, depth: int) -> bytes:
    if kind == "list":
        return (
            b'{"type":"Feature","geometry":null,"properties":{"hama":' + b"[" * depth + b"]" * depth + b"}}"
        )
    opened = b'{"type":"GeometryCollection","geometries":[' * depth
    return b'{"type":"Feature","properties":{},"geometry":' + opened + b"]}" * depth + b"}"


@pytest.mark.parametrize(
    "body",
    [
        nested("list", 1_000),
        nested("list", 100_000),
        nested("collection", 1_000),
        nested("collection", 400),
        orjson.dumps(tree(nama="x" * 1_000_000, umur_th="9" * 1_000_000)),
        orjson.dumps(tree(**{f"kolom{at}": at for at in range(20_000)})),
        orjson.dumps({**tree(), "geometry": {"type": "Point", "coordinates": list(range(100_000))}}),
        orjson.dumps({**tree(), "geometry": {"type": "Point", "coordinates": [1e308, -1e308]}}),
        orjson.dumps(tree(nama="a\x00b")),
        orjson.dumps(tree(umur_th=2**64 - 1)),
        b'{"type":"Feature","properties":{"tinggi_m":1e999}}',
        orjson.dumps(tree(id="x" * 100_000)),
    ],
    ids=range(12),
)
def test_hostile_bodies_are_refused_soon(staff, body: bytes):
    begun = time.monotonic()
    answer = staff.post(TREES, content=body, headers=GEOJSON)
    assert answer.status_code in (400, 409, 413, 422), answer.text[:300]
    assert time.monotonic() - begun < SOON_S
    assert len(answer.content) < 100_000
    assert "psycopg" not in answer.text


def test_an_area_of_many_points_is_taken(staff):
    answer = staff.put(f"{BLOCKS}/99.01.00.1777", json=area([star(100_000)]), headers=GEOJSON)
    assert answer.status_code == 201, answer.text[:300]
    assert staff.delete(f"{BLOCKS}/99.01.00.1777").status_code == 204


def test_an_area_that_crosses_itself_everywhere_is_refused_soon(staff):
    bow = [[110.5 + (at % 2) / 10, -6.9 + at / 40_000] for at in range(20_000)]
    begun = time.monotonic()
    answer = staff.post(BLOCKS, json=area([[*bow, bow[0]]]), headers=GEOJSON)
    assert answer.status_code == 422
    assert time.monotonic() - begun < SOON_S


@pytest.mark.parametrize(
    "patch",
    [
        nested("list", 100_000),
        b'{"properties": {"nama": {"a": {"b": 1}}}}',
        b'{"geometry": {"coordinates": null}}',
    ],
    ids=range(3),
)
def test_hostile_patches_are_refused(staff, planted: str, patch: bytes):
    before = staff.get(planted).headers["etag"]
    assert staff.patch(planted, content=patch, headers=MERGE).status_code in (400, 422)
    assert staff.get(planted).headers["etag"] == before
