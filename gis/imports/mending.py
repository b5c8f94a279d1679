"""What can be mended in a file when a person says so: each a word of `--accept`, none taken by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mending(StrEnum):
    """A slip that has one likely explanation.

    SWAPPED  longitude and latitude stand in each other's place
    MINUS    a southern latitude lost its minus sign
    DECIMAL  a coordinate lost its decimal point
    NAME     the name of an area is spelled nearly like a known one
    COARSE   the point at which the public sees a row is meant as its own place
    SHAPE    a geometry is not valid, and can be made so (`--mend`)
    """

    SWAPPED = "swapped"
    MINUS = "minus"
    DECIMAL = "decimal"
    NAME = "name"
    COARSE = "coarse"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended in a row, as the person asked: never a value that is not public.

    Areas are in square metres, of geometries that have any.
    """

    row: int
    column: str | None
    rule: Mending
    message: str
    before_m2: float | None = None
    after_m2: float | None = None
