"""Places of a portion of rows, in the notations that formats want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gis.database import Row
from gis.layer import GEOM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]


def wkb(row: Row) -> bytes | None:
    """A row's place as WKB; None where it has none."""
    place = row.get(GEOM)
    return None if place is None else bytes(place)


def shapes(rows: Sequence[Row]) -> Shapes:
    """The places as geometries; None where a row has none."""
    import numpy as np
    import shapely

    found: Shapes = shapely.from_wkb(np.array([wkb(row) for row in rows], dtype=object))
    return found


def geojson(rows: Sequence[Row], *, flipped: bool = False) -> list[str | None]:
    """The places as GeoJSON texts with all their digits; outer rings run counter-clockwise (RFC 7946, 3.1.6).

    `flipped`: the northward axis first, where a reference system demands it.
    """
    import shapely

    turned = shapely.orient_polygons(shapes(rows))
    if flipped:
        turned = shapely.transform(turned, lambda corners: corners[:, ::-1])
    made: list[str | None] = shapely.to_geojson(turned).tolist()
    return made


def wkt(rows: Sequence[Row]) -> list[str | None]:
    """The places as well-known texts with all their digits."""
    import shapely

    made: list[str | None] = shapely.to_wkt(shapes(rows), rounding_precision=-1).tolist()
    return made


def positions(rows: Sequence[Row]) -> list[tuple[Any, Any]]:
    """Of points the eastward and northward coordinates; None where a row has no place."""
    import shapely

    found = shapes(rows)
    pairs = zip(shapely.get_x(found).tolist(), shapely.get_y(found).tolist(), strict=True)
    return [(None, None) if shape is None else pair for shape, pair in zip(found, pairs, strict=True)]
