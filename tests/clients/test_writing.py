"""OWSLib makes, replaces and deletes in what `gis serve --audience staff` serves, with and without locking.

GDAL's driver for OGC API Features (OAPIF) only reads, so it has no part here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from owslib.ogcapi.features import Features

from gis.address import Address
from tests.conftest import serving
from tests.db.conftest import INSIDE, founded

KIND = {"Content-Type": "application/geo+json"}


@pytest.fixture(scope="module")
def offices(make_database: Callable[..., Address], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service for staff over a small town."""
    from layers import LAYERS

    address = make_database(LAYERS)
    founded(address, tmp_path_factory.mktemp("town"))
    with serving(address, "--audience", "staff") as (url, _):
        yield url


@pytest.fixture
def client(offices: str) -> Features:
    return Features(offices, headers=dict(KIND))


def site(name: str, **values: Any) -> dict[str, Any]:
    (place, *_) = INSIDE.values()
    properties = {"nama": name, "jenis": "pantai", **values}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(place)},
        "properties": properties,
    }


def made(client: Features, name: str) -> str:
    assert client.collection_item_create("wisata", site(name))
    return str(client.response_headers["location"]).rpartition("/")[2]


def test_without_locking(client):
    key = made(client, "Pantai Satu")
    assert client.collection_item("wisata", key)["properties"]["nama"] == "Pantai Satu"
    client.collection_item_update("wisata", key, orjson.dumps(site("Pantai Dua", wisnus=3)))
    assert client.collection_item("wisata", key)["properties"]["wisnus"] == 3
    client.collection_item_delete("wisata", key)
    with pytest.raises(RuntimeError, match="404"):
        client.collection_item("wisata", key)


def test_with_locking(client, offices):
    key = made(client, "Pantai Tiga")
    client.collection_item("wisata", key)
    tag = client.response_headers["etag"]
    mine, theirs = (Features(offices, headers={**KIND, "If-Match": tag}) for _ in range(2))
    theirs.collection_item_update("wisata", key, orjson.dumps(site("Pantai Mereka")))
    with pytest.raises(RuntimeError, match="412"):
        mine.collection_item_update("wisata", key, orjson.dumps(site("Pantai Kita")))
    with pytest.raises(RuntimeError, match="412"):
        mine.collection_item_delete("wisata", key)
    assert client.collection_item("wisata", key)["properties"]["nama"] == "Pantai Mereka"
    mine.headers["If-Match"] = theirs.response_headers["etag"]
    mine.collection_item_update("wisata", key, orjson.dumps(site("Pantai Kita")))
    assert client.collection_item("wisata", key)["properties"]["nama"] == "Pantai Kita"


def test_what_is_wrong_is_told(client):
    with pytest.raises(RuntimeError) as refused:
        client.collection_item_create("wisata", site("Pantai", jenis="istana"))
    assert orjson.loads(str(refused.value))["problems"][0]["property"] == "jenis"
