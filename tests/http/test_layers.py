"""Every declared layer over HTTP: collection, items, tile, style, legend; and nothing hidden anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.settings import Settings
from layers import LAYERS

SEEN = [name for name, layer in LAYERS.items() if layer.access.seen_by(Audience.PUBLIC)]


@pytest.fixture(scope="module")
def regency(layers_database: Address) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), LAYERS, Database(layers_database))) as opened:
        yield opened


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize(
    "below",
    [
        "",
        "/items",
        "/schema",
        "/queryables",
        "/tiles",
        "/tiles/WebMercatorQuad",
    ],
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_every_public_layer_answers(regency, name, below, form):
    answer = regency.get(f"/collections/{name}{below}", params={"f": form})
    assert answer.status_code == 200, answer.text
    hidden = [
        f.name for f in LAYERS[name].fields if not LAYERS[name].access_of(f.name).seen_by(Audience.PUBLIC)
    ]
    assert not [field for field in hidden if f'"{field}"' in answer.text or f">{field}<" in answer.text]


@pytest.mark.parametrize("name", SEEN)
def test_tilejson_is_for_programs_only(regency, name):
    path = f"/collections/{name}/tiles/WebMercatorQuad/tilejson.json"
    assert (regency.get(path).status_code, regency.get(path, params={"f": "html"}).status_code) == (200, 400)


@pytest.mark.parametrize("name", SEEN)
def test_every_public_layer_has_tiles_a_style_and_a_legend(regency, name):
    zoom = LAYERS[name].zooms.last
    assert regency.get(f"/collections/{name}/tiles/WebMercatorQuad/{zoom}/0/0").status_code == 204
    style = regency.get(f"/styles/{name}").json()
    said = [x["metadata"] for x in style["layers"] if x.get("metadata", {}).get("gis:collection") == name]
    assert said
    assert ("gis:legend" in said[0]) == LAYERS[name].pictured


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in SEEN])
def test_layers_for_officers_do_not_exist_for_the_public(regency, name):
    for path in (
        f"/collections/{name}",
        f"/collections/{name}/items",
        f"/styles/{name}",
        f"/tiles/WebMercatorQuad/8/132/206?collections={name}",
    ):
        assert regency.get(path).status_code == 404
    for path in ("/collections", "/styles", "/styles/peta", "/api", "/processes/exposure"):
        assert f'"{name}"' not in regency.get(path).text


def test_a_collection_says_by_which_field_the_area_around_is_known(regency):
    told = {name: regency.get(f"/collections/{name}").json()["within"] for name in SEEN}
    assert {"wisata", "pelabuhan", "titik_evakuasi"} <= {
        name for name, field in told.items() if field == "kode"
    }
    assert told["jalur_tangkap"] is told["kajian"] is told["desa"] is None
