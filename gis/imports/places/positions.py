"""Places as a file gives them: its own geometries, or positions that its columns spell out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis import crs
from gis.errors import BadValue, Problem, SheetError
from gis.imports.headings import Headed
from gis.imports.places.placed import Placed
from gis.imports.places.roles import LAT, LON, WKT
from gis.imports.values import cells
from gis.imports.values.cells import Fault

_STORED: Final = CRS.from_epsg(crs.STORED)


def given(headed: Headed, rows: Sequence[int]) -> Placed:
    """The geometries as the file has them: its own, or made from its columns."""
    numbers = [headed.sheet.numbers[at] for at in rows]
    if headed.sheet.shapes is not None:
        shapes = headed.sheet.shapes[np.asarray(rows, dtype=int)]
        empty = shapely.is_empty(shapes) & ~shapely.is_missing(shapes)
        shapes[empty] = None
        return Placed(shapes, numbers)
    if WKT in headed.places:
        return _from_wkt(headed, rows, numbers)
    return _from_columns(headed, rows, numbers)


def reference_system(headed: Headed, said: str | None) -> CRS:
    """The file's reference system: what the person says, else what the file says; columns default to degrees.

    Errors: `SheetError` when neither says; a map without one is never taken for degrees.
    """
    if said:
        try:
            return CRS.from_user_input(int(said) if said.isdigit() else said).to_2d()
        except CRSError:
            raise BadValue("--crs", said, "kode seperti EPSG:32749") from None
    if headed.sheet.crs is not None:
        return headed.sheet.crs
    if headed.sheet.shapes is None:
        return _STORED
    raise SheetError(
        "Berkas tidak menyebut sistem koordinatnya (.prj tidak ada). Tanyakan kepada pembuatnya, "
        "lalu beri --crs, misalnya --crs EPSG:32749 untuk UTM 49S atau --crs EPSG:4326 untuk derajat."
    )


def _from_columns(headed: Headed, rows: Sequence[int], numbers: Sequence[int]) -> Placed:
    problems: list[Problem] = []
    read: dict[str, list[float | None]] = {}
    for role in (LON, LAT):
        column = headed.places[role]
        read[role] = []
        for at, number in zip(rows, numbers, strict=True):
            cell = cells.plain(column.cells[at])
            value = None if cell is None else cells.number(cell)
            if isinstance(value, Fault):
                problems.append(Problem(number, column.heading, "place", f"Koordinat {value.message}."))
                value = None
            read[role].append(value)
    x, y = (np.array(read[role], dtype=float) for role in (LON, LAT))
    faulty = {problem.row for problem in problems}
    half = np.isnan(x) != np.isnan(y)
    for row in np.flatnonzero(half).tolist():
        if numbers[row] not in faulty:
            lacking = headed.places[LON if np.isnan(x[row]) else LAT].heading
            problems.append(Problem(numbers[row], lacking, "place", "Koordinat hanya terisi sebagian."))
    shapes = np.full(len(rows), None, dtype=object)
    whole = ~np.isnan(x) & ~np.isnan(y)
    shapes[whole] = shapely.points(x[whole], y[whole])
    return Placed(shapes, numbers, headed.places[LON].heading, tuple(problems))


def _from_wkt(headed: Headed, rows: Sequence[int], numbers: Sequence[int]) -> Placed:
    column = headed.places[WKT]
    texts = [cells.plain(column.cells[at]) for at in rows]
    shapes = np.asarray(
        shapely.from_wkt([None if text is None else str(text) for text in texts], on_invalid="ignore"),
        dtype=object,
    )
    placed = Placed(shapes, numbers, column.heading)
    unread = shapely.is_missing(shapes) & np.array([text is not None for text in texts], dtype=bool)
    return placed.without(unread, "place", "Lokasi tidak dapat dibaca sebagai WKT.")
