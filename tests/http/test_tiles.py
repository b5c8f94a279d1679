"""Vector tiles: what is in them, what is not, and when they are asked for again."""

from __future__ import annotations

import math

import mapbox_vector_tile
import pytest
from pyproj import Transformer

from gis.tiling import WORLD_CRS84, Tile
from tests.http.garden import tree
from tests.http.toys import HIDDEN_FIELDS, SECRET

PATH = "/tiles/WebMercatorQuad"


def at(lon: float, lat: float, z: int) -> str:
    """zoom/row/column of the tile that holds a place."""
    n = 2**z
    x = int((lon + 180) / 360 * n)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
    return f"{z}/{y}/{x}"


HERE = at(110.5, -6.5, 7)


def drawn(client, path: str) -> dict:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    return mapbox_vector_tile.decode(answer.content)


def test_a_tile_holds_keys_names_and_what_drawing_needs(client):
    tile = drawn(client, f"/collections/pohon{PATH}/{HERE}")
    assert list(tile) == ["pohon"]
    found = {f["properties"]["id"]: f["properties"] for f in tile["pohon"]["features"]}
    assert found["pohon-1"] == {"id": "pohon-1", "nama": "Pohon 1", "jenis": "api", "contoh": False}


def test_no_hidden_field_or_value_is_in_a_tile(client):
    content = client.get(f"{PATH}/{HERE}").content
    for hidden in (*HIDDEN_FIELDS, SECRET, "griya\x28"):
        assert hidden.encode() not in content


def test_a_tile_holds_rows_in_force_only_and_a_missing_class_is_in_it(client):
    tile = drawn(client, f"/collections/risiko{PATH}/{HERE}")
    found = {f["properties"]["id"]: f["properties"].get("tingkat") for f in tile["risiko"]["features"]}
    assert found == {"kini": 3, "tanpa": None, "air": 1}


def test_areas_have_one_point_each_for_their_names(client):
    tile = drawn(client, f"/collections/blok{PATH}/{at(110.5, -6.5, 5)}")
    assert len(tile["blok"]["features"]) == 4
    assert sorted(f["properties"]["nama"] for f in tile["blok:label"]["features"]) == [
        f"Blok {n}" for n in range(4)
    ]
    assert {f["geometry"]["type"] for f in tile["blok:label"]["features"]} == {"Point"}


def test_outside_of_studies_there_is_no_data_by_kind(client):
    outside = drawn(client, f"/collections/telaah{PATH}/{at(110.5, -6.5, 5)}")["telaah:luar"]["features"]
    boxes = {f["properties"]["ragam"]: _width(f["geometry"]) for f in outside}
    # Fire was studied in the western half of the regency, water nowhere.
    assert set(boxes) == {"api", "air"}
    assert boxes["air"] == pytest.approx(2 * boxes["api"], rel=0.01)


def _width(geometry: dict) -> float:
    rings = geometry["coordinates"]
    across = [x for ring in (rings if geometry["type"] == "Polygon" else rings[0]) for x, _ in ring]
    return max(across) - min(across)


def test_withheld_rows_say_so_in_tiles(client):
    tile = drawn(client, f"/collections/jumlah_griya{PATH}/{at(110.5, -6.5, 5)}")
    found = {f["properties"]["kode"]: f["properties"] for f in tile["jumlah_griya"]["features"]}
    assert "jumlah" not in found["99.01.00.1001"]
    assert found["99.01.00.1001"]["ditahan"] is True


@pytest.mark.requirement(
    "tiles-1/collections-selection/query-collections",
    "tiles-1/collections-selection/collections-response",
)
def test_several_collections_in_one_tile_in_the_order_asked_for(client):
    one = drawn(client, f"{PATH}/{HERE}?collections=pohon,blok,pohon")
    other = drawn(client, f"{PATH}/{HERE}?collections=blok,pohon")
    assert list(one) == ["pohon", "blok", "blok:label"]
    assert list(other) == ["blok", "blok:label", "pohon"]
    assert one == other


def test_without_a_choice_a_tile_holds_all_collections_in_the_order_of_the_map(client):
    assert list(drawn(client, f"{PATH}/{HERE}"))[:2] == ["latar", "blok"]
    assert "griya" not in mapbox_vector_tile.decode(client.get(f"{PATH}/{HERE}").content)


def test_a_tile_of_several_leaves_out_what_has_no_tiles_at_its_zoom(client):
    where = at(110.5, -6.5, 3)
    assert "pohon" not in drawn(client, f"{PATH}/{where}?collections=pohon,blok")
    assert client.get(f"{PATH}/{where}?collections=pohon").status_code == 404


@pytest.mark.parametrize("name", ["griya", "tidak_ada", ""])
def test_naming_a_hidden_collection_is_not_found(client, name):
    answer = client.get(f"{PATH}/{HERE}?collections=pohon,{name}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Tidak ada kumpulan data '{name}' di sini."


@pytest.mark.requirement("tiles-1/core/tc-error")
def test_where_there_is_nothing_to_draw_within_the_limits_the_answer_is_empty(client):
    # Trees stand from the south-west to the north-east: in the south-east there is none.
    for _ in range(2):
        answer = client.get(f"/collections/pohon{PATH}/{at(111.6, -6.9, 10)}")
        assert answer.status_code == 204
        assert answer.content == b""


@pytest.mark.requirement("tiles-1/core/tc-error")
@pytest.mark.parametrize("matrices", ["WebMercatorQuad", "WorldCRS84Quad"])
@pytest.mark.parametrize("start", ["", "/collections/pohon", "/collections/telaah"])
def test_tiles_beyond_the_limits_that_are_told_are_not_found(client, get, start, matrices):
    for limit in get(f"{start}/tiles/{matrices}")["tileMatrixSetLimits"]:
        level, rows, columns = (
            int(limit["tileMatrix"]),
            (limit["minTileRow"], limit["maxTileRow"]),
            (limit["minTileCol"], limit["maxTileCol"]),
        )
        asked = {
            f"{row}/{column}": client.get(f"{start}/tiles/{matrices}/{level}/{row}/{column}").status_code
            for row in {rows[0] - 1, *rows, rows[1] + 1}
            for column in {columns[0] - 1, *columns, columns[1] + 1}
            if row >= 0 and column >= 0
        }
        inside = {f"{row}/{column}" for row in rows for column in columns}
        assert {asked[one] for one in inside} <= {200, 204}
        assert {status for one, status in asked.items() if one not in inside} <= {404}


@pytest.mark.parametrize(
    "where",
    ["7/128/0", "7/0/128", "25/0/0", "4/8/12", "11/0/0", "7/-1/0", "x/0/0", "7/0/99999999999999999999"],
)
def test_a_tile_outside_of_the_set_is_not_found(client, where):
    answer = client.get(f"/collections/pohon{PATH}/{where}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_unknown_parameters_of_a_tile_are_refused(client):
    assert client.get(f"/collections/pohon{PATH}/{HERE}?bogus=1").status_code == 400
    assert client.get(f"/collections/pohon{PATH}/{HERE}?collections=blok").status_code == 400
    assert client.get(f"{PATH}/{HERE}?collections=blok&collections=pohon").status_code == 400


def test_a_tile_asked_for_again_is_unchanged_until_what_it_shows_changes(client, garden):
    path = f"/collections/pohon{PATH}/{HERE}"
    first = client.get(path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert client.get(path).content == first.content
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    with garden.change() as write:
        write.update("pohon", "pohon-1", pemilik="lain")
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Lain")
    changed = client.get(path, headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert b"Lain" in changed.content
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Pohon 1", pemilik=SECRET)


def test_a_kept_tile_of_a_collection_moves_with_what_its_outside_is_made_from(client, garden):
    path = f"/collections/telaah{PATH}/{at(110.5, -6.5, 5)}"
    tag = client.get(path).headers["etag"]
    with garden.change() as write:
        write.row("risiko", id="baru", ragam="batu", geom=None)
    changed = client.get(path, headers={"if-none-match": tag})
    assert changed.status_code == 200
    kinds = {
        f["properties"]["ragam"]
        for f in mapbox_vector_tile.decode(changed.content)["telaah:luar"]["features"]
    }
    assert "batu" in kinds
    with garden.change() as write:
        write.delete("risiko", "baru")


def test_tiles_travel_compressed_to_those_who_can_read_it(client):
    path = f"/collections/pohon{PATH}/{HERE}"
    zipped = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert "accept-encoding" in plain.headers["vary"]


def test_a_kept_tile_is_no_answer_for_who_takes_none(client):
    path = f"/collections/pohon{PATH}/{HERE}"
    tag = client.get(path).headers["etag"]
    for taken in ("*/*", "application/*, text/html", "application/vnd.mapbox-vector-tile"):
        assert client.get(path, headers={"accept": taken}).status_code == 200
    for refused in ("application/json", "*/*;q=0"):
        assert client.get(path, headers={"accept": refused}).status_code == 406
        assert client.get(path, headers={"accept": refused, "if-none-match": tag}).status_code == 406


def test_a_tile_never_shows_a_row_before_or_after_its_version(client, garden):
    path = f"/collections/pohon{PATH}/{HERE}"
    seen = {}
    for name in ("Satu", "Dua", "Satu", "Pohon 1"):
        with garden.change() as write:
            write.update("pohon", "pohon-1", **{**tree(1), "nama": name, "id": "pohon-1"})
        answer = client.get(path)
        assert name.encode() in answer.content
        assert seen.setdefault(answer.headers["etag"], name) == name
    assert len(seen) == 4


def test_tilejson_says_where_tiles_are_and_what_is_in_them(get):
    document = get(f"/collections/pohon{PATH}/tilejson.json")
    assert document["tilejson"] == "3.0.0"
    assert document["tiles"] == [f"http://peta.test/collections/pohon{PATH}/{{z}}/{{y}}/{{x}}"]
    assert (document["minzoom"], document["maxzoom"]) == (5, 10)
    assert document["bounds"] == pytest.approx([110.1, -6.95, 111.7, -6.15])
    assert list(document["vector_layers"][0]["fields"]) == ["id", "nama", "jenis", "contoh"]


def test_tilejson_of_chosen_collections(get):
    document = get(f"{PATH}/tilejson.json", collections="pohon,blok")
    assert document["tiles"][0].endswith("?collections=pohon,blok")
    assert [layer["id"] for layer in document["vector_layers"]] == ["pohon", "blok", "blok:label"]


def test_tile_sets_link_to_their_tiles(get):
    for start in ("", "/collections/pohon"):
        listed = get(f"{start}/tiles")["tilesets"]
        found = [link["href"] for each in listed for link in each["links"] if link["rel"] == "self"]
        assert found == [
            f"http://peta.test{start}/tiles/{name}" for name in ("WebMercatorQuad", "WorldCRS84Quad")
        ]
        tileset = get(f"{start}{PATH}")
        template = next(link["href"] for link in tileset["links"] if link["rel"] == "item")
        assert template == f"http://peta.test{start}{PATH}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
        assert tileset["dataType"] == "vector"


def test_the_tile_matrix_set_is_the_registered_one(get):
    matrices = get("/tileMatrixSets/WebMercatorQuad")["tileMatrices"]
    assert matrices[0]["scaleDenominator"] == pytest.approx(559082264.028717, rel=1e-9)
    assert matrices[14]["cellSize"] == pytest.approx(9.55462853563415, rel=1e-9)
    assert matrices[3]["matrixWidth"] == 8


def _placed(tile: dict, sublayer: str, box: tuple[float, float, float, float]) -> dict[str, tuple]:
    """The points of a tile by id, in units of its set; tiles are drawn from the south upwards here."""
    west, south, east, north = box
    return {
        f["properties"]["id"]: (
            west + f["geometry"]["coordinates"][0] / 4096 * (east - west),
            south + f["geometry"]["coordinates"][1] / 4096 * (north - south),
        )
        for f in tile[sublayer]["features"]
    }


@pytest.mark.requirement("tiles-1/core/tc-success", "tiles-1/mvt/content")
def test_tiles_in_degrees_hold_the_same_trees_at_the_same_places(client):
    place = Tile(6, *(int((110.5 + 180) / 180 * 64), int((90 + 6.5) / 180 * 64)), WORLD_CRS84)
    in_degrees = _placed(
        drawn(client, f"/collections/pohon/tiles/WorldCRS84Quad/6/{place.y}/{place.x}"), "pohon", place.box()
    )
    assert in_degrees["pohon-1"] == pytest.approx((110.3, -6.85), abs=0.001)
    z, row, column = map(int, HERE.split("/"))
    transform = Transformer.from_crs(3857, 4326, always_xy=True).transform
    in_metres = _placed(
        drawn(client, f"/collections/pohon{PATH}/{HERE}"), "pohon", Tile(z, column, row).box()
    )
    assert transform(*in_metres["pohon-1"]) == pytest.approx(in_degrees["pohon-1"], abs=0.002)


def test_tiles_in_degrees_begin_and_end_a_level_before_web_maps(client, get):
    levels = [
        [int(each["tileMatrix"]) for each in get(f"/collections/pohon/tiles/{name}")["tileMatrixSetLimits"]]
        for name in ("WebMercatorQuad", "WorldCRS84Quad")
    ]
    assert levels == [list(range(5, 11)), list(range(4, 10))]
    refused = client.get("/collections/pohon/tiles/WorldCRS84Quad/10/536/1653", params={"lang": "en"})
    assert refused.status_code == 404
    assert "level 4 to level 9" in refused.json()["detail"]


def test_what_lies_outside_of_studies_is_cut_in_degrees_too(client):
    tile = drawn(client, "/collections/telaah/tiles/WorldCRS84Quad/5/17/51")
    assert {f["properties"]["ragam"] for f in tile["telaah:luar"]["features"]} == {"api", "air"}


def test_tiles_of_another_set_are_other_tiles(client):
    paths = [f"/collections/blok/tiles/{name}/3/4/6" for name in ("WebMercatorQuad", "WorldCRS84Quad")]
    tags = {client.get(path).headers.get("etag") for path in paths}
    assert len(tags) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/Bogus",
        "/tiles/Bogus/0/0/0",
        "/collections/pohon/tiles/Bogus",
        "/tileMatrixSets/Bogus",
        "/tiles/WorldCRS84Quad/tilejson.json",
    ],
)
def test_there_is_no_other_tile_matrix_set_and_no_tilejson_of_degrees(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
