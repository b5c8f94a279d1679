"""The areas that places are checked against, held in memory: a few hundred polygons, asked by every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import Transformer

from gis import crs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes

_TO_METRES: Final = Transformer.from_crs(crs.STORED, crs.MEASURED, always_xy=True)


def measured(shapes: Shapes) -> Shapes:
    """Geometries of EPSG:4326 in metres of EPSG:32749; None stays None."""

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_TO_METRES.transform(xy[:, 0], xy[:, 1]))

    return np.asarray(shapely.transform(shapes, move), dtype=object)


@dataclass(frozen=True, eq=False)
class Areas:
    """One level of areas: their codes, rising, and their polygons in EPSG:4326."""

    codes: Sequence[str]
    shapes: Shapes

    @cached_property
    def position(self) -> dict[str, int]:
        """Code -> position."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def metres(self) -> Shapes:
        """The polygons in EPSG:32749."""
        return measured(self.shapes)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def holding(self, points: Shapes) -> list[str | None]:
        """The area each point lies in; on a border the one with the smallest code; None in none.

        >>> Areas([], np.array([], dtype=object)).holding(np.array([None], dtype=object))
        [None]
        """
        found = np.full(len(points), len(self.codes))
        asked, areas = self._tree.query(points, predicate="intersects")
        np.minimum.at(found, asked, areas)
        return [self.codes[at] if at < len(self.codes) else None for at in found]

    def near(self, points: Shapes, within_m: float) -> list[str | None]:
        """The nearest area within so many metres of each point; None where there is none."""
        found: list[str | None] = [None] * len(points)
        tree = shapely.STRtree(self.metres)
        asked, areas = tree.query_nearest(measured(points), max_distance=within_m, all_matches=False)
        for at, area in zip(asked.tolist(), areas.tolist(), strict=True):
            found[at] = self.codes[area]
        return found

    def metres_away(self, points: Shapes, codes: Sequence[str]) -> NDArray[np.float64]:
        """How far each point lies from the area of its code: 0 inside. Only what lies outside is measured."""
        meant = np.array([self.position[code] for code in codes], dtype=int)
        # Each polygon is met by many points: prepared once, it answers a hundred times as fast.
        shapely.prepare(self.shapes)
        outside = ~shapely.intersects(self.shapes[meant], points)
        away = np.zeros(len(points))
        away[outside] = shapely.distance(measured(points[outside]), self.metres[meant[outside]])
        return away
