"""Places as a file gives them: its own geometries, or positions that its columns spell out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis import crs
from gis.errors import SheetError, UnfitChoice
from gis.imports.draft import quoted
from gis.imports.files import nesting
from gis.imports.files.sheet import Cell, Column
from gis.imports.headings import Headed
from gis.imports.places import links, notation, roles
from gis.imports.places.axes import Axis, axis
from gis.imports.places.blanks import filled
from gis.imports.places.links import Linked
from gis.imports.places.placed import Placed
from gis.imports.places.roles import GEOJSON, LAT, LINK, LON, PAIR, WKT
from gis.imports.values.cells import Fault
from gis.language import Words
from gis.problems import Problem

if TYPE_CHECKING:
    from gis.imports.files.sheet import Shapes

_STORED: Final = CRS.from_epsg(crs.STORED)
_A_CODE: Final = Words("kode seperti EPSG:32749", "a code such as EPSG:32749")
_HEX: Final = re.compile(r"[0-9A-Fa-f]{42,}")
_SRID: Final = re.compile(rf"(?i)\s*SRID\s*=\s*{crs.STORED}\s*;")


@dataclass(frozen=True, slots=True)
class Manner:
    """How positions are to be read: as metres; and whether what is written may stand in a message."""

    metric: bool = False
    shown: bool = False


def given(headed: Headed, rows: Sequence[int], manner: Manner | None = None) -> Placed:
    """The geometries as the file has them: its own, or made from its columns."""
    numbers = [headed.sheet.numbers[at] for at in rows]
    if headed.sheet.shapes is not None:
        shapes = headed.sheet.shapes[np.asarray(rows, dtype=int)]
        empty = shapely.is_empty(shapes) & ~shapely.is_missing(shapes)
        shapes[empty] = None
        return Placed(shapes, numbers)
    manner, places = manner or Manner(), headed.places
    if LON in places:
        return _from_axes(headed, rows, numbers, manner)
    one = next(role for role in (WKT, GEOJSON, PAIR, LINK) if role in places)
    column = places[one]
    texts, notes = filled(column, rows)
    placed = (
        _from_geometries(column, texts, numbers)
        if one in (WKT, GEOJSON)
        else _from_texts(column, texts, numbers, manner)
    )
    return replace(placed, notes=(*notes, *placed.notes))


def reference_system(headed: Headed, said: str | None) -> CRS:
    """The file's reference system: what the person says, else what the file says; columns default to degrees.

    Errors: `SheetError` when neither says; a map without one is never taken for degrees.
    """
    if said:
        try:
            return CRS.from_user_input(int(said) if said.isdigit() else said).to_2d()
        except CRSError:
            raise UnfitChoice("--crs", said, _A_CODE) from None
    if headed.sheet.crs is not None:
        return headed.sheet.crs
    if headed.sheet.shapes is None:
        return _STORED
    raise SheetError(
        "Berkas tidak menyebut sistem koordinatnya (.prj tidak ada). Tanyakan kepada pembuatnya, "
        "lalu beri --crs, misalnya --crs EPSG:32749 untuk UTM 49S atau --crs EPSG:4326 untuk derajat."
    )


def _from_axes(headed: Headed, rows: Sequence[int], numbers: Sequence[int], manner: Manner) -> Placed:
    """Points of two coordinates; a row of which one is missing or cannot be read has no place."""
    lon, lat = (axis(headed, role, rows, metric=manner.metric) for role in (LON, LAT))
    problems = [
        _unread(numbers[wrong.at], read.heading, wrong.fault, wrong.cell, manner)
        for read in (lon, lat)
        for wrong in read.wrong
    ]
    faulty = {problem.row for problem in problems}
    problems += [one for one in _lone(lon, lat, numbers) if one.row not in faulty]
    shapes = np.full(len(rows), None, dtype=object)
    whole = ~np.isnan(lon.values) & ~np.isnan(lat.values) & (lon.turned == lat.turned)
    shapes[whole] = shapely.points(lon.values[whole], lat.values[whole])
    return Placed(
        shapes,
        numbers,
        lon.heading,
        tuple(problems),
        (*lon.notes, *lat.notes),
        lat=lat.heading,
        steps=np.minimum(lon.steps, lat.steps),
    )


def _lone(lon: Axis, lat: Axis, numbers: Sequence[int]) -> Iterator[Problem]:
    """Rows with one coordinate only, or with two of one axis."""
    for row in np.flatnonzero(lon.blank != lat.blank).tolist():
        lacking = lon if lon.blank[row] else lat
        yield Problem(numbers[row], lacking.heading, "place", "Koordinat hanya terisi sebagian.")
    for row in np.flatnonzero(lon.turned != lat.turned).tolist():
        turned = lon if lon.turned[row] else lat
        yield Problem(
            numbers[row], turned.heading, "place", "Huruf arah pada koordinat ini bukan untuk kolomnya."
        )


def _unread(number: int, heading: str, fault: Fault, cell: Cell, manner: Manner) -> Problem:
    said = f" (tertulis {quoted(cell)})" if manner.shown and isinstance(cell, str) else ""
    return Problem(number, heading, fault.rule, f"Koordinat {fault.message}{said}.")


def _from_texts(column: Column, texts: Sequence[Cell], numbers: Sequence[int], manner: Manner) -> Placed:
    """Points of cells that hold both coordinates, or a link to a map."""
    first = roles.first_axis(column)
    known = {text: _point(text, first) for text in dict.fromkeys(texts) if isinstance(text, str)}
    found = [None if text is None else known.get(text, notation.UNREADABLE) for text in texts]
    problems = tuple(
        _unread(number, column.heading, fault, text, manner)
        for number, fault, text in zip(numbers, found, texts, strict=True)
        if isinstance(fault, Fault)
    )
    at = [row for row, one in enumerate(found) if isinstance(one, Linked)]
    points = [one for one in found if isinstance(one, Linked)]
    shapes, steps = np.full(len(texts), None, dtype=object), np.zeros(len(texts))
    shapes[at] = shapely.points([one.lon.value for one in points], [one.lat.value for one in points])
    steps[at] = [min(one.lon.step, one.lat.step) for one in points]
    viewed = sum(one.viewed for one in points)
    return Placed(
        shapes,
        numbers,
        column.heading,
        problems,
        tuple(_seen(column, viewed)),
        lat=column.heading,
        steps=steps,
    )


def _point(text: str, first: str | None) -> Linked | Fault:
    if links.is_link(text):
        return links.read(text)
    found = notation.pair(text, first)
    return found if isinstance(found, Fault) else Linked(*found)


def _seen(column: Column, viewed: int) -> Iterator[str]:
    if viewed:
        yield (
            f"Tautan di kolom '{column.heading}' pada {viewed} baris tidak menyebut titiknya; "
            "yang diambil adalah tengah peta yang dilihat."
        )


def _from_geometries(column: Column, texts: Sequence[Cell], numbers: Sequence[int]) -> Placed:
    """Geometries of well-known text, hexadecimal well-known binary, or GeoJSON, whichever each cell holds."""
    shapes = np.full(len(texts), None, dtype=object)
    written = {at: _SRID.sub("", text) for at, text in enumerate(texts) if isinstance(text, str)}
    shallow = {at: text for at, text in written.items() if not _hostile(text)}
    for reader, mine in _WRITINGS:
        at = [row for row, text in shallow.items() if mine(text)]
        if at:
            shapes[at] = reader([shallow[row] for row in at])
    shapes[shapely.is_empty(shapes)] = None
    placed = Placed(shapes, numbers, column.heading)
    unread = np.array([text is not None for text in texts], dtype=bool) & shapely.is_missing(shapes)
    return placed.without(unread, "place", "Lokasi tidak dapat dibaca sebagai WKT atau GeoJSON.")


def _hostile(text: str) -> str | None:
    """Why a text is not given to GEOS at all."""
    digits = len(text) % 2 == 0 and _HEX.fullmatch(text) is not None
    return nesting.of_binary(bytes.fromhex(text)) if digits else nesting.of_text(text)


def _wkb(texts: Sequence[str]) -> Shapes:
    """Geometries of hexadecimal digits; none of another reference system than the stored one."""
    found = np.asarray(shapely.from_wkb(texts, on_invalid="ignore"), dtype=object)
    found[~np.isin(shapely.get_srid(found), (0, crs.STORED))] = None
    return np.asarray(shapely.set_srid(found, 0), dtype=object)


def _wkt(texts: Sequence[str]) -> Shapes:
    return np.asarray(shapely.from_wkt(texts, on_invalid="ignore"), dtype=object)


def _geojson(texts: Sequence[str]) -> Shapes:
    return np.asarray(shapely.from_geojson(texts, on_invalid="ignore"), dtype=object)


_WRITINGS: Final[Sequence[tuple[Callable[[Sequence[str]], Shapes], Callable[[str], bool]]]] = (
    (_geojson, lambda text: text.startswith("{")),
    (_wkb, lambda text: _HEX.fullmatch(text) is not None),
    (_wkt, lambda text: not text.startswith("{") and _HEX.fullmatch(text) is None),
)
"""The ways a geometry is written in a cell, and how each is told from the others."""
