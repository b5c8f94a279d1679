"""Trees as a client sends them, and the addresses and headers that go with them."""

from __future__ import annotations

from typing import Any

from tests.http.garden import SOUTH, WEST

HERE = "http://127.0.0.1:8000"
TREES = "/collections/pohon/items"
GEOJSON = {"content-type": "application/geo+json"}
MERGE = {"content-type": "application/merge-patch+json"}
UTM = "http://www.opengis.net/def/crs/EPSG/0/32749"


def tree(lon: float = WEST + 0.3, **values: Any) -> dict[str, Any]:
    """A tree as a client sends it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, SOUTH + 0.3]},
        "properties": {"dilihat": "2026-05-01T08:00:00+07:00", "nama": "Pohon baru", **values},
    }
