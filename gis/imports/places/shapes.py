"""Geometries of a file -> geometries as they are stored: in EPSG:4326, flat, of the layer's kind, valid.

What is lost or changed on the way is said; what cannot be stored is a problem of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely import GeometryType

from gis import crs
from gis.imports.mending import Mended, Mending
from gis.imports.places.areas import measured
from gis.imports.places.placed import Placed
from gis.layer import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes

_STORED: Final = CRS.from_epsg(crs.STORED)

_KINDS: Final = {
    Shape.POINT: (GeometryType.POINT, GeometryType.MULTIPOINT),
    Shape.LINE: (GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
    Shape.POLYGON: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
}
_WORDS: Final = {Shape.POINT: "titik", Shape.LINE: "garis", Shape.POLYGON: "bidang (poligon)"}

_REASONS: Final = {
    "Self-intersection": "garisnya memotong dirinya sendiri",
    "Ring Self-intersection": "garisnya menyentuh dirinya sendiri",
    "Hole lies outside shell": "ada lubang di luar bidangnya",
    "Nested shells": "ada bidang di dalam bidang",
    "Holes are nested": "ada lubang di dalam lubang",
    "Interior is disconnected": "bagian dalamnya terputus",
    "Too few points in geometry component": "titiknya kurang",
    "Invalid Coordinate": "ada koordinat yang bukan angka",
    "Duplicate Rings": "ada garis batas yang sama dua kali",
}


def stored(placed: Placed, source: CRS, shape: Shape, *, mend: bool = False) -> Placed:
    """Geometries of the reference system `source` as a layer of this shape stores them."""
    placed = flat(in_degrees(placed, source))
    placed = valid(of_kind(placed, shape), mend=mend and shape is Shape.POLYGON)
    return as_multi(placed, shape)


def in_degrees(placed: Placed, source: CRS) -> Placed:
    """The geometries in EPSG:4326, longitude first, whatever order the source's definition gives its axes."""
    present = ~shapely.is_missing(placed.shapes)
    if not present.any():
        return placed
    if source == _STORED or source.equals(_STORED, ignore_axis_order=True):
        return _in_world(placed, source)
    transformer = Transformer.from_crs(source, _STORED, always_xy=True)

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    flat_shapes = shapely.force_2d(placed.shapes)
    dropped = int((shapely.has_z(placed.shapes) & present).sum())
    moved = replace(placed, shapes=np.asarray(shapely.transform(flat_shapes, move), dtype=object))
    said = (f"Koordinat diubah dari {source.name} ke WGS 84.",)
    moved = replace(moved, notes=(*moved.notes, *said, *_dropped_z(dropped)))
    return _in_world(moved, source)


def flat(placed: Placed) -> Placed:
    """Without heights and measures, which are not stored; said where there were any."""
    raised = int((shapely.has_z(placed.shapes) | shapely.has_m(placed.shapes)).sum())
    if not raised:
        return placed
    return replace(
        placed,
        shapes=np.asarray(shapely.force_2d(placed.shapes), dtype=object),
        notes=(*placed.notes, *_dropped_z(raised)),
    )


def of_kind(placed: Placed, shape: Shape) -> Placed:
    """Only geometries the layer can hold; several points in one row are none."""
    kinds = shapely.get_type_id(placed.shapes)
    wrong = (kinds != -1) & ~np.isin(kinds, _KINDS[shape])
    if shape is Shape.POINT:
        wrong |= (kinds == GeometryType.MULTIPOINT) & (shapely.get_num_geometries(placed.shapes) != 1)
    return placed.without(
        wrong, "shape", f"Bentuknya bukan {_WORDS[shape]}, padahal layer ini berisi {_WORDS[shape]}."
    )


def valid(placed: Placed, *, mend: bool) -> Placed:
    """Only valid geometries; with `mend`, those that are not are made valid and told, with their areas."""
    wrong = ~shapely.is_valid(placed.shapes) & ~shapely.is_missing(placed.shapes)
    at = np.flatnonzero(wrong)
    if not at.size:
        return placed
    reasons = [_reason(text) for text in shapely.is_valid_reason(placed.shapes[at])]
    if not mend:
        said = [f"Bentuknya tidak sah: {reason}. Perbaiki, atau muat dengan --mend." for reason in reasons]
        return placed.without(wrong, "valid", said)
    made = shapely.make_valid(placed.shapes[at], method="structure", keep_collapsed=False)
    gone = shapely.is_empty(made) | ~np.isin(shapely.get_type_id(made), _KINDS[Shape.POLYGON])
    shapes = placed.shapes.copy()
    shapes[at[~gone]] = made[~gone]
    told = _areas(
        placed,
        at[~gone],
        made[~gone],
        [reason for reason, lost in zip(reasons, gone, strict=True) if not lost],
    )
    lost = np.zeros(len(wrong), dtype=bool)
    lost[at[gone]] = True
    mended = replace(placed, shapes=shapes, mended=(*placed.mended, *told))
    return mended.without(lost, "valid", "Bentuknya tidak sah dan tidak menyisakan bidang bila diperbaiki.")


def as_multi(placed: Placed, shape: Shape) -> Placed:
    """Points single, lines and polygons in their multi- form."""
    single, multi = _KINDS[shape]
    kinds = shapely.get_type_id(placed.shapes)
    shapes = placed.shapes.copy()
    if shape is Shape.POINT:
        several = kinds == multi
        shapes[several] = shapely.get_geometry(shapes[several], 0)
        return replace(placed, shapes=shapes)
    make = shapely.multilinestrings if shape is Shape.LINE else shapely.multipolygons
    for alone in np.flatnonzero(kinds == single).tolist():
        shapes[alone] = make([shapes[alone]])
    if shape is Shape.POLYGON:
        # Formats differ in the direction of rings; one direction makes the same area the same value.
        shapes = np.asarray(shapely.orient_polygons(shapes), dtype=object)
    return replace(placed, shapes=shapes)


def _in_world(placed: Placed, source: CRS) -> Placed:
    bounds = shapely.bounds(placed.shapes)
    present = ~shapely.is_missing(placed.shapes)
    with np.errstate(invalid="ignore"):
        inside = (bounds[:, 0] >= -180) & (bounds[:, 1] >= -90) & (bounds[:, 2] <= 180) & (bounds[:, 3] <= 90)
    hint = (
        " Angka sebesar ini tampaknya meter, bukan derajat: beri --crs, misalnya --crs EPSG:32749."
        if source.is_geographic
        else ""
    )
    return placed.without(present & ~inside, "range", f"Koordinat di luar bumi.{hint}")


def _dropped_z(count: int) -> Iterator[str]:
    if count:
        yield f"Ketinggian (Z) atau ukuran (M) pada {count} bentuk tidak disimpan."


def _areas(placed: Placed, at: NDArray[np.int_], made: Shapes, reasons: Sequence[str]) -> list[Mended]:
    before, after = shapely.area(measured(placed.shapes[at])), shapely.area(measured(made))
    return [
        Mended(
            placed.numbers[row],
            placed.column,
            Mending.SHAPE,
            f"Bentuk diperbaiki: {reason}.",
            round(float(old), 1),
            round(float(new), 1),
        )
        for row, reason, old, new in zip(at.tolist(), reasons, before, after, strict=True)
    ]


def _reason(text: str) -> str:
    """GEOS's reason in Indonesian, with the place where it gives one."""
    found = re.fullmatch(r"(.*?)\[(\S+) (\S+)\]", text)
    reason, where = (
        (found[1], f" dekat {float(found[2]):.6f}, {float(found[3]):.6f}") if found else (text, "")
    )
    return _REASONS.get(reason, reason) + where
