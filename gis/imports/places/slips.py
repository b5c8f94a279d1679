"""Places out of reach, and the slips that explain them: exchanged axes, a lost minus, a lost decimal point.

A slip counts only if the mended place lies in reach, and in the area that its row names. A place in reach is
never called a slip. What could be explained in two ways is told, and not mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.imports.mending import Mending

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes
    from gis.imports.places.areas import Areas
    from gis.imports.places.reach import Boxes, Reach

SWAPPED, MINUS, DECIMAL = Mending.SWAPPED, Mending.MINUS, Mending.DECIMAL

EXPLANATIONS: Final[tuple[tuple[Mending, ...], ...]] = (
    (SWAPPED,),
    (MINUS,),
    (DECIMAL,),
    (SWAPPED, MINUS),
    (SWAPPED, DECIMAL),
    (MINUS, DECIMAL),
    (SWAPPED, MINUS, DECIMAL),
)
"""Each slip alone before any two of them, and those before all three."""

_POWERS: Final = range(1, 16)
NONE: Final = -1
SEVERAL: Final = -2


@dataclass(frozen=True, eq=False, slots=True)
class Claims:
    """The area that each row names, by its code (None: none that is known), and how far off a row may lie."""

    areas: Areas
    codes: Sequence[str | None]
    tolerance_m: float

    def at(self, rows: NDArray[np.int_]) -> Claims:
        """Those of these rows."""
        return Claims(self.areas, [self.codes[row] for row in rows.tolist()], self.tolerance_m)


@dataclass(frozen=True, eq=False, slots=True)
class Explained:
    """What explains each row that is out of reach.

    by       the position in EXPLANATIONS, else NONE or SEVERAL
    nearly   the explanation that brings a row into reach, yet not into the area that it names; else NONE
    off      how many metres outside that area it then lies
    """

    by: NDArray[np.int_]
    nearly: NDArray[np.int_]
    off: NDArray[np.float64]

    def rows_by(self, explanation: int) -> NDArray[np.int_]:
        """The rows that one explanation explains."""
        return np.flatnonzero(self.by == explanation)


def explained(boxes: Boxes, reach: Reach, claims: Claims | None) -> Explained:
    """What explains each of these boxes, all of them out of reach."""
    count = len(boxes)
    by, cost = np.full(count, NONE), np.full(count, len(Mending) + 1)
    nearly, off = np.full(count, NONE), np.full(count, np.inf)
    for at, words in enumerate(EXPLANATIONS):
        mended = reach.degrees(applied(words, boxes, reach))
        landed = np.flatnonzero(reach.touched(mended))
        away = _away(mended, landed, claims)
        fits = landed[away == 0]
        tied = fits[cost[fits] == len(words)]
        better = fits[cost[fits] > len(words)]
        by[tied], by[better], cost[better] = SEVERAL, at, len(words)
        closer = (away > 0) & (away < off[landed])
        nearly[landed[closer]], off[landed[closer]] = at, away[closer]
    return Explained(by, np.where(by == NONE, nearly, NONE), off)


def applied(words: Iterable[Mending], boxes: Boxes, reach: Reach) -> Boxes:
    """Boxes of the file's numbers without these slips; NaN where a slip cannot have been made."""
    found = boxes
    for word in words:
        found = _MENDS[word](found, reach)
    return found


def mended(shapes: Shapes, words: tuple[Mending, ...], boxes: Boxes) -> Shapes:
    """Geometries without these slips; `boxes`: what the slips leave of theirs, for points."""
    if DECIMAL in words or (shapely.get_type_id(shapes) == shapely.GeometryType.POINT).all():
        return np.asarray(shapely.points(boxes[:, 0], boxes[:, 1]), dtype=object)

    def turn(xyz: NDArray[np.float64]) -> NDArray[np.float64]:
        found = xyz.copy()
        if SWAPPED in words:
            found[:, [0, 1]] = found[:, [1, 0]]
        if MINUS in words:
            found[:, 1] *= -1
        return found

    made = np.empty(len(shapes), dtype=object)
    raised = shapely.has_z(shapes)
    for with_z in (False, True):
        made[raised == with_z] = shapely.transform(shapes[raised == with_z], turn, include_z=with_z)
    return made


def _swapped(boxes: Boxes, _: Reach) -> Boxes:
    return boxes[:, [1, 0, 3, 2]]


def _negated(boxes: Boxes, _: Reach) -> Boxes:
    """With the minus that a southern latitude lost; what has one cannot have lost it."""
    found = boxes.copy()
    found[:, 1], found[:, 3] = -boxes[:, 3], -boxes[:, 1]
    found[~(boxes[:, 1] > 0)] = np.nan
    return found


def _shifted(boxes: Boxes, reach: Reach) -> Boxes:
    """Points with the decimal point that one or both of their coordinates lost."""
    found = np.full(boxes.shape, np.nan)
    point = (boxes[:, :2] == boxes[:, 2:]).all(axis=1)
    west, south, east, north = reach.own
    x, y = _pointed(boxes[:, 0], west, east), _pointed(boxes[:, 1], south, north)
    changed = point & ((x != boxes[:, 0]) | (y != boxes[:, 1]))
    found[changed] = np.column_stack([x, y, x, y])[changed]
    return found


def _pointed(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """Whole numbers over the one power of ten that brings them between two bounds; what lies there stays."""
    inside = (values >= low) & (values <= high)
    whole = (values == np.trunc(values)) & ~inside
    found, times = np.where(inside, values, np.nan), np.zeros(len(values), dtype=int)
    for power in _POWERS:
        tried = values / 10.0**power
        fits = whole & (tried >= low) & (tried <= high)
        found[fits], times[fits] = tried[fits], times[fits] + 1
    found[times > 1] = np.nan
    return found


_MENDS: Final = {SWAPPED: _swapped, MINUS: _negated, DECIMAL: _shifted}


def _away(boxes: Boxes, rows: NDArray[np.int_], claims: Claims | None) -> NDArray[np.float64]:
    """How many metres outside the area it names each of these rows would lie: 0 within its tolerance."""
    away = np.zeros(len(rows))
    if claims is None or not rows.size:
        return away
    codes = claims.at(rows).codes
    naming = np.flatnonzero([code is not None for code in codes])
    if naming.size:
        middle = (boxes[rows[naming], :2] + boxes[rows[naming], 2:]) / 2
        found = claims.areas.metres_away(
            np.asarray(shapely.points(middle), dtype=object), [codes[at] or "" for at in naming.tolist()]
        )
        away[naming] = np.where(found > claims.tolerance_m, found, 0)
    return away
