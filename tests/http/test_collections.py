"""Collections, their schemas and queryables, styles."""

from __future__ import annotations

import json

import pytest

from tests.http.toys import HIDDEN_FIELDS, SECRET, TOYS

VISIBLE = [name for name in TOYS if name != "griya"]


def test_collections_are_those_the_public_may_know_of(get):
    listed = get("/collections")["collections"]
    assert [one["id"] for one in listed] == VISIBLE


def test_a_collection_tells_what_the_map_needs(get):
    one = get("/collections/pohon")
    assert one["extent"]["spatial"]["bbox"] == [pytest.approx([110.1, -6.95, 111.7, -6.15])]
    assert one["system"] == {"id": "TIC", "title": "TIC: pariwisata"}
    assert (one["shape"], one["zooms"], one["rows"], one["contoh"]) == ("point", [5, 10], 10, False)
    assert (one["search"], one["within"]) == (["nama"], None)
    assert one["source"]["scale"] == 1000
    assert {link["rel"].rsplit("/", 1)[-1] for link in one["links"]} == {
        "self",
        "alternate",
        "items",
        "queryables",
        "sortables",
        "schema",
        "describedby",
        "license",
        "tilesets-vector",
        "styles",
        "stylesheet",
    }


def test_titles_are_in_the_language_asked_for(get):
    assert get("/collections/pohon")["title"] == "Pohon"
    assert get("/collections/pohon", lang="en")["title"] == "Pohon (en)"


def test_sample_rows_mark_their_collection_from_the_moment_they_are_there(get, garden):
    with garden.change() as write:
        write.row("peristiwa", id="p3", kode="99.01.00.1000", status="sah", contoh=True)
    assert get("/collections/peristiwa")["contoh"] is True
    assert get("/styles/peta")["metadata"]["gis:sample"] is True
    with garden.change() as write:
        write.delete("peristiwa", "p3")
    assert get("/collections/peristiwa")["contoh"] is False
    assert get("/styles/peta")["metadata"]["gis:sample"] is False


def test_a_hidden_sample_row_marks_nothing(get, garden):
    with garden.change() as write:
        write.row("peristiwa", id="p3", kode="99.01.00.1000", status="baru", contoh=True)
    assert get("/collections/peristiwa")["contoh"] is False
    assert get("/collections/peristiwa")["rows"] == 1
    with garden.change() as write:
        write.delete("peristiwa", "p3")


def test_the_schema_lists_visible_fields_with_titles_units_and_codes(get):
    schema = get("/collections/pohon/schema")
    found = schema["properties"]
    assert not set(HIDDEN_FIELDS) & set(found)
    assert found["tinggi_m"]["x-ogc-unit"] == "m"
    assert found["id"]["x-ogc-role"] == "id"
    assert found["nama"]["x-ogc-label"] is True
    assert found["jenis"]["enum"] == ["jati", "api", "air", "batu"]
    assert found["jenis"]["oneOf"][0] == {"const": "jati", "title": "Jati"}
    assert found["hama"]["type"] == "array"
    assert "enum" not in found["hama"]["items"]
    assert found["dilihat"]["format"] == "date-time"
    assert found["geometry"]["format"] == "geometry-point"
    assert [p["x-ogc-propertySeq"] for p in found.values()] == list(range(1, len(found) + 1))
    assert schema["required"] == ["id", "dilihat"]


def test_every_property_of_a_feature_is_in_the_schema_and_every_queryable_is_a_parameter(get, client):
    for name in VISIBLE:
        schema = get(f"/collections/{name}/schema")["properties"]
        for feature in get(f"/collections/{name}/items")["features"]:
            assert set(feature["properties"]) == set(schema) - {"geometry"}
        queryables = get(f"/collections/{name}/queryables")
        assert queryables["additionalProperties"] is False
        for field in set(queryables["properties"]) - {"geometry"}:
            refused = client.get(f"/collections/{name}/items", params={field: "\x00"})
            assert refused.json()["detail"].startswith(f"{field}: ")


def test_collections_keep_their_tag_until_something_visible_changes(client, garden):
    tag = client.get("/collections").headers["etag"]
    with garden.change() as write:
        write.update("pohon", "pohon-1", pemilik="lain")
        write.update("griya", "g1", status="lain")
        write.update("griya", "g1", status="rusak")
    assert client.get("/collections", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/collections?lang=en", headers={"if-none-match": tag}).status_code == 200
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Lain")
    assert client.get("/collections", headers={"if-none-match": tag}).status_code == 200
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Pohon 1", pemilik=SECRET)


def test_the_map_style_draws_every_visible_collection_from_its_own_tiles(get):
    style = get("/styles/peta")
    assert set(style["sources"]) == set(VISIBLE)
    assert style["sources"]["pohon"]["tiles"] == [
        "http://peta.test/collections/pohon/tiles/WebMercatorQuad/{z}/{y}/{x}"
    ]
    assert "glyphs" not in style
    drawn = {layer.get("metadata", {}).get("gis:collection") for layer in style["layers"]} - {None}
    assert drawn == set(VISIBLE)
    assert style["metadata"]["gis:bounds"] == [110, -7, 112, -6]


def test_only_kinds_that_there_are_can_be_chosen(get):
    chosen = next(
        layer["metadata"]["gis:choose"]
        for layer in get("/styles/peta", lang="en")["layers"]
        if "gis:choose" in layer.get("metadata", {}) and layer["metadata"]["gis:collection"] == "risiko"
    )
    assert chosen["choices"] == [{"value": "api", "title": "Fire"}, {"value": "air", "title": "Water"}]
    assert chosen["value"] == "api"


def test_a_collection_has_a_style_of_its_own_over_the_base(get):
    style = get("/styles/pohon")
    assert set(style["sources"]) == {"latar", "blok", "wilayah", "pohon"}
    assert all(x["metadata"]["gis:on"] for x in style["layers"] if x.get("source") == "pohon")


def test_styles_are_listed_and_hidden_ones_are_not_found(get, client):
    assert [one["id"] for one in get("/styles")["styles"]] == ["peta", *VISIBLE]
    for name in ("griya", "tidak_ada"):
        assert client.get(f"/styles/{name}").json()["detail"] == f"Tidak ada gaya peta '{name}' di sini."


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api",
        "/collections",
        "/styles",
        "/styles/peta",
        "/processes",
        "/docs",
        "/processes/exposure",
        "/collections/pohon/schema",
        "/tiles/WebMercatorQuad",
    ],
)
def test_nothing_hidden_is_named_anywhere(client, path):
    for form in ("json", "html"):
        text = client.get(path, params={"f": form}).text
        for hidden in (*HIDDEN_FIELDS, SECRET):
            assert hidden not in text
        assert '"griya"' not in text
        assert "/griya" not in text


def test_links_carry_no_page_of_a_browser_into_json(get):
    """What links to JSON says f=json, so that a browser's Accept header does not turn it into a page."""
    page = get("/collections/pohon/items", limit=1)
    following = next(link["href"] for link in page["links"] if link["rel"] == "next")
    assert "f=json" in following
    assert json.dumps(page)
