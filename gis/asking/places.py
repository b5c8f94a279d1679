"""The text of a rectangle or of a reference system -> the value."""

from __future__ import annotations

from collections.abc import Sequence

from gis import crs
from gis.asking.question import Box
from gis.asking.values import number
from gis.crs import Crs
from gis.errors import BadValue, UnknownName
from gis.language import Words


def system(text: str) -> Crs:
    """The reference system with this URI, or as a safe CURIE such as [EPSG:32749].

    Errors: `UnknownName` with the URIs of all that are offered (OGC API Features part 2, crs-exception).
    """
    found = crs.named(text)
    if found is None:
        raise UnknownName("reference system", text, crs.OFFERED)
    return found


def box(text: str, within: Crs = crs.DEFAULT) -> Box:
    """The rectangle in `text`: four numbers in the order of the system's axes, or six with heights, which a
    map without heights passes over. Only where a system goes around the world a box may cross its end.
    Errors: `BadValue`, also beyond the system's extent.

    >>> box("110,-7,111,-6").sides
    (110.0, -7.0, 111.0, -6.0)
    """
    numbers = [number("bbox", part.strip(), _expected(within)) for part in text.split(",")]
    if len(numbers) == 6 and numbers[2] <= numbers[5]:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4:
        raise BadValue("bbox", text, _expected(within))
    found = Box(*_eastward_first(numbers, within), within)
    if not _fits(found):
        raise BadValue("bbox", text, _expected(within))
    return found


def _eastward_first(numbers: Sequence[float], within: Crs) -> tuple[float, float, float, float]:
    first, second, third, fourth = numbers
    return (second, first, fourth, third) if within.flipped else (first, second, third, fourth)


def _fits(found: Box) -> bool:
    """Whether the sides are in order and within the system's extent (fc-bbox-response)."""
    west, south, east, north = found.crs.extent
    known = all(west <= x <= east for x in (found.west, found.east))
    ordered = found.west <= found.east or found.crs.around
    return known and ordered and south <= found.south <= found.north <= north


def _expected(within: Crs) -> Words:
    """What would fit, with the numbers between which it must lie."""
    west, south, east, north = within.extent
    unit = Words("meter", "metres") if within.metres else Words("derajat", "degrees")
    sides = (
        Words("selatan,barat,utara,timur", "south,west,north,east")
        if within.flipped
        else Words("barat,selatan,timur,utara", "west,south,east,north")
    )
    return Words(
        f"empat angka dipisah koma: {sides.id} dalam {unit.id}, arah timur {west:.10g} sampai {east:.10g}, "
        f"arah utara {south:.10g} sampai {north:.10g}, dengan selatan tidak melebihi utara",
        f"four numbers with commas between them: {sides.en} in {unit.en}, eastward {west:.10g} to "
        f"{east:.10g}, northward {south:.10g} to {north:.10g}, the south not greater than the north",
    )
