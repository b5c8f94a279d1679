"""OGC API Features, part 3: filters as parameters."""

from __future__ import annotations

import json

import pytest
import shapely
from shapely.geometry import mapping, shape

from tests.conformance.cases import AREA, DRAWN, GEOJSON, PLACE, ids, metres, op
from tests.conformance.conftest import linked, operation

SCHEMA = "application/schema+json"
UTM = "http://www.opengis.net/def/crs/EPSG/0/32749"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"


@pytest.mark.requirement(
    "features-3/filter/filter-param",
    "features-3/filter/filter-lang-param",
    "features-3/filter/filter-crs-param",
    "features-3/features-filter/filter-param",
    "features-3/features-filter/filter-lang-param",
    "features-3/features-filter/filter-crs-param",
)
def test_the_parameters_are_told_as_the_standard_has_them(interface, collections):
    for each in collections:
        told = operation(interface, f"/collections/{each['id']}/items")["parameters"]
        for name in ("filter", "filter-lang", "filter-crs"):
            assert (told[name]["in"], told[name]["required"], told[name]["style"]) == ("query", False, "form")
            assert told[name]["explode"] is False
            assert told[name]["schema"]["type"] == "string"
        assert told["filter-lang"]["schema"]["enum"] == ["cql2-text", "cql2-json"]
        assert told["filter-lang"]["schema"]["default"] == "cql2-text"


@pytest.mark.requirement("features-3/filter/filter-crs-wgs84", "features-3/filter/filter-crs-param")
def test_places_in_a_filter_are_in_the_system_that_is_named(stranger, collections, features):
    wanted = {each["id"] for each in features("desa") if shape(each["geometry"]).intersects(AREA)}
    polygon = "S_INTERSECTS(geometry, {})".format
    assert ids(stranger, "desa", filter=polygon(DRAWN[4])) == wanted
    moved = shapely.transform(AREA, lambda pairs: pairs[:, ::-1])
    assert ids(stranger, "desa", filter=polygon(moved.wkt), **{"filter-crs": LATITUDE_FIRST}) == wanted
    drawn = json.dumps(op("s_intersects", PLACE, mapping(moved)))
    asked = {"filter-lang": "cql2-json", "filter-crs": LATITUDE_FIRST}
    assert ids(stranger, "desa", filter=drawn, **asked) == wanted
    (systems,) = [each["crs"] for each in collections if each["id"] == "desa"]
    assert UTM in systems
    for uri in systems:
        told = stranger.get("/collections/desa/items", filter="kode = 'x'", **{"filter-crs": uri})
        assert told.status_code == 200
    point = metres(shapely.Point(110.7, -6.6))
    asked = {"filter": polygon(point.wkt), "filter-crs": UTM}
    assert ids(stranger, "desa", **asked) == ids(stranger, "desa", filter=polygon("POINT(110.7 -6.6)"))
    unknown = {"filter-crs": "http://www.opengis.net/def/crs/EPSG/0/0"}
    assert stranger.get("/collections/desa/items", filter="kode = 'x'", **unknown).status_code == 400


@pytest.mark.requirement("features-3/filter/expression-construction")
def test_a_filter_takes_every_queryable_and_nothing_else(stranger, collections):
    for each in collections:
        path = f"/collections/{each['id']}"
        asked = stranger.json(f"{path}/queryables", SCHEMA)["properties"]
        text = " AND ".join(f'"{name}" IS NOT NULL' for name in asked)
        assert stranger.get(f"{path}/items", GEOJSON, filter=text, limit=1).status_code == 200
        for wrong in ("no_such_property = 1", "no_such_property IS NULL"):
            assert stranger.get(f"{path}/items", GEOJSON, filter=wrong).status_code == 400


@pytest.mark.requirement("features-3/filter/mixing-expressions")
def test_a_filter_and_other_parameters_narrow_together(stranger, features):
    wanted = {
        each["id"]
        for each in features("titik_evakuasi")
        if each["properties"]["jenis"] == "pos"
        and each["properties"]["kapasitas_orang"] > 60
        and shape(each["geometry"]).intersects(AREA)
    }
    asked = {"filter": "kapasitas_orang > 60", "jenis": "pos", "bbox": "110.65,-6.7,110.75,-6.55"}
    assert ids(stranger, "titik_evakuasi", **asked) == wanted != set()
    for left in asked:
        fewer = {name: given for name, given in asked.items() if name != left}
        assert ids(stranger, "titik_evakuasi", **fewer) > wanted


@pytest.mark.requirement("features-3/filter/response", "features-3/features-filter/response")
@pytest.mark.parametrize(
    "asked",
    [
        {"filter": "jenis ="},
        {"filter": "jenis = 'desa' AND"},
        {"filter": "{", "filter-lang": "cql2-json"},
        {"filter": "jenis = 'desa'", "filter-lang": "cql2-json"},
        {"filter": '{"op": "=", "args": [{"property": "jenis"}, "desa"]}'},
        {"filter": '{"op": "no_such", "args": []}', "filter-lang": "cql2-json"},
        {"filter": "jenis = 'desa'", "filter-lang": "no-such"},
        {"filter": "S_INTERSECTS(geometry, POINT(110.7))"},
        {"filter": "luas_km2 = 'desa'"},
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(stranger, asked):
    answer = stranger.get("/collections/desa/items", **asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.requirement("features-3/filter/response", "features-3/features-filter/response")
def test_a_filter_holds_from_page_to_page(stranger, features):
    wanted = [each["id"] for each in features("desa") if each["properties"]["luas_km2"] > 5]
    page = stranger.json("/collections/desa/items", GEOJSON, filter="luas_km2 > 5", limit=20)
    assert page["numberMatched"] == len(wanted)
    found = page["features"]
    while following := linked(page, "next"):
        page = stranger.json(following[0]["href"], GEOJSON)
        found += page["features"]
    assert [each["id"] for each in found] == wanted
