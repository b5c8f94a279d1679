"""GDAL, by Debian's programs and by pyogrio, and OWSLib read a layer of more rows than a page holds.

What is filtered on the server is proved by what the server was asked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pyproj
import pytest
from owslib.ogcapi.features import Features

from tests.clients.crowd import ACROSS, BOARDS, SOUTH, STEP, WEST

ITEMS = "/collections/papan/items"
PARKS = sum(1 for number in range(BOARDS) if number % 3 == 1)
UTM = "http://www.opengis.net/def/crs/EPSG/0/32749"

BOX = (WEST - STEP / 2, SOUTH - STEP / 2, WEST + 4.5 * STEP, SOUTH + 3.5 * STEP)
INSIDE = 5 * 4
"""Boards within BOX: five columns, four lines."""

PYOGRIO = """
import json, sys
import pyogrio
url, options = sys.argv[1], json.loads(sys.argv[2])
if "bbox" in options:
    options["bbox"] = tuple(options["bbox"])
frame = pyogrio.read_dataframe(f"OAPIF:{url}/", layer="papan", fid_as_index=False, **options)
first = frame.geometry.iloc[0] if len(frame) else None
print(json.dumps({"ids": list(frame["id"]), "crs": frame.crs.to_authority() if frame.crs else None,
                  "first": [first.x, first.y] if first is not None else None}))
"""


def ogr(program: str, *words: str) -> str:
    found = shutil.which(program)
    assert found, f"{program} (Debian's gdal-bin) is part of the tests' set-up"
    done = subprocess.run([found, *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(url: str, **options: object) -> dict:
    """What pyogrio reads, in a process of its own: GDAL holds the interpreter while it waits."""
    words = [sys.executable, "-c", PYOGRIO, url, json.dumps(options)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def every_id() -> list[str]:
    return [f"papan-{number:05}" for number in range(BOARDS)]


def test_ogr2ogr_takes_every_row_once(boards, tmp_path):
    file = tmp_path / "papan.csv"
    ogr("ogr2ogr", "-f", "CSV", str(file), f"OAPIF:{boards.url}/", "papan", "-oo", "PAGE_SIZE=1000")
    ids = [line.partition(",")[0].strip('"') for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    assert ids == every_id()
    assert len([query for query in boards.of(ITEMS) if "after" in query]) == BOARDS // 1000


def test_ogrinfo_counts_without_reading_all(boards):
    said = ogr("ogrinfo", "-so", f"OAPIF:{boards.url}/", "papan")
    assert f"Feature Count: {BOARDS}" in said
    assert not [query for query in boards.of(ITEMS) if "after" in query]


def test_ogrinfo_filters_by_a_field_on_the_server(boards):
    said = ogr(
        "ogrinfo", "-q", f"OAPIF:{boards.url}/", "papan", "-where", "jenis = 'taman'", "-oo", "PAGE_SIZE=5000"
    )
    assert said.count("OGRFeature(papan)") == PARKS
    assert [query for query in boards.of(ITEMS) if query.get("jenis") == "taman"]


def test_ogrinfo_filters_by_a_rectangle_on_the_server(boards):
    said = ogr("ogrinfo", "-q", f"OAPIF:{boards.url}/", "papan", "-spat", *map(str, BOX))
    assert said.count("OGRFeature(papan)") == INSIDE
    sides = [query["bbox"] for query in boards.of(ITEMS) if "bbox" in query]
    assert [float(side) for side in sides[0].split(",")] == pytest.approx(BOX)


def test_pyogrio_takes_every_row_once(boards):
    assert read(boards.url, PAGE_SIZE=5000)["ids"] == every_id()


def test_pyogrio_filters_by_a_field_on_the_server(boards):
    assert len(read(boards.url, where="jenis = 'taman'", PAGE_SIZE=5000)["ids"]) == PARKS
    assert [
        query for query in boards.of(ITEMS) if "taman" in query.get("jenis", "") + query.get("filter", "")
    ]


def test_pyogrio_filters_by_a_rectangle_on_the_server(boards):
    assert len(read(boards.url, bbox=BOX)["ids"]) == INSIDE
    assert [query for query in boards.of(ITEMS) if "bbox" in query]


def test_pyogrio_reads_in_utm(boards):
    found = read(boards.url, CRS="EPSG:32749", max_features=5)
    assert [query for query in boards.of(ITEMS) if query.get("crs") == UTM]
    assert found["crs"] == ["EPSG", "32749"]
    expected = pyproj.Transformer.from_crs(4326, 32749, always_xy=True).transform(WEST, SOUTH)
    assert found["first"] == pytest.approx(expected, abs=0.01)


def test_owslib_lists_describes_and_asks_what_can_be_asked(boards):
    service = Features(f"{boards.url}/")
    assert service.feature_collections() == ["papan"]
    assert UTM in service.collection("papan")["crs"]
    assert {"jenis", "urut", "geometry"} <= set(service.collection_queryables("papan")["properties"])
    assert "/collections/papan/items" in service.api()["paths"]


def test_owslib_pages_through_every_row(boards):
    service = Features(f"{boards.url}/")
    page = service.collection_items("papan", limit=5000)
    ids = [feature["id"] for feature in page["features"]]
    assert page["numberMatched"] == BOARDS
    while following := [link["href"] for link in page["links"] if link["rel"] == "next"]:
        after = following[0].partition("after=")[2].partition("&")[0]
        page = service.collection_items("papan", limit=5000, after=after)
        ids += [feature["id"] for feature in page["features"]]
    assert ids == every_id()


@pytest.mark.parametrize(
    ("asked", "matched"),
    [
        ({"jenis": "taman"}, PARKS),
        ({"bbox": list(BOX)}, INSIDE),
        ({"filter": "urut < 100 AND jenis = 'taman'", "filter-lang": "cql2-text"}, 33),
        ({"q": "papan 12344"}, 1),
    ],
)
def test_owslib_filters_on_the_server(boards, asked, matched):
    page = Features(f"{boards.url}/").collection_items("papan", limit=1, **asked)
    assert page["numberMatched"] == matched


def test_owslib_reads_in_utm(boards):
    feature = Features(f"{boards.url}/").collection_items("papan", limit=1, crs=UTM)["features"][0]
    expected = pyproj.Transformer.from_crs(4326, 32749, always_xy=True).transform(WEST, SOUTH)
    assert feature["geometry"]["coordinates"] == pytest.approx(expected, abs=0.01)


def test_the_grid_is_as_the_tests_take_it(boards):
    last = Features(f"{boards.url}/").collection_item("papan", f"papan-{BOARDS - 1:05}")
    east, north = last["geometry"]["coordinates"]
    assert east == pytest.approx(WEST + STEP * ((BOARDS - 1) % ACROSS))
    assert north == pytest.approx(SOUTH + STEP * ((BOARDS - 1) // ACROSS))
