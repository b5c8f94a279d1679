"""The frame of a small map: which degrees it shows, and where in it a place lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gis.crs import Sides

WIDTH: Final = 1200
"""Units from left to right. Whole units are precise enough: a phone shows three of them in a pixel."""

_HEIGHTS: Final = (700, 1200)
"""The least and the greatest height, in units."""

_MARGIN: Final = 0.08
"""What is left free on each side, as a share of what is shown."""

_APRON: Final = 20
"""Units around the frame that are drawn too, so that cut sides stay out of sight."""

_METRES: Final = 111_195.0
"""Of a degree on a sphere as large as the Earth: near enough for a scale bar."""

_STEPS: Final = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar: its length in units, and what that is in the world."""

    length: int
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of degrees, and its height in units."""

    west: float
    south: float
    east: float
    north: float
    height: int

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies, in units from the upper left corner."""
        return (
            round((lon - self.west) / (self.east - self.west) * WIDTH),
            round((self.north - lat) / (self.north - self.south) * self.height),
        )

    def meets(self, points: Sequence[Point]) -> bool:
        """Whether the rectangle around these points meets the frame."""
        across, down = [x for x, _ in points], [y for _, y in points]
        return min(across) <= WIDTH and max(across) >= 0 and min(down) <= self.height and max(down) >= 0

    def clipped(self, ring: Sequence[Point]) -> list[Point]:
        """The part of a ring in the frame and a little around it, where its new sides are not seen.

        (Sutherland and Hodgman: one side after the other.)
        """
        found = list(ring)
        for axis, edge, sign in (
            (0, -_APRON, 1),
            (0, WIDTH + _APRON, -1),
            (1, -_APRON, 1),
            (1, self.height + _APRON, -1),
        ):
            found = _cut(found, axis, edge, sign)
        return found

    @property
    def bar(self) -> Bar:
        """The longest scale bar of a round length that takes no more than a third of the width."""
        metres = (self.east - self.west) * _METRES * _narrow(self.south, self.north)
        length = max((step for step in _STEPS if step <= metres / 3), default=_STEPS[0])
        label = f"{length // 1000} km" if length >= 1000 else f"{length} m"
        return Bar(round(length / metres * WIDTH), label)


def frame_of(bounds: Sides, least: float) -> Frame:
    """A frame around west, south, east and north with a margin; it shows no less than `least` degrees.

    >>> frame_of((110.5, -6.6, 110.5, -6.6), 0.2).at(110.5, -6.6)
    (600, 352)
    """
    west, south, east, north = bounds
    narrow = _narrow(south, north)
    across = max((east - west) * (1 + 2 * _MARGIN), least)
    down = max((north - south) * (1 + 2 * _MARGIN), least * _HEIGHTS[0] / WIDTH)
    shape = down / (across * narrow)
    flattest, tallest = (height / WIDTH for height in _HEIGHTS)
    if shape < flattest:
        down = across * narrow * flattest
    elif shape > tallest:
        across = down / tallest / narrow
    middle, centre = (west + east) / 2, (south + north) / 2
    height = round(WIDTH * down / (across * narrow))
    return Frame(middle - across / 2, centre - down / 2, middle + across / 2, centre + down / 2, height)


def _cut(ring: Sequence[Point], axis: int, edge: int, sign: int) -> list[Point]:
    """The part of a ring on the inner side of a line across one axis: above it (sign 1) or below (-1)."""
    found: list[Point] = []
    for before, point in zip([*ring[-1:], *ring], ring, strict=False):
        was_in, is_in = ((each[axis] - edge) * sign >= 0 for each in (before, point))
        if was_in != is_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = round(before[1 - axis] + share * (point[1 - axis] - before[1 - axis]))
            found.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            found.append(point)
    return found


def _narrow(south: float, north: float) -> float:
    """How much narrower than a degree of latitude one of longitude is in the middle."""
    return max(math.cos(math.radians((south + north) / 2)), 0.01)
