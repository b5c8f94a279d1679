"""Rivers of the sample: from Muria's flanks to the sea, meandering. Drawn, not surveyed."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from shapely.geometry import LineString, MultiLineString

from tools.sample.dice import Dice
from tools.sample.lines import winding
from tools.sample.plane import metres_at

_COURSES: Final = (
    (
        (110.83, -6.80),
        (110.76, -6.80),
        (110.70, -6.795),
        (110.66, -6.765),
        (110.655, -6.735),
        (110.605, -6.712),
    ),
    (
        (110.85, -6.645),
        (110.79, -6.66),
        (110.745, -6.685),
        (110.71, -6.70),
        (110.66, -6.712),
        (110.62, -6.714),
    ),
    (
        (110.855, -6.66),
        (110.82, -6.69),
        (110.79, -6.715),
        (110.765, -6.74),
        (110.74, -6.775),
        (110.70, -6.793),
    ),
    ((110.845, -6.69), (110.825, -6.73), (110.79, -6.765), (110.755, -6.798)),
    ((110.80, -6.635), (110.74, -6.65), (110.70, -6.668), (110.665, -6.672), (110.62, -6.68)),
    ((110.79, -6.612), (110.73, -6.625), (110.69, -6.628), (110.66, -6.625), (110.625, -6.63)),
    ((110.82, -6.60), (110.76, -6.59), (110.71, -6.59), (110.67, -6.588), (110.645, -6.58)),
    ((110.83, -6.59), (110.78, -6.57), (110.73, -6.55), (110.695, -6.53), (110.665, -6.525)),
    ((110.84, -6.58), (110.80, -6.545), (110.76, -6.515), (110.73, -6.49), (110.69, -6.47)),
    ((110.855, -6.58), (110.82, -6.53), (110.79, -6.495), (110.765, -6.465), (110.75, -6.43)),
    ((110.865, -6.575), (110.845, -6.53), (110.82, -6.48), (110.805, -6.45), (110.80, -6.41)),
    ((110.885, -6.575), (110.868, -6.53), (110.85, -6.49), (110.84, -6.455), (110.835, -6.40)),
    ((110.90, -6.56), (110.89, -6.51), (110.875, -6.47), (110.875, -6.435), (110.865, -6.39)),
    ((110.915, -6.53), (110.925, -6.49), (110.945, -6.46), (110.95, -6.435), (110.955, -6.40)),
)
"""Places (lon, lat) that each river passes on its way down."""


@cache
def rivers() -> MultiLineString:
    """The rivers' courses in metres."""
    return MultiLineString([_course(number, places) for number, places in enumerate(_COURSES)])


def _course(number: int, places: tuple[tuple[float, float], ...]) -> LineString:
    dice = Dice("river", number)
    corners = [metres_at(lon, lat) for lon, lat in places]
    reaches = [winding(start, end, 0.45, dice, step=90.0) for start, end in pairwise(corners)]
    return LineString(np.concatenate(reaches))
