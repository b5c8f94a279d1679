"""What a person should look at, and does not stop a row: coarse positions, the same position on many rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.imports.mending import Mending
from gis.imports.places.axes import coarseness
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.places.placed import Placed

_COARSE_DEG: Final = 0.01
_METRES_PER_DEG: Final = 111_320
_OFTEN: Final = 5
_SHARE: Final = 0.2
"""A position on so many rows, and on more than this share of all, is rather an office's than the things'."""


def coarse(placed: Placed) -> Iterator[Problem]:
    """Points in degrees that are written to two decimals or fewer, or to the minute, with what that means."""
    regained = {one.row for one in placed.mended if one.rule is Mending.DECIMAL}
    steps = _steps(placed)
    rough = (steps >= _COARSE_DEG * (1 - 1e-9)) & ~shapely.is_missing(placed.shapes)
    for at in np.flatnonzero(rough).tolist():
        if placed.numbers[at] not in regained:
            yield Problem(
                placed.numbers[at],
                placed.lat or placed.column,
                "precision",
                f"Koordinat ditulis kasar: ketelitiannya sekitar {_metres(steps[at])} m.",
            )


def repeated(placed: Placed) -> Iterator[Problem]:
    """Points at one position that many rows share."""
    at = np.flatnonzero(shapely.get_type_id(placed.shapes) == shapely.GeometryType.POINT)
    if at.size < _OFTEN:
        return
    xy = shapely.get_coordinates(placed.shapes[at])
    _, which, counts = np.unique(xy[:, 0] + 1j * xy[:, 1], return_inverse=True, return_counts=True)
    often = (counts >= _OFTEN) & (counts > _SHARE * len(placed.shapes))
    for row in np.flatnonzero(often[which]).tolist():
        yield Problem(
            placed.numbers[at[row]],
            placed.lat or placed.column,
            "repeated",
            f"Titik yang sama persis tertulis pada {counts[which[row]]} baris.",
        )


def _steps(placed: Placed) -> NDArray[np.float64]:
    """How finely each position is written: as its text says, else by its number of decimals."""
    if placed.steps is not None:
        return placed.steps
    found = np.zeros(len(placed.shapes))
    at = np.flatnonzero(shapely.get_type_id(placed.shapes) == shapely.GeometryType.POINT)
    xy = shapely.get_coordinates(placed.shapes[at])
    found[at] = np.minimum(coarseness(xy[:, 0]), coarseness(xy[:, 1]))
    return found


def _metres(step: float) -> str:
    """A step of degrees in metres, to two digits.

    >>> _metres(0.01), _metres(1 / 60), _metres(1.0)
    ('1.100', '1.900', '110.000')
    """
    metres = float(f"{step * _METRES_PER_DEG:.1e}")
    return f"{metres:,.0f}".replace(",", ".")
