"""Vector tiles: what is in them, what is not, and when they are asked for again."""

from __future__ import annotations

import math

import mapbox_vector_tile
import pytest

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


def test_several_collections_in_one_tile_in_the_order_of_the_map(client):
    one = client.get(f"{PATH}/{HERE}?collections=pohon,blok")
    other = client.get(f"{PATH}/{HERE}?collections=blok,pohon")
    assert one.content == other.content
    assert list(mapbox_vector_tile.decode(one.content)) == ["blok", "blok:label", "pohon"]
    assert "griya" not in mapbox_vector_tile.decode(client.get(f"{PATH}/{HERE}").content)


def test_a_tile_of_several_leaves_out_what_has_no_tiles_at_its_zoom(client):
    where = at(110.5, -6.5, 3)
    assert "pohon" not in drawn(client, f"{PATH}/{where}?collections=pohon,blok")
    assert client.get(f"{PATH}/{where}?collections=pohon").status_code == 204


@pytest.mark.parametrize("name", ["griya", "tidak_ada", ""])
def test_naming_a_hidden_collection_is_not_found(client, name):
    answer = client.get(f"{PATH}/{HERE}?collections=pohon,{name}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"There is no collection '{name}' here."


def test_where_there_is_nothing_to_draw_the_answer_is_empty(client):
    for _ in range(2):
        answer = client.get(f"/collections/pohon{PATH}/{at(0.5, 50, 7)}")
        assert answer.status_code == 204
        assert answer.content == b""


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
    assert [layer["id"] for layer in document["vector_layers"]] == ["blok", "blok:label", "pohon"]


def test_tile_sets_link_to_their_tiles(get):
    for start in ("", "/collections/pohon"):
        listed = get(f"{start}/tiles")["tilesets"]
        assert [each["links"][0]["href"] for each in listed] == [f"http://peta.test{start}{PATH}"]
        tileset = get(f"{start}{PATH}")
        template = next(link["href"] for link in tileset["links"] if link["rel"] == "item")
        assert template == f"http://peta.test{start}{PATH}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
        assert tileset["dataType"] == "vector"


def test_the_tile_matrix_set_is_the_registered_one(get):
    matrices = get("/tileMatrixSets/WebMercatorQuad")["tileMatrices"]
    assert matrices[0]["scaleDenominator"] == pytest.approx(559082264.028717, rel=1e-9)
    assert matrices[14]["cellSize"] == pytest.approx(9.55462853563415, rel=1e-9)
    assert matrices[3]["matrixWidth"] == 8
