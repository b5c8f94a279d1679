"""Which reference system numbers out of reach look like: told by range, asked about, never taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import CRS

from gis import crs
from gis.imports.places.reach import moved

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.places.reach import Boxes, Reach

_MOST_DEG: Final = 180.0


@dataclass(frozen=True, slots=True)
class Looks:
    """What numbers look like: a reference system, its name for people, and whether x and y are exchanged."""

    code: int
    name: str
    swapped: bool = False

    @property
    def option(self) -> str:
        """What to add to the command so that the numbers are taken so."""
        return f"--crs EPSG:{self.code}{' --accept swapped' if self.swapped else ''}"


def looks(boxes: Boxes, reach: Reach) -> list[Looks | None]:
    """What each of these boxes, all of them out of reach, looks like; None like nothing that is known."""
    found: list[Looks | None] = [None] * len(boxes)
    left = np.flatnonzero(_metric(boxes) | reach.metric)
    for like in _known(reach):
        if not left.size:
            break
        turned = boxes[left][:, [1, 0, 3, 2]] if like.swapped else boxes[left]
        degrees = moved(turned, CRS.from_epsg(like.code), CRS.from_epsg(crs.STORED))
        landed = reach.touched(degrees)
        for at in left[landed].tolist():
            found[at] = like
        left = left[~landed]
    return found


def _metric(boxes: Boxes) -> NDArray[np.bool_]:
    """Numbers that are too large for degrees."""
    return np.asarray((np.abs(boxes) > _MOST_DEG).any(axis=1))


def _known(reach: Reach) -> Iterator[Looks]:
    """The systems that numbers may be of, the one they are taken for left out."""
    taken = reach.source.to_epsg()
    if reach.metric:
        yield Looks(crs.STORED, "derajat")
    for swapped in (False, True):
        for code, name in crs.SURVEYED.items():
            if code != taken:
                yield Looks(code, name, swapped)
