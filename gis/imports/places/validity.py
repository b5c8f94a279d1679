"""What is wrong with geometries by themselves: collections, repeated points, shapes that are not valid, rings
that are not closed. Each is mended only where a person accepts it, and told with its areas before and after.

Geometries are in EPSG:4326; what is valid comes out as it went in, bit for bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely import GeometryType
from shapely.errors import GEOSException

from gis.imports.mending import Mended, Mending
from gis.imports.places.areas import measured
from gis.imports.places.placed import Placed
from gis.layer import Shape
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

    from gis.imports.files.sheet import Shapes, Sheet

KINDS: Final = {
    Shape.POINT: (GeometryType.POINT, GeometryType.MULTIPOINT),
    Shape.LINE: (GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
    Shape.POLYGON: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
}
"""The single and the multi- form of each shape."""

WORDS: Final = {Shape.POINT: "titik", Shape.LINE: "garis", Shape.POLYGON: "bidang (poligon)"}
"""What the shapes are called."""

_SINGLE: Final = {kinds[0]: shape for shape, kinds in KINDS.items()}

_MOST: Final = 50
"""Remarks of one kind; how many more there are is said in a note."""

_DECIMALS: Final = 9
_GRID: Final = 10**-_DECIMALS
"""Degrees, a tenth of a millimetre, to which a shape is rounded to see whether its mending is sure."""

_ALIKE: Final = 1e-6
"""By how much of its area a mended shape may differ between the two."""

_NOT_A_NUMBER: Final = "ada koordinat yang bukan angka"

_REASONS: Final = {
    "Self-intersection": "garisnya memotong dirinya sendiri",
    "Ring Self-intersection": "garisnya menyentuh dirinya sendiri",
    "Hole lies outside shell": "ada lubang di luar bidangnya",
    "Nested shells": "ada bidang di dalam bidang",
    "Holes are nested": "ada lubang di dalam lubang",
    "Interior is disconnected": "bagian dalamnya terputus",
    "Too few points in geometry component": "titiknya kurang",
    "Invalid Coordinate": _NOT_A_NUMBER,
    "Duplicate Rings": "ada garis batas yang sama dua kali",
}


def taken_out(placed: Placed, shape: Shape, *, mend: bool) -> Placed:
    """Of collections, the parts the layer can hold; without `mend` they are a problem that proposes it."""
    at = np.flatnonzero(shapely.get_type_id(placed.shapes) == GeometryType.GEOMETRYCOLLECTION)
    made = _gathered(placed.shapes[at], shape)
    some = ~shapely.is_missing(made)
    at, made = at[some], made[some]
    if not at.size:
        return placed
    if not mend:
        message = (
            f"Bentuknya kumpulan (GeometryCollection). Muat dengan --mend supaya {WORDS[shape]}nya diambil."
        )
        return placed.without(_mask(placed, at), "shape", message, Mending.SHAPE)
    said = [
        f"{WORDS[shape].capitalize()} diambil dari kumpulan{_left_out(placed.shapes[row], shape)}."
        for row in at
    ]
    return _mended(placed, at, made, said)


def _gathered(collections: Shapes, shape: Shape) -> Shapes:
    """The parts of a shape in each collection, as one; None where there is none, or several points."""
    single, _ = KINDS[shape]
    parts, owner = _parts(collections)
    fitting = shapely.get_type_id(parts) == single
    parts, owner = parts[fitting], owner[fitting]
    made = np.full(len(collections), None, dtype=object)
    for at in np.unique(owner).tolist():
        held = parts[owner == at]
        if len(held) == 1:
            made[at] = held[0]
        elif shape is not Shape.POINT:
            made[at] = (
                shapely.multipolygons(held) if shape is Shape.POLYGON else shapely.multilinestrings(held)
            )
    return made


def _parts(collections: Shapes) -> tuple[Shapes, NDArray[np.int_]]:
    """The single geometries within, however deep, each with the position of its collection."""
    parts, owner = shapely.get_parts(collections, return_index=True)
    while (shapely.get_type_id(parts) > GeometryType.POLYGON).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    empty = shapely.is_empty(parts)
    return parts[~empty], owner[~empty]


def _left_out(collection: Geometry, shape: Shape) -> str:
    """What of a collection is not taken, for a sentence."""
    kinds = shapely.get_type_id(_parts(np.array([collection], dtype=object))[0])
    counted = [
        f"{int((kinds == kind).sum())} {WORDS[other]}"
        for kind, other in _SINGLE.items()
        if other is not shape and (kinds == kind).any()
    ]
    return f"; tidak disimpan: {', '.join(counted)}" if counted else ""


def without_repeats(placed: Placed, shape: Shape, *, mend: bool) -> Placed:
    """Points that are written several times on end: remarked on, with `mend` left out."""
    if shape is Shape.POINT:
        return placed
    sound = np.flatnonzero(shapely.is_valid(placed.shapes))
    made = np.asarray(shapely.remove_repeated_points(placed.shapes[sound], 0), dtype=object)
    fewer = shapely.get_num_coordinates(placed.shapes[sound]) - shapely.get_num_coordinates(made)
    some = fewer > 0
    at, made, fewer = sound[some], made[some], fewer[some]
    if not at.size:
        return placed
    if mend:
        return _mended(placed, at, made, [f"{count} titik berulang dibuang." for count in fewer.tolist()])
    worst = np.argsort(-fewer, kind="stable")[:_MOST]
    remarks = [
        Problem(
            placed.numbers[at[one]],
            placed.column,
            "repeated",
            f"Bentuknya memuat {fewer[one]} titik berulang; dibuang bila dimuat dengan --mend.",
            Mending.SHAPE,
        )
        for one in sorted(worst.tolist())
    ]
    note = (
        f"Titik berulang ada pada {at.size} bentuk, seluruhnya {int(fewer.sum())} titik; disimpan apa adanya."
    )
    return replace(placed, remarks=(*placed.remarks, *remarks), notes=(*placed.notes, note))


def valid(placed: Placed, shape: Shape, *, mend: bool) -> Placed:
    """Only valid geometries; with `mend`, those that are not are made valid and told, with their areas."""
    at = np.flatnonzero(~shapely.is_valid(placed.shapes) & ~shapely.is_missing(placed.shapes))
    if not at.size:
        return placed
    reasons = [_reason(text) for text in shapely.is_valid_reason(placed.shapes[at])]
    made = _made_valid(placed.shapes[at], shape)
    gone = shapely.is_missing(made)
    hopeless = [
        f"Bentuknya tidak sah: {reason}. Tidak dapat diperbaiki dengan pasti; gambar ulang."
        if reason != _NOT_A_NUMBER
        else f"Bentuknya tidak sah: {reason}. Gambar ulang."
        for reason in _those(reasons, gone)
    ]
    placed = placed.without(_mask(placed, at[gone]), "valid", hopeless)
    at, made, reasons = at[~gone], made[~gone], _those(reasons, ~gone)
    if mend:
        return _mended(placed, at, made, [f"Bentuk diperbaiki: {reason}." for reason in reasons])
    said = [f"Bentuknya tidak sah: {reason}. Perbaiki, atau muat dengan --mend." for reason in reasons]
    return placed.without(_mask(placed, at), "valid", said, Mending.SHAPE)


def _made_valid(shapes: Shapes, shape: Shape) -> Shapes:
    """The geometries made valid; None where nothing of the layer's kind is left, or it is not sure what is.

    Corners that are not numbers are never left out: what was meant instead, nobody knows. And as GEOS now and
    then loses a part where lines all but meet, each shape is mended twice, as it is and rounded to less than
    a millimetre: only where both come out alike is the result believed."""
    made = np.full(len(shapes), None, dtype=object)
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    whole = np.ones(len(shapes), dtype=bool)
    whole[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    found = _fixed(shapes[whole])
    rounded = _fixed(np.asarray(shapely.set_precision(shapes[whole], _GRID, mode="pointwise")))
    # A new corner is rounded to what a number can hold, and may lie across a line then: mended once more.
    askew = ~shapely.is_valid(found)
    found[askew] = _fixed(np.asarray(shapely.transform(found[askew], lambda xy: np.round(xy, _DECIMALS))))
    alike = np.isclose(shapely.area(found), shapely.area(rounded), rtol=_ALIKE, atol=_GRID**2)
    found[~alike | ~shapely.is_valid(found)] = None
    made[whole] = found
    made[shapely.is_empty(made) | ~np.isin(shapely.get_type_id(made), KINDS[shape])] = None
    return made


def _fixed(shapes: Shapes) -> Shapes:
    """The geometries as GEOS mends them; None where it cannot, which it tells of all of them at once."""
    try:
        return np.asarray(shapely.make_valid(shapes, method="structure", keep_collapsed=False), dtype=object)
    except GEOSException:
        if len(shapes) == 1:
            return np.full(1, None, dtype=object)
        half = len(shapes) // 2
        return np.concatenate([_fixed(shapes[:half]), _fixed(shapes[half:])])


@dataclass(frozen=True, eq=False, slots=True)
class Torn:
    """Geometries that could not be read, by their place among the rows, in the file's reference system.

    unread    what is wrong with each
    closable  those whose rings only lack their last point, with the rings closed
    """

    unread: Mapping[int, str] = field(default_factory=dict)
    closable: Mapping[int, Geometry] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, rows: Sequence[int]) -> Torn:
        """Those of these rows of a sheet."""
        places = {position: at for at, position in enumerate(rows)} if sheet.unread else {}
        return cls(
            {places[position]: said for position, said in sheet.unread.items() if position in places},
            {places[position]: made for position, made in sheet.closable.items() if position in places},
        )


def closed(placed: Placed, torn: Torn, areas_m2: Sequence[float], *, mend: bool) -> Placed:
    """Geometries that could not be read are problems; with `mend`, open rings are closed, and told.

    areas_m2  of those that can be closed, in the order of their rows
    """
    lost = sorted(torn.unread.keys() - torn.closable.keys())
    placed = placed.without(_mask(placed, lost), "place", [torn.unread[at] for at in lost])
    open_ = sorted(torn.closable)
    if not mend:
        said = [f"{torn.unread[at]} Perbaiki, atau muat dengan --mend." for at in open_]
        return placed.without(_mask(placed, open_), "unclosed", said, Mending.SHAPE)
    shapes = placed.shapes.copy()
    told = []
    for at, area in zip(open_, areas_m2, strict=True):
        shapes[at] = torn.closable[at]
        message = "Garis batas yang terbuka ditutup."
        areas = _square_metres(np.nan, area)
        told.append(Mended(placed.numbers[at], placed.column, Mending.SHAPE, message, *areas))
    return replace(placed, shapes=shapes, mended=(*placed.mended, *told))


def _mended(placed: Placed, at: NDArray[np.int_], made: Shapes, messages: Iterable[str]) -> Placed:
    """The rows with what was made of them, told with their areas where they have any."""
    if not at.size:
        return placed
    before, after = (shapely.area(measured(shapes)) for shapes in (placed.shapes[at], made))
    told = [
        Mended(placed.numbers[row], placed.column, Mending.SHAPE, message, *_square_metres(old, new))
        for row, message, old, new in zip(at.tolist(), messages, before.tolist(), after.tolist(), strict=True)
    ]
    shapes = placed.shapes.copy()
    shapes[at] = made
    return replace(placed, shapes=shapes, mended=(*placed.mended, *told))


def _square_metres(before: float, after: float) -> tuple[float | None, float | None]:
    """Two areas for people, to a tenth; None where there is none: of lines, points and open rings."""
    if not after and not before:
        return None, None
    old, new = (None if np.isnan(area) else round(area, 1) for area in (before, after))
    return old, new


def _mask(placed: Placed, at: Sequence[int] | NDArray[np.int_]) -> NDArray[np.bool_]:
    chosen = np.zeros(len(placed.shapes), dtype=bool)
    chosen[np.asarray(at, dtype=int)] = True
    return chosen


def _those(texts: Sequence[str], which: NDArray[np.bool_]) -> list[str]:
    return [text for text, chosen in zip(texts, which.tolist(), strict=True) if chosen]


def _reason(text: str) -> str:
    """GEOS's reason in Indonesian, with the place where it gives one."""
    found = re.fullmatch(r"(.*?)\[(\S+) (\S+)\]", text)
    if not found or "nan" in found[0] or "inf" in found[0]:
        return _REASONS.get(found[1] if found else text, text)
    return f"{_REASONS.get(found[1], found[1])} dekat {float(found[2]):.6f}, {float(found[3]):.6f}"
