"""A filter that was checked: names that exist, values that fit, operations on what they can be done to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gis.crs import Sides
from gis.filters.kinds import OF_KIND, Type
from gis.layer import Field


@dataclass(frozen=True, slots=True)
class Property:
    """A visible field."""

    field: Field

    @property
    def type(self) -> Type:
        """What its values are."""
        return OF_KIND[self.field.kind]


@dataclass(frozen=True, slots=True)
class Place:
    """The row's own geometry."""

    type: ClassVar[Type] = Type.GEOMETRY


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: str, int, float, bool, date or datetime with offset."""

    value: object
    type: Type


@dataclass(frozen=True, slots=True)
class Drawn:
    """A geometry that the filter brings: in stored degrees, longitude first.

    ewkb    as the database reads it, with the number of its reference system
    bounds  west, south, east, north;  shape: its type as GeoJSON names it
    """

    ewkb: bytes
    bounds: Sides
    shape: str
    type: ClassVar[Type] = Type.GEOMETRY


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to `last`, both included; None is open."""

    first: Expression | None
    last: Expression | None
    type: ClassVar[Type] = Type.INTERVAL


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out."""

    items: tuple[Expression, ...]
    type: ClassVar[Type] = Type.LIST


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with its arguments; `op` is its name in CQL2 JSON."""

    op: str
    args: tuple[Expression, ...]
    type: Type


Expression = Property | Place | Value | Drawn | Interval | Items | Operation
