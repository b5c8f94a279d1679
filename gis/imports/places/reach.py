"""Where a file's places may lie, in the file's own numbers: the surroundings of the known areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import CRS, Transformer

from gis import crs
from gis.crs import Sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Boxes = NDArray[np.float64]
    """One line per geometry: its least x, least y, greatest x, greatest y."""


MARGIN_DEG: Final = 0.25
"""How far from the known areas a place may lie: ports, lanes and forecasts lie out at sea."""


@dataclass(frozen=True, eq=False)
class Reach:
    """The surroundings of the known areas, in degrees, for numbers of the reference system `source`."""

    bounds: Sides
    source: CRS

    @classmethod
    def around(cls, extent: Sides, source: CRS) -> Reach:
        """The surroundings of an extent."""
        west, south, east, north = extent
        wide = west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG
        return cls(wide, source)

    @property
    def metric(self) -> bool:
        """Whether the file's numbers are metres."""
        return not self.source.is_geographic

    @cached_property
    def own(self) -> Sides:
        """The bounds in the file's numbers."""
        if not self.metric:
            return self.bounds
        west, south, east, north = moved(np.array([self.bounds]), CRS.from_epsg(crs.STORED), self.source)[0]
        return west, south, east, north

    def degrees(self, boxes: Boxes) -> Boxes:
        """Boxes of the file's numbers in degrees; infinite where there is no such place."""
        return moved(boxes, self.source, CRS.from_epsg(crs.STORED)) if self.metric else boxes

    def touched(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Which boxes of degrees touch the surroundings; NaN touches nothing."""
        west, south, east, north = self.bounds
        with np.errstate(invalid="ignore"):
            beside = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
            return beside & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)

    def holds(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Which boxes of the file's numbers touch the surroundings."""
        return self.touched(self.degrees(boxes))


def moved(boxes: Boxes, source: CRS, target: CRS) -> Boxes:
    """Boxes in another reference system, by their corners, x before y in both."""
    transformer = Transformer.from_crs(source, target, always_xy=True)
    if np.array_equal(boxes[:, :2], boxes[:, 2:], equal_nan=True):
        x, y = transformer.transform(boxes[:, 0], boxes[:, 1])
        return np.column_stack([x, y, x, y])
    x, y = transformer.transform(boxes[:, [0, 0, 2, 2]], boxes[:, [1, 3, 1, 3]])
    return np.column_stack([x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)])
