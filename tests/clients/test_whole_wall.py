"""The wall holds without the module that names the columns: with it asking for everything, nothing comes out.

Every public route is asked over the whole sample, read from the service's own OpenAPI document, with the
choice of columns replaced by one that asks for every column of `store`. Routes that hold data answer an
error; those that hold none (the landing page, the list of conformance classes) say nothing that is stored.
"""

from __future__ import annotations

import sys

import psycopg
import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from api.app import create_app
from gis import columns, privacy
from gis.database import Database
from gis.layer import Audience, Layer, layers_for
from gis.privacy import View
from gis.settings import Settings
from layers import LAYERS

SAYS_NOTHING_STORED = {
    "/", "/api", "/conformance", "/docs", "/healthz", "/readyz", "/map", "/metrics", "/jobs", "/jobs/{job}",
    "/processes", "/functions", "/tileMatrixSets", "/tileMatrixSets/WebMercatorQuad",
    "/styles", "/tiles",
}  # fmt: skip
"""Routes that speak of the service and its declarations, never of rows."""

SPEAKS_OF_ITSELF = ("/processes/", "/tileMatrixSets/")

FILLED = {
    "{featureId}": "rtlh-00001",
    "{tileMatrix}": "9",
    "{tileRow}": "265",
    "{tileCol}": "413",
    "{style}": "peta",
    "{job}": "1",
}

BELOW_COLLECTIONS = (
    "",
    "/queryables",
    "/sortables",
    "/schema",
    "/items",
    "/items?f=html",
    "/items/{featureId}",
    "/tiles",
    "/tiles/WebMercatorQuad",
    "/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}",
)


def everything(layer: Layer, audience: Audience) -> View:
    table = sa.Table(layer.name, sa.MetaData(), *columns.plain(layer, layer.fields), schema="store")
    return View(layer, audience, layer.fields, table)


def all_of_them(layers, _audience):
    return tuple(layers)


@pytest.fixture
def careless(sample_database, monkeypatch):
    careless_for = {privacy.visible: everything, layers_for: all_of_them}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("gis", "api"):
            for word, found in list(vars(module).items()):
                if callable(found) and any(found is original for original in careless_for):
                    monkeypatch.setattr(module, word, careless_for[found])
    with TestClient(create_app(Settings(), LAYERS, Database(sample_database))) as client:
        yield client


def filled(path: str) -> str:
    for hole, value in FILLED.items():
        path = path.replace(hole, value)
    return path


def is_about_rows(path: str) -> bool:
    below = ("/queryables", "/sortables", "/schema", "/tiles")
    return (
        path not in SAYS_NOTHING_STORED and not path.endswith(below) and not path.startswith(SPEAKS_OF_ITSELF)
    )


@pytest.fixture(scope="session")
def stored(sample_database) -> set[str]:
    """Texts that stand in the rows of the layer nobody may see, long enough not to appear by chance."""
    with psycopg.connect(sample_database.conninfo()) as connection:
        return {key for (key,) in connection.execute("SELECT id FROM store.rtlh LIMIT 500")}


def test_no_route_lets_a_byte_of_data_through(careless, stored):
    paths = careless.get("/api").json()["paths"]
    asked = {path for path, item in paths.items() if "get" in item}
    asked |= {f"/collections/rtlh{below}" for below in BELOW_COLLECTIONS}
    assert len(asked) > 100
    for path in sorted(asked):
        answer = careless.get(filled(path))
        text = answer.content.decode("utf-8", "replace")
        assert not any(key in text for key in stored), path
        if is_about_rows(path):
            assert answer.status_code >= 400, f"{path} answered {answer.status_code}: {text[:200]}"


@pytest.mark.parametrize(
    ("process", "inputs"),
    [
        ("exposure", {"hazard": "bahaya", "jenis": "banjir", "exposed": "rtlh"}),
        ("exposure", {"hazard": "bahaya", "jenis": "banjir", "exposed": "wisata"}),
        ("at-point", {"lon": 110.67, "lat": -6.59}),
    ],
)
def test_no_process_counts_what_it_may_not_see(careless, process, inputs):
    answer = careless.post(f"/processes/{process}/execution", json={"inputs": inputs})
    assert answer.status_code >= 400
    assert "total" not in answer.text
