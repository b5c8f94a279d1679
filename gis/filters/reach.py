"""Where metres can be: how far the reference system for measuring reaches, and boxes around a place."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyproj import Transformer

from gis import crs
from gis.crs import Sides
from gis.errors import BadValue
from gis.filters.expression import Drawn
from gis.language import Words

_FAR_M: Final = 1_000_000.0
"""Beyond this no box around a place is made: it would hold nearly every row."""

_MARGIN: Final = 1.02
"""A box in degrees is drawn a little wider, as its sides are straight in another system than the metres'."""


def check(name: str, given: Drawn) -> None:
    """Raises `BadValue` for a geometry that cannot be measured in metres."""
    west, south, east, north = _metres(given)
    least, lowest, most, highest = _extent()
    if not (least <= west <= east <= most and lowest <= south <= north <= highest):
        raise BadValue(
            name,
            given.shape,
            Words("geometri di Indonesia dan sekitarnya", "a geometry in or around Indonesia"),
        )


def around(given: Drawn, metres: float) -> Sides | None:
    """A box in degrees that holds everything nearer than so many metres; None where it would be too large."""
    if not 0 <= metres <= _FAR_M:
        return None
    west, south, east, north = _metres(given)
    grown = (metres * _MARGIN) + 100 + (_MARGIN - 1) * max(east - west, north - south)
    box = _transformer().transform_bounds(
        west - grown, south - grown, east + grown, north + grown, direction="INVERSE", densify_pts=41
    )
    west, south, east, north = (float(side) for side in box)
    return (west, south, east, north) if -180 <= west < east <= 180 else None


def _metres(given: Drawn) -> Sides:
    west, south, east, north = given.bounds
    return _transformer().transform_bounds(west, south, east, north, densify_pts=41)


@lru_cache(maxsize=1)
def _extent() -> Sides:
    """Where the system for measuring is used, in its metres."""
    return next(system.extent for system in crs.OFFERED.values() if system.code == crs.MEASURED)


@lru_cache(maxsize=1)
def _transformer() -> Transformer:
    return Transformer.from_crs(crs.STORED, crs.MEASURED, always_xy=True)
