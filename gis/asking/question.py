"""A question to a layer, as a value: which rows, in which order, which of their fields, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gis.crs import DEFAULT, Crs, Sides
from gis.filters import Filter

DEFAULT_LIMIT: Final = 100
MOST: Final = 10_000
"""The largest page. A larger limit is no error and gets this many (OGC API Features, fc-limit-response)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees or metres of `crs`, whatever the order of its axes; in degrees one whose `west`
    is greater than its `east` crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float
    crs: Crs = DEFAULT

    @property
    def sides(self) -> Sides:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north

    @property
    def parts(self) -> tuple[Sides, ...]:
        """The sides of the rectangles it consists of: two where it crosses the antimeridian."""
        if self.west <= self.east:
            return (self.sides,)
        west, _, east, _ = self.crs.extent
        return (self.west, self.south, east, self.north), (west, self.south, self.east, self.north)


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `first` to `last`, both included; None is open."""

    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Equal:
    """A field has this value; a list field has it among its values."""

    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Sort:
    """Rows go by this field, the least first or the greatest; those without a value come last either way."""

    field: str
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a layer. The default asks for the first page of everything the audience may see.

    crs     the reference system in which the answer's places are given
    filter  a CQL2 expression that rows must fulfil
    words   texts of which at least one must be found in the layer's searched fields
    sort    the order, before the key, which always decides last
    limit   None: every row
    after   the row behind which the page begins: its values of `sort`, then its key
    """

    box: Box | None = None
    span: Span | None = None
    equal: tuple[Equal, ...] = ()
    filter: Filter | None = None
    words: tuple[str, ...] = ()
    sort: tuple[Sort, ...] = ()
    properties: tuple[str, ...] | None = None
    geometry: bool = True
    crs: Crs = DEFAULT
    limit: int | None = DEFAULT_LIMIT
    after: tuple[object, ...] | None = None

    @property
    def whole(self) -> bool:
        """Whether every row matches: nothing that is asked leaves one out."""
        return not (self.box or self.span or self.equal or self.filter or self.words)
