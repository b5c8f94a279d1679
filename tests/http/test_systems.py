"""Answers and boxes in every reference system, held to pyproj's own transformation."""

from __future__ import annotations

import itertools

import pytest
import shapely
from pyproj import Transformer

from gis import crs
from tests.http.garden import EAST, NORTH, SOUTH, TREES, WEST

SYSTEMS = list(crs.OFFERED.values())
ITEMS = "/collections/pohon/items"


def curie(system: crs.Crs) -> str:
    return system.curie


def theirs(system: crs.Crs) -> Transformer:
    """From degrees, longitude first, to the system in the order of its axes, as its authority has them."""
    return Transformer.from_crs(crs.CRS84, system.uri, always_xy=False)


def place(number: int) -> tuple[float, float]:
    """Where the garden's tree of this number stands."""
    return WEST + 0.1 + 0.2 * number, SOUTH + 0.05 + 0.1 * number


def near(system: crs.Crs) -> float:
    """What rounding may change. PostGIS and pyproj may carry PROJ data of different years: a millimetre."""
    return 0.0011 if system.metres else 1.1e-7


@pytest.mark.requirement(
    "features-2/crs/fc-crs-action",
    "features-2/crs/fc-crs-valid-value",
    "features-2/crs/geojson",
    "features-2/crs/ogc-crs-header",
    "features-2/crs/ogc-crs-header-value",
)
@pytest.mark.parametrize("system", SYSTEMS, ids=curie)
def test_answers_are_in_the_system_asked_for_in_its_order_of_axes(get, client, system):
    page = get(ITEMS, crs=system.uri)
    told = [each["geometry"]["coordinates"] for each in page["features"][: TREES - 1]]
    for number, found in enumerate(told):
        assert found == pytest.approx(theirs(system).transform(*place(number)), abs=near(system))
        assert all(len(str(each).partition(".")[2]) <= system.digits for each in found)
    one = get(f"{ITEMS}/pohon-1", crs=system.curie)
    assert one["geometry"]["coordinates"] == told[1]
    for path in (ITEMS, f"{ITEMS}/pohon-1"):
        answer = client.get(path, params={"crs": system.curie})
        assert answer.headers["content-crs"] == f"<{system.uri}>"


@pytest.mark.requirement("features-2/crs/fc-crs-default-value", "features-2/crs/ogc-crs-header")
@pytest.mark.parametrize("path", [ITEMS, f"{ITEMS}/pohon-1", "/collections/blok/items"])
def test_without_a_word_answers_are_in_degrees_longitude_first_and_say_so(client, path):
    assert client.get(path).headers["content-crs"] == f"<{crs.CRS84}>"


@pytest.mark.parametrize("system", SYSTEMS, ids=curie)
def test_areas_keep_their_form_and_their_ring_order_on_the_ground(get, system):
    (found,) = get("/collections/wilayah/items", crs=system.uri)["features"]
    shape = shapely.geometry.shape(found["geometry"])
    rectangle = shapely.box(WEST, SOUTH, EAST, NORTH)
    expected = shapely.transform(rectangle, lambda xy: [theirs(system).transform(*each) for each in xy])
    assert shapely.hausdorff_distance(shape, expected) <= 2 * near(system)
    ring = shape.geoms[0].exterior
    assert ring.is_ccw is not system.flipped


@pytest.mark.requirement("features-2/crs/fc-bbox-crs-action", "features-2/crs/fc-bbox-crs-valid-value")
@pytest.mark.parametrize("system", SYSTEMS, ids=curie)
@pytest.mark.parametrize("corners", [(0, 3), (2, 2), (4, 8)])
def test_boxes_are_read_in_the_system_and_the_order_of_its_axes(get, system, corners):
    low, high = (theirs(system).transform(*place(number)) for number in corners)
    margin = 1.0 if system.metres else 1e-5
    sides = [*(each - margin for each in low), *(each + margin for each in high)]
    box = ",".join(f"{each:.9f}" for each in sides)
    page = get(ITEMS, **{"bbox": box, "bbox-crs": system.uri})
    expected = [f"pohon-{number}" for number in range(corners[0], corners[1] + 1)]
    assert [each["id"] for each in page["features"]] == [*expected, f"pohon-{TREES - 1}"]


@pytest.mark.requirement("features-2/crs/fc-bbox-crs-action")
@pytest.mark.parametrize("system", [each for each in SYSTEMS if each.metres], ids=curie)
def test_a_box_in_metres_is_taken_as_it_lies_and_not_by_its_corners(get, garden, system):
    """Far from its middle a system's straight line bends in degrees: trees on both sides of it tell."""
    west, east = (500_000.0, 1_500_000.0) if system.code != 3857 else (12_000_000.0, 13_000_000.0)
    back = Transformer.from_crs(system.uri, crs.CRS84)
    south = theirs(system).transform(111.0, -7.5)[1]
    middle = (west + east) / 2
    inside, outside = back.transform(middle, south + 5), back.transform(middle, south - 5)
    with garden.change() as write:
        for name, (lon, lat) in (("dalam", inside), ("luar", outside)):
            geom = f"SRID=4326;POINT({lon} {lat})"
            write.row("pohon", id=name, dilihat="2026-04-01T00:00:00Z", contoh=False, geom=geom)
    try:
        box = f"{west},{south},{east},{south + 100}"
        found = {each["id"] for each in get(ITEMS, **{"bbox": box, "bbox-crs": system.uri})["features"]}
        assert found == {"dalam", f"pohon-{TREES - 1}"}
    finally:
        with garden.change() as write:
            write.delete("pohon", "dalam")
            write.delete("pohon", "luar")


@pytest.mark.parametrize("system", SYSTEMS, ids=curie)
def test_a_box_as_large_as_the_system_and_one_without_width_are_answered(get, system):
    west, south, east, north = system.extent
    whole = (south, west, north, east) if system.flipped else (west, south, east, north)
    spot = theirs(system).transform(*place(3))
    for box, count in ((whole, TREES), ((*spot, *spot), None)):
        page = get(ITEMS, **{"bbox": ",".join(map(repr, box)), "bbox-crs": system.uri})
        assert count is None or page["numberReturned"] == count


def test_a_box_across_the_antimeridian_is_read_in_every_order_of_axes(get):
    for name, box in (("[OGC:CRS84]", "170,-7,110.35,-6.8"), ("[EPSG:4326]", "-7,170,-6.8,110.35")):
        page = get(ITEMS, **{"bbox": box, "bbox-crs": name})
        assert [each["id"] for each in page["features"]] == ["pohon-0", "pohon-1", f"pohon-{TREES - 1}"]


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("[EPSG:4326]", "110,-7,111,-6"),
        ("[EPSG:9470]", "-7,170,-6,110"),
        ("[EPSG:32749]", "110,-7,111,-6"),
        ("[EPSG:32749]", "600000,9200000,500000,9300000"),
        ("[EPSG:3857]", "0,0,30000000,1"),
    ],
)
def test_a_box_beyond_the_extent_of_its_system_is_refused_with_that_extent(client, name, box):
    answer = client.get(ITEMS, params={"bbox": box, "bbox-crs": name, "lang": "en"})
    assert answer.status_code == 400
    assert "eastward" in answer.json()["detail"]


@pytest.mark.requirement(
    "features-2/crs/fc-bbox-crs-valid-value",
    "features-2/crs/fc-crs-valid-value",
    "features-3/filter/filter-crs-param",
)
@pytest.mark.parametrize("name", ["crs", "bbox-crs", "filter-crs"])
def test_another_system_is_refused_with_the_uris_of_those_there_are(client, name):
    answer = client.get(ITEMS, params={name: "http://www.opengis.net/def/crs/EPSG/0/4327"})
    assert answer.status_code == 400
    assert all(uri in answer.json()["detail"] for uri in crs.OFFERED)


@pytest.mark.requirement(
    "features-2/crs/fc-md-crs-list",
    "features-2/crs/fc-md-storageCrs",
    "features-2/crs/fc-md-storageCrs-valid-value",
)
def test_a_collection_lists_its_systems_and_the_one_it_is_kept_in(get):
    for found in (get("/collections/pohon"), *get("/collections")["collections"]):
        assert found["crs"] == list(crs.OFFERED)
        assert found["storageCrs"] in found["crs"]


def test_a_feature_s_tag_tells_its_row_first_and_then_how_it_is_told(client):
    ways = [{}, {"crs": "[EPSG:32749]"}, {"properties": "nama"}, {"skipGeometry": "true"}, {"f": "html"}]
    tags = [client.get(f"{ITEMS}/pohon-1", params=each).headers["etag"].strip('"') for each in ways]
    assert len({each.partition(".")[0] for each in tags}) == 1
    assert "." not in tags[0]
    assert all(one != other for one, other in itertools.combinations(tags, 2))


def test_a_feature_can_be_asked_for_with_some_of_its_fields_and_without_its_place(get):
    found = get(f"{ITEMS}/pohon-1", properties="nama", skipGeometry="true")
    assert (found["properties"], found["geometry"]) == ({"nama": "Pohon 1"}, None)


def test_a_place_that_a_system_does_not_reach_is_refused_in_words(client, garden):
    with garden.change() as write:
        write.row(
            "pohon", id="jauh", dilihat="2026-04-01T00:00:00Z", geom="SRID=4326;POINT(21 0)", contoh=False
        )
    try:
        for path in (ITEMS, f"{ITEMS}/jauh"):
            answer = client.get(path, params={"crs": "[EPSG:32749]", "lang": "en"})
            assert answer.status_code == 400
            assert answer.json()["detail"].startswith("The reference system asked for does not reach so far.")
        assert client.get(f"{ITEMS}/jauh", params={"crs": "[EPSG:3857]"}).status_code == 200
    finally:
        with garden.change() as write:
            write.delete("pohon", "jauh")
