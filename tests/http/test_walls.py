"""If the module that chooses columns named too many, the database answers with an error and not with data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from api.app import create_app
from gis import columns, privacy, tiles
from gis.address import Address
from gis.database import Database
from gis.layer import Audience, Layer
from gis.privacy import View
from gis.settings import Settings
from tests.http.toys import SECRET, TOYS


def _everything(layer: Layer, audience: Audience) -> View:
    """What a careless change might make of `privacy.visible`: every column, straight from the store."""
    table = sa.Table(layer.name, sa.MetaData(), *columns.plain(layer, layer.fields), schema="store")
    return View(layer, audience, layer.fields, table)


@pytest.fixture
def careless(toy_address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    for module in (privacy, tiles):
        monkeypatch.setattr(module, "visible", _everything)
    monkeypatch.setattr(tiles, "layers_for", lambda layers, _: tuple(layers))
    with TestClient(create_app(Settings(), TOYS, Database(toy_address))) as client:
        yield client


@pytest.mark.parametrize("name", list(TOYS))
@pytest.mark.parametrize(
    "below",
    [
        "",
        "/items",
        "/items/pohon-1",
        "/items?f=html",
        "/tiles/WebMercatorQuad",
        "/tiles/WebMercatorQuad/7/66/103",
        "/tiles/WebMercatorQuad/tilejson.json",
    ],
)
def test_a_collection_answers_an_error_and_no_data(careless, name, below):
    answer = careless.get(f"/collections/{name}{below}")
    assert answer.status_code >= 400
    assert SECRET not in answer.text
    assert "Pohon" not in answer.text


@pytest.mark.parametrize("path", ["/collections", "/styles/peta", "/tiles/WebMercatorQuad/7/66/103"])
def test_what_speaks_of_all_answers_an_error_too(careless, path):
    answer = careless.get(path)
    assert answer.status_code == 500
    assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}
    assert "store" not in answer.text
