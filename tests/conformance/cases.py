"""Questions in CQL2, each as text, as JSON and in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import box

GEOJSON = "application/geo+json"
WIB = ZoneInfo("Asia/Jakarta")


class Case(NamedTuple):
    """A filter as text and as JSON, and which features it is to find."""

    collection: str
    text: str
    document: Any
    found: Callable[[dict, Any], Any]


def op(name: str, *args: Any) -> dict:
    return {"op": name, "args": list(args)}


def field(name: str) -> dict:
    return {"property": name}


def cases(*given: tuple) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(Case(*each), id=each[1][:80]) for each in given])


PLACE = field("geometry")

AREA = box(110.65, -6.7, 110.75, -6.55)
CORNERS = "110.65 -6.7, 110.75 -6.7, 110.75 -6.55, 110.65 -6.55, 110.65 -6.7"

DRAWN = [
    "POINT(110.7 -6.6)",
    "MULTIPOINT((110.7 -6.6), (110.8 -6.55))",
    "LINESTRING(110.65 -6.7, 110.75 -6.55)",
    "MULTILINESTRING((110.65 -6.7, 110.75 -6.55), (110.8 -6.6, 110.85 -6.6))",
    f"POLYGON(({CORNERS}))",
    f"MULTIPOLYGON((({CORNERS})), ((110.8 -6.6, 110.85 -6.6, 110.85 -6.5, 110.8 -6.6)))",
]


def ids(stranger, name: str, **asked: str) -> set[str]:
    page = stranger.json(f"/collections/{name}/items", GEOJSON, limit=1000, **asked)
    assert page["numberMatched"] == len(page["features"])
    return {each["id"] for each in page["features"]}


def moment(text: str | None) -> datetime | None:
    """An instant; a day is told by its first."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=WIB)


def metres(drawn):
    """A place in the reference system in which the service measures."""
    return shapely.transform(
        drawn, Transformer.from_crs("OGC:CRS84", "EPSG:32749", always_xy=True).transform, interleaved=False
    )
