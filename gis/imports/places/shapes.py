"""Geometries of a file -> geometries as they are stored: in EPSG:4326, flat, of the layer's kind, valid.

What is lost or changed on the way is said; what cannot be stored is a problem of its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely import GeometryType

from gis import crs
from gis.imports.places import validity
from gis.imports.places.areas import measured
from gis.imports.places.placed import Placed
from gis.imports.places.validity import KINDS, WORDS, Torn
from gis.layer import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STORED: Final = CRS.from_epsg(crs.STORED)


def stored(placed: Placed, source: CRS, shape: Shape, *, mend: bool = False) -> Placed:
    """Geometries of the reference system `source` as a layer of this shape stores them."""
    placed = flat(in_degrees(placed, source))
    placed = validity.taken_out(placed, shape, mend=mend)
    placed = validity.valid(of_kind(placed, shape), shape, mend=mend)
    return as_multi(validity.without_repeats(placed, shape, mend=mend), shape)


def closed(placed: Placed, torn: Torn, source: CRS, *, mend: bool) -> Placed:
    """Geometries of `source`, with those that could not be read: as problems, or closed and told."""
    at = sorted(torn.closable)
    made = np.array([torn.closable[one] for one in at], dtype=object)
    moved = flat(in_degrees(Placed(made, [placed.numbers[one] for one in at]), source)).shapes
    return validity.closed(placed, torn, shapely.area(measured(moved)).tolist(), mend=mend)


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
    wrong = (kinds != -1) & ~np.isin(kinds, KINDS[shape])
    if shape is Shape.POINT:
        wrong |= (kinds == GeometryType.MULTIPOINT) & (shapely.get_num_geometries(placed.shapes) != 1)
    return placed.without(
        wrong, "shape", f"Bentuknya bukan {WORDS[shape]}, padahal lapisan ini berisi {WORDS[shape]}."
    )


def as_multi(placed: Placed, shape: Shape) -> Placed:
    """Points single, lines and polygons in their multi- form."""
    single, multi = KINDS[shape]
    kinds = shapely.get_type_id(placed.shapes)
    shapes = placed.shapes.copy()
    mixed = _mixed(int((kinds == single).sum()), int((kinds == multi).sum()))
    placed = replace(placed, notes=(*placed.notes, *mixed))
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


def _mixed(single: int, multi: int) -> Iterator[str]:
    if single and multi:
        yield f"Bentuk tunggal ({single}) dan majemuk ({multi}) bercampur; disimpan dalam satu jenis."


def _dropped_z(count: int) -> Iterator[str]:
    if count:
        yield f"Ketinggian (Z) atau ukuran (M) pada {count} bentuk tidak disimpan."
