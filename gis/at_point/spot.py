"""A point somebody asks about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gis.errors import BadValue, UnknownName
from gis.language import Words

INPUTS: Final = ("lon", "lat")
"""The names that the process understands."""

_ZONE: Final = ((102.0, 120.0), (-20.0, 10.0))
"""Longitudes and latitudes for which the measuring projection is good enough for a distance."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in degrees (EPSG:4326). Errors: `BadValue` for what is no place on earth.

    >>> Spot(110.67, -6.59).measurable, Spot(0.1, 51.5).measurable
    (True, False)
    """

    lon: float
    lat: float

    def __post_init__(self) -> None:
        _check("lon", self.lon, 180)
        _check("lat", self.lat, 90)

    @classmethod
    def from_inputs(cls, inputs: Mapping[str, object]) -> Spot:
        """The inputs of the process. Errors: `UnknownName`; `BadValue` for what is no number."""
        for name in inputs:
            if name not in INPUTS:
                raise UnknownName("input", name, INPUTS)
        return cls(_number(inputs, "lon"), _number(inputs, "lat"))

    @property
    def measurable(self) -> bool:
        """Whether distances from here can be taken: the zone they are measured in has its ends."""
        (west, east), (south, north) = _ZONE
        return west <= self.lon <= east and south <= self.lat <= north


def _check(name: str, value: float, most: int) -> None:
    # Not-a-number compares as false, so it is refused too.
    if not -most <= value <= most:
        raise BadValue(
            name, value, Words(f"derajat dari -{most} sampai {most}", f"degrees from -{most} to {most}")
        )


def _number(inputs: Mapping[str, object], name: str) -> float:
    value = inputs.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            pass
    raise BadValue(
        name, "" if value is None else "(given)", Words("angka dalam derajat", "a number of degrees")
    )
