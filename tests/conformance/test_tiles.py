"""OGC API Tiles: what OGC's executable test suite asks, and the metadata of OGC 17-083r4 besides."""

from __future__ import annotations

import mapbox_vector_tile
import pytest

from tests.conformance.conftest import RELATION, linked, operation
from tools.conformance import suites

MVT = "application/vnd.mapbox-vector-tile"
REGISTER = "http://www.opengis.net/def/tilematrixset/OGC/1.0/"
SETS = ("WebMercatorQuad", "WorldCRS84Quad")


@pytest.fixture(scope="module")
def lists(stranger, landing, collections) -> list[dict]:
    """The lists of tile sets: of everything, and of each collection."""
    found = [*linked(landing, f"{RELATION}tilesets-vector")]
    for each in collections:
        found += linked(each, f"{RELATION}tilesets-vector")
    return [stranger.json(link["href"]) for link in found]


@pytest.fixture(scope="module")
def tilesets(stranger, lists) -> list[dict]:
    found = [link for each in lists for one in each["tilesets"] for link in linked(one, "self")]
    return [stranger.json(link["href"]) for link in found]


def template(tileset: dict) -> str:
    (told,) = [link for link in linked(tileset, "item") if link.get("templated")]
    return told["href"]


def address(tileset: dict, level: object, row: object, column: object) -> str:
    named = {"tileMatrix": level, "tileRow": row, "tileCol": column}
    found = template(tileset)
    for name, value in named.items():
        found = found.replace(f"{{{name}}}", str(value))
    return found


@pytest.mark.requirement("tiles-1/dataset-tilesets/landingpage", "tiles-1/dataset-tilesets/operation")
def test_the_landing_page_leads_to_tiles_of_everything(stranger, landing, collections):
    (told,) = linked(landing, f"{RELATION}tilesets-vector")
    assert told["href"].endswith("/tiles")
    everything = stranger.json(linked(stranger.json(told["href"])["tilesets"][0], "self")[0]["href"])
    assert {each["id"] for each in collections} <= {layer["id"] for layer in everything["layers"]}


@pytest.mark.requirement("tiles-1/geodata-tilesets/desc-links", "tiles-1/geodata-tilesets/operation")
def test_every_collection_leads_to_its_tiles(stranger, collections):
    for each in collections:
        for told in (each, stranger.json(f"/collections/{each['id']}")):
            (link,) = linked(told, f"{RELATION}tilesets-vector")
            assert link["href"].endswith("/tiles")
            assert stranger.json(link["href"])["tilesets"]


@pytest.mark.requirement("tiles-1/tilesets-list/tileset-path", "tiles-1/tilesets-list/tileset-links")
def test_lists_hold_a_tile_set_for_each_way_to_cut_the_world(stranger, lists):
    for each in lists:
        assert [one["tileMatrixSetURI"] for one in each["tilesets"]] == [REGISTER + name for name in SETS]
        (mine,) = linked(each, "self")
        path = mine["href"].partition("?")[0]
        for name, one in zip(SETS, each["tilesets"], strict=True):
            assert one["dataType"] == "vector"
            assert one["crs"].startswith("http://www.opengis.net/def/crs/")
            (whole,) = linked(one, "self")
            assert (whole["type"], whole["href"]) == ("application/json", f"{path}/{name}")
            (scheme,) = linked(one, f"{RELATION}tiling-scheme")
            # The suite follows every link of a list, so none may be a template.
            assert not any("{" in link["href"] for link in one["links"])
            assert stranger.json(scheme["href"])["uri"] == one["tileMatrixSetURI"]


@pytest.mark.requirement("tiles-1/tileset/description")
def test_tile_sets_are_described_in_full(stranger, tilesets):
    assert len(tilesets) > 20
    for each in tilesets:
        assert each["title"]
        assert (each["dataType"], each["mediaTypes"]) == ("vector", [MVT])
        assert each["tileMatrixSetURI"].removeprefix(REGISTER) in SETS
        (scheme,) = linked(each, f"{RELATION}tiling-scheme")
        levels = {one["id"] for one in stranger.json(scheme["href"])["tileMatrices"]}
        for limit in each["tileMatrixSetLimits"]:
            assert limit["tileMatrix"] in levels
            assert 0 <= limit["minTileRow"] <= limit["maxTileRow"]
            assert 0 <= limit["minTileCol"] <= limit["maxTileCol"]
        assert {"lowerLeft", "upperRight", "crs"} <= set(each["boundingBox"])
        for layer in each["layers"]:
            assert layer["title"]
            assert layer["dataType"] == "vector"
            assert layer["geometryDimension"] in (0, 1, 2)
            assert int(layer["minTileMatrix"]) <= int(layer["maxTileMatrix"])
            assert {layer["minTileMatrix"], layer["maxTileMatrix"]} <= levels
            fields = layer["propertiesSchema"]["properties"]
            assert all(one["type"] and one["title"] for one in fields.values())
            assert linked(layer, f"{RELATION}geodata")


@pytest.mark.requirement(
    "tiles-1/core/tc-op",
    "tiles-1/core/tc-tilematrix-definition",
    "tiles-1/core/tc-tilerow-definition",
    "tiles-1/core/tc-tilecol-definition",
)
def test_templates_name_level_row_and_column_and_lead_to_tiles(stranger, tilesets, interface):
    for each in tilesets:
        (told,) = [link for link in linked(each, "item") if link.get("templated")]
        assert told["type"] == MVT
        assert all(f"{{{name}}}" in told["href"] for name in ("tileMatrix", "tileRow", "tileCol"))
        path = "/" + told["href"].split("/", 3)[3]
        parameters = operation(interface, path)["parameters"]
        for name in ("tileMatrix", "tileRow", "tileCol"):
            assert (parameters[name]["in"], parameters[name]["required"]) == ("path", True)


@pytest.mark.requirement("tiles-1/core/tc-success", "tiles-1/core/tc-error", "tiles-1/mvt/content")
def test_tiles_within_the_limits_are_there_and_no_others(stranger, tilesets):
    for each in tilesets:
        for limit in (each["tileMatrixSetLimits"][0], each["tileMatrixSetLimits"][-1]):
            level, row, column = limit["tileMatrix"], limit["maxTileRow"], limit["minTileCol"]
            answer = stranger.get(address(each, level, row, column), "*/*")
            assert answer.status_code in (200, 204)
            if answer.status_code == 200:
                assert answer.headers["content-type"] == MVT
                names = {layer["id"] for layer in each["layers"]}
                assert set(mapbox_vector_tile.decode(answer.content)) <= names
            assert stranger.get(address(each, level, row + 1, column), "*/*").status_code == 404
        for odd in ((99, 0, 0), (0, 2147483647, 2147483647), ("x", 0, 0), (0, -1, 0)):
            assert stranger.get(address(each, *odd), "*/*").status_code in (400, 404)


@pytest.mark.requirement("tiles-1/collections-selection/query-collections")
def test_collections_choose_for_tile_sets_and_tiles(stranger, landing):
    (told,) = linked(landing, f"{RELATION}tilesets-vector")
    listed = stranger.json(told["href"], collections="desa,wisata")
    for one in listed["tilesets"]:
        (whole,) = linked(one, "self")
        tileset = stranger.json(whole["href"])
        assert [layer["id"] for layer in tileset["layers"]] == ["desa", "desa:label", "wisata"]
        limit = tileset["tileMatrixSetLimits"][-1]
        found = address(tileset, limit["tileMatrix"], limit["minTileRow"], limit["minTileCol"])
        assert "collections=desa,wisata" in found
        assert stranger.get(found, "*/*").status_code in (200, 204)
    assert stranger.get(told["href"], collections="desa,tidak_ada").status_code == 404


@pytest.mark.requirement("tiles-1/oas30/completeness", "tiles-1/oas30/operation-id")
def test_the_interface_tells_every_tile_operation_by_its_name(interface, collections):
    starts = {"": "dataset.vector", **{f"/collections/{each['id']}": None for each in collections}}
    for start in starts:
        for name in SETS:
            for below, ending in (
                ("/tiles", "getTileSetsList"),
                (f"/tiles/{name}", "getTileSet"),
                (f"/tiles/{name}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", "getTile"),
            ):
                told = operation(interface, start + below)["operationId"]
                assert told.endswith(f".vector.{ending}"), told


@pytest.mark.parametrize("name", SETS)
def test_the_tile_matrix_sets_are_the_register_s(stranger, landing, name):
    (told,) = linked(landing, f"{RELATION}tiling-schemes")
    (one,) = [each for each in stranger.json(told["href"])["tileMatrixSets"] if each["id"] == name]
    # The suite looks for `item`, the schema of the standard for `self`.
    for rel in ("self", "item"):
        whole = stranger.json(linked(one, rel, "application/json")[0]["href"])
        assert whole["uri"] == REGISTER + name
        assert len(whole["tileMatrices"]) == {"WebMercatorQuad": 25, "WorldCRS84Quad": 24}[name]


def test_tilejson_fits_its_tiles(stranger, tilesets):
    for each in tilesets:
        found = linked(each, "describedby")
        assert bool(found) is each["tileMatrixSetURI"].endswith("/WebMercatorQuad")
        for link in found:
            told = stranger.json(link["href"])
            assert told["tilejson"] == "3.0.0"
            named = {one["id"]: one for one in told["vector_layers"]}
            assert set(named) == {layer["id"] for layer in each["layers"]}
            levels = [int(limit["tileMatrix"]) for limit in each["tileMatrixSetLimits"]]
            assert (told["minzoom"], told["maxzoom"]) == (min(levels), max(levels))


def test_what_the_suite_of_ogc_is_told_leads_to_a_tile(stranger, server):
    told = suites.tiles(server)
    address = told["urltemplatefortiles"].format(
        tileMatrix=told["tilematrix"], tileRow=told["mintilerow"], tileCol=told["mintilecol"]
    )
    assert stranger.get(address, MVT).status_code == 200
    assert stranger.json(suites.features(server)["iut"])["links"]
